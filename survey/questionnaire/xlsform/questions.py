"""One row of the sheet survey as one question of ours."""

from collections.abc import Mapping
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import registry
from survey.questionnaire.xlsform.conditions import FALSE, TRUE, Asked
from survey.questionnaire.xlsform.desk import Desk, Made, condition_of
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.filters import take_filter
from survey.questionnaire.xlsform.limits import take_groups, take_limits
from survey.questionnaire.xlsform.makers import maker_of
from survey.questionnaire.xlsform.tree import Entry

YES = ("yes", "true", "true()", "1", "x")
NO = ("", "no", "false", "false()", "0")


def make(entry: Entry, desk: Desk) -> Made | None:
    """The question of a row; None where it could not be taken, which has then been told."""
    line = entry.line
    own = dict(line.own_words())
    if "part_of" in own:
        desk.promises[str(own["part_of"])] = _texts(entry, desk)
        _use_all(entry)
        return None
    if not entry.name and entry.word != "note":
        line.lose("name", _("the question has no name, so it was left out"))
        return None
    made = maker_of(entry)(entry, desk)
    if made is None:
        desk.known[entry.name] = _gone(entry.name)
        _use_all(entry)
        return None
    question = {**_frame(entry, desk, made), **made, **own}
    _drop_foreign(question, own)
    _finish(entry, desk, question)
    return question if entry.name not in desk.known or not desk.known[entry.name].reason else None


def _texts(entry: Entry, desk: Desk) -> Made:
    """The question and the hint under it."""
    label, hint = entry.line.text("label"), entry.line.text("hint")
    if label is None and entry.word != "calculate":
        entry.line.lose("label", _("the question has no text; its name is shown"))
    label = label or dict.fromkeys(desk.form.languages, entry.name)
    return {"label": label, "hint": hint} if hint else {"label": label}


def _frame(entry: Entry, desk: Desk, made: Made) -> Made:
    """What every question has."""
    line = entry.line
    question: Made = {"id": desk.form.ids.give(entry.name or "note"), "type": made["type"], **_texts(entry, desk)}
    required = line.cell("required").lower()
    usual = registry()[made["type"]].Model.model_fields["required"].default
    if (required in YES) != usual:
        question["required"] = not usual
    if required not in (*YES, *NO):
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
    if desk.form.own:
        line.cell("appearance")
    line.tell_left()


def asked_of(question: Made, codes: Mapping[str, str]) -> Asked:
    """What conditions may compare of a question."""
    kind = registry()[question["type"]]
    elsewhere = kind.value is Value.OPTION and kind.offered_codes(_without_options(kind.Model)) is None
    return Asked(question["id"], kind.value, codes, any_code=elsewhere)


def _gone(name: str) -> Asked:
    return Asked("", registry()["text"].value, reason=_("it looks at »%(name)s«, which was not taken", name=name))


def _use_all(entry: Entry) -> None:
    """The whole row has been told of; its cells need no remark of their own."""
    entry.line.row.used.update(entry.line.row.cells)


def _without_options(model: Any) -> Any:
    """An empty question, to ask its type whether it knows the options by itself."""
    return model.model_construct(options=())
