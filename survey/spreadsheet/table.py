"""Reads the CSV files that people really have: any of three separators, Excel's first line, old Windows letters."""

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from survey.i18n import gettext as _
from survey.spreadsheet.faults import Unusable, unusable

SEPARATORS = (";", ",", "\t")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# č, ć and đ, small and capital, in the Windows encoding of Central Europe; in the Western one è, æ and ð stand there.
_CENTRAL_EUROPEAN = frozenset(b"\xc8\xe8\xc6\xe6\xd0\xf0")
_PIECE = 1 << 20
_LONGEST_CELL = 200_000


@dataclass(frozen=True)
class Row:
    """One record; its number is the one at the left edge of the spreadsheet, `fault` why it has no cells."""

    number: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """A CSV file that was looked at once; its rows are read as often as needed and never kept."""

    path: Path
    encoding: str
    separator: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        with _open(self.path, self.encoding) as file:
            records = _records(self.path.name, file, self.separator)
            next(records)
            for number, cells in records:
                if any(cell.strip() for cell in cells):
                    yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        if len(cells) == len(self.header):
            return Row(number, dict(zip(self.header, cells, strict=True)))
        sentence = _(
            "there are %(found)s cells under %(wanted)s headings; "
            "put quotation marks round cells with a separator inside",
            found=len(cells),
            wanted=len(self.header),
        )
        return Row(number, {}, sentence)


def open_table(path: Path, wanted: Collection[str], encoding: str = "") -> Table:
    """The separator is the one that yields the wanted columns; what is missing is said all at once."""
    table = look_at(path, wanted, encoding)
    _refuse_bad_header(path, table.header, wanted)
    return table


def look_at(
    path: Path, wanted: Collection[str] = (), encoding: str = "", alike: Callable[[str], str] = str.casefold
) -> Table:
    """The same for a caller who says in other words which columns are missing: all headings are taken.

    `alike` makes one of two headings that mean the same, when the separator is looked for.
    """
    encoding = encoding or _encoding(path)
    first = _first_line(path, encoding)
    known = set(map(alike, wanted))
    separator = max(SEPARATORS, key=lambda mark: len(set(map(alike, _cells(first, mark))) & known))
    header = tuple(_header(path, encoding, separator))
    return Table(path, encoding, separator, header)


def _first_line(path: Path, encoding: str) -> str:
    with _open(path, encoding) as file:
        try:
            return _without_excel_line(file)
        except UnicodeError as fault:
            raise _unreadable(path.name, 1) from fault


def _unreadable(name: str, row: int) -> Unusable:
    return unusable(name, _("some letters cannot be read; save the file as UTF-8"), row)


def _cells(line: str, separator: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]


def _header(path: Path, encoding: str, separator: str) -> list[str]:
    with _open(path, encoding) as file:
        for _number, cells in _records(path.name, file, separator):
            return [cell.strip() for cell in cells]
    raise unusable(path.name, _("the file is empty; save it again with its headings"))


def _refuse_bad_header(path: Path, header: Collection[str], wanted: Collection[str]) -> None:
    missing = [name for name in wanted if name not in header]
    if missing:
        sentence = _(
            "these columns are missing: %(names)s; correct the map or the file's first row", names=", ".join(missing)
        )
        raise unusable(path.name, sentence, 1)
    twice = [name for name, times in Counter(header).items() if times > 1 and name in wanted]
    if twice:
        sentence = _("these headings stand there twice: %(names)s; give each column its own", names=", ".join(twice))
        raise unusable(path.name, sentence, 1)


def _records(name: str, file: TextIO, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the spreadsheet's numbers; one record may hold line breaks."""
    csv.field_size_limit(_LONGEST_CELL)
    number = 0
    try:
        _without_excel_line(file, keep_first=False)
        for number, cells in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
            yield number, cells
    except csv.Error as fault:
        sentence = _("the quotation marks do not match; close them or double those inside the text")
        raise unusable(name, sentence, number + 1) from fault
    except UnicodeError as fault:
        raise _unreadable(name, number + 1) from fault


def _without_excel_line(file: TextIO, keep_first: bool = True) -> str:
    """Excel may write `sep=;` on top and hides that line from its reader."""
    first = file.readline()
    if first.strip().strip('"').lower().startswith("sep="):
        return file.readline() if keep_first else ""
    if not keep_first:
        file.seek(0)
    return first


def _open(path: Path, encoding: str) -> TextIO:
    try:
        return path.open(encoding=encoding, newline="")
    except (LookupError, ValueError) as fault:
        sentence = _("»%(encoding)s« is no encoding; write utf-8 or cp1250 in the map", encoding=encoding)
        raise unusable(path.name, sentence) from fault


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    if start in _WORKBOOKS:
        raise unusable(path.name, _("this is an Excel workbook; save it as CSV first"))
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if _is_utf8(path) else _old_windows(path)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _old_windows(path: Path) -> str:
    central = any(_CENTRAL_EUROPEAN.intersection(piece) for piece in _pieces(path))
    return "cp1250" if central else "cp1252"


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
