"""Questions of ours that take several rows of an XLSForm, put together again."""

from typing import Any

from survey.questionnaire.condition import parse
from survey.questionnaire.question_type import Value
from survey.questionnaire.xlsform.conditions import TRUE, Asked, Reader
from survey.questionnaire.xlsform.desk import Desk, Made, condition_of, options_of
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.tree import Entry

CARDS = "cards"


def as_cards(group: Entry, desk: Desk) -> Made | None:
    """A group that Soseska wrote: one group inside for each card, all with the same taps."""
    if not group.line.form.own or '"of"' not in group.line.peek("soseska") or not group.inside:
        return None
    own = dict(group.line.own_words())
    cards: Made = {"id": desk.form.ids.give(group.name), "type": CARDS, "label": group.line.text("label")}
    hint = group.line.text("hint")
    cards |= {"hint": hint} if hint else {}
    first = group.inside[0]
    taps: dict[str, Asked] = {}
    cards["columns"] = [_tap(entry, first.name, taps, desk) for entry in first.inside]
    shown = condition_of(group, desk)
    cards |= {"show_if": say(shown)} if shown != TRUE else {}
    cards |= {"required": True} if first.inside[0].line.peek("required") else {}
    cards |= own
    for entry in group.everything():
        # Only an answer as a whole can be looked at, which Soseska writes as a test of every tap.
        desk.known[entry.name] = Asked(cards["id"], Value.WHOLE)
        entry.line.row.used.update(entry.line.row.cells)
    desk.form.places[id(cards)] = (group.line.sheet, group.line.number)
    return cards


def _tap(entry: Entry, card: str, taps: dict[str, Asked], desk: Desk) -> Made:
    """One tap of the first card; its condition looks at the taps before it on the same card."""
    name = entry.name.removeprefix(f"{card}.")
    tap: dict[str, Any] = {"id": name, "label": entry.line.text("label"), "options": options_of(entry, desk)}
    hint = entry.line.text("hint")
    tap |= {"hint": hint} if hint else {}
    written = entry.line.cell("relevant")
    if written:
        tap["show_if"] = say(Reader(taps, ()).condition(written))
        parse(tap["show_if"])
    codes = {choice.name: choice.code for choice in desk.form.lists.get(entry.list_name, ())}
    taps[entry.name] = Asked(name, Value.OPTION, codes)
    return tap | dict(entry.line.own_words())
