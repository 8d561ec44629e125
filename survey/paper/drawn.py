"""How the boxes of a question are set: lists, strips, tables and cards, by its layout and the room there is."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from survey.paper.items import Item, Tick
from survey.questionnaire.context import Context
from survey.questionnaire.paper import SHORT_LINE, Layout
from survey.questionnaire.places import map_of

SHORT = 34
"""Options of up to so many letters stand side by side."""

HEADS = {False: 64, True: 36}
"""So many letters fit over the columns of a table, in normal and in large print."""

MOST_COLUMNS = {False: 7, True: 5}
MOST_TOGETHER = {"cards": 2, "two": 30, "table": 12}
"""So many rows stay on one page; what is longer may go on over its end."""

PER_LINE = 70
MOST_LINES = 7


@dataclass(frozen=True)
class Group:
    """Boxes that belong together, with what they are about."""

    label: str
    only: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Row:
    """One row of a table, or one card with its questions."""

    label: str
    only: str
    groups: tuple[Group, ...]

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """All boxes of the row."""
        return tuple(tick for group in self.groups for tick in group.ticks)


@dataclass(frozen=True)
class Drawn:
    """What a template needs: `kind` names it."""

    kind: str
    ticks: tuple[Tick, ...] = ()
    rows: tuple[Row, ...] = ()
    beside: tuple[Tick, ...] = ()
    heads: tuple[str, ...] = ()
    fields: tuple[tuple[str, int, str], ...] = ()
    """Places to write on: field, how many boxes or lines, how it is to be written."""
    two: bool = False
    chart: Markup | str = ""

    @property
    def long(self) -> bool:
        """Whether it may go on over the end of a page; what is short stays on one."""
        most = MOST_TOGETHER.get("two" if self.two else self.kind, 14)
        return max(len(self.rows), len(self.ticks)) > most


def drawn(item: Item, context: Context, *, large: bool) -> Drawn:
    """Set one question."""
    layout = item.paper.layout
    about = tuple(tick for tick in item.ticks if tick.row)
    beside = tuple(tick for tick in item.ticks if not tick.row)
    if layout is Layout.TABLE and not _wide(about, large):
        return Drawn("table", rows=_rows(about), beside=beside, heads=_heads(about))
    if layout in (Layout.TABLE, Layout.CARDS):
        return Drawn("cards", rows=_rows(about), beside=beside)
    if layout is Layout.STRIP:
        return Drawn("strip", ticks=about, beside=beside)
    if layout is Layout.MAP:
        return _map(item, context)
    if layout is Layout.LIST:
        return Drawn("list", ticks=item.ticks, two=_side_by_side(item.ticks, large))
    return _written(item)


def _side_by_side(ticks: tuple[Tick, ...], large: bool) -> bool:
    fits = all(len(tick.label) <= SHORT and not (tick.hint or tick.only or tick.line) for tick in ticks)
    return fits and len(ticks) > 3 and not large


def _heads(ticks: Iterable[Tick]) -> tuple[str, ...]:
    return tuple(dict.fromkeys({tick.value: tick.label for tick in _first_row(ticks)}.values()))


def _first_row(ticks: Iterable[Tick]) -> list[Tick]:
    listed = list(ticks)
    return [tick for tick in listed if tick.row == listed[0].row]


def _wide(ticks: tuple[Tick, ...], large: bool) -> bool:
    """Columns that would be too narrow to read; then each row has its boxes below it."""
    heads = [tick.label for tick in _first_row(ticks)] if ticks else []
    longest = max((len(word) for head in heads for word in head.split()), default=0)
    too_many = len(heads) > (10 if longest < 3 else MOST_COLUMNS[large])
    return too_many or sum(map(len, heads)) > HEADS[large] or longest > HEADS[large] // max(len(heads), 1)


def _rows(ticks: Iterable[Tick]) -> tuple[Row, ...]:
    found: dict[str, list[Tick]] = {}
    for tick in ticks:
        found.setdefault(tick.key or tick.row, []).append(tick)
    return tuple(_row(listed) for listed in found.values())


def _row(ticks: list[Tick]) -> Row:
    groups: dict[str, list[Tick]] = {}
    for tick in ticks:
        groups.setdefault(tick.column, []).append(tick)
    inside = tuple(Group(label, listed[0].only if label else "", tuple(listed)) for label, listed in groups.items())
    return Row(ticks[0].row, "" if ticks[0].column else ticks[0].only, inside)


def _written(item: Item) -> Drawn:
    kind = "figures" if item.paper.layout is Layout.FIGURES else "lines"
    fields = tuple((line.field, _room(line.length, kind), line.sample) for line in item.paper.lines)
    return Drawn(kind if fields else "words", fields=fields)


def _room(length: int, kind: str) -> int:
    """How many boxes, or how many lines; long answers may go on where there is space."""
    if kind == "figures":
        return min(length, SHORT_LINE)
    return min(MOST_LINES, max(1, -(-length // PER_LINE)))


def _map(item: Item, context: Context) -> Drawn:
    squares = {tick.value: tick for tick in item.ticks if tick.value.startswith("map_")}
    others = tuple(tick for tick in item.ticks if tick.value not in squares)
    return Drawn("map", ticks=others, chart=_chart(squares, context), two=len(others) > 3)


def _chart(squares: dict[str, Tick], context: Context) -> Markup:
    """The outlines with their squares, each named so that it can be found from the list of answers."""
    found = map_of(context.shapes)
    if found is None or not squares:
        return Markup("")
    lines = Markup("").join(Markup('<path d="{}" class="edge"/>').format(line) for line in found.outlines)
    cells = Markup("").join(
        _square(place, squares[square.code]) for place, square in enumerate(found.squares) if square.code in squares
    )
    box = f"0 0 60 {found.rows * 10}"
    return Markup('<svg class="chart" viewBox="{}">{}{}</svg>').format(box, cells, lines)


def _square(place: int, tick: Tick) -> Markup:
    across, down = place % 6 * 10, place // 6 * 10
    return Markup(
        '<g role="img" data-of="{}={}"><title>{}</title><rect x="{}" y="{}" width="10" height="10" class="cell"/>'
        '<text x="{}" y="{}" class="cell-name">{}</text></g>'
    ).format(
        tick.field,
        tick.value,
        tick.label,
        across,
        down,
        across + 0.8,
        down + 2.6,
        tick.value.removeprefix("map_").upper(),
    )
