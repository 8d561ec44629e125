"""While it runs: one page that a lead leaves open in the evening."""

from collections.abc import Mapping
from typing import cast

from flask import Blueprint, render_template

from survey.clock import today
from survey.figures import FORMAT, Day, Live, Settled
from survey.sentences import progress, words
from survey.store.passages import passages
from survey.store.rounds import questionnaire
from survey.store.snapshots import Snapshot, latest_of_round
from survey.web.account.staff import only_staff, store
from survey.web.dashboard import reading
from survey.web.dashboard.reading import Desk

bp = Blueprint("progress", __name__)
bp.before_request(only_staff)


@bp.get("/progress/<slug>")
def round_(slug: str) -> str:
    """The districts of a round that this person may see, as they come in."""
    day = today()
    with store().read() as session:
        at = reading.desk(session, slug)
        found = latest_of_round(session, at.round, "live")
        mine = {district.id: found[district.id] for district in at.districts if _fresh(found.get(district.id))}
        settled = latest_of_round(session, at.round, "settled")
        seen = passages(session, at.round.id)
        asked = questionnaire(session, at.version)
    days = [row for snapshot in mine.values() for row in cast(Live, snapshot.figures)["answered"]["days"]]
    stops = progress.stops(asked, seen)
    return render_template(
        "progress/round.html",
        at=at,
        as_of=words.as_of(max(snapshot.made_at for snapshot in mine.values())) if mine else "",
        said=progress.said(days, day),
        ends=progress.ends(at.round.closes, day, at.round.state),
        days=progress.by_day(days, day),
        ways=_ways(days),
        stops=stops,
        stopped=progress.stopped(stops),
        took=progress.took(seen),
        minutes=progress.minutes_table(seen),
        lines=_lines(at, mine, settled),
    )


def _fresh(snapshot: Snapshot | None) -> bool:
    """Older shapes are written anew by the worker in a moment."""
    return snapshot is not None and snapshot.figures["format"] == FORMAT


def _ways(days: list[Day]) -> list[tuple[str, int]]:
    """The answers by the way of asking, most first."""
    counted: dict[str, int] = {}
    for row in days:
        counted[row["channel"]] = counted.get(row["channel"], 0) + row["n"]
    return [(words.way(way), n) for way, n in sorted(counted.items(), key=lambda pair: -pair[1])]


def _lines(at: Desk, live: Mapping[int, Snapshot], settled: Mapping[int | None, Snapshot]) -> list[progress.Line]:
    found = []
    for district in at.districts:
        if district.id not in live:
            continue
        calm = settled.get(district.id)
        groups = cast(Settled, calm.figures) if calm is not None and _fresh(calm) else None
        found.append(progress.line(district, cast(Live, live[district.id].figures), groups, at.labels, today()))
    return progress.quietest_first(line for line in found if line.answers or line.code != "outside")
