"""The pictures of stored figures as files: each as SVG and PNG, with its numbers as a table beside it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from survey.export.formats import formats
from survey.export.parcel import put
from survey.export.table import Book, Cell, Column, Table
from survey.export.taken import Taken, Whole
from survey.store.rounds import questionnaire
from survey.worker import drawing
from survey.worker.place import Asked, asked, place
from survey.worker.publish import map_rows

SIZE = "paper"
_NAMED = re.compile(r"var\(--[a-z0-9-]+, ('[^']*'[^)]*|[^)]*)\)")
_NO_COLUMN = ("polygon",)


def put_pictures(session: Session, whole: Whole, folder: Path, step: Any) -> None:
    """A folder for each place with all of its pictures, and the map where it is of the whole town."""
    of = asked(session, whole.round)
    for at, taken in enumerate(whole.places, start=1):
        _put(_of_place(session, of, taken, whole.language), folder / taken.district.code, whole.language)
        step(at)
    if len(whole.places) == len(of.districts):
        town = drawing.of_town(whole.town, map_rows(session, whole.round))
        _put([one for one in town if one.language == whole.language], folder, whole.language)


def _of_place(session: Session, of: Asked, taken: Taken, language: str) -> list[drawing.Drawn]:
    """Drawn from the stored figures and in their words, so that pictures and tables say the same."""
    then = replace(of, questionnaire=questionnaire(session, taken.live["version"]))
    here = place(session, then, taken.district, stamp=0)
    return drawing.in_language(here, taken.live, taken.settled, language, SIZE)


def _put(drawn: list[drawing.Drawn], folder: Path, language: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in drawn:
        (folder / f"{one.name}.svg").write_text(standalone(one.svg()), encoding="utf-8")
        (folder / f"{one.name}.png").write_bytes(one.png())
        put(folder, Book(_table(one), language), formats()["csv"])


def standalone(svg: str) -> str:
    """A picture that needs no page round it: every colour and letter by its own name."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _NAMED.sub(lambda found: found[1], svg)


def _table(one: drawing.Drawn) -> Table:
    rows = one.drawing.table
    names = [name for name in (rows[0] if rows else {}) if name not in _NO_COLUMN]
    return Table(one.name, one.name, tuple(Column(name, name) for name in names), [_cells(row, names) for row in rows])


def _cells(row: dict[str, Any], names: list[str]) -> list[Cell]:
    return [row.get(name) for name in names]
