"""What a report is made of, before it is a file: chapters of a few kinds of blocks, in the words of one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from survey.sentences.parts import DotRow, Entry, Stamp

Tone = Literal["", "say", "quiet", "how", "notice", "own"]
"""`say` is the answer itself, `quiet` what stands beside it, `how` how we know, `own` what the authors wrote."""


@dataclass(frozen=True)
class Heading:
    """A title within a chapter."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A few sentences; *stars* stand around what is decisive. `language`: where it is not that of the report."""

    text: str
    tone: Tone = ""
    language: str = ""


@dataclass(frozen=True)
class Sentences:
    """Sentences or names one below the other."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Verdict:
    """A stamp: mark and word."""

    stamp: Stamp


@dataclass(frozen=True)
class Grid:
    """A table under its caption, the first cell of a row being its name.

    `place`, `question` and `codes` say which figures these are; the first number of a row is »x of y«.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: str = ""
    question: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A finished drawing: as SVG by size, as PNG where somebody has painted one, and in words for who cannot see it."""

    alt: str
    svg: Mapping[str, str]
    png: bytes = b""
    key: str = ""
    id: str = ""


@dataclass(frozen=True)
class Dots:
    """One dot for each person."""

    rows: tuple[DotRow, ...]


@dataclass(frozen=True)
class Few:
    """What stands in the place of a figure that may not be shown."""

    text: str


@dataclass(frozen=True)
class Entries:
    """Things with a line about each."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Step:
    """One thing to do: its stamps, its facts, and what has to be said beside them. Without a place it has no number."""

    name: str
    number: int | None = None
    stamps: tuple[Stamp, ...] = ()
    text: str = ""
    remarks: tuple[str, ...] = ()
    quiet: str = ""


@dataclass(frozen=True)
class Question:
    """A question that somebody may ask, and the answer."""

    asked: str
    answer: str


@dataclass(frozen=True)
class Quote:
    """What somebody wrote."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Signatures:
    """A line to sign on for each name."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading | Paragraph | Sentences | Verdict | Grid | Chart | Dots | Few | Entries | Step | Question | Quote
    | Signatures | PageBreak
)  # fmt: skip


@dataclass(frozen=True)
class Chapter:
    """A chapter; those of a district stand below the district's own. `place`: the code of that district."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1
    place: str = ""


@dataclass(frozen=True)
class Cover:
    """The first page, and what a file says about itself."""

    title: str
    subtitle: str
    place: str
    day: str
    author: str = ""
    lines: tuple[str, ...] = ()
    example: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Report:
    """The whole document in one language."""

    language: str
    cover: Cover
    chapters: tuple[Chapter, ...] = field(default=())
