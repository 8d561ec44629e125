"""Finished figures into the database: drawings first, so that no page ever names one that is not there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.cube import Cube
from survey.figures import FORMAT, ChartKeys, Live, Settled, Town
from survey.store.base import Document, Store
from survey.store.districts import Assessment, District, Municipality, districts
from survey.store.rounds import Round
from survey.store.snapshots import Chart, latest_of_round, put_chart, put_snapshot
from survey.worker import adding, drawing
from survey.worker.between import between
from survey.worker.place import Place, asked


def keep(store: Store, place: Place, live: Live, settled: Settled | None, now: datetime) -> None:
    """Draw what is new, then let the new figures take the place of the old ones in one transaction."""
    drawn = drawing.of_live(place, live)
    live["charts"] = drawing.keys(drawn)
    if settled is not None:
        calm = drawing.of_settled(place, settled)
        settled["charts"] = drawing.keys(calm)
        drawn += calm
    new = new_drawings(store, drawn)
    round_, district, answers = place.asked.round, place.district, place.answers
    with store.write() as session:
        _put_charts(session, new)
        if settled is not None:
            figures = cast(Document, settled)
            put_snapshot(
                session, round_, district, "settled", answers=answers, figures=figures, stamp=place.stamp, made_at=now
            )
        figures = cast(Document, live)
        put_snapshot(
            session, round_, district, "live", answers=answers, figures=figures, stamp=place.stamp, made_at=now
        )


def keep_town(store: Store, round_id: int, now: datetime) -> None:
    """Draw the map anew and compare the districts, from what their figures say."""
    with store.read() as session:
        round_ = session.get_one(Round, round_id)
        town, rows = town_name(session, round_), map_rows(session, round_)
        newest = latest_of_round(session, round_, "live")
        places = districts(session, session.get_one(Assessment, round_.assessment_id))
        everybody = adding.whole_town(session, asked(session, round_))
    shown = [(place, newest[place.id].figures) for place in places if place.id in newest]
    drawn = drawing.of_town(town, rows)
    new = new_drawings(store, drawn)
    # The answers of the whole town, those of people from elsewhere among them.
    answers = sum(snapshot.answers for district, snapshot in newest.items() if district is not None)
    figures = _town(everybody, shown, answers, drawing.keys(drawn))
    with store.write() as session:
        _put_charts(session, new)
        put_snapshot(session, round_, None, "live", answers=answers, figures=cast(Document, figures), made_at=now)


def _town(
    everybody: Cube, shown: Iterable[tuple[District, Document]], answers: int, charts: dict[str, ChartKeys]
) -> Town:
    """The figures of a town, without those of an older shape, which are written anew in a moment."""
    lives = {place: cast(Live, live) for place, live in shown if live["format"] == FORMAT}
    mine = {place.code: live for place, live in lives.items() if not place.outside}
    outside = {place.code for place in lives if place.outside}
    return Town(
        format=FORMAT,
        charts=charts,
        between=between(mine),
        answers=answers,
        rows=adding.rows(everybody, {place.code: live for place, live in lives.items()}, outside),
    )


def _put_charts(session: Session, new: dict[str, str]) -> None:
    for key, svg in new.items():
        put_chart(session, key, svg)


def new_drawings(store: Store, drawn: Iterable[drawing.Drawn]) -> dict[str, str]:
    """Draw each picture that nobody has drawn yet, outside of any transaction because it takes a while."""
    wanted = {one.key: one for one in drawn}
    with store.read() as session:
        known = set(session.scalars(select(Chart.key).where(Chart.key.in_(wanted))))
    return {key: one.svg() for key, one in wanted.items() if key not in known}


def town_name(session: Session, round_: Round) -> str:
    """What the town of a round is called."""
    assessment = session.get_one(Assessment, round_.assessment_id)
    return session.get_one(Municipality, assessment.municipality_id).name


def map_rows(session: Session, round_: Round) -> list[dict[str, Any]]:
    """What the map says of each district, from its newest figures."""
    newest = latest_of_round(session, round_, "live")
    assessment = session.get_one(Assessment, round_.assessment_id)
    places = [district for district in districts(session, assessment) if not district.outside]
    return [_map_row(district, newest[district.id].figures) for district in places if district.id in newest]


def _map_row(district: District, live: Document) -> dict[str, Any]:
    need = live["need"]
    return {
        "district": district.code,
        "label": district.name,
        "verdict": need["verdict"] if need else "too_few",
        "answers": live["answers"],
        "polygon": district.polygon,
    }
