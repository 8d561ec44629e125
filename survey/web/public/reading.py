"""A released document with everything a page needs to say it: words, names of places, drawings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import i18n
from survey.clock import local
from survey.questionnaire.codebook import codebook
from survey.questionnaire.model import Questionnaire
from survey.released import Released, ReleasedPlace
from survey.sentences.labels import labels_of
from survey.sentences.public import Asked, Told, place_name, told
from survey.store.base import Document
from survey.store.districts import Assessment, District, Municipality, districts
from survey.store.releases import Release
from survey.store.rounds import Round, questionnaire
from survey.store.snapshots import Chart


@dataclass(frozen=True)
class Shown:
    """A round as it is, or would be, public. `day` is when it was released, nothing for what only might be."""

    round: Round
    assessment: Assessment
    town: str
    document: Released
    pictures: dict[str, Any]
    number: int
    day: date | None
    districts: tuple[District, ...]
    asked: Asked

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    def place(self, code: str) -> ReleasedPlace | None:
        """The place that a district is read in, alone or with its neighbours."""
        return next((place for place in self.document["places"] if code in place["districts"]), None)

    def told(self, place: ReleasedPlace) -> Told:
        """What a place says; the whole town speaks of its places."""
        return told(place, self.asked, self.document["places"] if place is self.document["town"] else ())

    def name(self, place: ReleasedPlace) -> str:
        """What a place is called."""
        return place_name([district for district in self.districts if district.code in place["districts"]])


def of_release(session: Session, made: Release) -> Shown:
    """What is public of a round."""
    day = local(made.released_at).date()
    return _shown(session, made.round_id, made.document, made.pictures, made.number, day)


def of_proposal(session: Session, round_id: int, document: Document, pictures: Document, number: int) -> Shown:
    """What would be public of it."""
    return _shown(session, round_id, document, pictures, number, None)


def _shown(
    session: Session, round_id: int, document: Document, pictures: Document, number: int, day: date | None
) -> Shown:
    round_ = session.get_one(Round, round_id)
    assessment = session.get_one(Assessment, round_.assessment_id)
    released = cast(Released, document)
    return Shown(
        round=round_,
        assessment=assessment,
        town=session.get_one(Municipality, assessment.municipality_id).name,
        document=released,
        pictures=pictures,
        number=number,
        day=day,
        districts=tuple(districts(session, assessment)),
        asked=_asked(session, released["version"], assessment.minimum_age),
    )


def _asked(session: Session, version: str, minimum_age: int) -> Asked:
    roles = roles_of(questionnaire(session, version))
    return Asked(labels_of(session, version, i18n.language()), roles, minimum_age)


def roles_of(asked: Questionnaire) -> dict[str, str]:
    """What each question measures, nothing where it measures nothing we know."""
    return {variable.question: str(variable.role or "") for variable in codebook(asked, "en")}


def code_of(place: ReleasedPlace) -> str:
    """A place in the address and among the drawings."""
    return "+".join(place["districts"])


def drawings(session: Session, shown: Shown, place: ReleasedPlace) -> dict[str, dict[str, str]]:
    """The drawings of one place in the reader's language, by name and size, in one question to the database."""
    charts = shown.pictures.get(code_of(place), {})
    spoken = {name: chart["keys"].get(i18n.language(), {}) for name, chart in charts.items()}
    wanted = {key for sizes in spoken.values() for key in sizes.values()}
    found = session.execute(select(Chart.key, Chart.svg).where(Chart.key.in_(wanted)))
    drawn = {key: svg for key, svg in found}  # noqa: C416 - dict() would take a result for a mapping
    return {name: {size: drawn[key] for size, key in sizes.items() if key in drawn} for name, sizes in spoken.items()}


def moment(made: Release) -> datetime:
    """When a release came out, on our clocks."""
    return local(made.released_at)
