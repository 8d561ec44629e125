"""The main figures with and without the answers that bear a sign, so that single answers never show between them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from analysis.cube import Cube
from analysis.demand import demand
from analysis.disclosure import LEAD_MINIMUM, may_show
from survey.apart import Apart, Beside
from survey.store import tally
from survey.store.districts import District
from survey.store.marked import taken_out, waiting
from survey.worker.live import need_of
from survey.worker.place import Asked
from survey.worker.questions import AUDIENCE

MOST = 5
"""Wishes of each column; what is among the first of one stands in both."""

Counted = tuple[int, int]


def apart(session: Session, of: Asked, districts: Sequence[District]) -> Apart | None:
    """Both columns for some districts together; None where one of them would give the few between them away."""
    marked = taken_out(session, of.round, districts)
    if not marked.people:
        return None
    every = _everybody(session, of, districts)
    without = _cube(of, chain(every[0], marked.counts), chain(every[1], marked.people))
    return beside(_cube(of, *every), without)


def _everybody(session: Session, of: Asked, districts: Sequence[District]) -> tuple[list[object], list[object]]:
    here, late = {one.code for one in districts}, waiting(session, of.round, districts)
    only = districts[0].id if len(districts) == 1 else None
    counts, people = tally.rows(session, of.round.id, only), tally.cells(session, of.round.id, only)
    mine = [row for row in counts if row.district in here], [row for row in people if row.district in here]
    return [*mine[0], *late.counts], [*mine[1], *late.people]


def _cube(of: Asked, counts: Iterable[object], people: Iterable[object]) -> Cube:
    return Cube.from_rows(counts, people, of.codebook, {of.round.slug: of.whole})


def beside(every: Cube, without: Cube) -> Apart | None:
    """The figures of both, as far as neither the rest nor the marked ones are too few."""
    if not _shown((0, every.total()), (0, without.total())):
        return None
    return Apart(
        answers=every.total(),
        without=without.total(),
        regulars=_pair("regulars", _regulars(every), _regulars(without)),
        wishes=_wishes(every, without),
    )


def _shown(every: Counted, without: Counted) -> bool:
    """The answers without the marked ones are a group, and the marked ones are all the others."""
    return bool(may_show("breakdown", AUDIENCE, without[1], without[0], total=every[1]))


def _pair(code: str, every: Counted | None, without: Counted | None) -> Beside | None:
    if every is None or without is None or not _shown(every, without):
        return None
    return Beside(code=code, n=every[0], base=every[1], n_without=without[0], base_without=without[1])


def _regulars(cube: Cube) -> Counted | None:
    need = need_of(cube)
    return (need["regulars"], need["intent"]["base"]) if need else None


def _wishes(every: Cube, without: Cube) -> list[Beside]:
    columns = _picked(every), _picked(without)
    first = dict.fromkeys(code for column in columns for code in list(column)[:MOST] if column[code][0])
    pairs = (_pair(code, *(column.get(code) for column in columns)) for code in first)
    return sorted((pair for pair in pairs if pair), key=lambda pair: -pair["n"])


def _picked(cube: Cube) -> dict[str, Counted]:
    """Who picked what, the wish that most people named first, though some were offered to a few people only."""
    rows = sorted(demand(cube).table.to_dict("records"), key=lambda row: -row["picked"])
    return {row["activity"]: (int(row["picked"]), int(row["n"])) for row in rows}


def known(before: Mapping[str, Any] | None) -> Apart | None:
    """What a reader may have kept: each figure as it was shown last, though it has been hidden since."""
    if before is None:
        return None
    kept: Apart | None = before.get("apart_known") or before["apart"]
    return kept


def rested(new: Apart | None, shown: Apart | None, kept: Apart | None) -> Apart | None:
    """What was `shown` once more while one to four more answers are marked, or stand without a mark.

    Otherwise whoever laid an earlier page beside today's would read what these few have said. It is held against
    what somebody may have `kept`: figures that were hidden come back only with five more or exactly as they were.
    """
    if new is None or kept is None:
        return new
    if _few(new["answers"] - new["without"], kept["answers"] - kept["without"]) or _few(
        new["without"], kept["without"]
    ):
        return shown
    earlier = {row["code"]: row for row in kept["wishes"]}
    return Apart(
        answers=new["answers"],
        without=new["without"],
        regulars=_calm(new["regulars"], kept["regulars"]) if new["regulars"] else None,
        wishes=[_calm(row, earlier.get(row["code"])) for row in new["wishes"]],
    )


def remembered(shown: Apart | None, kept: Apart | None) -> Apart | None:
    """What a reader may have kept from now on."""
    if shown is None or kept is None:
        return shown or kept
    wishes = {row["code"]: row for row in (*kept["wishes"], *shown["wishes"])}
    regulars = shown["regulars"] or kept["regulars"]
    return Apart(answers=shown["answers"], without=shown["without"], regulars=regulars, wishes=list(wishes.values()))


def _calm(new: Beside, before: Beside | None) -> Beside:
    """A figure as it was while one to four more people on either side have answered this very question."""
    if before is None:
        return new
    marked = _few(new["base"] - new["base_without"], before["base"] - before["base_without"])
    return before if marked or _few(new["base_without"], before["base_without"]) else new


def _few(now: int, before: int) -> bool:
    return 0 < abs(now - before) < LEAD_MINIMUM
