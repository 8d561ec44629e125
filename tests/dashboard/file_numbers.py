"""The numbers that stand in the files of a download, in the words of the district's page."""

import csv
import io
import json
from collections.abc import Iterable

import openpyxl
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from survey.export.lines import Line
from survey.i18n import use_language
from survey.sentences.labels import labels_of
from survey.store.base import Store
from survey.store.rounds import Round, current_version, questionnaire
from tests.dashboard.district_page import Key, Number, numbers_of

PLACES = ("ob-potoku", "polje", "stara-zaga", "zgornje-lipovje", "podgorica", "outside")
ROLES = ("intent", "demand_pick", "feature", "willingness", "channel", "loneliness", "mobility")


def number(cell: object) -> int | None:
    """A cell as a number; nothing where it is empty."""
    return None if cell in ("", None) else int(str(cell))


def as_numbers(rows: Iterable[dict[str, object]]) -> dict[Key, Number]:
    """The rows of a file in the words of the page; a group of people lies beside those who live there."""
    found = {}
    for row in rows:
        if row["things"] not in ("", None):
            found[str(row["place"]), str(row["section"]), "", str(row["code"])] = (int(str(row["things"])), None)
        if row["people"] in ("", None) or row["group"]:
            continue
        beside = row["lives_here"] if row["section"] == "missing" else row["of"]
        key = (str(row["place"]), str(row["section"]), str(row["question"] or ""), str(row["code"]))
        found[key] = (int(str(row["people"])), number(beside))
    return found


def from_csv(content: bytes) -> dict[Key, Number]:
    """A table of plain text."""
    return as_numbers(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def from_xlsx(content: bytes) -> dict[Key, Number]:
    """A workbook."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    names = json_columns()
    rows = [dict(zip(names, row, strict=True)) for row in workbook.worksheets[0].iter_rows(min_row=2, values_only=True)]
    workbook.close()
    return as_numbers(rows)


def json_columns() -> tuple[str, ...]:
    """The columns of the figures, by their codes; the head of a workbook says them in words."""
    return Line._fields


def from_json(content: bytes) -> dict[Key, Number]:
    """The same table for programs."""
    return as_numbers(json.loads(content)["rows"])


def by_calamine(content: bytes) -> dict[Key, Number]:
    """The workbook once more, by a reader that shares nothing with whoever wrote it."""
    cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
    return as_numbers(dict(zip(json_columns(), map(plain, row), strict=True)) for row in cells)


def plain(cell: object) -> object:
    """Every number of a workbook is a broken one to some readers."""
    return int(cell) if isinstance(cell, float) else cell


READERS = {"csv": from_csv, "xlsx": from_xlsx, "json": from_json}


def on_every_page(client: FlaskClient, store: Store) -> dict[Key, Number]:
    """Every number that the six districts' pages show."""
    found: dict[Key, Number] = {}
    with store.read() as session, use_language("en"):
        version = current_version(session, session.scalars(select(Round)).one())
        asked = {role: question_of(questionnaire(session, version), role) for role in ROLES}
        labels = labels_of(session, version, "en")
        for place in PLACES:
            found |= numbers_of(client.get(f"/lead/lipovje/{place}").text, labels, place, asked)
    return found


def question_of(asked: object, role: str) -> str:
    """The question that measures something; empty where nobody asks it."""
    return next((q.id for q in asked.questions() if q.measures == role), "")  # type: ignore[attr-defined]
