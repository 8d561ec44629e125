"""A questionnaire written as an XLSForm that ODK and Kobo open and that we read back without a loss."""

import csv
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from survey.i18n import gettext as _
from survey.questionnaire.load import resolve
from survey.questionnaire.manner import Manner
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.xlsform.cells import LONGEST_CELL
from survey.questionnaire.xlsform.columns import heading, language_title
from survey.questionnaire.xlsform.form import OURS, POOL, REMARK, WRITTEN
from survey.questionnaire.xlsform.losses import Unreadable
from survey.questionnaire.xlsform.rows import WHEN, Row, Sheets, as_json, choice, write_section

SPOKEN = ("label", "hint", "constraint_message")
COLUMNS = {
    "survey": ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
               "choice_filter", "calculation", "appearance", "parameters", REMARK, OURS),
    "choices": ("list_name", "name", "label", WHEN, REMARK, OURS),
    "settings": ("form_title", "form_id", "default_language", "style", REMARK, OURS),
}  # fmt: skip
_GUARDED = re.compile(r"'*[=+\-@\t]")
Table = list[list[str]]


def write(questionnaire: Questionnaire, path: Path, manner: Manner | None = None) -> None:
    """Write .xlsx or .csv, by the ending of the name, with the remarks and lists of its file where they are given."""
    tables = dict(sheets_of(questionnaire, manner or Manner()))
    for name, table in tables.items():
        for number, row in enumerate(table, start=1):
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise Unreadable(_("sheet %(sheet)s, row %(rows)s: the text is longer than a cell can hold",
                                   sheet=name, rows=number))  # fmt: skip
    if path.suffix.lower() == ".csv":
        _write_csv(tables, path)
    else:
        _write_workbook(tables, path)


def sheets_of(questionnaire: Questionnaire, manner: Manner) -> Iterator[tuple[str, Table]]:
    """The sheets with their headings, as text."""
    sheets = Sheets(questionnaire, manner)
    for section in questionnaire.sections:
        write_section(section, sheets)
    rows = {"survey": sheets.survey, "choices": sheets.choices, "settings": [_settings(sheets)]}
    # What a district may add is a list that no question of theirs uses.
    sheets.choices += [{"list_name": POOL, **choice(activity), **sheets.remark("activity", activity.code)}
                       for activity in questionnaire.activities.values()]  # fmt: skip
    for name, written in rows.items():
        yield name, _table(name, written, questionnaire.languages)


def _settings(sheets: Sheets) -> Row:
    questionnaire, manner = sheets.questionnaire, sheets.manner
    first = questionnaire.languages[0]
    own = {key: value for key, value in resolve(questionnaire).items()
           if key not in ("questionnaire", "languages", "sections", "activities")}  # fmt: skip
    own |= {key: getattr(questionnaire, key) for key in manner.said}
    if manner.uses or manner.every:
        own[WRITTEN] = {"lists": list(manner.lists), "uses": dict(manner.uses), "every": list(manner.every)}
    return {"form_title": questionnaire.title[first], "form_id": questionnaire.id, "style": "pages",
            "default_language": language_title(first), OURS: as_json(own), **sheets.remark()}  # fmt: skip


def _table(sheet: str, rows: Iterable[Row], languages: tuple[str, ...]) -> Table:
    """Rows under headings, with a column per language for what people read; columns nobody fills are left out."""
    written = list(rows)
    headings: list[str] = []
    columns: list[list[str]] = []
    for kind in COLUMNS[sheet]:
        for language in languages if kind in SPOKEN else ("",):
            cells = [_cell(row.get(kind, ""), language) for row in written]
            if any(cells) or kind in ("type", "name", "label", "list_name", OURS):
                headings.append(heading(kind, language) if language else kind)
                columns.append(cells)
    return [headings, *(list(row) for row in zip(*columns, strict=True))]


def _cell(value: object, language: str) -> str:
    """A text in one language; `${` would be an answer there, so an unseen sign parts it."""
    if isinstance(value, dict):
        return str(value.get(language, "")).replace("${", "$\u2060{")
    return str(value)


def _write_workbook(tables: dict[str, Table], path: Path) -> None:
    if find_spec("xlsxwriter") is None:
        raise Unreadable(_("Workbooks need two more packages. Install them with: pip install 'soseska[xlsform]'"))
    import xlsxwriter

    # A label that begins with = is a label and no formula; an address is a text.
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, place, cell, wrapped if number else bold)
            sheet.freeze_panes(1, 2 if name != "settings" else 0)
            sheet.set_column(0, len(table[0]) - 1, 24)


def _write_csv(tables: dict[str, Table], path: Path) -> None:
    """All sheets one under the other, each with its name in the first column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for name, table in tables.items():
            writer.writerow([name])
            writer.writerows(["", *map(_guarded, row)] for row in table)


def _guarded(cell: str) -> str:
    """No spreadsheet may take a text for a formula."""
    return f"'{cell}" if _GUARDED.match(cell) else cell
