"""A finished page as anybody can read it, with every number that stands beside an answer: text, tables, drawings.

What nobody sees is read, too: titles and descriptions of drawings, words for screen readers, data attributes and
data in scripts. All languages lead to the same codes, so that three pages are laid on one table.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "rect", "circle", "line", "use", "source"})
_BESIDE = r"[\s:=(,»«\"'|–-]{0,4}"
"""What may stand between an answer and its number."""

_NUMBER = r"(\d{1,3}(?:[.,\u00a0\u202f]\d{3})+|\d+)(?![\d.,]*\d)\s*(%?)"


@dataclass
class Piece:
    """A part of a page that belongs together: which kind of thing it is, and all its words in one line."""

    kind: str
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, single spaces between them."""
        return " ".join(" ".join(self.words).split())


@dataclass(frozen=True)
class Number:
    """A number that stands beside an answer, and where: `text`, `table`, `svg:desc`, `attribute:title` …"""

    kind: str
    label: str
    n: int
    percent: bool


_TOGETHER = {
    "tr": "table",
    "table": "whole",
    "title": "title",
    "desc": "desc",
    "text": "text",
    "figcaption": "caption",
    "script": "script",
    "dl": "list",
    "li": "item",
    "p": "text",
    "svg": "svg",
    "figure": "figure",
}
"""The elements whose words are read together; a drawing's texts also together, since a label and its number are two."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._open: list[tuple[str, Piece | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = any(name == "svg" for name, _ in self._open)
        for name, value in attrs:
            if value and (name in ("alt", "title", "aria-label", "content", "value") or name.startswith("data-")):
                self.pieces.append(Piece(f"attribute:{name}", [value]))
        if tag in _VOID:
            return
        kind = _TOGETHER.get(tag)
        piece = Piece(f"svg:{kind}" if inside and kind else kind) if kind else None
        self.pieces += [piece] if piece else []
        self._open.append((tag, piece))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in {name for name, _ in self._open}:
            name, _piece = self._open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        for _tag, piece in self._open:
            if piece:
                piece.words.append(data)


def pieces(page: str) -> list[Piece]:
    """Everything that can be read of a page or a drawing, as pieces with their kinds."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    scripts = [Piece("script", list(_spelled(piece.text))) for piece in reader.pieces if piece.kind == "script"]
    return [piece for piece in (*reader.pieces, *scripts) if piece.text]


def _spelled(script: str) -> Iterator[str]:
    """Data in a script with labels and numbers beside each other, whatever their keys are called."""
    try:
        data = json.loads(script)
    except ValueError:
        return
    yield from _words_of(data)


def _words_of(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        named = sorted(data.values(), key=lambda value: not isinstance(value, str))  # the label before its number
        for value in named:
            yield from _words_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words_of(value)
    elif not isinstance(data, bool) and data is not None:
        yield str(data)


@dataclass(frozen=True)
class Words:
    """The words of one question in one language: its own, and each answer's with what it means.

    `unique`: the answers' words that no other question uses; the others count only where the question is named.
    """

    question: str
    answers: Mapping[str, str]
    unique: frozenset[str]


def numbers(page: str, asked: Iterable[Words]) -> list[Number]:
    """Every number that stands directly behind the words of an answer: `12 people`, and each cell of a table's row."""
    found: dict[Number, None] = {}
    known = list(asked)
    for piece in pieces(page):
        for question in known:
            named = question.question in piece.text
            for words, code in question.answers.items():
                for number in _behind(piece, words, code) if named or words in question.unique else ():
                    found[number] = None
    return list(found)


def _behind(piece: Piece, words: str, code: str) -> Iterator[Number]:
    spelled = r"\s+".join(map(re.escape, words.split()))
    for match in re.finditer(rf"(?<!\w){spelled}(?!\w){_BESIDE}{_NUMBER}(?:\s+{_NUMBER})?", piece.text, re.IGNORECASE):
        first, sign, second, second_sign = match.groups()
        yield _number(piece.kind, code, first, sign)
        if second and (piece.kind in ("table", "whole") or second_sign):
            yield _number(piece.kind, code, second, second_sign)


def _number(kind: str, code: str, digits: str, sign: str) -> Number:
    return Number(kind, code, int(re.sub(r"\D", "", digits)), bool(sign))
