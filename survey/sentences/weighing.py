"""Shares as if each age and gender had answered as often as it lives here: a second column, never the first."""

from collections.abc import Callable
from datetime import datetime

from survey.figures import Settled
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Table
from survey.weighed import Notice, TownSettled, Weighed, Weighing

APART = 0.05
"""From here on a share is said to change: less may be nothing but the few who answered."""

NAMED = 3
Name = Callable[[str], str]
Closer = tuple[tuple[str, Picture], ...]
"""Pictures and tables that somebody opens, each under its title."""


def need(of: Settled | TownSettled | None, made_at: datetime | None, labels: Labels, title: str = "") -> Closer:
    """How often people would come."""
    asked = of["weighing"]["asked"].get("intent") if of else None
    return _beside(of, made_at, "intent", labels.option(asked), title) if asked else ()


def wishes(of: Settled | TownSettled | None, made_at: datetime | None, labels: Labels, title: str = "") -> Closer:
    """What people would come to, most wanted first."""
    return _beside(of, made_at, "demand_pick", labels.activity, title)


def _beside(of: Settled | TownSettled | None, made_at: datetime | None, role: str, name: Name, title: str) -> Closer:
    rows = of["weighing"]["shares"].get(role, []) if of else []
    if of is None or not rows:
        return ()
    shown = [row for row in rows if row["share"] or row["weighted"]]
    if role == "demand_pick":
        shown.sort(key=lambda row: -row["share"])
    head = (_("What they said"), _("Of all who answered"), _("Weighted"))
    table = Table(head, tuple((name(row["code"]), percent(row["share"]), percent(row["weighted"])) for row in shown))
    said = [_how(of["weighing"]), _changed(shown, name), *([words.as_of(made_at)] if made_at else [])]
    return ((title or _("Weighted to the people who live here"), Picture(caption=" ".join(said), table=table)),)


def _how(weighing: Weighing) -> str:
    counted = (
        _("Each age, each gender and each district counts as much as it lives here.")
        if weighing["districts"]
        else _("Each age and each gender counts as much as it lives here.")
    )
    worth = ngettext(
        "Weighted, the answers say as much as %(num)s answer of equal weight.",
        "Weighted, the answers say as much as %(num)s answers of equal weight.",
        weighing["worth"],
    )
    return f"{counted} {worth}"


def _changed(rows: list[Weighed], name: Name) -> str:
    """Which shares move, since that is why anybody reads this table."""
    moved = sorted((row for row in rows if _gap(row) >= APART), key=lambda row: -_gap(row))[:NAMED]
    if not moved:
        return _("No share changes by five points or more.")
    return _("Changes most: %(list)s.", list=join_list(words.within(name(row["code"])) for row in moved))


def _gap(row: Weighed) -> float:
    return round(abs(row["weighted"] - row["share"]), 2)


def refusal(of: Settled | TownSettled | None) -> tuple[str, ...]:
    """Why there is no second column, by name."""
    why = of["weighing"]["refused"] if of else ""
    if of is None or not why:
        return ()
    refused = _("We do not weight these answers by age and gender.")
    return (f"{refused} {_why(why, of['weighing']['where'])}",)


def _why(why: str, where: str) -> str:
    group = words.group(where)
    return {
        "few_answers": _("That takes 50 answers."),
        "few_in_category": _("Fewer than five of one group answered: %(group)s.", group=group),
        "no_census": _("It is not known how many of each age and gender live here."),
        "empty_category": _("Nobody of one group answered: %(group)s.", group=group),
        "empty_cells": _("Too many live here of whose age and gender together nobody answered."),
        "uneven_weights": _("A few answers would have to stand for far too many people."),
    }.get(why, _("There are no weights with which every age and every gender comes out right."))


def notices(of: Settled | TownSettled | None) -> tuple[str, ...]:
    """What must be known before any result: how unlike those who live here the answers are."""
    return tuple(_notice(one) for one in of["weighing"]["notices"]) if of else ()


def _notice(of: Notice) -> str:
    return {
        "one_way": _(
            "*%(share)s* were asked in one way: %(way)s.", share=percent(of["value"]), way=words.way(of["way"])
        ),
        "empty_cells": _(
            "Of some ages and genders nobody answered, though *%(share)s* of the people here are of these.",
            share=percent(of["value"]),
        ),
        "largest_weight": _(
            "Weighted, one answer counts for as much as *%(times)s* average ones.", times=number(round(of["value"]))
        ),
        "uneven_weights": _("Weighted, the answers say less than half as much, so unlike the people here are they."),
    }.get(of["cause"], "")
