"""Reads the cells of a workbook in a process of its own, started by `sheets.py`, and prints them as JSON.

A workbook from a stranger may unpack to any size, and its reader is no Python. So memory and time are capped here, and
nothing but this file and the reader is loaded. A fault is told by a word; `sheets.py` makes the sentence.
"""

import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

MEMORY = 280 * 2**20
SECONDS = 2
LARGEST_FILE = 20 * 2**20
LARGEST_UNPACKED = 60 * 2**20
LONGEST_CELL = 32_767
MOST_CELLS = 200_000
SHEETS = ("survey", "choices", "settings")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS_OF_OLE = "_VBA_PROJECT".encode("utf-16-le")
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)|<\0!\0(D\0O\0C\0T\0Y\0P\0E|E\0N\0T\0I\0T\0Y)")


class Bad(Exception):
    """A workbook that is not read: a word for why, and the place as far as it is known."""

    def __init__(self, why: str, **place: Any) -> None:
        super().__init__(why)
        self.told = {"fault": why, **place}


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told = read(path)
    except Bad as bad:
        told = bad.told
    except MemoryError:
        told = {"fault": "large"}
    sys.stdout.write(json.dumps(told))


def read(path: str) -> dict[str, Any]:
    """The cells of the sheets we know, as text, and the names of the others."""
    with open(path, "rb") as file:  # noqa: PTH123 (this process loads as little as it can)
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise Bad("large")
    if raw.startswith(OLE):
        if _MACROS_OF_OLE in raw:
            raise Bad("macro")
    elif raw.startswith(ZIP):
        raw = _harmless(raw)
    else:
        raise Bad("empty" if not raw.strip() else "no_workbook")
    return _sheets(raw)


_UNREADABLE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,  # zipfile's word for a way of packing that it does not know
    RuntimeError,  # and for a part that is locked by a password
    OSError,
    ValueError,
    zlib.error,
)


def _harmless(raw: bytes) -> bytes:
    """The same workbook with only the parts that hold cells, each looked at before the reader sees it."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return _repacked(packed)
    except _UNREADABLE as error:
        raise Bad("corrupt", part=str(error)[:80]) from None


def _repacked(packed: zipfile.ZipFile) -> bytes:
    parts = packed.infolist()
    for part in parts:
        if part.filename.lower().endswith("vbaproject.bin"):
            raise Bad("macro", part=part.filename)
    wanted = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in wanted) > LARGEST_UNPACKED or len(wanted) > 1000:
        raise Bad("bomb", part=max(wanted, key=lambda part: part.file_size).filename)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as clean:
        for part in wanted:
            content = packed.read(part)
            if _DECLARED.search(content):
                raise Bad("entity", part=part.filename)
            clean.writestr(part.filename, content)
    return kept.getvalue()


def _sheets(raw: bytes) -> dict[str, Any]:
    from python_calamine import CalamineError, CalamineWorkbook

    found: dict[str, list[list[str]]] = {}
    others: list[str] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names:
            known = name.strip().lower()
            if known in SHEETS and known not in found:
                found[known] = list(_rows(book.get_sheet_by_name(name).to_python(skip_empty_area=False), name))
            else:
                others.append(name)
    except CalamineError as error:
        raise Bad("corrupt", part=str(error)[:80]) from None
    return {"sheets": found, "others": others}


def _rows(rows: list[list[Any]], sheet: str) -> Iterator[list[str]]:
    cells = 0
    for number, row in enumerate(rows, start=1):
        written = [_text(value) for value in row]
        cells += sum(1 for text in written if text)
        if cells > MOST_CELLS:
            raise Bad("many", sheet=sheet, row=number)
        for place, text in enumerate(written):
            if len(text) > LONGEST_CELL:
                raise Bad("long", sheet=sheet, row=number, column=place)
        yield written


def _text(value: Any) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value) if value is not None else ""


if __name__ == "__main__":
    main(sys.argv[1])
