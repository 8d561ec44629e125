"""The remarks in a file of YAML: what stands behind a #, with the line it stands in."""

from collections.abc import Iterator
from typing import NamedTuple

import yaml

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Remark(NamedTuple):
    """One line of a remark; `alone` says whether nothing else stands in its line."""

    line: int
    text: str
    alone: bool


def remarks_in(text: str) -> Iterator[Remark]:
    """Every remark of a text that can be read as YAML, from above to below; empty ones are left out."""
    ends, inside = _written(text)
    for number, line in enumerate(text.splitlines(), start=1):
        rest = line[ends.get(number, 0) :]
        before, mark, said = rest.partition("#")
        if mark and not before.strip() and number not in inside and said.strip(" #"):
            yield Remark(number, said.strip(), not line[: ends.get(number, 0)].strip())


def _written(text: str) -> tuple[dict[int, int], set[int]]:
    """Where the last word of each line ends, and the lines that lie within a longer text."""
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for token in yaml.scan(text, Loader=_PARSER):
        first, last = token.start_mark, token.end_mark
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            inside |= set(range(first.line + 2, last.line + 1))  # such a text ends where its last line begins
        else:
            inside |= set(range(first.line + 1, last.line + 1)) if last.line > first.line else set()
            ends[last.line + 1] = max(ends.get(last.line + 1, 0), last.column)
    return ends, inside
