"""Rows of the same options under one another: a grid."""

from survey.i18n import gettext as _
from survey.questionnaire.question_type import Value
from survey.questionnaire.xlsform.conditions import TRUE, Asked
from survey.questionnaire.xlsform.desk import Desk, Made, condition_of, options_of
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.names import Names
from survey.questionnaire.xlsform.questions import YES
from survey.questionnaire.xlsform.tree import Entry

LEAST_ROWS = 2
MOST_ROWS, MOST_OPTIONS = 60, 20
_ROW_LOOKS = ("", "list-nolabel")
_ROW_COLUMNS = ("relevant", "constraint", "choice_filter", "calculation", "hint")


def is_header(entry: Entry) -> bool:
    """Whether a row only shows the labels that the rows below leave out; told as such."""
    if entry.looks != "label" or not entry.word.startswith("select"):
        return False
    entry.line.lose("type", _("this row only shows the options of the rows below it; each question shows its own"))
    entry.line.row.used.update(entry.line.row.cells)
    return True


def as_grid(group: Entry, desk: Desk) -> Made | None:
    """A group whose rows are one choice each from the same list, as a grid; None where it is anything else."""
    headers = [entry for entry in group.inside if entry.looks == "label" and entry.word == "select_one"]
    rows = [entry for entry in group.inside if entry not in headers]
    if not _is_table(group, rows, headers) or (not desk.form.own and _is_looked_at(rows, desk)):
        return None
    options = options_of(rows[0], desk)
    if options is None or len(options) > MOST_OPTIONS:
        return None
    own = dict(group.line.own_words())
    codes = Names()
    grid: Made = {"id": desk.form.ids.give(group.name or "grid"), "type": "grid", **_texts(group, headers, desk)}
    if rows[0].line.peek("required").lower() in YES:
        grid["required"] = True
    grid["rows"] = [_row(entry, group, codes, desk) for entry in rows]
    grid["options"] = options
    shown = condition_of(group, desk)
    if shown != TRUE:
        grid["show_if"] = say(shown)
    grid |= own
    _note_known(group, grid, desk)
    return grid


def _is_table(group: Entry, rows: list[Entry], headers: list[Entry]) -> bool:
    """Whether the group is drawn as a table: it says so itself, or a row of labels stands over rows without."""
    if not LEAST_ROWS - bool(group.line.form.own) <= len(rows) <= MOST_ROWS or group.word == "repeat":
        return False
    drawn = "table-list" in group.looks or (len(headers) == 1 and all(row.looks == "list-nolabel" for row in rows))
    alike = {(row.word, row.list_name, row.or_other, row.line.peek("required").lower()) for row in rows}
    plain = all(row.looks in _ROW_LOOKS and not any(map(row.line.peek, _ROW_COLUMNS[:-1])) for row in rows)
    return drawn and plain and len(alike) == 1 and rows[0].word == "select_one" and not rows[0].or_other


def _is_looked_at(rows: list[Entry], desk: Desk) -> bool:
    """Whether some condition looks at one row, which nobody can do in a grid."""
    names = [f"${{{row.name}}}" for row in rows]
    return any(name in text for line in desk.form.lines("survey") for text in line.row.cells.values() for name in names)


def _texts(group: Entry, headers: list[Entry], desk: Desk) -> Made:
    """The grid's question: the group's label, with the header's below it; or whichever there is."""
    texts = [text for text in (group.line.text("label"), *(header.line.text("label") for header in headers)) if text]
    label = texts[0] if texts else dict.fromkeys(desk.form.languages, group.name)
    hint = group.line.text("hint") or (texts[1] if len(texts) > 1 else None)
    return {"label": label, "hint": hint} if hint else {"label": label}


def _row(entry: Entry, group: Entry, codes: Names, desk: Desk) -> Made:
    label = entry.line.text("label") or dict.fromkeys(desk.form.languages, entry.name)
    row: Made = {"code": codes.give(entry.name.removeprefix(f"{group.name}."), "r"), "label": label}
    hint = entry.line.text("hint")
    return {**row, **({"hint": hint} if hint else {}), **entry.line.own_words()}


def _note_known(group: Entry, grid: Made, desk: Desk) -> None:
    for entry in group.inside:
        # Only our own conditions mean the grid as a whole when they look at its rows.
        reason = "" if desk.form.own else _("it looks at »%(name)s«, which is a row of a grid now", name=entry.name)
        desk.known[entry.name] = Asked(grid["id"], Value.WHOLE, reason=reason)
    for entry in (group, *group.inside):
        for kind in ("appearance", "required", "name"):
            entry.line.cell(kind)
        entry.line.tell_left()
    desk.form.places[id(grid)] = (group.line.sheet, group.line.number)
