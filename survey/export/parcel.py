"""Several files that belong together, with a manifest by which anybody can tell that none was changed."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from survey.clock import now
from survey.export.formats import Format
from survey.export.results import program
from survey.export.table import Book, Column
from survey.i18n import gettext as _

MANIFEST = "manifest.json"
READ_ME = "read_me.txt"
_PIECE = 1 << 20


def put(folder: Path, book: Book, format_: Format) -> Path:
    """Write a book into a folder; where a format holds one table only, what lies beside gets files of its own."""
    path = folder / f"{book.table.name}.{format_.ending}"
    format_.write(book, path)
    return path


def read_me(folder: Path, notes: tuple[tuple[str, str], ...], columns: tuple[Column, ...] = ()) -> None:
    """What has to be read first, as plain text."""
    explained = ((column.name, f"{column.label}. {column.explained}") for column in columns if column.explained)
    lines = [f"{heading}\n    {said}\n" for heading, said in (*notes, *explained)]
    (folder / READ_ME).write_text("\n".join(lines), encoding="utf-8-sig")


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """List every file with its size and SHA-256, and what all of them are made from."""
    files = [
        {"name": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest(path)}
        for path in sorted(_files(folder))
        if path != folder / MANIFEST
    ]
    made = {"program": f"Soseska {program()}", "made_at": now().isoformat(timespec="seconds"), **about, "files": files}
    (folder / MANIFEST).write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def pack(folder: Path, path: Path, name: str) -> None:
    """Put a folder into one zip, under a folder of that name in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(_files(folder)):
            packed.write(file, f"{name}/{file.relative_to(folder).as_posix()}")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def state_words() -> dict[str, str]:
    """Why there is no answer, in words."""
    return {"_blank": _("left blank"), "_refused": _("rather not say"), "_not_asked": _("not asked")}
