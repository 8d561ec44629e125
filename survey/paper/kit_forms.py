"""Sheets of the hall kit for what is written down at a step: a title, what to do, and rows to be filled in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from survey.i18n import gettext as _
from survey.i18n import ngettext, text
from survey.workshop.steps.matrix import doable, matters
from survey.workshop.steps.sectors import hows

BLANK_ROWS = 10
MOST_ROWS = 14


@dataclass(frozen=True)
class Form:
    """One sheet: its heads stand above the columns, the first cell of each row names it or is empty."""

    kind: str
    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def columns(self) -> range:
        """The columns beside the first one."""
        return range(max(1, len(self.head) - 1))


@dataclass(frozen=True)
class Passing:
    """Cards that go from hand to hand: what is asked, and a field for each hand."""

    ask: str
    hands: int


def forms_of(steps: Sequence[Any], headings: Sequence[str]) -> tuple[Form, ...]:
    """A sheet for each step that somebody writes down by hand, in the order of the evening."""
    made = {"exists": _exists, "missing": _missing, "closing": _closing, "sectors": _sectors, "team": _team,
            "matrix": _matrix}  # fmt: skip
    return tuple(made[step.step](step, [name for name in headings if name]) for step in steps if step.step in made)


def passing_of(steps: Sequence[Any]) -> tuple[Passing, ...]:
    """The cards of each silent round: one hand writes first, and as many as the cards go on add something."""
    rounds = [step for step in steps if step.step == "round_robin"]
    return tuple(Passing(text(step.ask), step.rounds + 1) for step in rounds)


def _exists(step: Any, headings: Sequence[str]) -> Form:
    rows = [*headings[:MOST_ROWS], *[""] * max(2, BLANK_ROWS - len(headings))][:MOST_ROWS]
    head = (_("Heading"), _("We have this already"), _("This could be offered"), _("Where, and when"))
    return Form("exists", text(step.title), _("Write down no names of people."), head, tuple(rows))


def _missing(step: Any, _headings: Sequence[str]) -> Form:
    head = (_("Who is not here"), _("Who asks them"), _("By when"))
    lead = _("A role is enough, or a first name of somebody who agrees.")
    return Form("missing", text(step.title), lead, head, ("",) * BLANK_ROWS)


def _closing(step: Any, _headings: Sequence[str]) -> Form:
    rows = (_("When do we meet again?"), _("At what hour?"), _("Where?"))
    return Form("closing", text(step.title), _("Fill it in before people leave and put it up at the door."), (), rows)


def _sectors(step: Any, _headings: Sequence[str]) -> Form:
    head = (_("For whom"), *hows().values())
    lead = _("Everybody raises a hand once for whom they are here. A stroke for each hand; we write no names anywhere.")
    return Form("sectors", text(step.title), lead, head, tuple(text(label) for label in step.kinds.values()))


def _team(step: Any, _headings: Sequence[str]) -> Form:
    head = (_("Role"), _("First name, only of who agrees to be named in the protocol"))
    lead = text(step.method) if step.method else ""
    return Form("team", text(step.title), lead, head, tuple(text(label) for label in step.roles.values()))


def _matrix(step: Any, _headings: Sequence[str]) -> Form:
    """Three by three fields into which cards with the headings are laid."""
    lead = _("Lay each heading where the hall agrees. Copy this sheet to A3 where you can.")
    ways = tuple(doable()[level] for level in (1, 2, 3))
    return Form("matrix", text(step.title), lead, (_("How much it matters"), *ways), tuple(matters().values()))


def said_of(forms: Sequence[Form], cards: int) -> list[str]:
    """What the cover says of them."""
    sheets = [_("a sheet to write on: %(title)s", title=form.title) for form in forms]
    said = ngettext(
        "%(num)s card that goes from hand to hand, to be cut apart",
        "%(num)s cards that go from hand to hand, to be cut apart", cards,
    )  # fmt: skip
    return [*sheets, *([said] if cards else [])]
