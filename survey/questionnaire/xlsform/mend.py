"""What our own checks would refuse is left out of a form, and told with its row."""

from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.build import build
from survey.questionnaire.checks import check
from survey.questionnaire.faults import Bars, Faults, Faulty, Path
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.xlsform.form import Form
from survey.questionnaire.xlsform.losses import Unreadable

ROUNDS = 30
NEEDED = frozenset({"id", "type", "label", "code", "options", "rows", "columns", "of", "agree", "calculate"})


def mended(document: dict[str, Any], form: Form) -> Questionnaire:
    """Make the questionnaire, leaving out part after part that cannot stand."""
    for _round in range(ROUNDS):
        paths: list[Path] = []
        faults = Faults(form.book.file, _places(document, (), paths))
        questionnaire = _tried(document, faults)
        fatal = faults.that_bar(Bars.USE)
        if questionnaire is not None and not fatal:
            return questionnaire
        for where, message in sorted({(fault.line, fault.message) for fault in fatal}, reverse=True):
            _leave_out(document, paths[where], message, form)
        document["sections"] = [section for section in document["sections"] if section["questions"]]
        if not document["sections"]:
            break
    raise Unreadable(_("%(file)s: there is no question in it that could be asked", file=form.book.file))


def _tried(document: dict[str, Any], faults: Faults) -> Questionnaire | None:
    try:
        questionnaire, written = build(document, faults)
        check(document, written, faults)
    except Faulty:
        return None
    return questionnaire


def _places(part: Any, path: Path, paths: list[Path]) -> dict[Path, tuple[int, int]]:
    """Number every part of the document, so that a fault's line leads back to its path."""
    places: dict[Path, tuple[int, int]] = {}
    waiting: list[tuple[Any, Path]] = [(part, path)]
    while waiting:
        part, path = waiting.pop()
        places[path] = (len(paths), 0)
        paths.append(path)
        inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        waiting += [(value, (*path, key)) for key, value in inside]
    return places


def _leave_out(document: dict[str, Any], path: Path, message: str, form: Form) -> None:
    """Drop the smallest part around a fault that a question can do without, else the question."""
    sheet, row = _row(document, path, form)
    while path and path[-1] in NEEDED:
        path = path[:-1]
    around = _at(document, path[:-1]) if path else None
    if around is None or (isinstance(around, dict) and path[-1] not in around):
        return
    if path in ((), ("sections",)) or path[0] != "sections":
        raise Unreadable(_("%(file)s: %(fault)s", file=form.book.file, fault=message))
    if isinstance(around, list):
        if int(path[-1]) >= len(around):
            return
        form.losses.add(sheet, row, "", _("this was left out: %(why)s", why=message))
    else:
        form.losses.add(sheet, row, "", _("»%(part)s« was left out: %(why)s", part=path[-1], why=message))
    del around[path[-1]]


def _at(document: Any, path: Path) -> Any:
    for key in path:
        try:
            document = document[key]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def _row(document: Any, path: Path, form: Form) -> tuple[str, int]:
    """The row of the innermost part that came from one."""
    found = ("survey", 0)
    for length in range(len(path) + 1):
        found = form.places.get(id(_at(document, path[:length])), found)
    return found
