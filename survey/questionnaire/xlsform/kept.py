"""How a questionnaire of ours was written, read back from the form that it became."""

from typing import Any

from survey.questionnaire.manner import USUAL, Manner, Spot
from survey.questionnaire.xlsform.form import POOL, REMARK, WRITTEN, Form, Line


def manner_in(form: Form, document: dict[str, Any]) -> Manner:
    """The remarks, lists and usual settings of a form that Soseska wrote; takes its own part out of the document."""
    if not form.own:
        return Manner()
    written = document.pop(WRITTEN, None)
    said = written if isinstance(written, dict) else {}
    names = [name for name in said.get("lists") or () if name in form.lists]
    uses = said.get("uses")
    return Manner(
        _remarks(form, document, names),
        {name: tuple(dict(choice.option) for choice in form.lists[name]) for name in names},
        {str(place): str(name) for place, name in (uses.items() if isinstance(uses, dict) else ()) if name in names},
        tuple(key for key in USUAL if key in document),
        tuple(map(str, said.get("every") or ())),
    )


def _remarks(form: Form, document: dict[str, Any], names: list[str]) -> dict[Spot, tuple[str, ...]]:
    questions = {question["id"] for section in document["sections"] for question in section["questions"]}
    found: dict[Spot, tuple[str, ...]] = {}
    for sheet, spot in (("settings", _whole), ("survey", _row), ("choices", _choice)):
        for line in form.lines(sheet):
            said = line.cell(REMARK)
            if said:
                found[spot(line, questions, names)] = tuple(said.splitlines())
    return found


def _whole(_line: Line, _questions: set[str], _names: list[str]) -> Spot:
    return ()


def _row(line: Line, questions: set[str], _names: list[str]) -> Spot:
    """A page, a question, or a row of a grid."""
    name = line.peek("name")
    question, _dot, row = name.partition(".")
    if name in questions and not line.peek("type").startswith("end"):
        return ("question", name)
    return (
        ("option", question, row) if question in questions and row != "page" else ("page", name.removesuffix(".page"))
    )


def _choice(line: Line, _questions: set[str], names: list[str]) -> Spot:
    """An entry of a list with a name, an option of one question, or an activity."""
    list_name, name = line.peek("list_name"), line.peek("name")
    if list_name == POOL:
        return ("activity", name)
    return ("entry", list_name, name) if list_name in names else ("option", list_name.removesuffix(".list"), name)
