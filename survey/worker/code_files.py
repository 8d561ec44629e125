"""Writes files that hold codes, for us alone, and takes them away when their day is over or their batch lets go."""

import io
import os
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import select

from survey.report.write import NotInstalled
from survey.store import access_codes, sheets
from survey.store.access_codes import LetterBatch
from survey.store.base import Store
from survey.store.code_files import KEPT, UNNAMED, older
from survey.store.sheets import SheetBatch
from survey.worker.progress import JobFailed

NAMED = {sheets.FOLDER: SheetBatch.file, access_codes.FOLDER: LetterBatch.file}
"""The folders of such files, and where the name of each file is kept."""


def write_file(folder: Path, made: Mapping[str, bytes]) -> str:
    """Keep one PDF as it is, several as a zip; says under which name."""
    if len(made) == 1:
        return _written(folder, ".pdf", next(iter(made.values())))
    packed = io.BytesIO()
    with ZipFile(packed, "w") as pack:
        for name, content in made.items():
            pack.writestr(name, content)
    return _written(folder, ".zip", packed.getvalue())


def _written(folder: Path, ending: str, content: bytes) -> str:
    token = secrets.token_hex(24) + ending
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(folder / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except OSError as fault:
        raise JobFailed("folder") from fault
    return token


def lacking(fault: NotInstalled) -> JobFailed:
    """No PDF can be made here; the page says what to install."""
    return JobFailed(f"lacks_{fault.lacks[1]}")


def sweep_code_files(store: Store, data: Path, now: datetime | None = None) -> None:
    """Delete what was printed more than a day ago, and what no batch names any more."""
    for folder, column in NAMED.items():
        found = [*(data / folder).iterdir()] if (data / folder).is_dir() else []
        if found:
            with store.read() as session:
                named = set(session.scalars(select(column)))
            _delete(found, named, now)


def _delete(found: list[Path], named: set[str], now: datetime | None) -> None:
    for path in found:
        try:
            over = older(path, KEPT if path.name in named else UNNAMED, now)
        except FileNotFoundError:
            continue  # a page was faster
        if over:
            path.unlink(missing_ok=True)
