"""The worker's round: fold what came in, renew the figures of every place that has changed, do the next job."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from survey.clock import local
from survey.figures import FORMAT, Live, Settled
from survey.first import Sure
from survey.store import judgements, listing, tally
from survey.store.base import Store
from survey.store.contacts import contacts_by_district
from survey.store.districts import Assessment, District
from survey.store.errors import Busy
from survey.store.rounds import SURVEYS, Round, current_of
from survey.store.snapshots import Snapshot, latest
from survey.worker.apart import apart
from survey.worker.code_files import sweep_code_files
from survey.worker.downloads import sweep_files
from survey.worker.earlier import earlier
from survey.worker.jobs import Jobs
from survey.worker.live import live
from survey.worker.place import Place, asked, place
from survey.worker.publish import keep, keep_town
from survey.worker.said import count_said, prepare
from survey.worker.settled import due, renews, settled
from survey.worker.sweep import sweep
from survey.worker.town import settle_town
from survey.worker.whole import needed, whole

POLL_SECONDS = 1.0
TIDY_SECONDS = 60.0
"""How often what was erased is also taken out of the database's log."""

SWEEP_SECONDS = 3600.0
"""How often old drafts and drawings are cleared away, the first time at once."""

_log = logging.getLogger(__name__)


def loop(store: Store, stop: Event, data: Path | None = None) -> None:
    """Work until told to stop; a database that is busy or away is tried again a moment later.

    `data` is the folder for the files that people ask for; without one nobody prepares any.
    """
    tidied, swept = monotonic(), float("-inf")
    jobs = _begin_jobs(store, stop, data)
    while not stop.is_set() and (jobs is None or jobs.is_alive()):
        try:
            prepare(store)
            run_once(store)
            if monotonic() - swept > SWEEP_SECONDS:
                sweep(store)
                swept = monotonic()
            if monotonic() - tidied > TIDY_SECONDS:
                if data:
                    sweep_files(store, data)
                    sweep_code_files(store, data)
                store.tidy()
                tidied = monotonic()
        except (Busy, OperationalError) as error:
            _log.warning("the database was not available: %s", type(error).__name__)
        stop.wait(POLL_SECONDS)


def _begin_jobs(store: Store, stop: Event, data: Path | None) -> Jobs | None:
    if data is None:
        return None
    jobs = Jobs(store, data, stop)
    jobs.start()
    return jobs


def run_once(store: Store, now: datetime | None = None) -> int:
    """Fold, renew what is stale, and say how many districts that were."""
    with store.write() as session:
        tally.fold(session)
    moment = now or datetime.now(UTC)
    with store.read() as session:
        rounds = list(session.scalars(select(Round).where(*SURVEYS).order_by(Round.id)))
        renewed = [(round_.id, _stale(session, round_, moment)) for round_ in rounds]
    for round_id, stale in renewed:
        _renew(store, round_id, stale, moment)
    count_said(store)
    return sum(len(stale) for _, stale in renewed)


@dataclass(frozen=True)
class Made:
    """What is known of figures without reading them."""

    stamp: int
    answers: int
    made_at: datetime
    format: int
    contacts: int | None
    judged: int | None
    listed: int | None
    until: str | None
    version: str | None
    placed: int | None


def _stale(session: Session, round_: Round, now: datetime) -> list[int]:
    """The districts whose figures are older than their answers, or whose settled figures may be renewed."""
    stamps, made, contacts = tally.stamps(session), _made(session, round_), contacts_by_district(session)
    judged, listed = judgements.revisions(session), listing.revisions(session)
    placed = session.get_one(Assessment, round_.assessment_id).placed
    current = current_of(session, round_.id)
    if current is None:
        return []
    mine = session.scalars(select(District.id).where(District.assessment_id == round_.assessment_id))
    return [
        district
        for district in mine
        if _outdated(
            made.get((district, "live")),
            (
                stamps.get((round_.id, district), 0),
                FORMAT,
                contacts.get(district, 0),
                judged.get(district, 0),
                listed.get(district, 0),
                current.hash,
                placed,
            ),
            local(now).date().isoformat(),
        )
        or _rested(made[district, "live"].answers, made.get((district, "settled")), now)
    ]


def _made(session: Session, round_: Round) -> dict[tuple[int | None, str], Made]:
    """The newest figures of each place, as far as they say how old they are: this is asked every few seconds."""
    newest = select(func.max(Snapshot.id)).where(Snapshot.round_id == round_.id)
    newest = newest.group_by(Snapshot.district_id, Snapshot.kind)
    said = [Snapshot.figures[name].as_integer() for name in ("format", "contacts")]
    said.append(Snapshot.figures[("first", "judged")].as_integer())
    said.append(Snapshot.figures[("inventory", "revision")].as_integer())
    said.append(Snapshot.figures[("inventory", "until")].as_string())
    said += [Snapshot.figures["version"].as_string(), func.coalesce(Snapshot.figures["placed"].as_integer(), 0)]
    found = select(Snapshot.district_id, Snapshot.kind, Snapshot.stamp, Snapshot.answers, Snapshot.made_at, *said)
    rows = session.execute(found.where(Snapshot.id.in_(newest)))
    return {(district, kind): Made(*rest) for district, kind, *rest in rows}


def _outdated(shown: Made | None, now: tuple[int, int, int, int, int, str, int], day: str) -> bool:
    """Answers, contacts, the lead's judgement, what exists, what is asked, who lives there: each changes, or fades."""
    if shown is None or (shown.until and shown.until <= day):
        return True
    known = (shown.stamp, shown.format, shown.contacts, shown.judged, shown.listed, shown.version, shown.placed)
    return known != now


def _rested(answers: int, calm: Made | None, now: datetime) -> bool:
    return calm is not None and (calm.format != FORMAT or due(answers, calm.answers, calm.made_at, now))


def _renew(store: Store, round_id: int, stale: list[int], now: datetime) -> None:
    """Count each stale district on its own, so that a page is fresh before the last one is done."""
    for district_id in stale:
        with store.read() as session:
            here = _place(session, round_id, district_id, now)
            last = latest(session, here.asked.round, here.district, "settled")
            sure, settles = _sure_before(session, here), _renews(here, last, now)
            people = whole(session, here) if settles or needed(sure, here.answers, here.judged.revision) else None
            rounds = earlier(session, here) if settles else []
            doubted = apart(session, here.asked, [here.district]) if settles else None
        before = cast(Settled, last.figures) if last else None
        renewed = settled(here, before, people, rounds, doubted) if settles else None
        keep(store, here, live(here, renewed or before, people, sure), renewed, now)
    if stale:
        keep_town(store, round_id, now)
        settle_town(store, round_id, now)


def _sure_before(session: Session, here: Place) -> Sure | None:
    """How sure the order was, as far as the figures that are shown now still speak of the same questions."""
    shown = latest(session, here.asked.round, here.district, "live")
    if shown is None or shown.figures["format"] != FORMAT or shown.figures["version"] != here.asked.version:
        return None
    return cast(Live, shown.figures)["first"]["sure"]


def _renews(here: Place, last: Snapshot | None, now: datetime) -> bool:
    return renews(last, here.answers, here.stamp, here.asked.assessment.placed, now)


def _place(session: Session, round_id: int, district_id: int, now: datetime) -> Place:
    """Read one district; everything that is shown later comes from this one view of the data."""
    round_ = session.get_one(Round, round_id)
    district = session.get_one(District, district_id)
    stamp = tally.stamps(session).get((round_id, district_id), 0)
    return place(session, asked(session, round_), district, stamp, local(now).date())
