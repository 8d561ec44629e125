"""Who answered, and who is missing: the answers laid beside the people who live here."""

from dataclasses import dataclass

from survey.figures import Group, Live, Settled
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent
from survey.web.dashboard import words
from survey.web.dashboard.parts import Picture, Section, Table


@dataclass(frozen=True)
class Panel:
    """One group: how many answered, and its two shares on one scale (whole per cent, None = not known)."""

    title: str
    line: str
    in_place: int | None
    among_answers: int | None
    missing: bool


@dataclass(frozen=True)
class Missing:
    """Who is missing, as a sentence and as a strip of panels."""

    section: Section
    panels: tuple[Panel, ...]


def who_answered(live: Live, minimum_age: int) -> Section:
    """How many, and in which ways they were asked."""
    ways = [(words.way(row["code"]), row["n"] or 0) for row in live["answered"]["ways"]]
    notes = (_("Where we asked: %(list)s.", list=words.counted(ways)),) if ways else ()
    table = Table((_("Where we asked"), _("People")), tuple((name, number(n)) for name, n in ways))
    return Section(
        "answered",
        _("Who answered"),
        say=headcount(live, minimum_age, starred=True),
        notes=notes,
        how=(_("Each person is counted once. Answers that were taken back are not counted."),),
        pictures=(Picture(chart="coverage", table=table),) if ways else (),
    )


def headcount(live: Live, minimum_age: int, *, starred: bool) -> str:
    """How many of the people who live here have answered; the same sentence opens the page."""
    if live["people"] is None:
        return ngettext("%(num)s person has answered.", "%(num)s people have answered.", live["answers"])
    if starred:
        return ngettext(
            "*%(num)s of %(people)s* people aged %(age)s or more has answered.",
            "*%(num)s of %(people)s* people aged %(age)s or more have answered.",
            live["answers"],
            people=number(live["people"]),
            age=number(minimum_age),
        )
    return ngettext(
        "%(num)s of %(people)s people aged %(age)s or more has answered.",
        "%(num)s of %(people)s people aged %(age)s or more have answered.",
        live["answers"],
        people=number(live["people"]),
        age=number(minimum_age),
    )


def who_is_missing(settled: Settled | None) -> Missing:
    """The groups of which clearly fewer answered than live here."""
    groups = settled["groups"] if settled else []
    section = Section(
        "missing",
        _("Who is missing"),
        say=_said(groups),
        notes=_unstated(settled),
        how=(
            _("We lay the share of each group among the answers beside its share among the people who live here."),
            _("These figures are renewed once a day and after several new answers, so that nobody is recognised."),
        ),
        pictures=(Picture(table=_table(groups)),) if groups else (),
    )
    return Missing(section, tuple(_panel(group) for group in groups))


def _said(groups: list[Group]) -> str:
    if not groups:
        return _("There are too few answers to say who is missing.")
    if all(group["verdict"] == "unknown" for group in groups):
        return _("We do not know how many people live here, so we cannot say who is missing.")
    missing = [f"*{words.group(group['code'])}*" for group in groups if group["verdict"] in ("missing", "fewer")]
    if not missing:
        return _("No group is clearly missing.")
    return _("Missing: %(list)s. Ask them in the places where they are.", list=join_list(missing))


def _unstated(settled: Settled | None) -> tuple[str, ...]:
    silent = settled["unstated"].get("age", 0) if settled else 0
    if not silent:
        return ()
    return (
        ngettext(
            "%(num)s person did not say how old they are.", "%(num)s people did not say how old they are.", silent
        ),
    )


def _panel(group: Group) -> Panel:
    name = words.group(group["code"])
    return Panel(
        name[:1].upper() + name[1:],
        _line(group),
        _whole(group["share_people"]),
        _whole(group["share_answers"]),
        group["verdict"] in ("missing", "fewer"),
    )


def _line(group: Group) -> str:
    if group["people"] is None:
        return ngettext("*%(num)s* has answered.", "*%(num)s* have answered.", group["answers"])
    return ngettext(
        "*%(num)s* of %(people)s has answered.",
        "*%(num)s* of %(people)s have answered.",
        group["answers"],
        people=number(group["people"]),
    )


def _whole(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _table(groups: list[Group]) -> Table:
    head = (_("Who"), _("Live here"), _("Have answered"), _("Of all who live here"), _("Of all who answered"))
    unknown = _("not known")
    rows = tuple(
        (
            words.group(group["code"]),
            unknown if group["people"] is None else number(group["people"]),
            number(group["answers"]),
            unknown if group["share_people"] is None else percent(group["share_people"]),
            unknown if group["share_answers"] is None else percent(group["share_answers"]),
        )
        for group in groups
    )
    return Table(head, rows)
