"""The invented answers with what should be hidden in them, and how much of it was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.redaction import Redaction, Span, redact

DATA = Path(__file__).parent / "data"
MARKED = re.compile(r"\{(\w+)\|([^}]*)\}")
SLOVENIAN = """Lipovje/Zgornje Lipovje/Polje/Stara žaga/Lipova ulica/Vaška pot/Pod cerkvijo/Zgornja cesta/
Poljska cesta/Ulica žanjic/Ajdova ulica"""
CROATIAN = """Lipovac/Gornje Polje/Polje/Stara pilana/Lipova ulica/Mlinska ulica/Pod crkvom/Poljska cesta/
Ulica žetelica"""
ENGLISH = "Lindenford/Old Sawmill/Mill Lane/Station Road/Church Close"
PLACES = {"sl": tuple(SLOVENIAN.split("/")), "hr": tuple(CROATIAN.split("/")), "en": tuple(ENGLISH.split("/"))}
ODDITIES = (
    "a|a.|a@|1 |1.|.|Aa |J. |www.|a-|Gospa ga g. |[name] K |in Grace |ena |LJ A|12 Mill |((at) |+(1|e\u0301|\u202e12|"
    "Csczs | afna pika |a afna b |soseda X|Ana in |A1-|csz|@"
)
LONGEST = 4000
HOSTILE = tuple((piece * LONGEST)[:LONGEST] for piece in ODDITIES.split("|"))
"""Answers of the greatest length, each made to be slow in its own way."""


@dataclass(frozen=True)
class Marked:
    """A sentence, what somebody marked in it, and what the program found."""

    wanted: tuple[Span, ...]
    found: Redaction

    def hidden(self, span: Span) -> bool:
        """Whether every letter and digit of a part is hidden."""
        covered = {i for one in self.found.spans for i in range(one.start, one.end)}
        return all(i in covered or not self.found.text[i].isalnum() for i in range(span.start, span.end))

    def needless(self) -> list[Span]:
        return [s for s in self.found.spans if not any(s.start < w.end and w.start < s.end for w in self.wanted)]


def read(line: str, language: str) -> Marked:
    text, wanted, end = "", [], 0
    for match in MARKED.finditer(line):
        text += line[end : match.start()]
        wanted.append(Span(len(text), len(text) + len(match[2]), match[1]))
        text, end = text + match[2], match.end()
    text += line[end:]
    return Marked(tuple(wanted), redact(text, [language], places=PLACES[language]))


@cache
def corpus(language: str, part: str = "") -> tuple[Marked, ...]:
    lines = (DATA / f"open_answers_{language}{part}.txt").read_text("utf-8").splitlines()
    return tuple(read(line, language) for line in lines)


def recall(marked: Iterable[Marked], kinds: Iterable[str]) -> tuple[int, int]:
    """How many of the marked parts of these kinds were hidden whole, and how many there are."""
    parts = [(one, span) for one in marked for span in one.wanted if span.kind in kinds]
    return sum(one.hidden(span) for one, span in parts), len(parts)


def precision(marked: Iterable[Marked]) -> tuple[int, int]:
    """How many of the hidden parts were rightly hidden, and how many there are."""
    marked = tuple(marked)
    total = sum(len(one.found.spans) for one in marked)
    return total - sum(len(one.needless()) for one in marked), total
