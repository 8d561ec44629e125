"""One figure for a whole town: each district as large as it is, not as often as it answered (standard library)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

WEIGHTED_FROM = 30
"""Answers that each district needs."""

Reason = Literal["", "few_answers", "people_unknown"]


@dataclass(frozen=True)
class TownShare:
    """`yes` of `n` who answered; `share` between 0 and 1 by population, or None and the `reason` why there is none."""

    yes: int
    n: int
    share: float | None
    reason: Reason = ""


def town_share(districts: Mapping[str, tuple[int, int]], people: Mapping[str, int | None]) -> TownShare:
    """Add up a share over districts: Σ N_d y_d/n_d / Σ N_d (stratified mean: Cochran, Sampling Techniques, 1977, 5.3).

    `districts`: (yes, of how many) per district; `people`: who lives in every district of the town, so that a district
    that was not asked counts as one with too few answers. Reasons: few_answers (a district has under 30), or
    people_unknown.
    """
    yes, n = sum(y for y, _ in districts.values()), sum(m for _, m in districts.values())
    if not people or any(districts.get(code, (0, 0))[1] < WEIGHTED_FROM for code in people):
        return TownShare(yes, n, None, "few_answers")
    known = {code: count for code, count in people.items() if count}
    if len(known) < len(people):
        return TownShare(yes, n, None, "people_unknown")
    wanting = sum(count * districts[code][0] / districts[code][1] for code, count in known.items())
    return TownShare(yes, n, wanting / sum(known.values()))
