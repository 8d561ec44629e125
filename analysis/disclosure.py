"""Who may see what: one table, one function, and nothing reaches a page, chart, alt text or download past it.

Standard library only, because web processes ask here too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

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
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
Rule = Literal[
    "never",
    "counts",  # whole numbers
    "bands",  # whole numbers of a group; a smaller group is merged
    "words",  # no numbers at all
    "share",  # whole numbers, and per cent from 30 people on
    "share_or_words",  # below that, from 5 people on, what 3 or more of them named, without numbers
    "group",  # a share; a smaller group is merged, and held back when all the others together are a small group
    "sensitive",  # a share; neither nearly all nor nearly none may have said yes
    "rounded",  # the same, but only as a rounded per cent
]
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


class Cell(NamedTuple):
    """One cell of the table: what an audience may see of a kind, from `at_least` people on.

    `opened`: only after the step that opens it, as `released` of `may_show` says.
    """

    rule: Rule
    at_least: int = 0
    opened: bool = False


NEVER, ALL, WORDS = Cell("never"), Cell("counts"), Cell("words")
REVEALED, READ = Cell("counts", opened=True), Cell("words", opened=True)
CLOSED = Cell("counts", LEAD_MINIMUM, opened=True)
SHARE, GROUP = Cell("share", LEAD_MINIMUM), Cell("group", LEAD_MINIMUM)

TABLE: dict[Kind, tuple[Cell, ...]] = {
    # room, facilitator, lead of the district, lead of the town, public (which always waits for the release)
    "answers": (Cell("counts", LEAD_MINIMUM), ALL, ALL, ALL, Cell("counts", LEAD_MINIMUM)),
    "group_product": (REVEALED, ALL, ALL, ALL, Cell("counts", LEAD_MINIMUM)),
    "vote": (CLOSED, CLOSED, CLOSED, CLOSED, CLOSED),
    "attendance": (ALL, ALL, ALL, ALL, ALL),
    "attendance_group": (WORDS, ALL, ALL, ALL, Cell("bands", NAMED_BY)),
    "wish": (NEVER, NEVER, SHARE, SHARE, Cell("share_or_words", PUBLIC_MINIMUM)),
    "breakdown": (NEVER, NEVER, GROUP, GROUP, Cell("group", PUBLIC_MINIMUM)),
    "breakdown_two": (NEVER, NEVER, NEVER, Cell("group", PUBLIC_MINIMUM), NEVER),
    "sensitive": (NEVER, NEVER, Cell("sensitive", 10), Cell("sensitive", 10), Cell("rounded", 30)),
    "sensitive_by_age": (NEVER, NEVER, NEVER, Cell("sensitive", 30), NEVER),
    "protected": (NEVER, NEVER, NEVER, Cell("rounded", 30, opened=True), Cell("rounded", 50)),
    "open_text": (WORDS, WORDS, READ, READ, Cell("words", PUBLIC_MINIMUM)),
}
"""Who may see what: the one place with the thresholds, read anew for every question."""


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
    return decide(TABLE[kind][AUDIENCES.index(audience)], Asked(base, yes, released, total))


def _refuse_nonsense(kind: str, audience: str, base: int, yes: int | None, total: int | None) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind {kind!r}; use one of {', '.join(get_args(Kind))}")
    if audience not in AUDIENCES:
        raise ValueError(f"unknown audience {audience!r}; use one of {', '.join(AUDIENCES)}")
    if base < 0 or not 0 <= (yes or 0) <= base or (total is not None and total < base):
        raise ValueError(f"impossible figures: {yes} of {base} in a whole of {total}")


def decide(cell: Cell, asked: Asked) -> Shown:
    """Apply one cell of the table to one figure."""
    if cell.rule == "never":
        return Shown("none", "never")
    if cell.opened and not asked.released:
        return Shown("none", "not_yet")
    if asked.base < cell.at_least:
        return _of_too_few(cell.rule, asked)
    held_back = _held_back(cell, asked)
    return Shown("none", held_back) if held_back else Shown(_form(cell.rule, asked.base))


def _of_too_few(rule: Rule, asked: Asked) -> Shown:
    """Some rules have more to say than "too few": a small group is merged, a wish of several is named."""
    if rule == "share_or_words" and asked.base >= LEAD_MINIMUM and (asked.yes or 0) >= NAMED_BY:
        return Shown("names_only")
    return Shown("none", "merge" if rule in ("group", "bands") else "too_few")


def _held_back(cell: Cell, asked: Asked) -> Reason | None:
    """Why a figure of enough people would still tell about few of them: those who are not in it."""
    if cell.rule == "group" and asked.total is not None and 0 < asked.total - asked.base < cell.at_least:
        return "rest_too_small"
    if cell.rule not in ("sensitive", "rounded"):
        return None
    mixed = asked.yes is not None and LEAD_MINIMUM <= asked.yes <= asked.base - LEAD_MINIMUM
    return None if mixed else "too_alike"


def _form(rule: Rule, base: int) -> Form:
    if rule == "words":
        return "names_only"
    if rule == "rounded":
        return "rounded"
    return "counts" if rule in ("counts", "bands") or base < PERCENT_FROM else "percent"


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
    while any(group.n < minimum for group in merged):
        at = min(range(len(merged)), key=lambda i: merged[i].n)
        neighbours = [i for i in (at - 1, at + 1) if 0 <= i < len(merged)]
        first = min(at, min(neighbours, key=lambda i: merged[i].n))
        one, two = merged[first : first + 2]
        merged[first : first + 2] = [Group(one.codes + two.codes, one.n + two.n)]
    return tuple(merged)
