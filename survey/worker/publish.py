"""Finished figures into the database: drawings first, so that no page ever names one that is not there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.figures import FORMAT, Live, Settled, Town
from survey.store.base import Document, Store
from survey.store.districts import Assessment, District, Municipality, districts
from survey.store.rounds import Round
from survey.store.snapshots import Chart, latest_of_round, put_chart, put_snapshot
from survey.worker import drawing
from survey.worker.between import between
from survey.worker.place import Place


def keep(store: Store, place: Place, live: Live, settled: Settled | None, now: datetime) -> None:
    """Draw what is new, then let the new figures take the place of the old ones in one transaction."""
    drawn = drawing.of_live(place, live)
    live["charts"] = drawing.keys(drawn)
    if settled is not None:
        calm = drawing.of_settled(place, settled)
        settled["charts"] = drawing.keys(calm)
        drawn += calm
    new = _new_drawings(store, drawn)
    round_, district, answers = place.asked.round, place.district, place.answers
    with store.write() as session:
        _put_charts(session, new)
        if settled is not None:
            figures = cast(Document, settled)
            put_snapshot(session, round_, district, "settled", answers=answers, figures=figures, made_at=now)
        figures = cast(Document, live)
        put_snapshot(
            session, round_, district, "live", answers=answers, figures=figures, stamp=place.stamp, made_at=now
        )


def keep_town(store: Store, round_id: int, now: datetime) -> None:
    """Draw the map anew and compare the districts, from what their figures say."""
    with store.read() as session:
        round_ = session.get_one(Round, round_id)
        town = _town_name(session, round_)
        newest = latest_of_round(session, round_, "live")
        places = districts(session, session.get_one(Assessment, round_.assessment_id))
    shown = {place.id: newest[place.id] for place in places if place.id in newest and not place.outside}
    drawn = drawing.of_town(town, [_map_row(place, shown[place.id].figures) for place in places if place.id in shown])
    new = _new_drawings(store, drawn)
    lives = {place.code: cast(Live, shown[place.id].figures) for place in places if place.id in shown}
    figures = Town(format=FORMAT, charts=drawing.keys(drawn), between=between(_of_now(lives)))
    # The answers of the whole town, those of people from elsewhere among them.
    answers = sum(snapshot.answers for district, snapshot in newest.items() if district is not None)
    with store.write() as session:
        _put_charts(session, new)
        put_snapshot(session, round_, None, "live", answers=answers, figures=cast(Document, figures), made_at=now)


def _of_now(lives: dict[str, Live]) -> dict[str, Live]:
    """Without figures of an older shape, which are written anew in a moment."""
    return {code: live for code, live in lives.items() if live["format"] == FORMAT}


def _put_charts(session: Session, new: dict[str, str]) -> None:
    for key, svg in new.items():
        put_chart(session, key, svg)


def _new_drawings(store: Store, drawn: Iterable[drawing.Drawn]) -> dict[str, str]:
    """Draw each picture that nobody has drawn yet, outside of any transaction because it takes a while."""
    wanted = {one.key: one for one in drawn}
    with store.read() as session:
        known = set(session.scalars(select(Chart.key).where(Chart.key.in_(wanted))))
    return {key: one.svg() for key, one in wanted.items() if key not in known}


def _town_name(session: Session, round_: Round) -> str:
    assessment = session.get_one(Assessment, round_.assessment_id)
    return session.get_one(Municipality, assessment.municipality_id).name


def _map_row(district: District, live: Document) -> dict[str, Any]:
    need = live["need"]
    return {
        "district": district.code,
        "label": district.name,
        "verdict": need["verdict"] if need else "too_few",
        "answers": live["answers"],
        "polygon": district.polygon,
    }
