"""What a report is built from, read once: finished figures of places, and what is known of the whole round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from survey.figures import Live, Settled
from survey.released import Released
from survey.report.choices import Choices
from survey.report.counted import Counted
from survey.sentences.districts import Line
from survey.sentences.labels import Labels
from survey.sentences.parts import Section
from survey.store.said import Figures as Said


@dataclass(frozen=True)
class Place:
    """One district: its figures with their moments, its words, its drawings by name and size, painted ones by name."""

    code: str
    name: str
    outside: bool
    minimum_age: int
    live: Live
    settled: Settled | None
    labels: Labels
    made_at: datetime
    settled_at: datetime | None
    said: Said | None = None
    quotes: tuple[tuple[str, str], ...] = ()
    charts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Release:
    """What the public reads, and since when; `names`: what the districts are called."""

    document: Released
    at: datetime
    number: int
    labels: Labels
    names: Mapping[str, str]


@dataclass(frozen=True)
class Earlier:
    """The version before this one: its number and its figures."""

    number: int
    figures: Counted


@dataclass(frozen=True)
class Whole:
    """A round with the places that a report is about. `kind`: one district, the round in full, or the town in short.

    `lines`: every district of the round in a line. `together`: what is known of the town as a whole. `version` counts
    the reports of this place; 0 for one that is not kept.
    """

    kind: str
    town: str
    round: str
    slug: str
    opens: date | None
    closes: date | None
    open: bool
    example: str
    minimum_age: int
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    choices: Choices
    at: datetime
    together: Section | None = None
    map: Mapping[str, str] = field(default_factory=dict)
    map_picture: bytes = b""
    release: Release | None = None
    earlier: Earlier | None = None
    version: int = 0
