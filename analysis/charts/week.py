"""When people can come: a week as a table of numbers on grounds, dark where most can; a week for each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, write_signs
from analysis.charts.style import SIZES, WIDTHS, Point, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, width, wrap

CELL = 36.0
GAP = 3.0
BETWEEN = 26.0
NAMES = 0.36
SQUARE = 9.0
STEP = 13.0
# From nobody to most: four grounds, and which words can be read on them.
STEPS = (("card", "ink"), ("leaf-soft", "ink"), ("mid", "ink"), ("d1", "on-d1"))


@dataclass(frozen=True)
class Cell:
    """One time of the week: what is written in it, and how dark it is (None = too few to show).

    A `whole` cell is a day that was asked as one and lies on all its parts. `rooms`: in lines, so many squares.
    """

    lines: list[str]
    step: int | None
    best: bool = False
    whole: bool = False
    rooms: tuple[int, ...] = ()

    def height(self, step: float) -> float:
        """Measure what is in it; `step` is the height of a line of words."""
        return len(self.lines) * step + len(self.rooms) * STEP


@dataclass(frozen=True)
class Week:
    """The week of one group: its name's lines and its cells, row by row; None is a time that was never asked."""

    names: list[str]
    cells: list[list[Cell | None]]

    def told(self) -> bool:
        """Say whether any of its cells may be shown."""
        return any(cell.step is not None for cell in self.asked())

    def asked(self) -> list[Cell]:
        """List the times that were asked."""
        return [cell for row in self.cells for cell in row if cell]


@dataclass(frozen=True)
class Grid:
    """All measures: names of rows and columns, where cells begin, and how large they are; `down`: days are columns."""

    rows: list[list[str]]
    columns: list[list[str]]
    left: float
    wide: float
    heads: float
    heights: list[float]
    down: bool

    def extent(self, cell: Cell, row: int) -> Point:
        """Measure a cell of this row: a whole day runs over all parts, whichever way they lie."""
        if not cell.whole:
            return self.wide, self.heights[row]
        return (self.wide, sum(self.heights)) if self.down else (self.wide * len(self.columns), self.heights[row])

    def height(self) -> float:
        """Measure a week without its name."""
        return self.heads + sum(self.heights)


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of day, part, count and, if wanted, group, share, said and rooms, in the order of its rows.

    Days are columns, on a phone rows where there are more of them than parts. Dark is what is more than two thirds of
    the highest: of all shares where the table has them, else of the group's own counts. `said` is written instead of
    the count. The best times of each group have a strong outline. A row without a part is the whole day, in one field;
    a time without a row was never asked and stays blank, only one without a number is striped. `rooms` are squares
    below the number: what stands open then. `texts`: `labels` {day, part, group: words}, `best`, `few`, and `room`
    (what a square is) with rooms.
    """
    check_size(size)
    rows = table.to_dict("records")
    if not rows:
        return None
    days, parts = list(dict.fromkeys(row["day"] for row in rows)), _parts(rows)
    upright = size == "phone" and len(days) > len(parts)
    across, down = (parts, days) if upright else (days, parts)
    wide, left, names = _columns(across, down, texts, size)
    weeks = _weeks(rows, (down, across), texts, (WIDTHS[size], SIZES[size], wide))
    grid = _grid(names, weeks, (left, wide, SIZES[size]), not upright)
    signs, below = lay_signs(_signs(weeks, texts), SIZES[size], WIDTHS[size])
    heights = [len(week.names) * LINE * SIZES[size] + 6 * bool(week.names) + grid.height() for week in weeks]
    tops = list(accumulate((height + BETWEEN for height in heights), initial=2.0))
    with sheet(WIDTHS[size], tops[-1] - BETWEEN + below + 4, size) as page:
        for week, top in zip(weeks, tops, strict=False):
            _draw_week(page, week, grid, top, texts)
        write_signs(page, signs, tops[-1] - BETWEEN)
        return page


def _parts(rows: Sequence[Mapping[Any, Any]]) -> list[Any]:
    """List the parts of a day; where every day was asked as one there is one part without a name."""
    return list(dict.fromkeys(row["part"] for row in rows if row["part"])) or [""]


def _columns(
    across: Sequence[Any], down: Sequence[Any], texts: Mapping[str, Any], size: str
) -> tuple[float, float, tuple[list[list[str]], list[list[str]]]]:
    """Measure the names of the rows, and share what is left among the columns."""
    letters, whole = SIZES[size], WIDTHS[size]
    rows = [wrap(label(texts, code), letters, whole * NAMES) for code in down]
    left = max(width(line, letters) for lines in rows for line in lines) + 12
    wide = (whole - left - 2) / len(across)
    return wide, left, (rows, [wrap(label(texts, code), letters, wide - GAP - 2) for code in across])


def _weeks(
    rows: Sequence[Mapping[Any, Any]],
    order: tuple[Sequence[Any], Sequence[Any]],
    texts: Mapping[str, Any],
    room: tuple[float, float, float],
) -> list[Week]:
    whole, letters, wide = room
    groups = list(dict.fromkeys(row.get("group") for row in rows))
    # Shares may be compared between groups, counts of small and large groups may not.
    together = max((_value(row) or 0 for row in rows), default=0) if any(_shared(row) for row in rows) else None
    weeks = []
    for group in groups:
        own = [row for row in rows if row.get("group") == group]
        best = max((_value(row) or 0 for row in own), default=0)
        first = _parts(rows)[0]
        cells = {
            key: _cell(row, best, best if together is None else together, letters, wide)
            for row in own
            for key in ((row["day"], row["part"] or first), (row["part"] or first, row["day"]))
        }
        names = [] if group is None else wrap(label(texts, group), letters, whole, bold=True)
        weeks.append(Week(names, [[cells.get((a, b)) for b in order[1]] for a in order[0]]))
    return weeks


def _shared(row: Mapping[Any, Any]) -> bool:
    return row.get("share") is not None


def _value(row: Mapping[Any, Any]) -> float | None:
    value: float | None = row["share"] if _shared(row) else row["count"]
    return value


def _cell(row: Mapping[Any, Any], best: float, highest: float, letters: float, wide: float) -> Cell:
    value = _value(row)
    if value is None:
        return Cell([], None, whole=not row["part"])
    words = str(row["count"] if row.get("said") is None else row["said"])
    step = 0 if value <= 0 else min(int(3 * value / highest), 2) + 1
    lines = wrap(words, letters, wide - GAP - 6, bold=True)
    return Cell(lines, step, 0 < value == best, not row["part"], _in_lines(row.get("rooms") or 0, wide - GAP - 12))


def _in_lines(rooms: int, room: float) -> tuple[int, ...]:
    """Break squares into lines that fit."""
    most = max(int((room + STEP - SQUARE) / STEP), 1)
    return tuple(min(most, rooms - at) for at in range(0, rooms, most))


def _grid(
    names: tuple[list[list[str]], list[list[str]]], weeks: Sequence[Week], room: tuple[float, float, float], down: bool
) -> Grid:
    (rows, columns), (left, wide, letters) = names, room
    step = LINE * letters
    heights = []
    for at, lines in enumerate(rows):
        cells = [cell.height(step) for week in weeks for cell in week.cells[at] if cell]
        heights.append(max(CELL, *(high + 10 for high in [len(lines) * step, *cells])))
    return Grid(rows, columns, left, wide, max(map(len, columns)) * step + 6, heights, down)


def _signs(weeks: Sequence[Week], texts: Mapping[str, Any]) -> list[Sign]:
    cells = [cell for week in weeks for cell in week.asked()]
    signs = [Sign(str(texts["best"]), _ring)] if any(cell.best for cell in cells) else []
    signs += [Sign(str(texts["room"]), _room)] if any(cell.rooms for cell in cells) else []
    some = any(cell.step is None for week in weeks if week.told() for cell in week.asked())
    return [*signs, Sign(str(texts["few"]), stripes)] if some else signs


def _ring(page: Sheet, middle: tuple[float, float]) -> None:
    page.box((middle[0] - 11, middle[1] - 7), 22, 14, "mid")
    _frame(page, (middle[0] - 11, middle[1] - 7), 22, 14)


def _room(page: Sheet, middle: tuple[float, float]) -> None:
    _square(page, middle, "ink")


def _square(page: Sheet, middle: tuple[float, float], edge: str) -> None:
    page.box((middle[0] - SQUARE / 2, middle[1] - SQUARE / 2), SQUARE, SQUARE, "card", edge, 1.5)


def _frame(page: Sheet, corner: tuple[float, float], wide: float, height: float) -> None:
    """Draw a dark line with a light one inside: it stands out on every ground."""
    page.box((corner[0] + 2.5, corner[1] + 2.5), wide - 5, height - 5, None, "card", 2)
    page.box(corner, wide, height, None, "ink", 3.5)


def _draw_week(page: Sheet, week: Week, grid: Grid, top: float, texts: Mapping[str, Any]) -> None:
    if week.names:
        page.lines((0, top + len(week.names) * LINE * page.size / 2), week.names, bold=True)
        top += len(week.names) * LINE * page.size + 6
    tops = list(accumulate(grid.heights, initial=top + grid.heads))
    _names(page, grid, top, tops)
    if not week.told():
        _untold(page, grid, tops, texts)
        return
    for row, cells in enumerate(week.cells):
        for at, cell in enumerate(cells):
            if cell:
                _draw_cell(page, cell, (grid.left + at * grid.wide, tops[row]), *grid.extent(cell, row))


def _names(page: Sheet, grid: Grid, top: float, tops: Sequence[float]) -> None:
    for at, lines in enumerate(grid.columns):
        middle = (grid.left + (at + 0.5) * grid.wide, top + grid.heads - 4 - len(lines) * LINE * page.size / 2)
        page.lines(middle, lines, align="center", colour="ink-2")
    for lines, y, height in zip(grid.rows, tops, grid.heights, strict=False):
        page.lines((grid.left - 12, y + height / 2), lines, align="right", colour="ink-2")


def _draw_cell(page: Sheet, cell: Cell, corner: tuple[float, float], wide: float, height: float) -> None:
    inner = (corner[0] + GAP / 2, corner[1] + GAP / 2)
    if cell.step is None:
        page.hatched(inner, wide - GAP, height - GAP)
        return
    fill, ink = STEPS[cell.step]
    page.box(inner, wide - GAP, height - GAP, fill, "edge", 0.8)
    if cell.best:
        _frame(page, inner, wide - GAP, height - GAP)
    middle = (corner[0] + wide / 2, corner[1] + (height - len(cell.rooms) * STEP) / 2)
    page.lines(middle, cell.lines, bold=True, colour=ink, align="center")
    below = middle[1] + len(cell.lines) * LINE * page.size / 2
    for line, number in enumerate(cell.rooms):
        for at in range(number):
            left = middle[0] + (at - (number - 1) / 2) * STEP
            _square(page, (left, below + (line + 0.5) * STEP - 1), "ink" if ink == "ink" else "card")


def _untold(page: Sheet, grid: Grid, tops: Sequence[float], texts: Mapping[str, Any]) -> None:
    """A group of whom nothing may be shown has one striped field with the words on it."""
    wide, height = grid.wide * len(grid.columns), sum(grid.heights)
    page.hatched((grid.left + GAP / 2, tops[0] + GAP / 2), wide - GAP, height - GAP)
    page.plate((grid.left + wide / 2, tops[0] + height / 2), wrap(str(texts["few"]), page.size, wide - 40))
