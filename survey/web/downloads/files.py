"""Small files that are written while somebody waits, and how every file is handed over."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from survey.clock import now
from survey.export.formats import ExtraMissing, Format
from survey.export.table import Book
from survey.i18n import gettext as _

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(book: Book, format_: Format, slug: str, place: str = "") -> AnyResponse:
    """The book as a file; where an extra is missing, a sentence with the line that installs it."""
    try:
        content = written_bytes(book, format_)
    except ExtraMissing as missing:
        flash(install(format_.name, missing.extra))
        return redirect(url_for("downloads.round_", slug=slug), 303)
    return handed(content, file_name(slug, place, book.table.name, format_.ending), TYPES[format_.ending])


def written_bytes(book: Book, format_: Format) -> bytes:
    """The book as this format writes it; `ExtraMissing` where it cannot."""
    with TemporaryDirectory(prefix="soseska-") as folder:
        path = Path(folder) / f"file.{format_.ending}"
        format_.write(book, path)
        return path.read_bytes()


def handed(content: bytes, name: str, kind: str) -> Response:
    """A file to be kept by the reader, never shown as a page of ours."""
    made = Response(content, content_type=kind)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


def file_name(*parts: str) -> str:
    """A name that tells the files of different days and places apart; the last part is the ending."""
    *named, ending = parts
    return f"{'_'.join(part for part in (*named, now().date().isoformat()) if part)}.{ending}"


def install(name: str, extra: str) -> str:
    """What somebody has to type so that a format can be written."""
    return _(
        "%(format)s needs one more package. Whoever runs this site installs it with: pip install 'soseska[%(extra)s]'",
        format=name,
        extra=extra,
    )
