"""The ages of a census as offices write them, and the groups that people are asked for."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from survey.places.names import plain

GROUPS: dict[str, tuple[int, int]] = {
    "a15_29": (15, 29),
    "a30_44": (30, 44),
    "a45_64": (45, 64),
    "a65_74": (65, 74),
    "a75_84": (75, 84),
    "a85p": (85, 150),
    "30_64": (30, 64),
    "65_up": (65, 150),
}
"""The years of each group that figures know, the narrow ones first."""

WIDE = ("30_64", "65_up")
"""Groups that are made of narrower ones."""

TOO_YOUNG = (0, 14)
OLDEST = 150

_CODES = {**{plain(code): years for code, years in GROUPS.items()}, "up to 29": (15, 29)}
_UP = r"\+|p|up|and over|and more|or over|or more|in več|ali več|i više|ili više|i vise|in vec|ali vec|ili vise"
_RANGE = re.compile(r"a?(\d{1,3}) ?(?:[-–—_]|to|do|and|in|i) ?(\d{1,3})")
_OPEN = re.compile(rf"a?(\d{{1,3}}) ?(?:{_UP})")
_UNDER = re.compile(r"(?:under|below|pod|ispod|mlajši od|mlađi od|u) ?(\d{1,3})")
_YEARS = re.compile(r"\b(let|leta|godina|godine|years?|years old|yrs)\b")


def years(text: str) -> tuple[int, int] | None:
    """The first and the last year of an age group; None for what is none."""
    if plain(text) in _CODES:
        return _CODES[plain(text)]
    said = " ".join(_YEARS.sub(" ", text.casefold()).split())
    if found := _RANGE.fullmatch(said):
        low, high = int(found[1]), int(found[2])
        return (low, high) if low <= high <= OLDEST else None
    if found := _OPEN.fullmatch(said):
        return (int(found[1]), OLDEST) if int(found[1]) <= OLDEST else None
    if found := _UNDER.fullmatch(said):
        return (0, int(found[1]) - 1) if 0 < int(found[1]) <= OLDEST else None
    return (int(said), int(said)) if re.fullmatch(r"[0-9]{1,3}", said) and int(said) <= OLDEST else None


def group_of(asked: tuple[int, int]) -> str | None:
    """The narrowest group that these years lie in; empty for those too young, None across two groups."""
    if asked[1] <= TOO_YOUNG[1]:
        return ""
    return next((code for code in GROUPS if within(asked, code)), None)


def within(asked: tuple[int, int], code: str) -> bool:
    """Whether these years lie in a group."""
    low, high = GROUPS[code]
    return low <= asked[0] and asked[1] <= high


def all_groups(told: Iterable[str]) -> list[str]:
    """Every group from 15 on, in order: the wide ones where they were told, else the narrow ones."""
    wide = [code for code in WIDE if code in set(told)]
    narrow = [code for code in GROUPS if code not in WIDE and not any(within(GROUPS[code], w) for w in wide)]
    return sorted([*wide, *narrow], key=lambda code: GROUPS[code])


def overlap(parts: Sequence[tuple[int, int]]) -> bool:
    """Whether some year stands in two of the parts."""
    ordered = sorted(parts)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(ordered))


def whole(code: str, parts: Iterable[tuple[int, int]]) -> bool:
    """Whether parts without overlap make up a group; the oldest may end with any year from 99 on."""
    low, high = GROUPS[code]
    reached = low
    for first, last in sorted(parts):
        if first != reached:
            return False
        reached = last + 1
    return reached > high or (high == OLDEST and reached > 99)
