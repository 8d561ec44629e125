"""A list as a sheet for a spreadsheet, and back: what each line would add or change, and every fault with its place."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from survey.formulas import harmless, original
from survey.i18n import LANGUAGES, number, use_language
from survey.i18n import gettext as _

MOST_LINES = 2000
NUMBER = "id"


@dataclass(frozen=True)
class Row:
    """One line of a file: its number as the spreadsheet counts, and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Read:
    """What a file holds; `fault` when it cannot be read as a whole, `unknown` headings that mean nothing here."""

    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    fault: str = ""


@dataclass
class Headings:
    """The columns by what people call them, in every language, and as codes."""

    known: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, label: str) -> None:
        """Let a column be called so, too."""
        self.known.setdefault(_plain(code), code)
        self.known.setdefault(_plain(label), code)

    def code(self, heading: str) -> str | None:
        """The column of a heading."""
        return self.known.get(_plain(heading))


def _plain(written: str) -> str:
    return " ".join(written.replace("\ufeff", "").split()).casefold()


def each_language() -> Iterator[str]:
    """Every language of ours in turn, while it is spoken."""
    for code in LANGUAGES:
        with use_language(code):
            yield code


def written(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file that spreadsheets open by a click: with a byte order mark, semicolons, and no cell that is a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def decoded(raw: bytes) -> str | None:
    """Text as spreadsheets here save it: UTF-8, UTF-16 with its mark, or the old code page of Central Europe."""
    marks = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1250")
    for encoding in marks:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read(text: str | None, headings: Headings) -> Read:
    """Read a file of one list; its lines may stand apart by commas, semicolons or tabs."""
    try:
        lines = list(_lines(text)) if text is not None and "\0" not in text else None
    except csv.Error:
        lines = None
    if lines is None:
        return Read(fault=_("This is no CSV file. Save the sheet as »CSV (UTF-8)« and choose it again."))
    columns = [headings.code(cell) for cell in lines[0][1]] if lines else []
    fault = _fault(len(lines), [code for code in columns if code and code != NUMBER])
    if fault:
        return Read(fault=fault)
    unknown = tuple(cell for cell, code in zip(lines[0][1], columns, strict=True) if code is None and cell.strip())
    known = tuple(code for code in columns if code and code != NUMBER)
    return Read(tuple(_rows(lines[1:], columns)), known, unknown)


def _fault(lines: int, known: Sequence[str]) -> str:
    """Why a file as a whole cannot be read; nothing when it can."""
    if not lines:
        return _("The file is empty.")
    if lines > MOST_LINES:
        return _("A file may have at most %(most)s lines.", most=number(MOST_LINES))
    if not known:
        return _("The first line has to name the columns, as the file does that you can download here.")
    return _("Two columns of the first line have the same name.") if len(set(known)) < len(known) else ""


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip("\ufeff").partition("\n")[0]
    mark = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num


def _rows(lines: Iterable[tuple[int, list[str]]], columns: Sequence[str | None]) -> Iterator[Row]:
    for line, cells in lines:
        named = {code: original(cell) for code, cell in zip(columns, cells, strict=False) if code}
        if any(cell.strip() for cell in named.values()):
            yield Row(line, named)
