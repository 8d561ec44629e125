"""Dots on the headings, counted singly or by the sheets of tables; the order is covered until the count is closed."""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt

from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, text
from survey.questionnaire.model import Id, Text
from survey.workshop.bodies import has, line, number
from survey.workshop.dotted import Dotted, dots_of, ranked
from survey.workshop.side_by_side import method, tables_of
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import headings_of
from survey.workshop.telling import Evening, Lines, Table, Told, among

MOST_SHEETS = 99
MOST_ON_SHEET = 99
MOST_REASON = 120
MOST_KEYS = 100
MOST_PEOPLE = 99


class Dots(Step):
    """On the headings of which step, how many dots each person has, and how many of them on one heading."""

    step: Literal["dots"]
    headings: Id
    each: Annotated[StrictInt, Field(ge=1, le=20)] = 3
    most: Annotated[StrictInt, Field(ge=1, le=20)] = 2
    method: Text | None = None
    """In words, how the choice is made: it is shown, read from the script, and stands in the protocol."""


def _takes(_step: Dots, body: Any) -> bool:
    if has(body, "closed"):
        return body["closed"] is True
    if has(body, "void"):
        return line(body["void"], MOST_REASON)
    if has(body, "dot"):
        return line(body["dot"], MOST_REASON)
    return _is_sheet(body)


def _is_sheet(body: Any) -> bool:
    """The sheet of a table; how many people put dots on it is said or not."""
    said = has(body, "sheet", "dots", "people") and number(body["people"], 1, MOST_PEOPLE)
    if not (said or has(body, "sheet", "dots")) or not number(body["sheet"], 1, MOST_SHEETS):
        return False
    dots = body["dots"]
    fits = isinstance(dots, dict) and len(dots) <= MOST_KEYS
    return fits and all(line(key, MOST_REASON) and number(n, 0, MOST_ON_SHEET) for key, n in dots.items())


def _words() -> Words:
    return {
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One dot more: %(group)s"),
        "dots": plural_forms.ngettext("dot", "dots", 0),
        "expected": plural_forms.ngettext(
            "%(num)s dot is expected: everybody has %(each)s.", "%(num)s dots are expected: everybody has %(each)s.", 0
        ),
        "too_many": _(
            "These are more dots than there can be. Was a sheet counted twice, or is somebody missing at the door?"
        ),
        "phones": plural_forms.ngettext("%(num)s phone has laid dots.", "%(num)s phones have laid dots.", 0),
        "phones_dots": plural_forms.ngettext("%(num)s of them is from phones.", "%(num)s of them are from phones.", 0),
        "phones_later": _("The dots of the phones are added as soon as the network is there."),
        "covered": _("The order is shown once the count is closed."),
        "close": _("Close the count"),
        "closed": _("Count closed"),
        "reopen": _("Open it again, somebody came late"),
        "void": _("Declare it void"),
        "void_why": _("Why is this count void? The protocol says so."),
        "voided": _("Count declared void"),
        "is_void": _("This count is void: %(why)s"),
        "sheet": _("Sheet of a table, no."),
        "sheet_people": _("How many people put dots on it?"),
        "sheet_title": _("Type in the sheet of a table"),
        "sheet_added": _("Sheet no. %(no)s"),
        "sheet_twice": _("Sheet no. %(no)s is typed in already. What you keep now takes its place."),
        "none": _("There are no headings yet. Name some at an earlier step."),
        "method": _("How we choose"),
        "ranking": _("The order"),
    }  # fmt: skip


def _tell(step: Dots, evening: Evening) -> Told | None:
    if not evening.of(step.id):
        return None
    dotted = dots_of(evening, step.id)
    if dotted.void:
        return Told(_("Dots"), (Lines((_("The count was declared void: %(why)s", why=dotted.void),)),))
    if step.id in evening.open:
        return Told(_("Dots"), (Lines((_("The count is still open, so nobody sees the order yet."),)),))
    parts: tuple[Table | Lines, ...] = (*_order(step, evening), *_chosen(step), *_remarks(dotted))
    return Told(_("Dots"), parts, _base(step, dotted, evening))


def _order(step: Dots, evening: Evening) -> tuple[Table, ...]:
    dotted = dots_of(evening, step.id)
    names = {one.key: one.name for one in headings_of(evening, step.headings)}
    order = ranked(dotted.counts, _keys(dotted, names))
    rows = tuple((names.get(key, key), n) for _place, key, n in order if n)
    return (
        Table(_("Dots"), (_("Heading"), _("Dots")), rows),
        *tables_of(dotted, [key for _place, key, _n in order], names),
    )


def _on_wall(step: Dots, evening: Evening) -> tuple[Table | Lines, ...]:
    """The order once the count is closed; a void count shows no number."""
    dotted = dots_of(evening, step.id)
    return _order(step, evening)[:1] if dotted.closed and not dotted.void else ()


def _chosen(step: Dots) -> tuple[Lines, ...]:
    """The method that the agenda states, where it states one."""
    return (Lines((text(step.method),), _("How it was chosen")),) if step.method else ()


def _keys(dotted: Dotted, names: dict[str, str]) -> list[str]:
    return [*names, *(key for key in dotted.counts if key not in names)]


def _remarks(dotted: Dotted) -> list[Lines]:
    said = [] if dotted.closed else [_("The count was not closed.")]
    if dotted.differ:
        sheets = join_list([str(one) for one in dotted.differ])
        said.append(_("Typed in twice, and not the same; the first counts. Sheets: %(sheets)s", sheets=sheets))
    return [Lines(tuple(said))] if said else []


def _base(step: Dots, dotted: Dotted, evening: Evening) -> str:
    counted = among(ngettext("%(num)s dot was counted", "%(num)s dots were counted", dotted.all), evening.people)
    each = ngettext(
        "Everybody had %(num)s dot, at most %(most)s on one heading.",
        "Everybody had %(num)s dots, at most %(most)s on one heading.",
        step.each,
        most=step.most,
    )
    return f"{counted} {each} {method(dotted)}" if dotted.all else f"{counted} {each}"


TYPE = StepType("dots", Dots, _takes, _words, _tell, phone="dots", wall=_on_wall, hides=True)
