"""Writes the result: figures with all their digits, and texts that no spreadsheet takes for a formula."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from survey.formulas import harmless


def write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write all rows or none: a file that is there stays until the new one is complete."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow([_cell(name) for name in columns])
            table.writerows([_cell(row[name]) for name in columns] for row in rows)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _cell(value: Any) -> str:
    """Nothing stays empty, a number keeps every digit, a text that would calculate gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if _is_number(value) else harmless(value)
    return repr(int(value) if isinstance(value, int) else float(value))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[0] in "-" and text[1:].replace(".", "", 1).isdigit()
