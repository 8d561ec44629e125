"""Reads the two tables: the answers, one person a row, and the census. Every fault is said at once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis import census
from analysis.fitting import Census, How
from analysis.respondents import (
    Answers,
    Layout,
    Numbers,
    Unreadable,
    read_answers,
    read_groups,
    read_weights,
)
from survey.analyse.words import sentence
from survey.i18n import gettext as _
from survey.spreadsheet.faults import Fault, Faults, Unusable, unusable
from survey.spreadsheet.table import Table, look_at

PEOPLE = "N"
MOST_GROUPS = 500
"""More groups than anybody reads: somebody named the column of ids, or of minutes."""

Read = TypeVar("Read")


@dataclass(frozen=True)
class Wanted:
    """The columns that the command line names; each must be in the file."""

    weight: str = ""
    cluster: str = ""
    strata: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()

    def columns(self, layout: Layout) -> list[str]:
        """Every column that will be read, each once."""
        named = [field.column for field in layout.fields]
        named += [layout.round, self.weight, self.cluster, *self.strata, *self.by, *self.margins]
        return [name for name in dict.fromkeys(named) if name]


@dataclass(frozen=True)
class People:
    """The file, read: one entry per person everywhere."""

    round: pd.Series
    groups: pd.DataFrame
    answers: tuple[Answers, ...]
    weights: Numbers | None
    clusters: pd.Series | None
    strata: pd.Series | None
    doubles: tuple[str, ...]


class _Cells:
    """The columns of a file as texts, with the spreadsheet's row of each."""

    def __init__(self, path: Path, wanted: Sequence[str], more: Sequence[str] = ()) -> None:
        self.name = path.name
        table = look_at(path, wanted)
        _refuse_columns(self.name, table, wanted)
        kept = [*wanted, *(name for name in more if name in table.header and name not in wanted)]
        self.columns, self.rows = _columns(self.name, table, kept)
        self.faults = Faults()

    def read(self, column: str, how: Callable[[list[str]], Read]) -> Read | None:
        """Read one column; cells that mean nothing are kept as faults, and nothing is returned."""
        try:
            return how(self.columns[column])
        except Unreadable as unreadable:
            for fault in unreadable.faults:
                self.faults.add(Fault(self.name, sentence(fault), self.rows[fault.at], fault.column))
            return None

    def refuse_faults(self) -> None:
        if self.faults.count:
            raise Unusable(self.faults)


def read_people(path: Path, layout: Layout, wanted: Wanted) -> People:
    """Read the answers. Raises `Unusable` with all faults, each with its row and column."""
    cells = _Cells(path, wanted.columns(layout), [layout.id])
    answers = [cells.read(known.column, partial(read_answers, field=known)) for known in layout.fields]
    weights = cells.read(wanted.weight, partial(read_weights, column=wanted.weight)) if wanted.weight else None
    round_ = cells.read(layout.round, _needed(layout.round)) if layout.round else None
    clusters = cells.read(wanted.cluster, _needed(wanted.cluster)) if wanted.cluster else None
    strata = [cells.read(name, _needed(name)) for name in wanted.strata]
    grouped = {name: read_groups(cells.columns[name], name) for name in dict.fromkeys((*wanted.by, *wanted.margins))}
    cells.refuse_faults()
    _refuse_many(cells.name, [grouped[name] for name in wanted.by], wanted.by)
    index = pd.RangeIndex(len(cells.rows))
    known = pd.Series([""] * len(index), dtype=object) if round_ is None else round_
    return People(
        known,
        pd.DataFrame(grouped, index=index, dtype=object),
        tuple(answer for answer in answers if answer is not None),
        weights,
        clusters,
        _together([part for part in strata if part is not None]),
        _doubles(cells, layout.id, known),
    )


def read_census(path: Path, columns: tuple[str, ...], how: How) -> Census:
    """Read the census: its columns and N, as long as it is no list of persons. Raises `Unusable`."""
    table = look_at(path, [*columns, PEOPLE])
    cells, rows = _columns(path.name, table, list(dict.fromkeys(table.header)))
    if found := census.suspicious(cells):
        said = _(
            "the column »%(column)s« looks like persons; a census says only how many people there are, "
            "so remove the column and add up the rest",
            column=found.column,
        )
        raise unusable(path.name, said, 1)
    _refuse_columns(path.name, table, [*columns, PEOPLE])
    numbers = _numbers(path.name, cells[PEOPLE], rows)
    _refuse_equal_rows(path.name, cells, rows)
    keys = [tuple(cells[name][at].strip() for name in columns) for at in range(len(rows))]
    whole = census.totals(keys, numbers)
    if how == "poststratify":
        return Census(how, columns, {"": whole})
    parts = {name: census.totals([(key[at],) for key in keys], numbers) for at, name in enumerate(columns)}
    return Census(how, columns, parts)


def _columns(name: str, table: Table, wanted: Sequence[str]) -> tuple[dict[str, list[str]], list[int]]:
    found: dict[str, list[str]] = {column: [] for column in wanted}
    rows, faults = [], Faults()
    for row in table.rows():
        if row.fault:
            faults.add(Fault(name, row.fault, row.number))
            continue
        rows.append(row.number)
        for column, cells in found.items():
            cells.append(row.cells[column])
    if faults.count:
        raise Unusable(faults)
    if not rows:
        raise unusable(name, _("there is no row under the headings; save the file again with its rows"))
    return found, rows


def _refuse_columns(name: str, table: Table, wanted: Sequence[str]) -> None:
    missing = [column for column in wanted if column not in table.header]
    if missing:
        said = _(
            "these columns are missing: %(names)s; the file has: %(there)s",
            names=", ".join(missing),
            there=", ".join(table.header),
        )
        raise unusable(name, said, 1)
    twice = [column for column, times in Counter(table.header).items() if times > 1]
    if twice:
        said = _("these headings stand there twice: %(names)s; give each column its own", names=", ".join(twice))
        raise unusable(name, said, 1)


def _refuse_many(name: str, columns: Sequence[pd.Series], names: Sequence[str]) -> None:
    groups = len(set(zip(*columns, strict=True)))
    if groups > MOST_GROUPS:
        said = _(
            "»%(names)s« makes %(groups)s groups; group by columns with fewer values",
            names=", ".join(names),
            groups=groups,
        )
        raise unusable(name, said)


def _needed(column: str) -> Callable[[list[str]], pd.Series]:
    return partial(read_groups, column=column, needed=True)


def _together(parts: Sequence[pd.Series]) -> pd.Series | None:
    """One stratum per combination of the columns' values."""
    if not parts:
        return None
    return pd.Series(list(zip(*parts, strict=True)), dtype=object)


def _doubles(cells: _Cells, column: str, rounds: pd.Series) -> tuple[str, ...]:
    """Ids that stand twice in one round: probably the same person twice."""
    if column not in cells.columns:
        return ()
    ids = read_groups(cells.columns[column], column)
    counted = Counter((round_, id_) for round_, id_ in zip(rounds, ids, strict=True) if id_ is not None)
    return tuple(str(id_) for (_round, id_), times in counted.items() if times > 1)


def _numbers(name: str, texts: Sequence[str], rows: Sequence[int]) -> list[int]:
    found, faults = [], Faults()
    for text, row in zip(texts, rows, strict=True):
        people = census.people(text)
        if people is None:
            said = _("»%(text)s« is no number of people; write it in digits", text=text)
            faults.add(Fault(name, said, row, PEOPLE))
        found.append(people or 0)
    if faults.count:
        raise Unusable(faults)
    return found


def _refuse_equal_rows(name: str, cells: Mapping[str, Sequence[str]], rows: Sequence[int]) -> None:
    """Two rows about the same people would count them twice."""
    described = [column for column in cells if column != PEOPLE]
    seen: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(rows):
        key = tuple(cells[column][at].strip() for column in described)
        if key in seen:
            said = _("this row is about the same people as row %(row)s; keep one of the two", row=seen[key])
            raise unusable(name, said, row)
        seen[key] = row
