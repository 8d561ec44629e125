"""Small forms and broken workbooks, made where they are tested."""

import csv
import io
import warnings
import zipfile
from pathlib import Path
from textwrap import dedent

from survey.questionnaire.condition import Node, parse, parse_sum
from survey.questionnaire.load import resolve
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.xlsform.conditions import joined

FORMS = Path(__file__).with_name("forms")
REAL = sorted(FORMS.glob("*.xls*"))


def write_csv(path: Path, **sheets: str) -> Path:
    """Sheets one under the other, as pyxform reads them too; each line is a row with | between the cells."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for name, text in sheets.items():
            if text.strip():
                writer.writerow([name])
                for line in dedent(text).strip().splitlines():
                    writer.writerow(["", *(cell.strip() for cell in line.split("|"))])
    return path


def workbook(rows: list[list[str]] | None = None) -> bytes:
    """A small, whole workbook."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("survey")
        for number, row in enumerate(rows or [["type", "name", "label"], ["text", "wish", "Wish"]]):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return made.getvalue()


def repacked(book: bytes, **parts: bytes | None) -> bytes:
    """The same workbook with parts added, exchanged or taken out; in their names `__` is a dot and `_of_` a slash."""
    named = {name.replace("__", ".").replace("_of_", "/"): content for name, content in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in named:
                new.writestr(part.filename, old.read(part))
        for name, content in named.items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def part_of(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return packed.read(name)


def meaning(questionnaire: Questionnaire) -> object:
    """What a questionnaire says, with conditions as what they mean and not as they are written."""
    return _meaning(resolve(questionnaire))


def _meaning(part: object) -> object:
    if isinstance(part, list):
        return [_meaning(inside) for inside in part]
    if isinstance(part, dict):
        return {key: _read(key, inside) for key, inside in part.items()}
    return part


def _tidy(node: Node) -> Node:
    """Brackets that change nothing and parts said twice mean nothing."""
    if node[0] in ("and", "or"):
        return joined(node[0], [_tidy(part) for part in node[1:]])
    if node[0] == "not":
        inside = _tidy(node[1])
        return inside[1] if inside[0] == "not" else ("not", inside)
    return node


def _read(key: str, inside: object) -> object:
    if key in ("show_if", "condition") and isinstance(inside, str):
        return _tidy(parse(inside))
    if key == "calculate" and isinstance(inside, str):
        return parse_sum(inside)
    return _meaning(inside)


def accepted(path: Path) -> list[str]:
    """The warnings of pyxform, which refuses a form it cannot use."""
    from pyxform.xls2xform import convert

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(convert(path).warnings)
