"""Which house numbers of a street lie in which district, from a CSV file; two rows never claim the same house."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.i18n import gettext as _
from survey.i18n import number
from survey.places.names import Named, known, plain
from survey.places.sheet import DISTRICT, Sheet, read_sheet
from survey.spreadsheet.faults import Fault, Faults, Unusable
from survey.spreadsheet.table import Row

COLUMNS: Mapping[str, Sequence[str]] = {
    "street": ("street", "ulica", "street name", "naziv ulice", "ime ulice"),
    "lowest": ("from", "lowest", "from number", "od", "od številke", "od hišne številke", "od broja"),
    "highest": ("to", "highest", "to number", "do", "do številke", "do hišne številke", "do broja"),
    "side": (
        "odd/even", "side", "parity", "stran", "strana", "liho/sodo", "sodo/liho", "lihe/sode", "parno/neparno",
        "neparno/parno", "parni/neparni",
    ),
    "district": DISTRICT,
}  # fmt: skip
NEEDED = ("street", "district")

SIDES: Mapping[str, Sequence[str]] = {
    "all": ("", "all", "both", "vse", "oboje", "sve", "obje", "oba"),
    "odd": ("odd", "liho", "lihe", "liha", "neparno", "neparne", "neparni", "neparna"),
    "even": ("even", "sodo", "sode", "soda", "parno", "parne", "parni", "parna"),
}
LONGEST_STREET = 200
HIGHEST_NUMBER = 9999
_SIDES = {plain(word): side for side, words in SIDES.items() for word in words}


@dataclass(frozen=True)
class Range:
    """One row: a street, from which house to which, on which side, in which district; no number has no end."""

    street: str
    lowest: int | None
    highest: int | None
    side: str
    district: str
    row: int = 0


@dataclass(frozen=True)
class Streets:
    """What a file says; `old` when it came in the letters of old Windows, `letters` in how many rows 12a became 12."""

    ranges: tuple[Range, ...]
    old: bool
    letters: int


def read(raw: bytes, file: str, districts: Iterable[Named]) -> Streets:
    """Read a file of streets, or tell every fault with its row as `Unusable`."""
    sheet = read_sheet(raw, file, COLUMNS, NEEDED)
    codes, faults = known(districts), Faults()
    ranges = [made for row in sheet.rows if (made := _range(sheet, row, codes, faults))]
    for fault in _overlaps(sheet.file, ranges):
        faults.add(fault)
    if faults.count:
        raise Unusable(faults)
    letters = sum(any(_letters(row.cells.get(key, "")) for key in ("lowest", "highest")) for row in sheet.rows)
    return Streets(tuple(ranges), sheet.old, letters)


def _range(sheet: Sheet, row: Row, codes: Mapping[str, str], faults: Faults) -> Range | None:
    """One row, or nothing when its faults were told."""
    cells = row.cells
    before = faults.count
    for column, said in _wrong(cells, codes):
        faults.add(sheet.fault(row, column, said))
    if faults.count > before:
        return None
    return Range(
        street=" ".join(cells["street"].split()),
        lowest=_house(cells.get("lowest", "")),
        highest=_house(cells.get("highest", "")),
        side=_SIDES[plain(cells.get("side", ""))],
        district=codes[plain(cells["district"])],
        row=row.number,
    )


def _wrong(cells: Mapping[str, str], codes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not plain(cells["street"]) or len(cells["street"]) > LONGEST_STREET:
        yield "street", _("the street has no name, or a very long one")
    if plain(cells["district"]) not in codes:
        yield "district", _("there is no district »%(name)s«; write it as in the list of districts",
                            name=cells["district"][:60])  # fmt: skip
    if plain(cells.get("side", "")) not in _SIDES:
        yield "side", _("»%(text)s« is no side; write odd, even or nothing", text=cells["side"][:40])
    houses = {key: cells.get(key, "") for key in ("lowest", "highest")}
    unread = [key for key, text in houses.items() if text and _house(text) is None]
    yield from ((key, _("»%(text)s« is no house number", text=houses[key][:40])) for key in unread)
    low, high = _house(houses["lowest"]), _house(houses["highest"])
    if low is not None and high is not None and low > high:
        yield "lowest", _("it begins with %(first)s and ends with %(last)s; exchange the two",
                          first=number(low), last=number(high))  # fmt: skip


def _house(text: str) -> int | None:
    """The number of a house; the letter behind it belongs to the same house."""
    found = re.fullmatch(r"(\d{1,4}) ?[a-zčšžćđ]?\.?", text.strip().casefold())
    return int(found[1]) if found and found[1].isascii() else None


def _letters(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text))


def _overlaps(file: str, ranges: Iterable[Range]) -> Iterator[Fault]:
    """Rows that claim the same house, each with the row that has it already."""
    lines: dict[tuple[str, int], list[tuple[int, int, Range]]] = {}
    for one in ranges:
        for odd in {"odd": (1,), "even": (0,)}.get(one.side, (0, 1)):
            low, high = one.lowest or 0, HIGHEST_NUMBER if one.highest is None else one.highest
            low, high = low + (low % 2 != odd), high - (high % 2 != odd)
            if low <= high:
                lines.setdefault((plain(one.street), odd), []).append((low, high, one))
    found = {pair: one.street for along in lines.values() for pair, one in _doubles(along)}
    for (earlier, row), street in sorted(found.items(), key=lambda said: said[0][::-1]):
        said = _(
            "some houses of »%(street)s« stand in row %(other)s already; let each stand in one row",
            street=street[:60],
            other=number(earlier),
        )
        yield Fault(file, said, row)


def _doubles(along: Iterable[tuple[int, int, Range]]) -> Iterator[tuple[tuple[int, int], Range]]:
    """Walk along one side of a street: who begins before the farthest so far has ended shares a house with it."""
    end, farthest = -1, None
    for low, high, one in sorted(along, key=lambda said: (said[0], said[1], said[2].row)):
        if farthest and low <= end:
            first, second = sorted((farthest.row, one.row))
            yield (first, second), one
        if high > end:
            end, farthest = high, one
