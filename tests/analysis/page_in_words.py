"""What a district's page must say, as plain sentences: the facts a page is checked against, whatever its words."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from analysis.awareness import awareness, best_channels, hears_by
from analysis.coverage import coverage
from analysis.disclosure import LEAD_MINIMUM, may_show
from analysis.hours import best_hour
from analysis.inventory import stretched
from analysis.matching import LABELS_FROM, Match
from analysis.missing import reach_next, represented
from analysis.need import need, ways_of_asking
from analysis.priorities import prioritise, whatever_the_weights
from analysis.ranks import rank_scores, wants
from tests.analysis.district import District


def page(of: District, census: Any) -> list[str]:
    """Every sentence-fact, in the order of the page."""
    return [*_need(of), *_wishes(of), *_activities(of), *_hours(of), *_missing(of, census), *_score(of)]


def _need(of: District) -> Iterator[str]:
    found = need(of.cube.options("r2"), of.cube.base("r2"), ways_of_asking(of.cube.people("channel")))
    yield f"{of.cube.total()} people answered, by {found.ways} way(s) of asking that count."
    yield f"Need: {found.verdict}. {found.regulars} regulars of {found.answers}, halved {found.halved}."


def _wishes(of: District) -> Iterator[str]:
    base, table = of.demand.base, of.demand.table
    public = may_show("wish", "public", base, 3, released=True)
    yield f"Figures: {may_show('wish', 'lead_district', base).form} for the lead, {public.form} for everybody."
    yield f"Order: {of.demand.reading} of {base} people."
    yield f"Used all five: {of.demand.used_all}{', a warning' if of.demand.limited else ''}."
    if of.demand.reading == "tiers":
        for tier in ("often", "sometimes", "seldom"):
            yield f"Tier {tier}: {', '.join(table.loc[table['tier'] == tier, 'activity'])}."
    if of.demand.reading == "ranks":
        for band, rows in table.groupby("band"):
            named = ", ".join(f"{r['rank']}. {r['activity']}" for r in rows.to_dict("records"))
            yield f"Cannot be told apart, band {band}: {named}."


def _activities(of: District) -> Iterator[str]:
    labels = of.demand.base >= LABELS_FROM
    told = awareness(of.matches).set_index("activity")["verdict"]
    if not labels:
        yield f"Refused: labels, under {LABELS_FROM} people."
    for m in of.matches if labels else sorted(of.matches, key=lambda m: of.activities.index(m.activity)):
        yield f"{m.activity}: {m.label if labels else 'on the list'}; {_matched(m)}; {told[m.activity]}{_badges(m)}."
    for s in stretched(of.offers):
        yield f"{s.provider} promised {s.stated:g} hours and has {s.limit:g}."


def _matched(m: Match) -> str:
    unserved = f"none {m.none}, unsuitable {m.unsuitable}, unknown {m.unknown}, unsaid {m.unsaid}"
    offers = ", ".join(f"{step} {len(by)}" for step, by in m.readiness.items() if by) or "nobody"
    return (
        f"picked by {m.picked} of {m.n}, {m.unserved} unserved ({unserved}); exists {len(m.exists)}, within reach "
        f"{len(m.within_reach)}, in hours {len(m.in_hours)}; offered by {offers}; room {m.room}"
    )


def _badges(m: Match) -> str:
    badges = {
        "ask more": m.ask_more,
        "hangs on one provider": m.one_provider,
        f"tried {m.tried.first} to {m.tried.last}, no takers" if m.tried else "": m.tried,
        f"gate closed by {', '.join(m.closed_by)}": m.closed_by,
        f"compared as {m.compared_as}": m.compared_as != m.activity,
    }
    return "".join(f"; {badge}" for badge, holds in badges.items() if holds)


def _hours(of: District) -> Iterator[str]:
    found = best_hour(of.times, of.groups, LEAD_MINIMUM)
    yield f"Best hour: {found.slot}, {found.reached} of {found.of}; then {found.second}, {found.more} more."
    for group in found.left_out:
        yield f"Nobody of {group.group} ({group.n}) can come in the best hour."
    cover = best_channels(of.hears, 3)
    yield f"Ways that reach most: {', '.join(cover.channels)}, {cover.reached} of {cover.of}."


def _missing(of: District, census: Any) -> Iterator[str]:
    compared = coverage(of.cube, census)
    for group in represented(compared):
        yield f"{group.group}: {group.verdict}, {group.answered} of {group.base}, {group.population} live here."
    for step in reach_next(compared, {"age": hears_by(of.cube), "gender": hears_by(of.cube, "gender")}, LEAD_MINIMUM):
        whose = {"group": "they say so", "all": "nobody knows how they hear; so does everybody"}[step.whose]
        yield f"Reach {step.group} next: {step.short_of} more, by {step.where} ({whose}: {step.heard_by} of {step.of})."


def _score(of: District) -> Iterator[str]:
    found = prioritise(of.matches, of.demand.base, of.rooms, of.when)
    if found.reason:
        yield f"Refused: score and ranks, {found.reason}."
        return
    sure = rank_scores(found, wants(of.picked, of.often), list(of.rows.loc[of.picked.index, "channel"]))
    by_name = {row.activity: row for row in found.rows}
    drawn = "ways of asking apart" if sure.stratified else "all together"
    yield f"Ranks: {sure.resamples} times {sure.people} people, {drawn}, seed {sure.seed}."
    for row in sure.table.to_dict("records"):
        score = by_name[row["activity"]]
        points = f"{score.score:.1f} points ({score.label}, place {score.place})"
        ranks = f"rank {row['rank']} ({row['low']} to {row['high']})"
        yield f"{row['activity']}: {points}, {ranks}, among the first three {row['top_three']:.1f}."
    order = list(sure.table["activity"])
    close = [f"{a} and {b}" for a, b in pairwise(order) if not sure.told_apart(a, b)]
    yield f"Neighbours that cannot be told apart: {'; '.join(close) or 'none'}."
    always = [activity for activity, chance in whatever_the_weights(found).items() if chance == 1]
    yield f"Among the first three whatever the weights: {', '.join(always) or 'none'}."
