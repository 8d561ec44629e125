"""How many people of an age and a gender live in each district, from a CSV file; never a list of persons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.census import people, suspicious
from survey.i18n import gettext as _
from survey.i18n import number
from survey.places import ages
from survey.places.names import Named, known, plain
from survey.places.sheet import DISTRICT, Sheet, read_sheet
from survey.spreadsheet.faults import Fault, Faults, Unusable, unusable
from survey.spreadsheet.table import Row

COLUMNS: Mapping[str, Sequence[str]] = {
    "district": DISTRICT,
    "age": ("age", "starost", "dob", "age group", "starostna skupina", "starostni razred", "dobna skupina",
            "starosna skupina"),
    "gender": ("gender", "spol", "sex"),
    "n": ("N", "število", "broj", "people", "number", "population", "residents", "število prebivalcev", "prebivalci",
          "broj stanovnika", "stanovnici"),
}  # fmt: skip
NEEDED = ("district", "age", "gender", "n")

BOTH = ""
GENDERS: Mapping[str, Sequence[str]] = {
    "f": ("f", "female", "woman", "women", "w", "ž", "ženska", "ženske", "ženski", "žena", "žene"),
    "m": ("m", "male", "man", "men", "moški", "muški", "muškarac", "muškarci"),
    BOTH: ("all", "total", "both", "skupaj", "vsi", "spol skupaj", "ukupno", "svi", "oba"),
}
_GENDERS = {plain(word): gender for gender, words in GENDERS.items() for word in words}


@dataclass(frozen=True)
class Count:
    """People of one group in one district; `n` is None where nobody knows. `gender` is empty for both together."""

    district: str
    age: str
    gender: str
    n: int | None


@dataclass(frozen=True)
class Gap:
    """A group that the file leaves out although it names it elsewhere: it counts as unknown."""

    district: str
    age: str
    gender: str


@dataclass(frozen=True)
class People:
    """What a file says; `young` rows were about people under 15, whom nobody asks."""

    counts: tuple[Count, ...]
    gaps: tuple[Gap, ...]
    old: bool
    young: int


_Key = tuple[str, str, str]


@dataclass(frozen=True)
class _Line:
    """One row that can be read."""

    row: int
    district: str
    years: tuple[int, int]
    gender: str
    n: int | None


def read(raw: bytes, file: str, districts: Iterable[Named]) -> People:
    """Read a file of counts, or tell every fault with its row as `Unusable`; a list of persons is refused."""
    sheet = read_sheet(raw, file, COLUMNS, ())
    _refuse_persons(sheet)
    sheet = read_sheet(raw, file, COLUMNS, NEEDED)
    codes, faults = known(districts), Faults()
    lines = [made for row in sheet.rows if (made := _line(sheet, row, codes, faults))]
    for fault in _doubles(sheet.file, lines):
        faults.add(fault)
    if faults.count:
        raise Unusable(faults)
    asked = [line for line in lines if ages.group_of(line.years)]
    if not asked:
        raise unusable(sheet.file, _("nobody of 15 years or more is in this file"))
    return _counted(asked, sheet.old, len(lines) - len(asked))


def _refuse_persons(sheet: Sheet) -> None:
    if found := suspicious(sheet.every):
        said = _(
            "the column »%(column)s« looks like persons; a census says only how many people there are, "
            "so remove the column and add up the rest",
            column=found.column[:60],
        )
        raise unusable(sheet.file, said, 1)


def _line(sheet: Sheet, row: Row, codes: Mapping[str, str], faults: Faults) -> _Line | None:
    before = faults.count
    for column, said in _wrong(row.cells, codes):
        faults.add(sheet.fault(row, column, said))
    years = ages.years(row.cells["age"])
    if faults.count > before or years is None:
        return None
    text = row.cells["n"]
    gender = _GENDERS[plain(row.cells["gender"])]
    return _Line(row.number, codes[plain(row.cells["district"])], years, gender, people(text) if text else None)


def _wrong(cells: Mapping[str, str], codes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a row, by column; an empty number is none, it means that nobody knows."""
    empty = [column for column in ("district", "age", "gender") if not cells[column]]
    yield from ((column, _("this cell is empty; only a number of people may be left out")) for column in empty)
    district, age, gender, n = (cells[column] for column in NEEDED)
    if district and plain(district) not in codes:
        yield "district", _("there is no district »%(name)s«; write it as in the list of districts", name=district[:60])
    years = ages.years(age)
    if age and years is None:
        yield "age", _("»%(text)s« is no age group; write it like 15-29 or 85+", text=age[:40])
    if years and ages.group_of(years) is None:
        yield (
            "age",
            _("»%(text)s« lies across two of our groups; they begin with 15, 30, 45, 65, 75 and 85", text=age[:40]),
        )
    if gender and plain(gender) not in _GENDERS:
        yield "gender", _("»%(text)s« is no gender that is counted; write f, m or all", text=gender[:40])
    if n.startswith(("-", "−")):
        yield "n", _("there cannot be fewer than no people")
    elif n and people(n) is None:
        yield "n", _("»%(text)s« is no number of people; write it in digits", text=n[:40])


def _doubles(file: str, lines: Iterable[_Line]) -> Iterator[Fault]:
    """Rows that count people whom an earlier row has counted already."""
    seen: dict[str, list[_Line]] = {}
    for line in lines:
        earlier = next((one for one in seen.get(line.district, ()) if _same_people(one, line)), None)
        if earlier:
            said = _("these people stand in row %(row)s already; keep one of the two", row=number(earlier.row))
            yield Fault(file, said, line.row)
        else:
            seen.setdefault(line.district, []).append(line)


def _same_people(one: _Line, other: _Line) -> bool:
    together = one.gender == other.gender or BOTH in (one.gender, other.gender)
    return together and ages.overlap([one.years, other.years])


def _counted(lines: Sequence[_Line], old: bool, young: int) -> People:
    """Add up narrow ages to our groups; a group of which a part is missing or unknown is unknown."""
    parts: dict[_Key, list[_Line]] = {}
    wide = _wide(lines)
    for line in lines:
        parts.setdefault((line.district, _group(line, wide), line.gender), []).append(line)
    wanted = _wanted(parts)
    gaps = {key: None for key in wanted if not ages.whole(key[1], [line.years for line in parts.get(key, ())])}
    counts = tuple(Count(*key, None if key in gaps else _sum(parts[key])) for key in wanted)
    return People(counts, tuple(Gap(*key) for key in gaps), old, young)


def _wide(lines: Iterable[_Line]) -> set[_Key]:
    """Where a district has wider groups than ours, as 80+ is: all ages within are added up to the wide one."""
    found = ((line.district, ages.group_of(line.years) or "", line.gender) for line in lines)
    return {key for key in found if key[1] in ages.WIDE}


def _group(line: _Line, wide: set[_Key]) -> str:
    mine = (code for code in ages.WIDE if (line.district, code, line.gender) in wide and ages.within(line.years, code))
    return next(mine, ages.group_of(line.years) or "")


def _wanted(parts: Iterable[_Key]) -> list[_Key]:
    """Every group that a district of the file should have, so that nobody is left out of its total in silence."""
    told: dict[str, dict[str, set[str]]] = {}
    for district, age, gender in parts:
        told.setdefault(district, {}).setdefault(gender, set()).add(age)
    found: dict[_Key, None] = {}
    for district, by_gender in told.items():
        together = by_gender.get(BOTH, set())
        for gender in ("f", "m") if by_gender.keys() - {BOTH} else (BOTH,):
            every = ages.all_groups(together | by_gender.get(gender, set()))
            found |= dict.fromkeys((district, age, BOTH if age in together else gender) for age in every)
    return list(found)


def _sum(lines: Iterable[_Line]) -> int | None:
    numbers = [line.n for line in lines]
    return None if None in numbers else sum(n for n in numbers if n is not None)
