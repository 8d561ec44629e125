"""The plain totals of one district: what a lead sees a few seconds after each answer."""

from typing import Any

from analysis.codebook import BLANK, REFUSED, TICKS
from analysis.cube import Cube
from analysis.demand import Demand, demand
from analysis.disclosure import LEAD_MINIMUM, may_show, proven
from analysis.intervals import wilson
from analysis.need import FOR_A_GROUP, TO_START, need, ways_of_asking
from survey.figures import FORMAT, Answered, Day, Live, Need, Row, Settled, Wish, Wishes
from survey.first import Sure
from survey.worker import questions
from survey.worker.first import first
from survey.worker.place import Place
from survey.worker.supply import free, supply
from survey.worker.whole import Whole

USUAL_PICKS = 5


def live(place: Place, settled: Settled | None, people: Whole | None = None, before: Sure | None = None) -> Live:
    """Count one district; who is missing is taken over from the settled figures, never counted live.

    `people`: everybody's answers, for how sure the order is; without them `before` stays.
    """
    cube, wanted = place.cube, demand(place.cube, picks_allowed(place))
    form = questions.form_of(wanted.base)
    return Live(
        format=FORMAT,
        version=place.asked.version,
        since=place.asked.since,
        added=place.asked.added,
        answers=place.answers,
        people=place.people,
        need=_need(cube),
        wishes=_wishes(place, wanted),
        features=questions.multiple(cube, "feature"),
        times=questions.multiple(cube, "time"),
        distance=questions.single(cube, "distance"),
        inventory=supply(place.inventory),
        free=free(place.inventory),
        first=first(place, wanted, form, settled, people, before),
        willing=questions.single(cube, "willingness"),
        contacts=place.contacts,
        answered=Answered(ways=_ways(cube), unproven=_unproven(cube), days=_days(place)),
        hear=questions.multiple(cube, "channel"),
        missed=questions.single(cube, "missed"),
        missing=[group["code"] for group in settled["groups"] if group["verdict"] in ("missing", "fewer")]
        if settled
        else [],
        charts={},
    )


def picks_allowed(place: Place) -> int:
    """How many activities a person could choose."""
    ticks = next((v for v in place.cube.codebook.by_role("demand_pick") if v.option == TICKS), None)
    question = place.asked.questionnaire.question(ticks.question) if ticks else None
    return getattr(question, "at_most", None) or USUAL_PICKS


def _need(cube: Cube) -> Need | None:
    intent = questions.single(cube, "intent")
    if intent is None:
        return None
    counts = {row["code"]: row["n"] or 0 for row in intent["rows"]}
    found = need(counts, intent["base"], ways_of_asking(cube.people("channel")))
    return Need(
        verdict=found.verdict,
        regulars=found.regulars,
        halved=found.halved,
        ways=found.ways,
        for_group=FOR_A_GROUP,
        for_start=TO_START,
        intent=intent,
    )


def _wishes(place: Place, wanted: Demand) -> Wishes | None:
    ticks = next((v for v in place.cube.codebook.by_role("demand_pick") if v.option == TICKS), None)
    if ticks is None:
        return None
    form = questions.form_of(wanted.base)
    shown = form != "none" and wanted.reading != "nothing"
    counts = place.cube.options(ticks.item)
    return Wishes(
        question=ticks.question,
        form=form,
        minimum=LEAD_MINIMUM,
        base=wanted.base if shown else 0,
        skipped=sum(n for option, n in counts.items() if option in (BLANK, REFUSED)) if shown else 0,
        order=wanted.reading if shown and wanted.reading != "nothing" else "list",
        most=picks_allowed(place),
        used_all=wanted.used_all if shown else 0,
        used_all_warning=shown and wanted.limited,
        rows=_rows(place.cube, wanted) if shown else [],
    )


def _rows(cube: Cube, wanted: Demand) -> list[Wish]:
    """The activities this place was shown; while they are only a list, in the order of the questionnaire."""
    rows = [_wish(row, wanted.base) for row in wanted.table.to_dict("records") if questions.form_of(row["n"]) != "none"]
    if wanted.reading != "list":
        return rows
    asked = [variable.option for variable in cube.codebook.options_of("demand_pick")]
    return sorted(rows, key=lambda row: asked.index(row["code"]))


def _wish(row: dict[Any, Any], base: int) -> Wish:
    wish = Wish(
        code=row["activity"],
        picked=row["picked"],
        goes=row["use"],
        unsuitable=row["unsuitable"],
        missing=row["none"],
        unknown=row["unknown"],
        unserved=row["unserved"],
        band=row["band"] or 0,
        tier=row["tier"] or "",
    )
    if row["n"] != base:
        wish["base"] = row["n"]
    if row["rank"] is not None and questions.form_of(row["n"]) == "percent":
        wish["low"], wish["high"] = (round(end, 4) for end in wilson(row["picked"] / row["n"], row["n"]))
    return wish


def _days(place: Place) -> list[Day]:
    return [Day(day=row.day.isoformat(), channel=row.channel, n=row.n) for row in place.days]


def _ways(cube: Cube) -> list[Row]:
    """How many answered in each way of asking, most first."""
    people = {str(way): n for way, n in cube.people("channel").items() if way}
    shown = {way: n for way, n in people.items() if may_show("attendance_group", questions.AUDIENCE, n)}
    return [Row(code=way, n=n) for way, n in sorted(shown.items(), key=lambda pair: (-pair[1], pair[0]))]


def _unproven(cube: Cube) -> int:
    """How many answers somebody from elsewhere could have sent."""
    cells = zip(cube.cells["access"], cube.cells["channel"], cube.cells["n"], strict=True)
    return sum(int(n) for access, channel, n in cells if not proven(access, channel))
