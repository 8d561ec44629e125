"""A region: the answers of its towns beside one another, and added up; every town counts as many as have answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from survey.across import TownRow
from survey.figures import Town
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext
from survey.sentences import adding
from survey.sentences.differing import share

OWN = "x_"
"""How the codes of activities begin that only one town knows."""


@dataclass(frozen=True)
class Line:
    """One answer: in the whole region, and in each town in the order of the page."""

    name: str
    together: str
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The answers to one question, the most frequent first."""

    title: str
    lines: tuple[Line, ...]


def groups(towns: Sequence[Town], activity: Callable[[str], str], feature: Callable[[str], str]) -> tuple[Group, ...]:
    """What can be laid side by side: what is asked everywhere in the same words of the catalogue."""
    rows = [_rows(town) for town in towns]
    every = list(dict.fromkeys(what for town in rows for what in town))
    found = []
    for kind in adding.GROUPS:
        mine = [what for what in every if what.partition(":")[0] == kind]
        mine.sort(key=lambda what: -sum(town[what]["n"] for town in rows if what in town))
        if mine:
            lines = tuple(_line(what, rows, activity, feature) for what in mine)
            found.append(Group(adding.title_of(kind), lines))
    return tuple(found)


def _rows(town: Town) -> dict[str, TownRow]:
    """The answers of a town that may be shown, without what only this town knows."""
    common = (row for row in town["rows"] if not row["what"].partition(":")[2].startswith(OWN))
    return {row["what"]: row for row in common if row["base"] >= adding.FEWEST}


def _line(
    what: str, rows: Sequence[Mapping[str, TownRow]], activity: Callable[[str], str], feature: Callable[[str], str]
) -> Line:
    here = [town[what] for town in rows if what in town]
    together = share(sum(row["n"] for row in here), sum(row["base"] for row in here))
    missing = _("not asked, or too few to show")
    each = tuple(share(town[what]["n"], town[what]["base"]) if what in town else missing for town in rows)
    return Line(adding.name_of(what, activity, feature), together, each)


def answered(towns: Sequence[Town]) -> str:
    """How many people in how many towns."""
    answers = sum(town["answers"] for town in towns)
    people = ngettext("*%(num)s person* has answered", "*%(num)s people* have answered", answers)
    where = ngettext("in %(num)s town.", "in %(num)s towns.", len(towns))
    return f"{people} {where}"


def waiting(names: Sequence[str]) -> str:
    """The towns whose figures are not there yet."""
    return _("Not here yet, because nothing has been counted: %(list)s.", list=join_list(names)) if names else ""


def method() -> tuple[str, ...]:
    """How a region is added up."""
    return (
        _("From each town the newest survey is read. Only what every survey asks in the same words stands here."),
        _("The region is the sum of all who answered. A town where more people answered weighs more."),
        _("Towns ask at different times and in different ways, so no difference between them is tested here."),
    )
