"""How sure an order is: the same people drawn again and again, and which places that could change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.estimates import table
from analysis.priorities import OFTEN, SCORE_FROM, SEED, TOP, Priorities, among_first

RESAMPLES = 1000
APART = 0.9
STRATUM_FROM = 10
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
AT_ONCE = 4_000_000
"""Random numbers held at a time, so that a town of 100,000 people fits into memory."""

COLUMNS = ("activity", "value", "rank", "low", "high", "top_three")


@dataclass(frozen=True)
class Ranks:
    """The order of activities and how sure it is.

    `table`: DataFrame[activity, value, rank, low, high, top_three], highest first: `value` what is ranked, `rank` the
    median of the resamples, `low` to `high` the 80 % range (whole numbers), `top_three` the chance of being in it.
    `above`: activities × activities, the chance that the row is ahead of the column (ties count half).
    `chances`: activities × ranks, each row and each column adds up to 1.
    `stratified`: whether each way of asking was drawn on its own. `left_out`: activities nobody was asked about.
    `reason`: too_few (under 30 people: no ranks) or no_answers.
    """

    table: pd.DataFrame
    above: pd.DataFrame
    chances: pd.DataFrame
    people: int
    seed: int
    resamples: int
    stratified: bool = False
    left_out: tuple[str, ...] = ()
    reason: str = ""

    def told_apart(self, one: str, other: str) -> bool:
        """Say whether one is truly ahead of the other, whichever, with a chance of at least 0.9."""
        chance = self._chance(one, other)
        return max(chance, 1 - chance) >= APART

    def alike(self) -> tuple[tuple[str, str, float], ...]:
        """List the pairs that cannot be told apart, with the chance that the first is ahead of the second."""
        order = [str(activity) for activity in self.table["activity"]]
        pairs = ((one, other) for at, one in enumerate(order) for other in order[at + 1 :])
        return tuple((a, b, self._chance(a, b)) for a, b in pairs if not self.told_apart(a, b))

    def _chance(self, one: str, other: str) -> float:
        row, column = self.above.index.get_loc(one), self.above.columns.get_loc(other)
        return float(self.above.to_numpy()[row, column])


def ranks(
    people: pd.DataFrame,
    fixed: Mapping[str, float] | None = None,
    points: float = 1.0,
    channels: Sequence[str] | None = None,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> Ranks:
    """Rank activities and say how sure each place is, by resampling whole people (Bayesian bootstrap).

    `people`: one row per person who answered, one column per activity: 1 picked, 0 not, or how much a person wants it
    (weekly 1, monthly 0.6, few 0.2); empty = not asked, which leaves that activity's base. Other numbers are a
    `ValueError`. What is ranked is fixed[activity] + points × weighted mean; `fixed` and `points` come from a score.
    `channels`: how each person was asked, a stratum only when each way has at least 10 people.

    Weights of the people: Dirichlet(1, …, 1), Rubin, Annals of Statistics 9 (1981), 130-134; people with equal answers
    are drawn together as Gamma(count), so neither the order of rows nor that of columns changes anything.
    """
    activities = sorted(map(str, people.columns))
    values = _values(people.rename(columns=str)[activities])
    asked: np.ndarray = np.any(values >= 0, axis=0)
    kept = [a for a, known in zip(activities, asked, strict=True) if known]
    left_out = tuple(a for a in activities if a not in kept)
    if len(people) < SCORE_FROM or not kept:
        return _nothing(len(people), seed, resamples, left_out)
    strata = _strata(channels, len(people))
    base = np.array([(fixed or {}).get(a, 0.0) for a in kept])
    drawn = np.vstack(list(_draws(values[:, asked], strata, seed, resamples)))
    scores = np.round(base + points * drawn, 12)
    means = np.round(base + points * _means(values[:, asked]), 12)
    return Ranks(
        _table(kept, means, scores),
        _above(kept, scores),
        pd.DataFrame(_chances(scores), index=kept, columns=range(1, len(kept) + 1)),
        people=len(people),
        seed=seed,
        resamples=resamples,
        stratified=strata is not None,
        left_out=left_out,
    )


def rank_scores(
    priorities: Priorities,
    wanted: pd.DataFrame,
    channels: Sequence[str] | None = None,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> Ranks:
    """Say how sure the order of scores is when the people vary and everything else stays as it is.

    `wanted`: people × activities from `wants`; activities that are not in the list are passed over.
    """
    fixed = priorities.fixed()
    listed = wanted[[activity for activity in wanted.columns if activity in fixed]]
    return ranks(listed, fixed, 100 * priorities.shares.get("demand", 0.0), channels, seed, resamples)


def wants(picked: pd.DataFrame, often: pd.DataFrame) -> pd.DataFrame:
    """Turn what each person picked, and how often they would come, into numbers from 0 to 1.

    `picked`: people × activities, 1 or 0, empty = not shown. `often`: the same shape, weekly, monthly or few. Who
    picked something and did not say how often is empty there. Its column means are the D of the score.
    """
    columns = {
        activity: often[activity].map(OFTEN).where(picked[activity] == 1, picked[activity].where(picked[activity] == 0))
        for activity in picked.columns
    }
    return pd.DataFrame(columns, index=picked.index, dtype=float)


def _values(people: pd.DataFrame) -> np.ndarray:
    """Turn the answers into numbers, -1 for "not asked"."""
    values = people.to_numpy(dtype=float, na_value=np.nan)
    known = values[~np.isnan(values)]
    if ((known < 0) | (known > 1)).any():
        raise ValueError("what a person wants lies between 0 and 1; leave a cell empty for not asked")
    found: np.ndarray = np.where(np.isnan(values), -1.0, values)
    return found


def _strata(channels: Sequence[str] | None, people: int) -> np.ndarray | None:
    """Number the ways of asking, or give None unless there are several, each with people enough."""
    if channels is None:
        return None
    if len(channels) != people:
        raise ValueError(f"{len(channels)} ways of asking for {people} people; give one for each")
    _, numbers, counts = np.unique(np.asarray(channels, dtype=str), return_inverse=True, return_counts=True)
    return numbers if len(counts) > 1 and counts.min() >= STRATUM_FROM else None


def _means(values: np.ndarray) -> np.ndarray:
    known = values >= 0
    means: np.ndarray = np.where(known, values, 0.0).sum(axis=0) / known.sum(axis=0)
    return means


def _draws(values: np.ndarray, strata: np.ndarray | None, seed: int, resamples: int) -> Iterator[np.ndarray]:
    """Draw the weighted means, resamples × activities, a part at a time."""
    numbers = np.zeros(len(values)) if strata is None else strata
    alike, counts = np.unique(np.column_stack([numbers, values]), axis=0, return_counts=True)
    stratum, known = alike[:, 0].astype(int), (alike[:, 1:] >= 0).astype(float)
    wanted = np.where(known > 0, alike[:, 1:], 0.0)
    random = np.random.default_rng(seed)
    for size in _sizes(resamples, max(1, AT_ONCE // len(alike))):
        weights = _weights(random.standard_gamma(counts, (size, len(alike))), stratum, counts)
        yield (weights @ wanted) / (weights @ known)


def _sizes(whole: int, most: int) -> Iterator[int]:
    for start in range(0, whole, most):
        yield min(most, whole - start)


def _weights(drawn: np.ndarray, stratum: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Let each stratum keep its size: its weights add up to its people."""
    member = (stratum[:, None] == np.arange(stratum.max() + 1)).astype(float)
    factor = (counts @ member) / (drawn @ member)
    weighted: np.ndarray = drawn * factor[:, stratum]
    return weighted


def _chances(scores: np.ndarray) -> np.ndarray:
    """Tell how often each activity has each rank; a tie spreads evenly over the ranks it takes."""
    many, k = scores.shape
    ahead = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    tied = (scores[:, None, :] == scores[:, :, None]).sum(axis=2)
    found = np.zeros((k, k))
    columns = np.broadcast_to(np.arange(k), (many, k))
    for step in range(int(tied.max())):
        within = step < tied
        np.add.at(found, (columns[within], (ahead + step)[within]), 1 / tied[within])
    shares: np.ndarray = found / many
    return shares


def _above(activities: list[str], scores: np.ndarray) -> pd.DataFrame:
    first, second = scores[:, :, None], scores[:, None, :]
    chance = ((first > second) + 0.5 * (first == second)).mean(axis=0)
    return pd.DataFrame(chance, index=activities, columns=activities)


def _table(activities: list[str], means: np.ndarray, scores: np.ndarray) -> pd.DataFrame:
    reached = _chances(scores).cumsum(axis=1) + 1e-9
    top = among_first(scores, TOP).mean(axis=0)
    rows = [
        {
            "activity": activity,
            "value": float(means[at]),
            "rank": _rank(reached[at], MIDDLE),
            "low": _rank(reached[at], LOW),
            "high": _rank(reached[at], HIGH),
            "top_three": float(top[at]),
        }
        for at, activity in enumerate(activities)
    ]
    return table(sorted(rows, key=lambda row: (-float(str(row["value"])), str(row["activity"]))), COLUMNS)


def _rank(reached: np.ndarray, chance: float) -> int:
    return int(np.argmax(reached >= chance)) + 1


def _nothing(people: int, seed: int, resamples: int, left_out: tuple[str, ...]) -> Ranks:
    reason = "too_few" if people < SCORE_FROM else "no_answers"
    empty = pd.DataFrame()
    return Ranks(table([], COLUMNS), empty, empty, people, seed, resamples, left_out=left_out, reason=reason)
