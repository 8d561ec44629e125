"""The hall kit: all the paper of an evening, from its agenda, so that it also works without any device."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from markupsafe import Markup

from survey import i18n
from survey.i18n import gettext as _
from survey.paper.kit_forms import Form, Passing, forms_of, passing_of, said_of
from survey.paper.page import environment
from survey.workshop.agenda import Agenda
from survey.workshop.step import Step

MOST_PEOPLE = 200
USUAL_PEOPLE = 15
TABLE = 5
"""People at a table, who share one sheet for dots."""

CARDS_EACH = 2
CARDS_A_PAGE = 6
FIELDS_A_POSTER = 10
HEADINGS = 8
BLANK = 2
MOST_ROWS = 14
LONG_SLIP = 6
"""A vote with more answers than these gets larger slips."""

WIDEST = 10
"""Fields for dots that fit beside a heading."""


@dataclass(frozen=True)
class About:
    """For which evening the kit is, in words; empty where it is not settled yet."""

    place: str
    day: str
    room: str
    people: int


@dataclass(frozen=True)
class Poster:
    """One sheet at the door: what is asked, and a field for dots beside each answer."""

    ask: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Dots:
    """The sheet of a table; empty rows are for headings that are named on the spot."""

    title: str
    rows: tuple[str, ...]
    each: int
    most: int

    @property
    def fields(self) -> range:
        """As many as a full table can put on one heading."""
        return range(min(WIDEST, TABLE * self.most))


@dataclass(frozen=True)
class Slip:
    """What everybody answers by themselves in a vote, and how many of them stand on a page."""

    ask: str
    options: tuple[str, ...]

    @property
    def a_page(self) -> int:
        """Fewer where there are many answers."""
        return 8 if len(self.options) < LONG_SLIP else 4


@dataclass(frozen=True)
class Kit:
    """What is printed, in the language spoken now."""

    about: About
    title: str
    posters: tuple[Poster, ...]
    ask: str
    headings: tuple[str, ...]
    dots: tuple[Dots, ...]
    slips: tuple[Slip, ...]
    steps: tuple[Step, ...]
    minutes: int
    forms: tuple[Form, ...]
    passing: tuple[Passing, ...]

    @property
    def tables(self) -> int:
        """How many tables people sit at."""
        return ceil(self.about.people / TABLE)

    @property
    def cards(self) -> int:
        """Cards for ideas, on full pages."""
        return _full(self.about.people * CARDS_EACH, CARDS_A_PAGE)

    @property
    def promises(self) -> int:
        """Slips for what somebody promises: about every third person does."""
        return _full(max(4, ceil(self.about.people / 3)), 2)

    @property
    def handed(self) -> int:
        """Cards that go from hand to hand in silence, one for each person, on full pages."""
        return _full(self.about.people, 2)

    @property
    def written(self) -> list[str]:
        """What the cover says of the sheets that are written on at a step."""
        return said_of(self.forms, self.handed * len(self.passing))

    @property
    def names(self) -> bool:
        """Whether a sheet besides the slips for promises may hold a name of somebody who agrees."""
        return any(form.kind in ("team", "missing") for form in self.forms)

    def pages_of(self, slip: Slip) -> int:
        """How many pages the slips of a vote fill."""
        return ceil(self.about.people / slip.a_page)


def kit_of(agenda: Agenda, about: About) -> Kit:
    """The kit of an agenda; what the agenda does not name stays empty, to be filled in by hand."""
    return Kit(
        about, i18n.text(agenda.title), _posters(agenda), _ask(agenda), _headings(_headings_step(agenda)),
        _dots(agenda), _slips(agenda), agenda.steps, agenda.minutes,
        forms_of(agenda.steps, _named(_headings_step(agenda))), passing_of(agenda.steps),
    )  # fmt: skip


def html(kit: Kit, *, styles: Sequence[str], bar: Markup | str = "", example: bool = False) -> str:
    """The sheets as one page to print from; `bar` is only seen on a screen."""
    return environment().get_template("kit.html").render(
        kit=kit, language=i18n.interface(), direction=i18n.direction(), styles=styles, bar=bar, text=i18n.text,
        example=example, each=CARDS_EACH,
    )  # fmt: skip


def _full(number: int, a_page: int) -> int:
    return ceil(number / a_page) * a_page


def _of(agenda: Agenda, kind: str) -> list[Any]:
    return [step for step in agenda.steps if step.step == kind]


def _posters(agenda: Agenda) -> tuple[Poster, ...]:
    """A sheet for each way of counting, apart from each other, so that nobody is counted crosswise."""
    asked = {"age": _("How old are you?"), "gender": _("You are …"), "hear": _("How did you hear of this evening?")}
    found = []
    for step in _of(agenda, "attendance"):
        for measure, ask in asked.items():
            labels = [i18n.text(label) for label in getattr(step, measure).values()]
            found += [Poster(ask, tuple(part)) for part in _parts(labels, FIELDS_A_POSTER)]
    return tuple(found)


def _parts(labels: list[str], most: int) -> list[list[str]]:
    return [labels[at : at + most] for at in range(0, len(labels), most)]


def _ask(agenda: Agenda) -> str:
    asked = (getattr(step, "ask", None) for step in _of(agenda, "notes"))
    return next((i18n.text(ask) for ask in asked if ask), "") or _("One thing that matters to me here")


def _headings_step(agenda: Agenda, identifier: str | None = None) -> Any:
    """The step that names headings: the one asked for, else the first that there is."""
    wanted = agenda.step(identifier) if identifier else None
    return wanted or next(iter(_of(agenda, "headings")), None)


def _named(step: Any) -> list[str]:
    known = getattr(step, "headings", None) or {}
    return [i18n.text(getattr(one, "label", "")) for one in known.values()] if isinstance(known, dict) else []


def _headings(step: Any) -> tuple[str, ...]:
    """Those of the agenda and empty ones, two of them on a page."""
    named = _named(step)
    wanted = max(HEADINGS, len(named) + BLANK)
    return (*named, *[""] * (_full(wanted, 2) - len(named)))


def _dots(agenda: Agenda) -> tuple[Dots, ...]:
    """The sheets for each choice by dots; an agenda that only says it in words gets one with empty rows."""
    steps = _of(agenda, "dots")
    if not steps:
        return (Dots(_("Dots"), _rows(_headings_step(agenda)), 3, 2),)
    return tuple(
        Dots(i18n.text(one.title), _rows(_headings_step(agenda, one.headings)), one.each, one.most) for one in steps
    )


def _rows(step: Any) -> tuple[str, ...]:
    named = _named(step)
    wanted = min(max(HEADINGS, len(named) + BLANK), MOST_ROWS)
    return (*named, *[""] * (wanted - len(named)))


def _slips(agenda: Agenda) -> tuple[Slip, ...]:
    """A vote to practise is by hands."""
    votes = [step for step in _of(agenda, "vote") if not getattr(step, "practice", False)]
    return tuple(Slip(i18n.text(one.ask), tuple(i18n.text(said) for said in one.options.values())) for one in votes)
