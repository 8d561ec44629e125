"""The tally as a table: how many people of which kind chose which option of which item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import add, attrgetter
from typing import Any

import pandas as pd

from analysis.codebook import ANSWERED, BLANK, NO, NO_ANSWER, YES, Codebook, Measure, Variable

DIMENSIONS = ("round", "district", "channel", "access", "age", "gender")
COUNT_COLUMNS = (*DIMENSIONS, "item", "option", "n", "s1", "s2")
CELL_COLUMNS = (*DIMENSIONS, "n")


@dataclass(frozen=True)
class Cube:
    """Counts of options and of people, with the codebook that says what they mean.

    `counts`: DataFrame[round, district, channel, access, age, gender, item, option, n, s1, s2]; `n` people, `s1` and
    `s2` the sum and the sum of squares of their numbers (0 where the item is no number).
    `cells`: DataFrame[round, district, channel, access, age, gender, n], everybody who answered.
    `whole`: people per round before any slicing. Variances use it, as R's survey package does for a domain
    (Lumley, Complex Surveys, 2010, 2.2), so a slice must not forget it.
    """

    counts: pd.DataFrame
    cells: pd.DataFrame
    codebook: Codebook
    whole: Mapping[Any, int] = field(default_factory=dict)

    @classmethod
    def from_rows(
        cls,
        counts: Iterable[object],
        cells: Iterable[object],
        codebook: Codebook,
        whole: Mapping[Any, int] | None = None,
    ) -> "Cube":
        """Take the tally's rows as they are: any objects with the attributes of COUNT_COLUMNS and CELL_COLUMNS.

        Give `whole` (round → people) when the rows are only a part of their rounds.
        """
        counted = _added_up(map(attrgetter(*COUNT_COLUMNS), counts), COUNT_COLUMNS)
        people = _added_up(map(attrgetter(*CELL_COLUMNS), cells), CELL_COLUMNS)
        return cls(counted, people, codebook, _people_per_round(people) if whole is None else dict(whole))

    @classmethod
    def from_respondents(cls, people: pd.DataFrame, codebook: Codebook, columns: Mapping[str, str]) -> "Cube":
        """Count a file with one row per person.

        `columns` says which column holds a dimension, for example `{"channel": "mode"}`; a dimension not named is
        empty. Each item of the codebook that is a column is counted; a missing value is a blank.
        """
        strata = list(zip(*(_labels(people, columns.get(dimension)) for dimension in DIMENSIONS), strict=True))
        asked = [variable for variable in codebook if variable.item in people.columns]
        rows = (row for variable in asked for row in _answers(strata, people[variable.item].tolist(), variable))
        cells = _added_up(((*stratum, 1) for stratum in strata), CELL_COLUMNS)
        return cls(_added_up(rows, COUNT_COLUMNS), cells, codebook, _people_per_round(cells))

    def slice(self, **filters: Any) -> "Cube":
        """Keep only some people: `slice(district="polje")`, `slice(age=["a15_29", "a30_44"])`.

        A value that nobody has gives an empty cube; a word that is no dimension is a `ValueError`.
        """
        unknown = sorted(set(filters) - set(DIMENSIONS))
        if unknown:
            raise ValueError(f"a cube has no {', '.join(unknown)}; slice by {', '.join(DIMENSIONS)}")
        return Cube(_only(self.counts, filters), _only(self.cells, filters), self.codebook, self.whole)

    def __add__(self, other: "Cube") -> "Cube":
        """Put pieces together again: other rounds, or other slices of the same rounds."""
        clashes = [r for r in self.whole.keys() & other.whole.keys() if self.whole[r] != other.whole[r]]
        if clashes:
            raise ValueError(f"these are not pieces of one whole: round {clashes[0]} has two sizes")
        known = dict.fromkeys((*self.codebook, *other.codebook))
        return Cube(
            _added_up(chain(_rows(self.counts), _rows(other.counts)), COUNT_COLUMNS),
            _added_up(chain(_rows(self.cells), _rows(other.cells)), CELL_COLUMNS),
            Codebook(tuple(known)),
            {**self.whole, **other.whole},
        )

    def total(self) -> int:
        """Count the people who answered."""
        return int(self.cells["n"].sum())

    def whole_total(self) -> int:
        """Count the people of all rounds this cube has people from: the n of every variance."""
        rounds = set(self.cells["round"])
        return sum(n for round_, n in self.whole.items() if round_ in rounds)

    def groups(self, by: str) -> tuple[Any, ...]:
        """List the values a dimension has among the people, in order."""
        return tuple(sorted(set(self.cells[by]), key=str))

    def people(self, by: str) -> dict[Any, int]:
        """Count the people per value of a dimension."""
        return {group: int(n) for group, n in self.cells.groupby(by)["n"].sum().items()}

    def options(self, item: str) -> dict[str, int]:
        """Count the people per option of an item, reserved codes included; every option is there, if only as 0."""
        order = self.codebook.item(item).option_codes() if item in self.codebook else ()
        return {**dict.fromkeys(order, 0), **self._sums.get(item, {})}

    def base(self, item: str) -> int:
        """Count the people who answered an item: not blank, not refused, not left out by the path."""
        return sum(n for option, n in self.options(item).items() if option not in NO_ANSWER)

    def rows_of(self, item: str) -> pd.DataFrame:
        """Take the counts of one item, with the row number of each one's people in `cells` in a column `cell`.

        Looked up once for all items. Counts of people who are not in `cells` are a `ValueError`.
        """
        return self._placed.get(item, self.counts.iloc[:0].assign(cell=0))

    @cached_property
    def _placed(self) -> dict[str, pd.DataFrame]:
        placed = self.counts.assign(cell=self.cell_numbers(self.counts))
        return {str(item): rows for item, rows in placed.groupby("item", sort=False)}

    def cell_numbers(self, rows: pd.DataFrame) -> list[int]:
        """Find the row number in `cells` of the people that each row of `rows` is about."""
        try:
            return [self._numbers[key] for key in _rows(rows[list(DIMENSIONS)])]
        except KeyError as fault:
            raise ValueError(f"the cube counts answers of people it does not know: {fault}") from None

    @cached_property
    def _numbers(self) -> dict[tuple[Any, ...], int]:
        return {key: number for number, key in enumerate(_rows(self.cells[list(DIMENSIONS)]))}

    @cached_property
    def _sums(self) -> dict[str, dict[str, int]]:
        """Add the options up once, since a page asks for dozens of items."""
        found: dict[str, dict[str, int]] = {}
        sums = self.counts.groupby(["item", "option"], as_index=False)["n"].sum()
        for item, option, n in zip(sums["item"], sums["option"], sums["n"], strict=True):
            found.setdefault(str(item), {})[str(option)] = int(n)
        return found


def _rows(frame: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    return frame.itertuples(index=False, name=None)


def _added_up(rows: Iterable[tuple[Any, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Add up rows of the same kind of people and sort them, so that their order never matters."""
    keys = columns.index("n")
    sums: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        key, numbers = tuple(map(_known, row[:keys])), row[keys:]
        sums[key] = tuple(map(add, sums[key], numbers)) if key in sums else numbers
    ordered = sorted(sums.items(), key=lambda pair: tuple(map(str, pair[0])))
    frame = pd.DataFrame([(*key, *numbers) for key, numbers in ordered], columns=list(columns))
    return frame.astype({"n": "int64"} | dict.fromkeys(columns[keys + 1 :], "float64"))


def _known(value: Any) -> Any:
    return "" if pd.isna(value) else value


def _people_per_round(cells: pd.DataFrame) -> dict[Any, int]:
    return {round_: int(n) for round_, n in cells.groupby("round")["n"].sum().items()}


def _only(frame: pd.DataFrame, filters: Mapping[str, Any]) -> pd.DataFrame:
    for dimension, wanted in filters.items():
        values = list(wanted) if isinstance(wanted, list | tuple | set | frozenset) else [wanted]
        frame = frame[frame[dimension].isin(values)]
    return frame.reset_index(drop=True)


def _labels(people: pd.DataFrame, column: str | None) -> list[Any]:
    return [""] * len(people) if column is None else people[column].tolist()


def _answers(strata: Sequence[tuple[Any, ...]], values: Sequence[Any], variable: Variable) -> Iterator[tuple[Any, ...]]:
    """Turn one column of a file into rows of counts, one per person."""
    for stratum, value in zip(strata, values, strict=True):
        option = _option(value, variable.measure)
        number = float(option) if variable.measure is Measure.NUMERIC and not option.startswith("_") else 0.0
        yield (*stratum, variable.item, option, 1, number, number**2)


def _option(value: Any, measure: Measure) -> str:
    """Read a cell of a file: numbers lose their `.0`, yes/no items are 1 and 0, and nothing is a blank."""
    if pd.isna(value) or value == "":
        return BLANK
    if measure is Measure.TEXT:
        return ANSWERED
    text = f"{value:g}" if isinstance(value, int | float) else str(value)
    return {"1": YES, "0": NO, "True": YES, "False": NO}.get(text, text) if measure is Measure.BINARY else text
