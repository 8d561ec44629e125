"""The figures of a round as they stood at one moment: what somebody may see, with the snapshots it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from survey.clock import local
from survey.figures import FORMAT, Live, Settled
from survey.i18n import text
from survey.sentences import words
from survey.sentences.labels import Labels, labels_of
from survey.store.districts import Assessment, District, Municipality
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot, latest_of_round


@dataclass(frozen=True)
class Taken:
    """One place: its plain totals and its settled figures, each with its number and its moment."""

    district: District
    name: str
    live: Live
    live_id: int
    live_at: datetime
    settled: Settled | None
    settled_id: int
    settled_at: datetime | None
    labels: Labels


@dataclass(frozen=True)
class Whole:
    """A round with the places that somebody may see, all read at once."""

    round: Round
    assessment: Assessment
    town: str
    language: str
    places: tuple[Taken, ...]

    @property
    def name(self) -> str:
        """What the round is called."""
        return text(self.round.name, self.language)

    @property
    def as_of(self) -> datetime | None:
        """The moment of the newest figures in it."""
        return max((place.live_at for place in self.places), default=None)

    @property
    def snapshots(self) -> list[dict[str, object]]:
        """What a citation needs to find the same figures again."""
        return [entry for place in self.places for entry in _entries(place)]


def take(session: Session, round_: Round, districts: Sequence[District], language: str) -> Whole:
    """Read the newest figures of some districts; a place without any is left out."""
    assessment = session.get_one(Assessment, round_.assessment_id)
    live, settled = (latest_of_round(session, round_, kind) for kind in ("live", "settled"))
    places = (_taken(session, one, live[one.id], settled.get(one.id), language) for one in districts if one.id in live)
    town = session.get_one(Municipality, assessment.municipality_id).name
    return Whole(round_, assessment, town, language, tuple(one for one in places if one))


def _taken(
    session: Session, district: District, live: Snapshot, settled: Snapshot | None, language: str
) -> Taken | None:
    """One place; figures of an older shape are made anew in a moment and are left out until then."""
    if live.figures["format"] != FORMAT:
        return None
    calm = settled if settled and settled.figures["format"] == FORMAT else None
    labels = labels_of(session, live.figures["version"], language)
    if calm and calm.figures["version"] != live.figures["version"]:
        labels = labels.beside(labels_of(session, calm.figures["version"], language))
    return Taken(
        district=district,
        name=words.place(district),
        live=cast(Live, live.figures),
        live_id=live.id,
        live_at=live.made_at,
        settled=cast(Settled, calm.figures) if calm else None,
        settled_id=calm.id if calm else 0,
        settled_at=calm.made_at if calm else None,
        labels=labels,
    )


def _entries(place: Taken) -> list[dict[str, object]]:
    found = [("live", place.live_id, place.live_at, place.live["answers"])]
    if place.settled and place.settled_at:
        found.append(("settled", place.settled_id, place.settled_at, place.settled["answers"]))
    return [
        {"id": number, "kind": kind, "place": place.district.code, "made_at": moment(made), "answers": answers}
        for kind, number, made, answers in found
    ]


def moment(made: datetime) -> str:
    """A moment as programs read it, on our clocks."""
    return local(made).isoformat(timespec="seconds")
