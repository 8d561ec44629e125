"""Whom to ask next and where, and which ways of telling together reach most people."""

from collections.abc import Callable, Mapping

from survey.figures import Heard, Reach, Settled
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Table

UNSAID = "unsaid"
NONE = "none"
Name = Callable[[str], str]


def reach_next(settled: Settled | None, labels: Labels) -> tuple[str, ...]:
    """A sentence for each group to ask next: how many live here, how many answers are missing, and where to ask."""
    steps = settled["reach"] if settled else []
    return tuple(_step(step, labels) for step in steps)


def _step(step: Reach, labels: Labels) -> str:
    named = words.group(step["code"])
    who = _("Ask next: *%(group)s*.", group=named)
    if step["people"] is not None:
        who = ngettext(
            "Ask next: *%(group)s*. %(num)s of them lives here, %(answers)s answered.",
            "Ask next: *%(group)s*. %(num)s of them live here, %(answers)s answered.",
            step["people"],
            group=named,
            answers=number(step["answers"]),
        )
    short = ngettext(
        "%(num)s more answer would bring them to their share.",
        "%(num)s more answers would bring them to their share.",
        step["short_of"],
    )
    return " ".join(filter(None, (who, short, _where(step, labels))))


def _where(step: Reach, labels: Labels) -> str:
    if not step["way"]:
        return ""
    way = labels.way(step["way"])
    if step["whose"] == "group":
        return _("They most often hear of events this way: %(way)s.", way=way)
    return _("How they hear of events we do not know; most people here hear of them this way: %(way)s.", way=way)


def together(settled: Settled | None, name: Name) -> tuple[str, ...]:
    """The ways that together reach most people."""
    cover = settled["cover"] if settled else None
    if cover is None:
        return ()
    ways = " + ".join(name(way) for way in cover["ways"])
    said = ngettext(
        "%(ways)s: together this reaches *%(num)s of %(all)s* people.",
        "%(ways)s: together these reach *%(num)s of %(all)s* people.",
        cover["reached"],
        ways=ways[:1].upper() + ways[1:],
        all=number(cover["base"]),
    )
    return (said,)


def by_age(settled: Settled | None, name: Name) -> tuple[tuple[str, Table], ...]:
    """Which age hears how, as a table of people; small ages stand together."""
    heard = settled["heard"] if settled else []
    if len(heard) < 2:
        return ()
    head = (_("How they hear"), *(_column(one) for one in heard))
    counts = [{row["code"]: row["n"] or 0 for row in one["rows"]} for one in heard]
    codes = [row["code"] for row in heard[0]["rows"] if any(of[row["code"]] for of in counts)]
    codes.sort(key=lambda code: (code == NONE, -sum(of[code] for of in counts)))
    rows = tuple((name(code), *(number(of[code]) for of in counts)) for code in codes)
    base = (_("All who answered this"), *(number(one["base"]) for one in heard))
    return ((_("Which age hears of events in which way"), Table(head, (*rows, base))),)


def _column(heard: Heard) -> str:
    return join_list(group_name(code) for code in heard["groups"])


def group_name(code: str) -> str:
    """An age as a heading, also those who did not say."""
    said: Mapping[str, str] = {UNSAID: _("age not said")}
    return said.get(code) or words.group(code)
