"""The words and the file of the yearly sheet."""

from analysis.visits import PARTS, Sheet, each
from survey import i18n
from survey.export.table import Book, Cell, Column, Table
from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.store.visit_years import Register, VisitYear


def part_words(code: str) -> str:
    """What has become of a person on the list."""
    return {
        "first": _("visited for the first time"),
        "repeat": _("visited again"),
        "died": _("died"),
        "moved": _("moved away or to a home for older people"),
        "refused": _("do not want a visit"),
        "open": _("not reached yet"),
    }[code]


def figure_words() -> dict[str, str]:
    """What is asked about a year."""
    return {
        "named": _("people on the list"),
        **{part: part_words(part) for part in PARTS},
        "hours": _("hours of volunteers"),
        "least": _("active volunteers, at least"),
        "most": _("active volunteers, at most"),
        "ever_first": _("people visited for the first time since the beginning"),
        "ever_repeat": _("people visited again since the beginning"),
        "ever_since": _("the year in which the visits began"),
    }


def gap(sheet: Sheet) -> str:
    """What does not add up; nothing where it does, or where nobody can know."""
    missing = sheet.unexplained
    if not missing:
        return ""
    if missing > 0:
        return ngettext(
            "%(num)s person on the list is not explained: the parts add up to %(parts)s of %(all)s.",
            "%(num)s people on the list are not explained: the parts add up to %(parts)s of %(all)s.",
            missing, parts=number(sheet.explained), all=number(sheet.named or 0),
        )  # fmt: skip
    return ngettext(
        "The parts hold %(num)s person more than the list: %(parts)s against %(all)s.",
        "The parts hold %(num)s people more than the list: %(parts)s against %(all)s.",
        -missing, parts=number(sheet.explained), all=number(sheet.named or 0),
    )  # fmt: skip


def rate(sheet: Sheet) -> str:
    """Hours for each visit, which is rough."""
    hours = sheet.hours_per_visit
    if hours is None:
        return ""
    return _(
        "%(hours)s hours for %(visits)s visits: %(each)s hours each. "
        "Roughly, since walks and escorts are among the hours.",
        hours=number(round(sheet.hours or 0, 1)), visits=number(sheet.visits), each=number(round(hours, 2)),
    )  # fmt: skip


def load(sheet: Sheet) -> str:
    """How many visits that makes for each volunteer."""
    shares = each(sheet.visits, sheet.least, sheet.most)
    if shares is None:
        return ""
    low, middle, high = map(number, shares)
    if sheet.least == sheet.most:
        return ngettext(
            "%(visits)s visits and %(num)s volunteer: %(middle)s each.",
            "%(visits)s visits and %(num)s volunteers: %(middle)s each.",
            sheet.most or 0, visits=number(sheet.visits), middle=middle,
        )  # fmt: skip
    return _(
        "%(visits)s visits and %(fewest)s to %(most)s volunteers: %(low)s to %(high)s each, about %(middle)s.",
        visits=number(sheet.visits), fewest=number(sheet.least or 0), most=number(sheet.most or 0),
        low=low, high=high, middle=middle,
    )  # fmt: skip


def book(year: int, counted: Register, said: VisitYear | None) -> Book:
    """The sheet as a table: what was entered, and beside it what was stated; empty is unknown, not nought."""
    columns = (
        Column("figure", _("Figure")),
        Column("entered", _("From the visits entered here"), "number"),
        Column("stated", _("What the organisation says"), "number", lowest=-1_000_000),
    )
    rows: list[list[Cell]] = []
    for name, label in figure_words().items():
        ours = getattr(counted.sheet, name, None)
        entered = round(ours, 1) if ours is not None else None
        rows.append([label, entered, getattr(said, name, None)])
    rows.append([_("people on the list who are not explained"), 0, said.sheet.unexplained if said else None])
    title = _("Home visits %(year)s", year=year)
    return Book(Table("visits", title, columns, rows), i18n.language())
