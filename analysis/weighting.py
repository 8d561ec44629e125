"""When pages and reports may weight at all, and to what: ages and genders, merged where few answered, else not.

A refusal takes the weighted column away, never the figures. The mechanics are in `analysis.weighted`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.coverage import GENDERS, CensusRow, added, of_age
from analysis.cube import Cube
from analysis.disclosure import AGE_BANDS, merge_small
from analysis.weighted import Weighted, raked
from analysis.weights import FEWEST_IN_CATEGORY, FEWEST_PEOPLE, WeightingRefused

MISSED = 1e-6
"""A margin that is farther off was not met: some cells are empty in a way that leaves no solution."""
PERCENT_FROM = 30
"""Answers that each district needs before the town is weighted by where people live."""


@dataclass(frozen=True)
class Refusal:
    """Why there is no weighted column: a reason code and the place, such as `gender = m`.

    few_answers (under 50), few_in_category (under 5, nothing left to merge with), no_census, not_reached (no weights
    meet all margins), and whatever else `WeightingRefused` names.
    """

    reason: str
    where: str = ""


@dataclass(frozen=True)
class _Margin:
    """One margin as it will be used: the population of each category, and the category of each code."""

    wanted: Mapping[str, int]
    codes: Mapping[str, str]


def weighting_for(
    cube: Cube,
    census: Iterable[CensusRow],
    districts: Mapping[str, int | None] | None = None,
    ages: Mapping[str, tuple[str, ...]] | None = None,
) -> Weighted | Refusal:
    """Weight the people of one round to those who live in the place, or say by name why not.

    `census`: rows of age, gender, n of the place that the cube covers. `districts`: for a town, the population of
    each district; it becomes a margin only when each district has at least 30 answers. Margins are three ages
    (neighbours merged until each has 5 answers) and two genders; who did not say an age or gender, or another one,
    stays in, unadjusted on that margin. Variances take the weights as fixed until `calibration` is asked for.
    """
    if cube.total() < FEWEST_PEOPLE:
        return Refusal("few_answers", str(cube.total()))
    bands = ages or AGE_BANDS
    rows = of_age(census, bands)
    margins = {
        "age": _margin("age", bands, cube.people("age"), rows, merge=True),
        "gender": _margin("gender", GENDERS, cube.people("gender"), rows, merge=False),
    }
    if districts is not None and _districts_count(cube, districts):
        margins["district"] = _of_districts(districts)
    refused = [margin for margin in margins.values() if isinstance(margin, Refusal)]
    return refused[0] if refused else _raked(cube, {n: m for n, m in margins.items() if isinstance(m, _Margin)})


def _raked(cube: Cube, margins: Mapping[str, _Margin]) -> Weighted | Refusal:
    try:
        wanted = {name: margin.wanted for name, margin in margins.items()}
        found = raked(cube, wanted, {name: margin.codes for name, margin in margins.items()})
    except WeightingRefused as why:
        return Refusal(why.reason, why.where)
    return Refusal("not_reached", " × ".join(margins)) if found.worst > MISSED else found


def _margin(
    name: str,
    groups: Mapping[str, tuple[str, ...]],
    answered: Mapping[Any, int],
    census: Sequence[CensusRow],
    merge: bool,
) -> _Margin | Refusal:
    """Merge neighbours with few answers (ages only), then refuse what is still too small."""
    people = {group: sum(answered.get(code, 0) for code in {group, *codes}) for group, codes in groups.items()}
    merged = merge_small(people.items(), FEWEST_IN_CATEGORY) if merge else ()
    kept = [group.codes for group in merged] or [(group,) for group in people]
    fewest = min(people, key=lambda group: people[group])
    if len(kept) < 2 or any(sum(people[part] for part in parts) < FEWEST_IN_CATEGORY for parts in kept):
        return Refusal("few_in_category", f"{name} = {fewest}")
    wanted = {"+".join(parts): _lives(name, parts, groups, census) for parts in kept}
    unknown = [group for group, n in wanted.items() if not n]
    if unknown:
        return Refusal("no_census", f"{name} = {unknown[0]}")
    codes = {code: "+".join(parts) for parts in kept for part in parts for code in (part, *groups[part])}
    return _Margin({group: n for group, n in wanted.items() if n}, codes)


def _lives(
    name: str, parts: Sequence[str], groups: Mapping[str, tuple[str, ...]], census: Sequence[CensusRow]
) -> int | None:
    codes = {code for part in parts for code in (part, *groups[part])}
    return added(row.n for row in census if getattr(row, name) in codes)


def _districts_count(cube: Cube, districts: Mapping[str, int | None]) -> bool:
    answered = cube.people("district")
    known = all(districts.values()) and set(answered) <= set(districts)
    return bool(districts) and known and all(answered.get(district, 0) >= PERCENT_FROM for district in districts)


def _of_districts(districts: Mapping[str, int | None]) -> _Margin:
    return _Margin({district: n for district, n in districts.items() if n}, {d: d for d in districts})
