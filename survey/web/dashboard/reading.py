"""What the desk reads: rights first, then finished figures; never an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import abort, g
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from survey import i18n
from survey.figures import FORMAT, ChartKeys, Live, Settled
from survey.sentences.labels import Labels, labels_of, labels_of_figures
from survey.store.accounts import may_whole_town, visible_districts, visible_towns
from survey.store.districts import Assessment, District
from survey.store.releases import Feedback, RoundTold, rounds_with_feedback
from survey.store.rounds import SURVEYS, Round
from survey.store.running import running
from survey.store.snapshots import Snapshot, drawings, latest, latest_of_round
from survey.weighed import TownSettled

ROLE = "lead"


@dataclass(frozen=True)
class Desk:
    """One round and the districts of it that this person may see."""

    round: Round
    assessment: Assessment
    town: str
    version: str
    districts: tuple[District, ...]
    labels: Labels

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""


@dataclass(frozen=True)
class Picture:
    """The newest figures of one district, each with the moment it was made."""

    made_at: datetime
    live: Live
    settled: Settled | None
    settled_at: datetime | None


def rounds_of(session: Session) -> list[Round]:
    """The rounds of every assessment in which this person may see a district, the newest first."""
    return list(session.scalars(_rounds()))


def told_what_became(at: Desk, rounds: list[RoundTold]) -> list[Feedback]:
    """When people of the districts were told what became of what they said."""
    codes = {one.id: one.code for one in at.districts}
    every = frozenset(codes.values())
    return [
        Feedback(one.round.id, at.assessment.id, when, frozenset([codes[place]]) if place in codes else every)
        for one in rounds
        for place, when in one.became.items()
        if one.round.assessment_id == at.assessment.id and (place is None or place in codes)
    ]


def rounds_told(session: Session) -> list[RoundTold]:
    """The same rounds, each with what residents know of it."""
    return rounds_with_feedback(session, _rounds())


def _rounds() -> Select[Round]:
    seen = visible_towns(g.user.id, ROLE)
    mine = select(Round).where(Round.assessment_id.in_(seen), *SURVEYS)
    return mine.order_by(Round.id.desc())


def desk(session: Session, slug: str) -> Desk:
    """A round as this person may see it; what they may not see does not exist."""
    at = running(session, slug) or abort(404)
    districts = visible_districts(session, g.user.id, at.assessment.id, role=ROLE)
    if not districts:
        abort(404)
    labels = labels_of(session, at.version, i18n.language())
    return Desk(at.round, at.assessment, at.town, at.version, tuple(districts), labels)


def district_of(at: Desk, code: str) -> District:
    """One of the districts on this desk; any other does not exist."""
    return next((district for district in at.districts if district.code == code), None) or abort(404)


def all_live(session: Session, at: Desk) -> dict[int | None, Snapshot]:
    """The newest plain totals of every place of the round, the town's map under None."""
    return latest_of_round(session, at.round, "live")


def figures_of(session: Session, at: Desk, district: District) -> Picture | None:
    """The newest figures of one district, if the worker has made any."""
    live = latest(session, at.round, district, "live")
    settled = latest(session, at.round, district, "settled")
    if live is None or live.figures["format"] != FORMAT:
        return None  # the worker writes them anew in a moment
    if settled is None or settled.figures["format"] != FORMAT:
        return Picture(live.made_at, cast(Live, live.figures), None, None)
    return Picture(live.made_at, cast(Live, live.figures), cast(Settled, settled.figures), settled.made_at)


def labels_for(session: Session, picture: Picture) -> Labels:
    """The words of the version that the figures were made with, which may be a moment behind the newest."""
    return labels_of_figures(session, picture.live, picture.settled, i18n.language())


def labels_of_version(session: Session, version: str) -> Labels:
    """The words of one version in the reader's language."""
    return labels_of(session, version, i18n.language())


def sees_town(session: Session, at: Desk) -> bool:
    """Whether somebody may see figures in which every district has a part."""
    return may_whole_town(session, g.user.id, ROLE, at.assessment)


def town_settled(session: Session, at: Desk) -> tuple[TownSettled, datetime] | None:
    """What is known of the town as a whole, and the moment it was made; only for who `sees_town`."""
    found = latest(session, at.round, None, "settled")
    if found is None or found.figures["format"] != FORMAT:
        return None
    return cast(TownSettled, found.figures), found.made_at


def town_map(session: Session, found: dict[int | None, Snapshot]) -> dict[str, str]:
    """The map, only for who `sees_town`, since it shows every district."""
    if None not in found:
        return {}
    return charts(session, found[None].figures["charts"]).get("districts", {})


def charts(session: Session, keys: dict[str, ChartKeys]) -> dict[str, dict[str, str]]:
    """The drawings of a page in the reader's language, by name and size, in one question to the database."""
    return drawings(session, {name: chart["keys"].get(i18n.language(), {}) for name, chart in keys.items()})
