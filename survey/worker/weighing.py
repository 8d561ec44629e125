"""Shares as if every age and gender had answered as often as it lives in the place; once with the settled figures."""

from collections.abc import Iterable, Iterator, Mapping

from analysis.codebook import NO_ANSWER, TICKS
from analysis.coverage import GENDERS, CensusRow, added, of_age
from analysis.cube import Cube
from analysis.disclosure import AGE_BANDS
from analysis.representation import Representativity, districts_unweighted, notices, representativity
from analysis.weighted import Weighted
from analysis.weighted_estimates import share_figures
from analysis.weighting import Refusal, weighting_for
from survey.figures import Notice, Weighed, Weighing
from survey.worker import questions

ROLES = ("intent", "demand_pick")
"""What is shown weighted, too; everything else stands as it was counted."""


def weighing(cube: Cube, census: Iterable[CensusRow], districts: Mapping[str, int | None] | None = None) -> Weighing:
    """Weight a place, or say by name why not. `districts`, for the whole town: how many people live in each."""
    known = list(census)
    cells = _cells(cube, known)
    found = weighting_for(cube, known, districts)
    if isinstance(found, Weighted):
        found = _unless_uneven(found, cells, one_place=districts is None)
    said = _notices(cube, cells, found if isinstance(found, Weighted) else None)
    if isinstance(found, Refusal):
        where = found.where.rpartition(" = ")[2]
        return Weighing(refused=found.reason, where=where, worth=0, districts=False, notices=said, asked={}, shares={})
    return Weighing(
        refused="",
        where="",
        worth=round(found.kish().n_eff),
        districts=len(found.calibration) > len((AGE_BANDS, GENDERS)),
        notices=said,
        asked={variable.role: variable.question for role in ROLES for variable in cube.codebook.by_role(role)},
        shares={role: list(_shares(found, role)) for role in ROLES},
    )


def _unless_uneven(found: Weighted, cells: Representativity, *, one_place: bool) -> Weighted | Refusal:
    """A district's weights that would carry too much on few people are none."""
    cause = districts_unweighted(found.kish().deff, cells.empty_share) if one_place else None
    return Refusal(cause) if cause else found


def _shares(weighted: Weighted, role: str) -> Iterator[Weighed]:
    """Every answer of the questions with a role, where so many answered that there are shares at all.

    In whole per cent: with all digits, a share as counted and the same one weighted would tell how each age answered.
    """
    for variable in weighted.cube.codebook.by_role(role):
        found = share_figures(weighted, variable.item)
        counts, base = weighted.cube.options(variable.item), weighted.cube.base(variable.item)
        if variable.option == TICKS or questions.form_of(base) != "percent":
            continue
        for (_group, option), share in zip(found.names, found.values, strict=True):
            if option in NO_ANSWER or (variable.option and option != "yes"):
                continue
            yield Weighed(
                code=variable.option or option,
                share=round(counts.get(option, 0) / base, 2),
                weighted=round(float(share), 2),
            )


def _cells(cube: Cube, census: list[CensusRow]) -> Representativity:
    """How evenly the ages of each gender took part."""
    people = of_age(census, AGE_BANDS)
    lives = {(age, gender): _living(people, age, gender) for age in AGE_BANDS for gender in GENDERS}
    return representativity({cell: _answered(cube, *cell) for cell in lives}, lives)


def _answered(cube: Cube, age: str, gender: str) -> int:
    return cube.slice(age=[age, *AGE_BANDS[age]], gender=list(GENDERS[gender])).total()


def _living(census: Iterable[CensusRow], age: str, gender: str) -> int | None:
    ages, genders = {age, *AGE_BANDS[age]}, GENDERS[gender]
    return added(row.n for row in census if row.age in ages and row.gender in genders)


def _notices(cube: Cube, cells: Representativity, found: Weighted | None) -> list[Notice]:
    """What must be said; groups that are too many or too few stand among who is missing already."""
    ways = {str(way): n for way, n in cube.people("channel").items() if way}
    weights = None if found is None else found.weights
    told = notices({}, cells, weights, None if found is None else found.kish().deff, ways)
    return [Notice(cause=one.cause, value=round(one.value, 2), way=one.group) for one in told]
