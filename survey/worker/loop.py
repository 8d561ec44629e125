"""The worker's round: fold what came in, then renew the figures of every place that has changed."""

import logging
from datetime import UTC, datetime
from threading import Event
from typing import cast

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from survey.figures import FORMAT, Settled
from survey.store import tally
from survey.store.base import Store
from survey.store.districts import District
from survey.store.errors import Busy
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot, latest, latest_of_round
from survey.worker.live import live
from survey.worker.place import Place, asked, place
from survey.worker.publish import keep, keep_town
from survey.worker.settled import due, settled

POLL_SECONDS = 2.0

_log = logging.getLogger(__name__)


def loop(store: Store, stop: Event) -> None:
    """Work until told to stop; a database that is busy or away is tried again a moment later."""
    while not stop.is_set():
        try:
            run_once(store)
        except (Busy, OperationalError) as error:
            _log.warning("the database was not available: %s", type(error).__name__)
        stop.wait(POLL_SECONDS)


def run_once(store: Store, now: datetime | None = None) -> int:
    """Fold, renew what is stale, and say how many districts that were."""
    with store.write() as session:
        tally.fold(session)
    moment = now or datetime.now(UTC)
    with store.read() as session:
        rounds = list(session.scalars(select(Round).where(Round.state != "draft").order_by(Round.id)))
        renewed = [(round_.id, _stale(session, round_, moment)) for round_ in rounds]
    for round_id, stale in renewed:
        _renew(store, round_id, stale, moment)
    return sum(len(stale) for _, stale in renewed)


def _stale(session: Session, round_: Round, now: datetime) -> list[int]:
    """The districts whose figures are older than their answers, or whose settled figures may be renewed."""
    stamps = tally.stamps(session)
    shown, calm = latest_of_round(session, round_, "live"), latest_of_round(session, round_, "settled")
    mine = session.scalars(select(District.id).where(District.assessment_id == round_.assessment_id))
    return [
        district
        for district in mine
        if _outdated(shown.get(district), stamps.get((round_.id, district), 0))
        or _calm_enough(shown[district].answers, calm.get(district), now)
    ]


def _outdated(shown: Snapshot | None, stamp: int) -> bool:
    return shown is None or shown.stamp != stamp or shown.figures["format"] != FORMAT


def _calm_enough(answers: int, calm: Snapshot | None, now: datetime) -> bool:
    return calm is not None and due(answers, cast(Settled, calm.figures), calm.made_at, now)


def _renew(store: Store, round_id: int, stale: list[int], now: datetime) -> None:
    """Count each stale district on its own, so that a page is fresh before the last one is done."""
    for district_id in stale:
        with store.read() as session:
            here = _place(session, round_id, district_id)
            last = latest(session, here.asked.round, here.district, "settled")
            before = cast(Settled, last.figures) if last else None
        renewed = settled(here) if due(here.answers, before, last.made_at if last else None, now) else None
        keep(store, here, live(here, renewed or before), renewed, now)
    if stale:
        keep_town(store, round_id, now)


def _place(session: Session, round_id: int, district_id: int) -> Place:
    """Read one district; everything that is shown later comes from this one view of the data."""
    round_ = session.get_one(Round, round_id)
    district = session.get_one(District, district_id)
    stamp = tally.stamps(session).get((round_id, district_id), 0)
    return place(session, asked(session, round_), district, stamp)
