"""The column choice_filter: which options are offered, given the answers before."""

from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.xlsform.conditions import FALSE, TRUE, Reader
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.form import Choice, Form
from survey.questionnaire.xlsform.tree import Entry
from survey.questionnaire.xlsform.xpath import NotOurs, Tree, parse


def take_filter(entry: Entry, form: Form, question: dict[str, Any], reader: Reader) -> None:
    """Give each option the condition that the filter means for its row of the sheet choices."""
    written = entry.line.cell("choice_filter")
    choices = form.lists.get(entry.list_name, [])
    if not written:
        return
    try:
        tree = parse(written)
        shown = [reader.truth(_for_choice(tree, choice), None) for choice in choices]
    except NotOurs as why:
        entry.line.lose("choice_filter", _("the filter was not taken, so all options are offered: %(why)s", why=why))
        return
    kept = []
    for choice, condition in zip(choices, shown, strict=True):
        option = next((one for one in question.get("options", ()) if one["code"] == choice.code), None)
        if option is None or condition == FALSE:
            continue
        kept.append(option if condition == TRUE else {**option, "show_if": say(condition)})
    if len(kept) < len(question.get("options", ())):
        entry.line.lose("choice_filter", _("some options are never offered; they were left out"))
    question["options"] = kept


def _for_choice(tree: Tree, choice: Choice) -> Tree:
    """The filter with the row's own cells put in for the names of columns."""
    if tree[0] == "word" and tree[1] not in ("true", "false"):
        return ("str", choice.name if tree[1] == "name" else choice.line.cell(tree[1].lower()))
    if tree[0] in ("ref", "str", "num", "here", "word"):
        return tree
    name = (tree[1],) if tree[0] == "call" else ()
    rest = tree[2:] if tree[0] == "call" else tree[1:]
    return (tree[0], *name, *(_for_choice(part, choice) for part in rest))
