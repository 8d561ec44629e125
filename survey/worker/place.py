"""What the worker reads of one district before it counts: answers as a cube, people, and what exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from analysis.codebook import TICKS, Codebook
from analysis.coverage import population
from analysis.cube import Cube
from survey.clock import today
from survey.questionnaire.codebook import codebook
from survey.questionnaire.model import Questionnaire
from survey.store import districts, listing, tally
from survey.store.contacts import contacts_by_district
from survey.store.days import DayRow, by_day
from survey.store.districts import Assessment, Census, District
from survey.store.inventory import Inventory, inventory
from survey.store.judgements import Judged, judged
from survey.store.rounds import Round, chosen_since, comparable_since, current_version, questionnaire

FIRST_LANGUAGE = "en"
"""Figures are language-free; the codebook's labels are never read here."""


@dataclass(frozen=True)
class Asked:
    """One round with everything that is the same for all of its districts."""

    round: Round
    assessment: Assessment
    version: str
    since: dict[str, int]
    added: dict[str, dict[str, int]]
    questionnaire: Questionnaire
    codebook: Codebook
    districts: tuple[District, ...]
    census: tuple[Census, ...]
    sensitive: tuple[tally.SensitiveRow, ...]
    whole: int


@dataclass(frozen=True)
class Place:
    """One district of a round, as the statistics want it."""

    asked: Asked
    district: District
    cube: Cube
    census: tuple[Census, ...]
    inventory: Inventory
    contacts: int
    stamp: int
    judged: Judged
    pairs: tuple[tally.PairRow, ...]
    days: tuple[DayRow, ...]
    revision: int
    day: date

    @property
    def answers(self) -> int:
        """How many people of the place have answered."""
        return self.cube.total()

    @property
    def people(self) -> int | None:
        """How many people of the ages we ask live here; not known as soon as one part of the count is not."""
        return population(self.census)


def asked(session: Session, round_: Round) -> Asked:
    """Read what a round's districts share."""
    assessment = session.get_one(Assessment, round_.assessment_id)
    version = current_version(session, round_)
    document = questionnaire(session, version)
    return Asked(
        round=round_,
        assessment=assessment,
        version=version,
        since=comparable_since(session, round_),
        added=chosen_since(session, round_),
        questionnaire=document,
        codebook=_counted(document),
        districts=tuple(districts.districts(session, assessment)),
        census=tuple(districts.census(session, assessment)),
        sensitive=tuple(tally.sensitive_rows(session, round_.id)),
        whole=sum(row.n for row in tally.cells(session, round_.id)),
    )


def _counted(document: Questionnaire) -> Codebook:
    """The codebook without »other« and »none of these« among the activities: nobody can open those."""
    book = codebook(document, FIRST_LANGUAGE)
    known = {*document.activities, TICKS}
    return Codebook(tuple(v for v in book if v.role != "demand_pick" or v.option in known))


def place(session: Session, of: Asked, district: District, stamp: int, day: date | None = None) -> Place:
    """Read one district; the size of the whole round is kept, because every variance needs it.

    `day` is the one on which words are fresh or old, today where it is left out.
    """
    counts = tally.rows(session, of.round.id, district.id)
    people = tally.cells(session, of.round.id, district.id)
    return Place(
        asked=of,
        district=district,
        cube=Cube.from_rows(counts, people, of.codebook, {of.round.slug: of.whole}),
        census=_here(of.census, district),
        inventory=inventory(session, of.assessment, district),
        contacts=contacts_by_district(session).get(district.id, 0),
        stamp=stamp,
        judged=judged(session, district),
        pairs=tuple(tally.pair_rows(session, of.round.id, district.id)),
        days=tuple(by_day(session, of.round.id, district.id)),
        revision=listing.revisions(session).get(district.id, 0),
        day=day or today(),
    )


def _here(census: Iterable[Census], district: District) -> tuple[Census, ...]:
    return tuple(row for row in census if row.district_id == district.id)
