"""How far two people who sorted the same answers agree, beyond what chance would give."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

FEWEST = 10
"""Answers sorted by at least two people, below which nothing is said."""


@dataclass(frozen=True)
class Agreement:
    """A coefficient: 1 is always the same, 0 no more than chance; None with a `reason` where none can be told.

    `units` are the answers it rests on. Reasons: `ok`, `too_few`, `all_alike` (nobody ever chose otherwise, so chance
    explains everything).
    """

    value: float | None
    units: int
    reason: str = "ok"


def cohen_kappa(one: Sequence[Hashable], two: Sequence[Hashable], *, fewest: int = FEWEST) -> Agreement:
    """Cohen's kappa of two people who put the same units into categories: (po - pe) / (1 - pe).

    po is the share of units put alike, pe = Σ over categories of the product of both shares (Cohen, Educational and
    Psychological Measurement 20, 1960). Lists of different length are a `ValueError`.
    """
    pairs = list(zip(one, two, strict=True))
    n = len(pairs)
    if n < max(fewest, 1):
        return Agreement(None, n, "too_few")
    alike = sum(a == b for a, b in pairs) / n
    first, second = Counter(one), Counter(two)
    by_chance = sum(first[category] * second[category] for category in first) / n**2
    if by_chance == 1:
        return Agreement(None, n, "all_alike")
    return Agreement((alike - by_chance) / (1 - by_chance), n)


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]], *, fewest: int = FEWEST) -> Agreement:
    """Krippendorff's alpha for categories without order, any number of people, None where somebody did not choose.

    1 - Do/De over the n values of units with at least two: Do = Σ over units of pairs that differ / (m_u - 1), divided
    by n; De = pairs that differ among all n, divided by n (n - 1) (Krippendorff, Computing Krippendorff's
    Alpha-Reliability, 2011, part C).
    """
    paired = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    if len(paired) < max(fewest, 1):
        return Agreement(None, len(paired), "too_few")
    counts = Counter(value for unit in paired for value in unit)
    n = sum(counts.values())
    expected = (n * n - sum(c * c for c in counts.values())) / (n - 1)
    if expected == 0:
        return Agreement(None, len(paired), "all_alike")
    observed = sum((len(unit) ** 2 - sum(c * c for c in Counter(unit).values())) / (len(unit) - 1) for unit in paired)
    return Agreement(1 - observed / expected, len(paired))
