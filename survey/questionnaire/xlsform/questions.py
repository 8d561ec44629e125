"""One row of the sheet survey as one question: a table from their types to ours."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.expand import OTHER
from survey.questionnaire.model import Text
from survey.questionnaire.types import registry
from survey.questionnaire.xlsform.conditions import FALSE, TRUE, Asked, Reader
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.filters import take_filter
from survey.questionnaire.xlsform.form import Form
from survey.questionnaire.xlsform.limits import take_groups, take_limits
from survey.questionnaire.xlsform.tree import Entry
from survey.questionnaire.xlsform.xpath import NotOurs, parse

Made = dict[str, Any]
AGREE: Text = {"sl": "V redu", "hr": "U redu", "en": "All right"}
MOST_OPTIONS = 200
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*([^\s;,]+)")
_YES = ("yes", "true", "true()", "1", "x")
_NO = ("", "no", "false", "false()", "0")


@dataclass
class Desk:
    """What is at hand while the rows are read one after the other."""

    form: Form
    every_name: Collection[str]
    known: dict[str, Asked] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        """Reads conditions that look at what has been taken so far."""
        return Reader(self.known, self.every_name)


Maker = Callable[[Entry, Desk], Made | None]


def make(entry: Entry, desk: Desk) -> Made | None:
    """The question of a row; None where it could not be taken, which has then been told."""
    line = entry.line
    own = dict(line.own_words())
    if "part_of" in own:
        _use_all(entry)
        return None
    if not entry.name and entry.word != "note":
        line.lose("name", _("the question has no name, so it was left out"))
        return None
    made = _maker(entry)(entry, desk)
    if made is None:
        desk.known[entry.name] = _gone(entry.name)
        _use_all(entry)
        return None
    question = {**_frame(entry, desk, made), **made, **own}
    _drop_foreign(question, own)
    _finish(entry, desk, question)
    return question if entry.name not in desk.known or not desk.known[entry.name].reason else None


def _maker(entry: Entry) -> Maker:
    if entry.word in DEVICE:
        return _from_device
    return MAKERS.get(entry.word, _unsupported)


def _frame(entry: Entry, desk: Desk, made: Made) -> Made:
    """What every question has."""
    line = entry.line
    question: Made = {"id": desk.form.ids.give(entry.name or "note"), "type": made["type"]}
    label = line.text("label")
    if label is None:
        line.lose("label", _("the question has no text; its name is shown"))
        label = dict.fromkeys(desk.form.languages, entry.name)
    question["label"] = label
    hint = line.text("hint")
    if hint:
        question["hint"] = hint
    required = line.cell("required").lower()
    if required in _YES:
        question["required"] = True
    elif required not in _NO:
        line.lose("required", _("it is required under a condition only; here everybody may skip it"))
    return question


def _drop_foreign(question: Made, own: Mapping[str, Any]) -> None:
    """A question of ours was written as the nearest of theirs; what that brought along goes again."""
    kind = registry().get(question["type"])
    if "type" in own and kind:
        for key in [key for key in question if key not in kind.Model.model_fields]:
            del question[key]


def _finish(entry: Entry, desk: Desk, question: Made) -> None:
    """Conditions, limits and what other questions may know of this one."""
    line = entry.line
    asked = asked_of(question, {c.name: c.code for c in desk.form.lists.get(entry.list_name, ())})
    shown = condition_of(entry, desk)
    if shown == FALSE:
        line.lose("relevant", _("nobody is ever asked this, so it was left out"))
        desk.known[entry.name] = _gone(entry.name)
    else:
        take_filter(entry, desk.form, question, desk.reader)
        take_limits(line, question, asked, desk.reader)
        take_groups(line, question)
        if shown != TRUE:
            question["show_if"] = say(shown)
        desk.known[entry.name] = asked
    desk.form.places[id(question)] = (line.sheet, line.number)
    line.tell_left()


def asked_of(question: Made, codes: Mapping[str, str]) -> Asked:
    """What conditions may compare of a question."""
    return Asked(question["id"], registry()[question["type"]].value, codes)


def _gone(name: str) -> Asked:
    return Asked("", registry()["text"].value, reason=_("it looks at »%(name)s«, which was not taken", name=name))


def condition_of(entry: Entry, desk: Desk) -> tuple[Any, ...]:
    """When a question or group is asked; a condition that cannot be read is told and holds for everybody."""
    written = entry.line.cell("relevant")
    if not written:
        return TRUE
    try:
        return desk.reader.condition(written)
    except NotOurs as why:
        entry.line.lose("relevant", _("the condition was not taken, so everybody is asked: %(why)s", why=why))
        return TRUE


def _use_all(entry: Entry) -> None:
    """The whole row has been told of; its cells need no remark of their own."""
    entry.line.row.used.update(entry.line.row.cells)


def options_of(entry: Entry, desk: Desk) -> list[Made] | None:
    """The options of a row's list; None and a remark where there is no such list."""
    choices = desk.form.lists.get(entry.list_name)
    if not choices:
        entry.line.lose("type", _("the list »%(list)s« is not on the sheet choices; the question was left out",
                                  list=entry.list_name))  # fmt: skip
        return None
    if len(choices) > MOST_OPTIONS:
        entry.line.lose("type", _("more than %(limit)s options; the question was left out", limit=MOST_OPTIONS))
        return None
    return [dict(choice.option) for choice in choices]


def _choice(kind: str) -> Maker:
    def make_choice(entry: Entry, desk: Desk) -> Made | None:
        options = options_of(entry, desk)
        if options is None:
            return None
        made: Made = {"type": kind, "options": options}
        fields = registry()[kind].Model.model_fields
        if _parameters(entry).get("randomize", "").lower() == "true" and "random_order" in fields:
            made["random_order"] = True
        if entry.or_other and "other" in fields:
            made["other"] = True
            if all(option["code"] != "other" for option in options):
                words = {code: OTHER.get(code, OTHER["en"]) for code in desk.form.languages}
                options.append({"code": "other", "label": words})
        elif entry.or_other:
            entry.line.lose("type", _("there is no line for another answer here"))
        _plain_look(entry, "minimal", "horizontal", "compact", "quick", "columns", "list", "autocomplete", "search")
        return made

    return make_choice


def _ranking(entry: Entry, desk: Desk) -> Made | None:
    kind = "ranking" if "ranking" in registry() else "multiple"
    if kind == "multiple":
        entry.line.lose("type", _("the order is not asked, only what is chosen"))
    return _choice(kind)(entry, desk)


def _line(entry: Entry, desk: Desk) -> Made:
    made: Made = {"type": "text"}
    if "multiline" in entry.looks.split():
        entry.line.cell("appearance")
        made["long"] = True
    return made


def _number(whole: bool) -> Maker:
    def make_number(entry: Entry, desk: Desk) -> Made:
        return {"type": "number"} if whole else {"type": "number", "whole": False}

    return make_number


def _range(entry: Entry, desk: Desk) -> Made:
    said = _parameters(entry)
    try:
        low, high, step = (float(said.get(key, usual)) for key, usual in (("start", 1), ("end", 10), ("step", 1)))
    except ValueError:
        low, high, step = 1, 10, 1
        entry.line.lose("parameters", _("these numbers cannot be read; 1 to 10 was taken"))
    whole = low.is_integer() and step.is_integer()
    if step != 1:
        entry.line.lose("parameters", _("the steps between the numbers were not taken"))
    limits = {"minimum": min(low, high), "maximum": max(low, high)}
    return {"type": "number", "whole": whole} | ({k: int(v) for k, v in limits.items()} if whole else limits)


def _tick(entry: Entry, desk: Desk) -> Made:
    return {"type": "consent", "required": False, "agree": {
        code: AGREE.get(code, AGREE["en"]) for code in desk.form.languages}}  # fmt: skip


def _nearest(wanted: str, instead: str, lost: str) -> Maker:
    """A type that there is, or the nearest one with what that loses."""

    def make_nearest(entry: Entry, desk: Desk) -> Made:
        kind = wanted if wanted in registry() else instead
        if kind == instead:
            entry.line.lose("type", _("»%(type)s« became a line of text: %(lost)s", type=entry.word, lost=_(lost)))
        return {"type": kind}

    return make_nearest


def _day_and_hour(entry: Entry, desk: Desk) -> Made:
    kind = "date" if "date" in registry() else "text"
    entry.line.lose("type", _("only the day is asked, not the time"))
    return {"type": kind}


def _note(entry: Entry, desk: Desk) -> Made | None:
    if "note" not in registry():
        entry.line.lose("type", _("a text between the questions has no counterpart; it was left out"))
        return None
    entry.line.cell("required")
    return {"type": "note"}


def _calculated(entry: Entry, desk: Desk) -> Made | None:
    """A sum of numbers; dates, texts and choices between values have no counterpart."""
    written = entry.line.cell("calculation")
    try:
        node = desk.reader.sum(parse(written), None)
        if "calculated" not in registry() or node[0] == "lit":
            raise NotOurs(_("it looks at no answer"))
    except NotOurs as why:
        entry.line.lose("calculation", _("what is worked out was left out: %(why)s", why=why))
        return None
    if not entry.line.peek("label"):
        entry.line.row.used.add("label")
    return {"type": "calculated", "calculate": say(node)}


def _from_device(entry: Entry, desk: Desk) -> Made | None:
    entry.line.lose("type", _("»%(type)s« is noted by the device; Soseska keeps no such trace", type=entry.word))
    return None


def _unsupported(entry: Entry, desk: Desk) -> Made | None:
    entry.line.lose("type", _("there is no question of the type »%(type)s«; it was left out", type=entry.word))
    return None


def _parameters(entry: Entry) -> dict[str, str]:
    return dict(_PARAMETER.findall(entry.line.cell("parameters")))


def _plain_look(entry: Entry, *looks: str) -> None:
    """A look that changes how options are laid out and nothing else is no loss."""
    if entry.looks and all(word.split("-")[0] in looks for word in entry.looks.split()):
        entry.line.cell("appearance")


DEVICE = frozenset({
    "start", "end", "today", "deviceid", "username", "email", "phonenumber", "imei", "simserial", "simid",
    "subscriberid", "audit", "start-geopoint", "background-audio", "uri:deviceid", "uri:username", "uri:email",
    "uri:phonenumber", "uri:subscriberid", "uri:simserial", "device id", "phone number", "get device id",
    "get today", "get start time", "get end time", "last-saved",
})  # fmt: skip

MAKERS: Mapping[str, Maker] = {
    "select_one": _choice("single"),
    "select_multiple": _choice("multiple"),
    "rank": _ranking,
    "text": _line,
    "integer": _number(whole=True),
    "decimal": _number(whole=False),
    "range": _range,
    "acknowledge": _tick,
    "note": _note,
    "date": _nearest("date", "text", "a day is not checked"),
    "time": _nearest("time", "text", "an hour is not checked"),
    "datetime": _day_and_hour,
    "barcode": _nearest("text", "text", "nothing is scanned"),
    "calculate": _calculated,
}
"""Their types and what makes ours of them; a type of theirs that is not here becomes a loss that is told."""
