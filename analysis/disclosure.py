"""Who may see what: one table, one function, and nothing reaches a page, chart, alt text or download past it.

Standard library only, because web processes ask here too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "answers",  # how many people of a place have answered
    "group_product",  # themes, dots, matrix, offers, commitments of a workshop
    "vote",  # a vote that is hidden until it is closed
    "attendance",  # how many came or answered
    "attendance_group",  # how many of one age or gender came or answered
    "wish",  # plain share of an ordinary question
    "breakdown",  # a wish by age or by gender
    "breakdown_two",  # a wish by age and gender together
    "sensitive",  # a question marked sensitive
    "sensitive_by_age",
    "protected",  # orientation, ethnicity, violence
    "open_text",  # words that somebody wrote
]
Audience = Literal["room", "facilitator", "lead_district", "lead_town", "public"]
Form = Literal["counts", "percent", "names_only", "rounded", "none"]
Reason = Literal["ok", "never", "not_yet", "too_few", "too_alike", "merge", "rest_too_small"]

PERCENT_FROM = 30
LEAD_MINIMUM = 5
PUBLIC_MINIMUM = 10
NAMED_BY = 3
ROUND_TO = 5
"""Per cent: what `rounded` rounds to."""

AGE_BANDS: dict[str, tuple[str, ...]] = {
    "up_to_29": ("a15_29",),
    "30_64": ("a30_44", "a45_64"),
    "65_up": ("a65_74", "a75_84", "a85p"),
}
"""The only age groups that a breakdown shows, from the ages that people tick."""


@dataclass(frozen=True)
class Shown:
    """In which form a figure may appear, and if it may not, why.

    `counts` = as whole numbers; `percent` = numbers and per cent; `names_only` = words without any number;
    `rounded` = only per cent, rounded to 5; `none` = not at all, not even the base.
    """

    form: Form
    reason: Reason = "ok"

    def __bool__(self) -> bool:
        return self.form != "none"


@dataclass(frozen=True)
class Asked:
    """What is known about the figure somebody wants to show."""

    base: int
    yes: int | None
    released: bool
    total: int | None


Rule = Callable[[Asked], Shown]


def may_show(
    kind: Kind, audience: Audience, base: int, yes: int | None = None, released: bool = False, total: int | None = None
) -> Shown:
    """Decide in which form a figure may be shown, so that no page has to know the thresholds.

    `base`: people the figure rests on (for open text: answers of the round). `yes`: how many of them said so.
    `released`: the step that opens this to this audience was taken: the vote is closed, the room's result revealed,
    the text read by the data keeper, the figures released by a person. `total`: the base of the whole that a group
    of a breakdown belongs to; when given, the rest must not become readable by subtraction.
    An unknown kind or audience, a negative base, or more yes than base is a `ValueError`.
    """
    _refuse_nonsense(kind, audience, base, yes, total)
    if audience == "public" and kind != "answers" and not released:
        return Shown("none", "not_yet")
    return _TABLE[kind][audience](Asked(base, yes, released, total))


def _refuse_nonsense(kind: str, audience: str, base: int, yes: int | None, total: int | None) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind {kind!r}; use one of {', '.join(get_args(Kind))}")
    if audience not in get_args(Audience):
        raise ValueError(f"unknown audience {audience!r}; use one of {', '.join(get_args(Audience))}")
    if base < 0 or not 0 <= (yes or 0) <= base or (total is not None and total < base):
        raise ValueError(f"impossible figures: {yes} of {base} in a whole of {total}")


def _never(_: Asked) -> Shown:
    return Shown("none", "never")


def _always(_: Asked) -> Shown:
    return Shown("counts")


def _once_opened(then: Rule) -> Rule:
    return lambda asked: then(asked) if asked.released else Shown("none", "not_yet")


def _counts_from(minimum: int) -> Rule:
    return lambda asked: Shown("counts") if asked.base >= minimum else Shown("none", "too_few")


def _words(_: Asked) -> Shown:
    return Shown("names_only")


def _words_from(minimum: int) -> Rule:
    return lambda asked: Shown("names_only") if asked.base >= minimum else Shown("none", "too_few")


def _figures(base: int) -> Shown:
    return Shown("percent" if base >= PERCENT_FROM else "counts")


def _figures_from(minimum: int) -> Rule:
    return lambda asked: _figures(asked.base) if asked.base >= minimum else Shown("none", "too_few")


def _public_wish(asked: Asked) -> Shown:
    """From 5 to 9 answers the public reads only what 3 or more people named, without numbers."""
    if asked.base >= PUBLIC_MINIMUM:
        return _figures(asked.base)
    if asked.base >= LEAD_MINIMUM and (asked.yes or 0) >= NAMED_BY:
        return Shown("names_only")
    return Shown("none", "too_few")


def _group_from(minimum: int) -> Rule:
    """A small group is merged; a group is also held back when all the others together are a small group."""

    def rule(asked: Asked) -> Shown:
        if asked.base < minimum:
            return Shown("none", "merge")
        if asked.total is not None and 0 < asked.total - asked.base < minimum:
            return Shown("none", "rest_too_small")
        return _figures(asked.base)

    return rule


def _bands_from(minimum: int) -> Rule:
    return lambda asked: Shown("counts") if asked.base >= minimum else Shown("none", "merge")


def _sensitive_from(minimum: int, form: Form | None = None) -> Rule:
    """Nobody may learn about a person from a group in which nearly all, or nearly none, said yes."""

    def rule(asked: Asked) -> Shown:
        if asked.base < minimum:
            return Shown("none", "too_few")
        if asked.yes is None or not LEAD_MINIMUM <= asked.yes <= asked.base - LEAD_MINIMUM:
            return Shown("none", "too_alike")
        return Shown(form) if form else _figures(asked.base)

    return rule


def _row(room: Rule, facilitator: Rule, lead_district: Rule, lead_town: Rule, public: Rule) -> dict[Audience, Rule]:
    return {
        "room": room,
        "facilitator": facilitator,
        "lead_district": lead_district,
        "lead_town": lead_town,
        "public": public,
    }


_CLOSED_VOTE = _once_opened(_counts_from(LEAD_MINIMUM))
_LEAD_WISH = _figures_from(LEAD_MINIMUM)
_LEAD_GROUP = _group_from(LEAD_MINIMUM)
_READ_TEXT = _once_opened(_words)

_TABLE: dict[Kind, dict[Audience, Rule]] = {
    "answers": _row(_counts_from(LEAD_MINIMUM), _always, _always, _always, _counts_from(LEAD_MINIMUM)),
    "group_product": _row(_once_opened(_always), _always, _always, _always, _counts_from(LEAD_MINIMUM)),
    "vote": _row(_CLOSED_VOTE, _CLOSED_VOTE, _CLOSED_VOTE, _CLOSED_VOTE, _CLOSED_VOTE),
    "attendance": _row(_always, _always, _always, _always, _always),
    "attendance_group": _row(_words, _always, _always, _always, _bands_from(NAMED_BY)),
    "wish": _row(_never, _never, _LEAD_WISH, _LEAD_WISH, _public_wish),
    "breakdown": _row(_never, _never, _LEAD_GROUP, _LEAD_GROUP, _group_from(PUBLIC_MINIMUM)),
    "breakdown_two": _row(_never, _never, _never, _group_from(PUBLIC_MINIMUM), _never),
    "sensitive": _row(_never, _never, _sensitive_from(10), _sensitive_from(10), _sensitive_from(30, "rounded")),
    "sensitive_by_age": _row(_never, _never, _never, _sensitive_from(30), _never),
    "protected": _row(
        _never, _never, _never, _once_opened(_sensitive_from(30, "rounded")), _sensitive_from(50, "rounded")
    ),
    "open_text": _row(_words, _words, _READ_TEXT, _READ_TEXT, _words_from(PUBLIC_MINIMUM)),
}


def show_sensitive(counts: Sequence[int], audience: Audience) -> list[int | None]:
    """Blank what may not be shown of a sensitive question with one answer each, and what would give it away.

    `counts`: people per answer; together they are the base. The blanked answers are the base less the others, so the
    smallest ones shown are blanked with them until they are 5 people together.
    """
    base = sum(counts)
    shown: list[int | None] = [n if may_show("sensitive", audience, base, n) else None for n in counts]
    while None in shown and (left := [n for n in shown if n is not None]) and base - sum(left) < LEAD_MINIMUM:
        shown[shown.index(min(left))] = None
    return shown


PROVEN_ACCESS = frozenset({"code", "device"})
PROVEN_CHANNELS = frozenset({"paper", "home_visit"})


def proven(access: str, channel: str) -> bool:
    """Whether no outsider can have made this answer: it came by a code, on our tablet, on paper or at a home visit.

    Breakdowns for the public count only such answers. Who can send answers through an open link could otherwise fill
    a group with their own until the few others in it are shown.
    """
    return access in PROVEN_ACCESS or channel in PROVEN_CHANNELS


def rounded(yes: int, base: int) -> int:
    """The per cent that stands in place of a sensitive count: to the nearest 5, a half upwards."""
    return ROUND_TO * ((200 * yes + ROUND_TO * base) // (2 * ROUND_TO * base))


@dataclass(frozen=True)
class Group:
    """Neighbouring groups shown as one: the codes in their order, and how many people they are."""

    codes: tuple[str, ...]
    n: int


def merge_small(groups: Iterable[tuple[str, int]], minimum: int) -> tuple[Group, ...]:
    """Join each group under the minimum with its smaller neighbour, until all may be shown.

    `groups` are (code, people) in their natural order (ages from young to old, "not said" last). Nobody is left
    out, so no group can be found by subtraction. Too few people altogether give an empty tuple.
    """
    merged = [Group((code,), n) for code, n in groups]
    if sum(group.n for group in merged) < minimum:
        return ()
    while len(merged) > 1 and min(group.n for group in merged) < minimum:
        at = min(range(len(merged)), key=lambda i: merged[i].n)
        neighbours = [i for i in (at - 1, at + 1) if 0 <= i < len(merged)]
        first = min(at, min(neighbours, key=lambda i: merged[i].n))
        one, two = merged[first : first + 2]
        merged[first : first + 2] = [Group(one.codes + two.codes, one.n + two.n)]
    return tuple(merged)
