"""A CSV file whose headings may be in any of our languages, held in memory as it was sent."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey.i18n import gettext as _
from survey.i18n import number
from survey.places.names import plain
from survey.spreadsheet.faults import Fault, Faults, Unusable, unusable
from survey.spreadsheet.table import Row, Table, look_at

LARGEST = 2 * 1024 * 1024
"""Bytes of a file."""

MOST_ROWS = 20_000

_OLD = ("cp1250", "cp1252")

DISTRICT = (
    "district", "naselje", "district name", "četrt", "četrtna skupnost", "krajevna skupnost", "ks", "soseska", "predel",
    "kvart", "četvrt", "gradska četvrt", "mjesni odbor", "gradski kotar", "kotar", "susjedstvo", "neighbourhood",
)  # fmt: skip
"""What a column of districts is called."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a file by what their columns mean; `old` when it came in the letters of old Windows."""

    file: str
    rows: tuple[Row, ...]
    headings: Mapping[str, str]
    every: Mapping[str, Sequence[str]]
    old: bool

    def fault(self, row: Row, column: str, said: str) -> Fault:
        """One thing to mend, with the heading as it stands in the file."""
        return Fault(self.file, said, row.number, self.headings.get(column, ""))


def read_sheet(raw: bytes, file: str, columns: Mapping[str, Sequence[str]], needed: Sequence[str]) -> Sheet:
    """Read a file whose columns are called by any of these words, or tell its faults as `Unusable`."""
    if len(raw) > LARGEST:
        raise unusable(file, _("the file is too large; it may have up to 2 megabytes"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file).name or "file.csv")
        path.write_bytes(raw)
        table = look_at(path, [word for words in columns.values() for word in words], alike=plain)
        headings = _headings(table, columns)
        _refuse_missing(table, headings, columns, needed)
        rows = tuple(_rows(table))
    every = {heading: [row.cells[heading] for row in rows] for heading in dict.fromkeys(table.header)}
    named = tuple(Row(row.number, {key: row.cells[name].strip() for key, name in headings.items()}) for row in rows)
    return Sheet(path.name, named, headings, every, table.encoding in _OLD)


def _headings(table: Table, columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Which heading of the file is which column; the first that fits."""
    written = {plain(heading): heading for heading in reversed(table.header)}
    fits = ((key, [written[plain(word)] for word in words if plain(word) in written]) for key, words in columns.items())
    return {key: found[0] for key, found in fits if found}


def _refuse_missing(
    table: Table, headings: Mapping[str, str], columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> None:
    missing = [" / ".join(columns[key][:2]) for key in needed if key not in headings]
    if missing:
        said = _(
            "these columns are missing: %(names)s; the file has: %(there)s",
            names=", ".join(missing),
            there=", ".join(heading[:40] for heading in table.header[:20]),
        )
        raise unusable(table.path.name, said, 1)
    for heading in headings.values():
        if table.header.count(heading) > 1:
            said = _("these headings stand there twice: %(names)s; give each column its own", names=heading[:60])
            raise unusable(table.path.name, said, 1)


def _rows(table: Table) -> Iterator[Row]:
    faults = Faults()
    count = 0
    for count, row in enumerate(table.rows(), start=1):
        if count > MOST_ROWS:
            said = _("there are more than %(num)s rows; take only this town", num=number(MOST_ROWS))
            raise unusable(table.path.name, said)
        if row.fault:
            faults.add(Fault(table.path.name, row.fault, row.number))
        else:
            yield row
    if faults.count:
        raise Unusable(faults)
    if not count:
        said = _("there is no row under the headings; save the file again with its rows")
        raise unusable(table.path.name, said)
