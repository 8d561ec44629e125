"""The tally as a table: how many people of which kind chose which option of which item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
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
        counted = _added_up(_frame(counts, COUNT_COLUMNS), [*DIMENSIONS, "item", "option"])
        people = _added_up(_frame(cells, CELL_COLUMNS), [*DIMENSIONS])
        return cls(counted, people, codebook, _people_per_round(people) if whole is None else dict(whole))

    @classmethod
    def from_respondents(cls, people: pd.DataFrame, codebook: Codebook, columns: Mapping[str, str]) -> "Cube":
        """Count a file with one row per person.

        `columns` says which column holds a dimension, for example `{"channel": "mode"}`; a dimension not named is
        empty. Each item of the codebook that is a column is counted; a missing value is a blank.
        """
        strata = pd.DataFrame({d: _labels(people, columns.get(d)) for d in DIMENSIONS}, index=people.index)
        parts = [strata.assign(**_answers(people[v.item], v)) for v in codebook if v.item in people.columns]
        counts = pd.concat(parts) if parts else _frame([], COUNT_COLUMNS)
        cells = _added_up(strata.assign(n=1), [*DIMENSIONS])
        return cls(_added_up(counts, [*DIMENSIONS, "item", "option"]), cells, codebook, _people_per_round(cells))

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
            _added_up(pd.concat([self.counts, other.counts]), [*DIMENSIONS, "item", "option"]),
            _added_up(pd.concat([self.cells, other.cells]), [*DIMENSIONS]),
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

    @cached_property
    def _sums(self) -> dict[str, dict[str, int]]:
        """Add the options up once, since a page asks for dozens of items."""
        found: dict[str, dict[str, int]] = {}
        sums = self.counts.groupby(["item", "option"], as_index=False)["n"].sum()
        for item, option, n in zip(sums["item"], sums["option"], sums["n"], strict=True):
            found.setdefault(str(item), {})[str(option)] = int(n)
        return found


def _frame(rows: Iterable[object], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(map(attrgetter(*columns), rows)), columns=list(columns))
    for dimension in DIMENSIONS:
        frame[dimension] = frame[dimension].astype(object).where(frame[dimension].notna(), "")
    return frame


def _added_up(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sums = [column for column in ("n", "s1", "s2") if column in frame]
    frame = frame.astype(dict.fromkeys(keys, object) | dict.fromkeys(sums, "float64"))
    return frame.groupby(keys, sort=True, as_index=False)[sums].sum().astype({"n": "int64"})


def _people_per_round(cells: pd.DataFrame) -> dict[Any, int]:
    return {round_: int(n) for round_, n in cells.groupby("round")["n"].sum().items()}


def _only(frame: pd.DataFrame, filters: Mapping[str, Any]) -> pd.DataFrame:
    for dimension, wanted in filters.items():
        values = list(wanted) if isinstance(wanted, list | tuple | set | frozenset) else [wanted]
        frame = frame[frame[dimension].isin(values)]
    return frame.reset_index(drop=True)


def _labels(people: pd.DataFrame, column: str | None) -> Any:
    return "" if column is None else people[column].astype(object).where(people[column].notna(), "")


def _answers(values: pd.Series, variable: Variable) -> dict[str, Any]:
    numeric = pd.to_numeric(values, errors="coerce").fillna(0) if variable.measure is Measure.NUMERIC else 0.0
    options = [_option(value, variable.measure) for value in values.astype(object)]
    return {"item": variable.item, "option": options, "n": 1, "s1": numeric, "s2": numeric**2}


def _option(value: Any, measure: Measure) -> str:
    """Read a cell of a file: numbers lose their `.0`, yes/no items are 1 and 0, and nothing is a blank."""
    if pd.isna(value) or value == "":
        return BLANK
    if measure is Measure.TEXT:
        return ANSWERED
    text = f"{value:g}" if isinstance(value, int | float) else str(value)
    return {"1": YES, "0": NO, "True": YES, "False": NO}.get(text, text) if measure is Measure.BINARY else text
