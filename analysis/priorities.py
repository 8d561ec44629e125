"""What to open first: a score of five visible parts inside each label, only where people enough have answered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Any

import numpy as np

from analysis.gate import Gate
from analysis.hours import VARIES, When
from analysis.inventory import READY, Offer, Room, supply
from analysis.matching import ORDER, REPORTS, Label, Match
from analysis.week import meet

__all__ = ["PARTS", "WITH_EQUITY", "Gate", "Part", "Priorities", "Priority", "Weights", "prioritise", "score"]

PARTS = ("demand", "gap", "supply", "fit", "equity")
SCORE_FROM = 30
OFTEN: dict[str, float] = {"weekly": 1.0, "monthly": 0.6, "few": 0.2}
"""How much a person counts who would come weekly, monthly, or a few times a year."""

SEED = 2026
WEIGHTINGS = 500
TOP = 3


@dataclass(frozen=True)
class Weights:
    """How much each part counts; editable, kept with the result, and only their proportions matter.

    Equity is off until a lead switches it on (`WITH_EQUITY`), because it is a choice of values. A negative or endless
    weight, or none above zero, is a `ValueError`.
    """

    demand: float = 0.35
    gap: float = 0.25
    supply: float = 0.20
    fit: float = 0.10
    equity: float = 0.0

    def __post_init__(self) -> None:
        given = {part.name: getattr(self, part.name) for part in fields(self)}
        if wrong := [name for name, weight in given.items() if not isfinite(weight) or weight < 0]:
            raise ValueError(f"the weight of {wrong[0]} is {given[wrong[0]]}; give 0 or more")
        if not sum(given.values()):
            raise ValueError("all weights are 0; give at least one part a weight")

    def shares(self, without: Collection[str] = ()) -> dict[str, float]:
        """Rescale the weights to add up to 1, without the parts nobody knows; empty when nothing is left."""
        kept = {part: getattr(self, part) for part in PARTS if part not in without and getattr(self, part)}
        return {part: weight / sum(kept.values()) for part, weight in kept.items()}


WITH_EQUITY = Weights(equity=0.10)


@dataclass(frozen=True)
class Part:
    """One part of a score, 0 to 1, with the raw numbers behind it; None with a `reason` where nobody knows."""

    value: float | None
    raw: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Priority:
    """One activity with its score of 100 and the points each part gives; `parts` are shown whatever their weight.

    `flags`: what nobody answered at the gate. `place`: 1 for the first inside its label, equal scores share a place.
    """

    activity: str
    label: Label
    score: float | None
    points: Mapping[str, float]
    parts: Mapping[str, Part]
    flags: tuple[str, ...]
    place: int | None


@dataclass(frozen=True)
class Priorities:
    """The list with everything that decided it.

    `rows` by label and score; `removed`: activity → the questions of the gate answered no. `left_out`: parts with a
    weight that are not known of some activity and therefore count for none, so that scores stay comparable.
    `reason`: too_few (under 30 answers: no score) or no_weight (all parts with a weight are unknown).
    """

    rows: tuple[Priority, ...]
    removed: Mapping[str, tuple[str, ...]]
    weights: Weights
    shares: Mapping[str, float]
    left_out: tuple[str, ...] = ()
    reason: str = ""

    def fixed(self) -> dict[str, float]:
        """Give the points that do not come from demand; `ranks` lets only demand vary."""
        return {row.activity: sum(p for part, p in row.points.items() if part != "demand") for row in self.rows}


def prioritise(
    matches: Iterable[Match],
    answers: int,
    rooms: Iterable[Room] = (),
    when: Mapping[str, When] | None = None,
    everybody: When | None = None,
    equity: Mapping[str, Part] | None = None,
    weights: Weights | None = None,
) -> Priorities:
    """Score the activities of a place: 100 × Σ weight × part, the weights rescaled to 1.

    `answers`: people who answered the question of wishes; under 30 there is no score. `when`: activity → when those
    who picked it can come, else `everybody`. `equity`: activity → its part, see `equity`.
    """
    listed, weighed = list(matches), weights or Weights()
    removed = {m.activity: m.closed_by for m in listed if m.closed_by}
    if answers < SCORE_FROM:
        return Priorities((), removed, weighed, {}, reason="too_few")
    kept = [m for m in listed if not m.closed_by]
    places = tuple(rooms)
    parts = {m.activity: _parts(m, (when or {}).get(m.activity, everybody), places, equity or {}) for m in kept}
    unknown = tuple(p for p in weighed.shares() if any(of[p].value is None for of in parts.values()))
    shares = weighed.shares(unknown)
    rows = _placed([_priority(m, parts[m.activity], shares) for m in kept])
    return Priorities(rows, removed, weighed, shares, unknown, "" if shares else "no_weight")


def score(values: Mapping[str, float | None], shares: Mapping[str, float]) -> dict[str, float]:
    """Give the points of each part, 100 × share × value; their sum is the score.

    `shares` from `Weights.shares`; a part with a share and no value is a `ValueError`, because a sum without it would
    be compared with sums that have it.
    """
    points = {}
    for part, share in shares.items():
        value = values.get(part)
        if value is None or not 0 <= value <= 1:
            raise ValueError(f"{part} is {value}; a part with a weight lies between 0 and 1")
        points[part] = 100 * share * value
    return points


def whatever_the_weights(priorities: Priorities, seed: int = SEED, weightings: int = WEIGHTINGS) -> dict[str, float]:
    """Tell in which share of random weightings an activity is among the first three; 1 is "whatever the weights".

    The weightings are spread evenly over all proportions of the parts that count (Dirichlet with ones). Activities
    tied for the third place share it.
    """
    parts, rows = sorted(priorities.shares), sorted(priorities.rows, key=lambda row: row.activity)
    if not parts or not rows:
        return {}
    values = np.array([[row.parts[part].value for part in parts] for row in rows], dtype=float)
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(parts)), weightings)
    chances = among_first(np.round(drawn @ values.T, 12), TOP).mean(axis=0)
    return {row.activity: float(chance) for row, chance in zip(rows, chances, strict=True)}


def among_first(scores: np.ndarray, most: int) -> np.ndarray:
    """Tell for each row of scores how surely each column is among the `most` highest: 1, 0, or a share in a tie."""
    ahead = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    tied = (scores[:, None, :] == scores[:, :, None]).sum(axis=2)
    found: np.ndarray = np.clip((most - ahead) / tied, 0.0, 1.0)
    return found


def equity(picked: Mapping[str, int], population: Mapping[str, int | None], groups: Collection[str]) -> Part:
    """Tell how far an activity reaches the groups that a lead set first, or that today's offers miss.

    min(1, share of those groups among the people who picked it / their share of the population). `picked` and
    `population`: people per group of one dimension. None without a census or where nobody of those groups lives.
    """
    wanted, everybody = sum(picked.get(g, 0) for g in groups), sum(picked.values())
    living = [n for n in population.values() if n is not None]
    here = sum(population.get(g) or 0 for g in groups)
    raw = {"picked_by_groups": wanted, "picked": everybody, "live_here": here, "population": sum(living)}
    if len(living) < len(population) or not living or not here:
        return Part(None, raw, "no_census" if len(living) < len(population) or not living else "nobody_there")
    if not everybody:
        return Part(0.0, raw)
    return Part(min(1.0, wanted / everybody * sum(living) / here), raw)


def _parts(match: Match, when: When | None, rooms: tuple[Room, ...], equal: Mapping[str, Part]) -> dict[str, Part]:
    return {
        "demand": _demand(match),
        "gap": _gap(match),
        "supply": _supply(match),
        "fit": _fit(match, when, rooms),
        "equity": equal.get(match.activity, Part(None, reason="not_asked")),
    }


def _demand(match: Match) -> Part:
    """D: people by how often they would come, of those who answered; who did not say how often leaves the base."""
    often = {how: getattr(match, how) for how in OFTEN}
    base = match.n - (match.picked - sum(often.values()))
    raw = {**often, "base": base}
    if base < 1:
        return Part(None, raw, "no_answers")
    return Part(sum(OFTEN[how] * n for how, n in often.items()) / base, raw)


def _gap(match: Match) -> Part:
    """G: 1 - coverage; where 3 people say that it does not suit them, the mean with the gap they report."""
    gap = 1 - min(1.0, sum(served.coverage for served in match.served))
    raw = {"inventory": gap, "reported": None, "unsuitable": match.unsuitable, "use": match.use}
    if match.unsuitable < REPORTS:
        return Part(gap, raw)
    reported = match.unsuitable / (match.unsuitable + match.use)
    return Part((gap + reported) / 2, {**raw, "reported": reported})


def _supply(match: Match) -> Part:
    raw = {step: len({offer.provider for offer in offers}) for step, offers in match.readiness.items()}
    return Part(supply(match.offered_by), {**raw, "hours": match.hours})


def _fit(match: Match, when: When | None, rooms: tuple[Room, ...]) -> Part:
    """F: the largest share of interested people in an hour with an open room and a provider who can."""
    if not match.picked:
        return Part(0.0)
    if when is None or not when.base:
        return Part(None, reason="no_times")
    possible = {s: n for s, n in when.slots.items() if n and s != VARIES and _possible(s, match.offered_by, rooms)}
    slot = max(possible, key=lambda s: possible[s], default=None)
    people = possible.get(slot, 0) if slot else 0
    return Part(people / when.base, {"slot": slot, "people": people, "base": when.base, "best": when.best()})


def _possible(slot: str, offers: Iterable[Offer], rooms: Iterable[Room]) -> bool:
    free = [o for o in offers if o.readiness in READY and (not o.slots or meet(o.slots, {slot}))]
    brings_room = any(o.readiness == "fixed" for o in free)
    return bool(free) and (brings_room or any(meet(room.slots, {slot}) for room in rooms))


def _priority(match: Match, parts: dict[str, Part], shares: Mapping[str, float]) -> Priority:
    points = score({part: of.value for part, of in parts.items()}, shares)
    whole = sum(points.values()) if points else None
    return Priority(match.activity, match.label, whole, points, parts, match.open_questions, None)


def _placed(rows: list[Priority]) -> tuple[Priority, ...]:
    """Sort by label, score and code, and count the places inside each label."""
    order = sorted(rows, key=lambda r: (ORDER.index(r.label), -(r.score or 0.0), r.activity))
    return tuple(Priority(**{**vars(row), "place": _place(row, order)}) for row in order)


def _place(row: Priority, rows: list[Priority]) -> int | None:
    mine = row.score
    if mine is None:
        return None
    others = [r.score for r in rows if r.label == row.label and r.score is not None]
    return 1 + sum(round(other, 9) > round(mine, 9) for other in others)
