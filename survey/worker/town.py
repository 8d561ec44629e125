"""What is counted of the whole town: weighted shares, and districts that lean on each other; once a day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy.orm import Session

from analysis.coverage import population
from analysis.cube import Cube
from analysis.need import REGULAR
from analysis.pooling import pooled, pooling_refused
from survey.figures import FORMAT
from survey.store import tally
from survey.store.base import Document, Store
from survey.store.rounds import Round
from survey.store.snapshots import latest, put_snapshot
from survey.weighed import Leaning, Pooled, TownSettled
from survey.worker import questions
from survey.worker.apart import apart, known, remembered, rested
from survey.worker.place import Asked, asked
from survey.worker.settled import renews
from survey.worker.weighing import weighing


def settle_town(store: Store, round_id: int, now: datetime) -> None:
    """Count the whole town anew when its figures may be renewed."""
    with store.read() as session:
        round_, stamp = session.get_one(Round, round_id), tally.stamp(session, round_id)
        of, last = asked(session, round_), latest(session, round_, None, "settled")
        if not renews(last, of.whole, stamp, of.assessment.placed, now):
            return
        before = last.figures if last and last.figures["format"] == FORMAT else None
        made = cast(Document, town_settled(session, of, before))
    with store.write() as session:
        put_snapshot(session, round_, None, "settled", answers=of.whole, figures=made, stamp=stamp, made_at=now)


def town_settled(session: Session, of: Asked, before: Document | None = None) -> TownSettled:
    """Everybody who lives in the town; people from elsewhere are in no census and so in no weight.

    `before` is what these figures take the place of.
    """
    here = {district.id: district.code for district in of.districts if not district.outside}
    counts, people = tally.rows(session, of.round.id), tally.cells(session, of.round.id)
    cube = Cube.from_rows(counts, people, of.codebook, {of.round.slug: of.whole}).slice(district=list(here.values()))
    census = [row for row in of.census if row.district_id in here]
    living = {code: population(row for row in census if row.district_id == at) for at, code in here.items()}
    kept = known(before)
    both = rested(apart(session, of, of.districts), before["apart"] if before else None, kept)
    return TownSettled(
        format=FORMAT,
        version=of.version,
        placed=of.assessment.placed,
        answers=of.whole,
        weighing=weighing(cube, census, living),
        pooled=pooled_regulars(cube, list(here.values())),
        apart=both,
        apart_known=remembered(both, kept),
    )


def pooled_regulars(cube: Cube, districts: list[str]) -> Pooled:
    """How many would come regularly; a second column of the town's table, never a verdict."""
    variable = next(iter(cube.codebook.by_role("intent")), None)
    answered = cube.people("district")
    ways = len([way for way in cube.people("channel") if way])
    refused = "not_asked" if variable is None else pooling_refused(answered, ways)
    if variable is None or refused:
        return Pooled(refused=refused, rows=[])
    parts = {code: cube.slice(district=code) for code in districts}
    counts = {code: _regulars(part, variable.item) for code, part in parts.items()}
    shown = {code: pair for code, pair in counts.items() if questions.form_of(pair[1]) != "none"}
    return Pooled(refused="", rows=[_leaning(row) for row in pooled(shown).to_dict("records")])


def _regulars(cube: Cube, item: str) -> tuple[int, int]:
    options = cube.options(item)
    return sum(options.get(code, 0) for code in REGULAR), cube.base(item)


def _leaning(row: Mapping[Any, Any]) -> Leaning:
    share, low, high = (round(float(row[name]), 2) for name in ("estimate", "low", "high"))
    return Leaning(code=row["district"], yes=row["yes"], n=row["n"], share=share, low=low, high=high)
