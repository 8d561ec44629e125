"""A table from the types of XLSForms to ours, and what each brings along."""
# ruff: noqa: ARG001 (every maker answers the same call)

import re
from collections.abc import Iterable, Mapping

from survey.i18n import gettext as _
from survey.questionnaire.expand import OTHER
from survey.questionnaire.model import Text
from survey.questionnaire.types import registry
from survey.questionnaire.xlsform.desk import Desk, Made, Maker, options_of
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.tree import Entry
from survey.questionnaire.xlsform.xpath import NotOurs, parse

AGREE: Text = {"sl": "V redu", "hr": "U redu", "en": "All right"}
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*([^\s;,]+)")


def our_words(said: Text, languages: Iterable[str]) -> Text:
    """Words of ours in the languages of a form that we speak; where it speaks none of them, in English and as English.

    A language that we do not speak stays without a text, so that everybody sees that somebody has to write it.
    """
    return {code: said[code] for code in languages if code in said} or {"en": said["en"]}


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
                options.append({"code": "other", "label": our_words(OTHER, desk.form.languages)})
        elif entry.or_other:
            entry.line.lose("type", _("there is no line for another answer here"))
        _plain_look(entry, "minimal", "horizontal", "compact", "quick", "columns", "list", "autocomplete", "search")
        return made

    return make_choice


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
    if entry.name in desk.promises:
        return {"type": "consent", "agree": entry.line.text("label"), **desk.promises[entry.name]}
    return {"type": "consent", "agree": our_words(AGREE, desk.form.languages)}


def _plain(kind: str) -> Maker:
    def make_plain(entry: Entry, desk: Desk) -> Made:
        return {"type": kind}

    return make_plain


def _day_only(entry: Entry, desk: Desk) -> Made:
    entry.line.lose("type", _("only the day is asked, not the time"))
    return {"type": "date"}


def _scanned(entry: Entry, desk: Desk) -> Made:
    entry.line.lose("type", _("nothing is scanned; the code is typed into a line of text"))
    return {"type": "text"}


def _point(entry: Entry, desk: Desk) -> Made:
    entry.line.lose("type", _("no point is kept, only the district or a square of the map"))
    return {"type": "place"}


def _note(entry: Entry, desk: Desk) -> Made:
    entry.line.cell("required")
    return {"type": "note"}


def _calculated(entry: Entry, desk: Desk) -> Made | None:
    """A sum of numbers; dates, texts and choices between values have no counterpart."""
    try:
        return {"type": "calculated", "calculate": say(desk.reader.sum(parse(entry.line.cell("calculation")), None))}
    except NotOurs as why:
        entry.line.lose("calculation", _("what is worked out was left out: %(why)s", why=why))
        return None


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
    "rank": _choice("ranking"),
    "text": _line,
    "integer": _number(whole=True),
    "decimal": _number(whole=False),
    "range": _range,
    "acknowledge": _tick,
    "note": _note,
    "date": _plain("date"),
    "time": _plain("time"),
    "datetime": _day_only,
    "barcode": _scanned,
    "geopoint": _point,
    "calculate": _calculated,
}
"""Their types and what makes ours of them; a type of theirs that is not here becomes a loss that is told."""


def maker_of(entry: Entry) -> Maker:
    """What makes a question of a row; for a type we do not know, what tells that."""
    return _from_device if entry.word in DEVICE else MAKERS.get(entry.word, _unsupported)
