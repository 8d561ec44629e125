"""*Stars* around what is decisive, as runs of plain and bold letters for any kind of file."""

import re
from collections.abc import Iterator

_STARRED = re.compile(r"\*([^*\n]+)\*")


def runs(sentence: str) -> Iterator[tuple[str, bool]]:
    """Pieces of a sentence, each with whether it is bold."""
    for place, part in enumerate(_STARRED.split(sentence)):
        if part:
            yield part, bool(place % 2)


def plain(sentence: str) -> str:
    """The sentence without its stars."""
    return "".join(part for part, _bold in runs(sentence))
