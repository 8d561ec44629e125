"""The answers of one group of a district, in the same sentences as those of all, without what is said only of all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from survey.figures import Live, Part, PartKind, Settled, Wishes
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.sentences import hearing, helping, need, wishes, words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Section, Table

KINDS: tuple[PartKind, ...] = ("age", "gender", "channel")
UNSAID = "unsaid"


@dataclass(frozen=True)
class Choice:
    """One group to read alone: its name, how many people it is, and its value in the address."""

    kind: PartKind
    value: str
    name: str
    answers: int


def choices(settled: Settled | None) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """By kind the groups that may be read alone; a kind without groups has none."""
    parts = settled["parts"] if settled else {}
    return tuple((_title(kind), tuple(choice(kind, part) for part in parts.get(kind, ()))) for kind in KINDS)


def choice(kind: PartKind, part: Part) -> Choice:
    """How one group is offered."""
    return Choice(kind, value_of(part), named(kind, part), part["answers"])


def value_of(part: Part) -> str:
    """The group in an address: its codes, with a dot between merged ones."""
    return ".".join(part["groups"])


def _title(kind: PartKind) -> str:
    return {"age": _("By age"), "gender": _("By gender"), "channel": _("By where we asked")}[kind]


def named(kind: PartKind, part: Part) -> str:
    """What a group is called; merged ones by all their names."""
    return join_list(_name(kind, code) for code in part["groups"])


def _name(kind: PartKind, code: str) -> str:
    if kind == "channel":
        return words.way(code)
    if code == UNSAID:
        return _("people who did not say how old they are") if kind == "age" else _("people who ticked neither")
    return words.group(code)


def said(kind: PartKind, part: Part) -> str:
    """Whose answers the page is about."""
    return ngettext(
        "You are reading the answers of *%(num)s person* only: %(who)s.",
        "You are reading the answers of *%(num)s people* only: %(who)s.",
        part["answers"],
        who=named(kind, part),
    )


def resting(settled_at: datetime | None) -> tuple[str, ...]:
    """Why these figures may be older than those of all, and what is not on this page."""
    return (
        _("What exists, who is missing and what was asked in confidence is said of the whole district only."),
        _("Groups with fewer than %(num)s answers are one with their neighbours.", num=number(5)),
        _("These figures are renewed once a day and after several new answers, so that nobody is recognised."),
        *((words.as_of(settled_at),) if settled_at else ()),
    )


def sections(live: Live, part: Part, labels: Labels) -> Sequence[Section]:
    """The questions that a group answered, in the order of the district's own page."""
    mine = cast(Live, {**live, **part, "people": None, "missing": [], "contacts": 0})
    return (
        replace(need.section(mine, labels, judged=False), stamp=None, notes=(), quiet=()),
        _wished(wishes.section(mine, None, labels), part["wishes"], labels),
        replace(helping.section(mine, labels), notes=()),
        hearing.section(mine, None, labels),
    )


def _wished(section: Section, of: Wishes | None, labels: Labels) -> Section:
    """The counts alone: how many go already is not asked of everybody, so it is not told of a group."""
    if of is None or of["form"] == "none":
        return section
    rows = tuple(
        (labels.activity(row["code"]), *words.of_people(row["picked"], of["base"], of["form"], row.get("base")))
        for row in of["rows"]
    )
    table = Table((_("Activity"), *words.people_head(of["form"])), rows, tuple(row["code"] for row in of["rows"]))
    caption = ngettext("%(num)s person answered.", "%(num)s people answered.", of["base"])
    return replace(section, pictures=(Picture(table=table, caption=caption), *section.pictures[1:]))
