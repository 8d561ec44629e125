"""Who answered, and who is missing: the people who answered beside the people who live there."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol

import pandas as pd

from analysis.cube import Cube
from analysis.disclosure import AGE_BANDS
from analysis.estimates import table
from analysis.intervals import wilson

Verdict = Literal["missing", "fewer", "fair", "more", "unknown"]

GENDERS: dict[str, tuple[str, ...]] = {"f": ("f",), "m": ("m",)}
WORTH_MISSING = 0.10
COLUMNS = (
    "dimension", "group", "answered", "base", "unstated", "population", "place_share", "answer_share", "ratio", "low",
    "high", "rate", "verdict", "reason",
)  # fmt: skip


class CensusRow(Protocol):
    """How many people of one age and gender live in the place; `n` is None where nobody knows."""

    @property
    def age(self) -> str: ...
    @property
    def gender(self) -> str: ...
    @property
    def n(self) -> int | None: ...


def coverage(
    cube: Cube, census: Iterable[CensusRow], ages: Mapping[str, tuple[str, ...]] | None = None
) -> pd.DataFrame:
    """Compare the ages and genders of those who answered with those who live in the place.

    `census`: the rows of this place only. `ages`: age bands and the answers in each; by default up_to_29, 30_64,
    65_up. One row per band and for f and m: `answered` of `base` people who said their age (or gender), `unstated`
    who did not; `population` of the group; shares of place and answers from 0 to 1; `ratio` answer share / place
    share with the range `low`, `high` (Wilson's, divided by the place share); `rate` answered / population.
    `verdict`: missing (nobody, though at least one in ten of the place: a fact), fewer or more (the range leaves out
    1), fair (nothing clear), unknown with its `reason` (no_census, no_answers, nobody_there). Unknown numbers are None.
    """
    people = of_age(census, ages or AGE_BANDS)
    rows = _compare("age", ages or AGE_BANDS, cube.people("age"), people)
    return table([*rows, *_compare("gender", GENDERS, cube.people("gender"), people)], COLUMNS)


def population(census: Iterable[CensusRow], ages: Mapping[str, tuple[str, ...]] | None = None) -> int | None:
    """Count the people of the ages that are asked; None as soon as one part of the place was not counted."""
    return added(row.n for row in of_age(census, ages or AGE_BANDS))


def of_age(census: Iterable[CensusRow], ages: Mapping[str, tuple[str, ...]]) -> list[CensusRow]:
    """Leave out those too young to be asked, whom a census counts, too."""
    asked = {"", *ages, *(code for codes in ages.values() for code in codes)}
    return [row for row in census if row.age in asked]


def missing(compared: pd.DataFrame) -> list[str]:
    """List the groups of a `coverage` table that should be asked next: those missing, then those clearly fewer."""
    found = [compared.loc[compared["verdict"] == verdict, "group"] for verdict in ("missing", "fewer")]
    return [str(group) for groups in found for group in groups]


def _compare(
    dimension: str, groups: Mapping[str, tuple[str, ...]], answers: Mapping[Any, int], census: list[CensusRow]
) -> list[dict[str, Any]]:
    answered = {group: sum(answers.get(code, 0) for code in codes) for group, codes in groups.items()}
    lives = {group: _population(dimension, {group, *codes}, census) for group, codes in groups.items()}
    base = sum(answered.values())
    known = {"dimension": dimension, "base": base, "unstated": sum(answers.values()) - base}
    whole = added(lives.values())
    return [{**known, "group": group, **_row(answered[group], base, lives[group], whole)} for group in groups]


def _row(answered: int, base: int, population: int | None, whole: int | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "answered": answered,
        "population": population,
        "answer_share": answered / base if base else None,
        "place_share": population / whole if population is not None and whole else None,
        "rate": answered / population if population else None,
        "verdict": "unknown",
        "reason": _unknown(base, population, whole),
    }
    if row["reason"]:
        return row
    low, high = (limit / row["place_share"] for limit in wilson(answered / base, base))
    row |= {"ratio": row["answer_share"] / row["place_share"], "low": low, "high": high}
    return row | {"verdict": _verdict(answered, row["place_share"], low, high)}


def _unknown(base: int, population: int | None, whole: int | None) -> str:
    if population is None or not whole:
        return "no_census"
    if base == 0:
        return "no_answers"
    return "" if population else "nobody_there"


def _verdict(answered: int, place_share: float, low: float, high: float) -> Verdict:
    if answered == 0 and place_share >= WORTH_MISSING:
        return "missing"
    if high < 1:
        return "fewer"
    return "more" if low > 1 else "fair"


def _population(dimension: str, codes: set[str], census: list[CensusRow]) -> int | None:
    return added(row.n for row in census if getattr(row, dimension) in codes)


def added(numbers: Iterable[int | None]) -> int | None:
    """Add up, but one unknown part makes the whole unknown, and so does having no part at all."""
    known = list(numbers)
    return None if not known or None in known else sum(n for n in known if n is not None)
