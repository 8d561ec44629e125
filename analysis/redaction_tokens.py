"""A text cut into words and marks, with all that is known of each word's place in its sentence."""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from analysis.lemmas import WORD, plain

KINDS = ("name", "number", "email", "phone", "address", "date", "plate", "handle", "link", "text")
"""What is hidden: `number` is any other number; `text` a whole answer, when no end is found."""

SHORT_MARKS = {kind: chr(0xFDD0 + at) for at, kind in enumerate(KINDS)}
"""One character for each mark while a text is worked on: such as no text may have, and that keeps the text short."""

_ABBREVIATED = frozenset(
    ["g", "ga", "gdč", "dr", "prof", "mag", "inž", "dipl", "gđa", "gđica", "mr", "mrs", "ms", "ul", "sv", "št", "st"]
)
_ENDS = re.compile(r"[.!?…\n\r\u2028\u2029]")
_OPENS = re.compile(r"[:»«\"“”„(/•*\u2013\u2014]")


class Token(NamedTuple):
    """A word or a mark: where it stands, how it is looked up, what lies before it, and whether a sentence begins."""

    start: int
    end: int
    key: str
    mark: str
    gap: str
    first: bool
    capital: bool
    shouted: bool


def _codes(marks: Mapping[str, str]) -> dict[str, str]:
    """The code of each mark as it is written, and as it stands in a text that is being worked on."""
    written = {f"[{kind}]": kind for kind in KINDS} | {f"[{word}]": kind for kind, word in marks.items()}
    return written | {short: kind for kind, short in SHORT_MARKS.items()}


def tokens(text: str, marks: Mapping[str, str]) -> list[Token]:
    """Cut a text into words and marks in one go."""
    codes = _codes(marks)
    pattern = re.compile(f"{'|'.join(map(re.escape, codes))}|{WORD.pattern}")
    found: list[Token] = []
    end, before = 0, ""
    for match in pattern.finditer(text):
        gap, written = text[end : match.start()], match.group()
        mark = codes.get(written, "")
        key = "" if mark else _looked_up(written)
        found.append(
            Token(
                match.start(),
                match.end(),
                key,
                mark,
                gap,
                first=not found or _begins(gap, before),
                capital=not mark and written[0].isupper(),
                shouted=not mark and len(key) > 1 and written.upper() == written,
            )
        )
        end, before = match.end(), key
    return found


def _looked_up(written: str) -> str:
    """A word without the English sign of an owner."""
    key = plain(written)
    return key[:-2] if key.endswith(("'s", "’s")) else key


def _begins(gap: str, before: str) -> bool:
    """Whether a sentence begins after this gap; the stop of an abbreviation or an initial ends none."""
    if gap in ("", " "):
        return False
    if gap.startswith(".") and (len(before) == 1 or before in _ABBREVIATED):
        gap = gap[1:]
    return bool(_ENDS.search(gap) or _OPENS.search(gap)) or any(unicodedata.category(sign) == "So" for sign in gap)
