"""Whom to ask next and by which way, and who picked what: breakdowns, so they belong to the settled figures."""

from collections.abc import Mapping

import pandas as pd

from analysis.awareness import hears_by
from analysis.codebook import NO, NONE, OTHER, YES
from analysis.coverage import GENDERS
from analysis.cube import Cube
from analysis.disclosure import AGE_BANDS, LEAD_MINIMUM, may_show
from analysis.merging import merge_groups
from analysis.missing import ReachNext, reach_next
from survey.figures import Cover, Heard, Reach, Row
from survey.worker.questions import AUDIENCE
from survey.worker.whole import Whole
from survey.worker.whole import cover as cover_of

BASE = "_base"
UNSAID = "unsaid"
GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"age": AGE_BANDS, "gender": GENDERS}


def cover(people: Whole) -> Cover | None:
    """At most three ways of telling that together reach most people; nothing where too few said how they hear."""
    found = cover_of(people)
    if not found.channels or not may_show("wish", AUDIENCE, found.of):
        return None
    return Cover(ways=list(found.channels), reached=found.reached, base=found.of, steps=list(found.steps))


def heard(cube: Cube) -> list[Heard]:
    """How people of each age hear about events; small groups are one with their neighbours, and nobody is left out."""
    bands = {**AGE_BANDS, **_others(cube, "age", AGE_BANDS)}
    by_band = _counts(hears_by(cube, "age", bands))
    if not by_band:
        return []
    total = by_band["all"][BASE]
    merged = merge_groups({band: by_band[band][BASE] for band in bands}, tuple(AGE_BANDS), LEAD_MINIMUM)
    if len(merged) < 2 or not all(may_show("breakdown", AUDIENCE, group.n, total=total) for group in merged):
        return []
    return [_heard(group.codes, group.n, by_band) for group in merged]


def _heard(codes: tuple[str, ...], base: int, by_band: Mapping[str, Mapping[str, int]]) -> Heard:
    ways = [way for way in by_band["all"] if way not in (BASE, OTHER)]
    return Heard(
        groups=list(codes),
        base=base,
        rows=[Row(code=way, n=sum(by_band[code][way] for code in codes)) for way in ways],
    )


def _others(cube: Cube, dimension: str, known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Everybody whom the groups do not name, as one group."""
    named = {code for codes in known.values() for code in codes}
    rest = tuple(str(code) for code in cube.groups(dimension) if code not in named)
    return {UNSAID: rest} if rest else {}


def _counts(table: pd.DataFrame) -> dict[str, dict[str, int]]:
    ways = [str(way) for way in table["channel"]] if len(table) else []
    return {
        str(group): dict(zip(ways, map(int, table[group]), strict=True)) for group in table.columns[1:] if len(table)
    }


def reach(cube: Cube, compared: pd.DataFrame) -> list[Reach]:
    """The groups to ask next, those missing first; a group's own way of hearing only where it is large enough."""
    hears = {dimension: hears_by(cube, dimension, dict(groups)) for dimension, groups in GROUPS.items()}
    return [_reach(step) for step in reach_next(compared, hears, LEAD_MINIMUM)]


def _reach(step: ReachNext) -> Reach:
    return Reach(
        kind="age" if step.dimension == "age" else "gender",
        code=step.group,
        answers=step.answered,
        people=step.population,
        short_of=step.short_of,
        way=step.where or "",
        whose="group" if step.whose == "group" else "all" if step.whose == "all" else "",
    )


def wanted(cube: Cube) -> dict[str, dict[str, dict[str, int]]]:
    """Who picked what, by age and by gender; nothing of a kind in which any group is too small to be shown."""
    found = {}
    for dimension, groups in GROUPS.items():
        parts = {group: cube.slice(**{dimension: list(codes)}) for group, codes in groups_of(cube, dimension)}
        sizes = {group: size for group, part in parts.items() if (size := _chose(part))}
        if sizes.keys() & groups and all(may_show("breakdown", AUDIENCE, size) for size in sizes.values()):
            found[dimension] = _picked(cube, {group: parts[group] for group in groups})
    return found


def groups_of(cube: Cube, dimension: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every group of a dimension with the answers in it, everybody whom the groups do not name as the last one."""
    groups = GROUPS[dimension]
    return [*groups.items(), *_others(cube, dimension, groups).items()]


def _chose(cube: Cube) -> int:
    """How many answered what they would come to."""
    items = [v.item for v in cube.codebook.options_of("demand_pick")]
    return max((cube.options(item).get(YES, 0) + cube.options(item).get(NO, 0) for item in items), default=0)


def _picked(cube: Cube, parts: Mapping[str, Cube]) -> dict[str, dict[str, int]]:
    asked = [v for v in cube.codebook.options_of("demand_pick") if v.option not in (NONE, OTHER)]
    return {v.option: {group: part.options(v.item).get(YES, 0) for group, part in parts.items()} for v in asked}
