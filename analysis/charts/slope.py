"""What has changed from round to round: a line for each item, broken where it was asked otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, write_signs
from analysis.charts.shifts import Shift, draw_shifts
from analysis.charts.style import SIZES, WIDTHS, Point, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, number, width, wrap

DOT = 5.0
AIR = 8.0
CLEAR = 4.0
BOX = 30.0
LEADER = {"phone": 12.0, "screen": 22.0, "paper": 18.0}
TALL = {"phone": 300.0, "screen": 360.0, "paper": 300.0}
MOST = 12
"""More lines than these have a lane each: in one field their names would stand far from their dots."""

NAMES = {"phone": 0.44, "screen": 0.42, "paper": 0.42}


@dataclass(frozen=True)
class Tag:
    """Words beside a dot: the per cent and the lines of a name, the height they would like, and their dot."""

    said: str
    lines: list[str]
    wished: float
    begin: Point
    striped: bool = False


@dataclass(frozen=True)
class Field:
    """Where the rounds stand and where shares lie."""

    size: str
    rounds: list[float]
    top: float
    bottom: float
    highest: float
    column: float

    def y(self, share: float) -> float:
        """Turn a share into a distance from the top."""
        return self.bottom - share / self.highest * (self.bottom - self.top)


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of item, label, round, share (0 to 1), broken, in the order of the rounds.

    `broken` says that wording or way of asking changed since the round before: there is no line then. Names stand at
    the right, moved apart until none lies on another; a thin line leads to their dot. An item without a share in the
    last round has a small striped box. More than `MOST` items have a lane each instead. `texts`: `labels` {item,
    round: words}, `percent`, `break` (what a gap means), `few`.
    """
    check_size(size)
    rows = table.to_dict("records")
    rounds = list(dict.fromkeys(row["round"] for row in rows))
    items = _items(rows, rounds, texts)
    if not items:
        return None
    if len(items) > MOST:
        return draw_shifts(items, rounds, texts, size)
    field, names = _lay_out(items, rounds, texts, size)
    left, right = _left(items, field, texts), _right(items, names, field, texts)
    signs, below = lay_signs(_signs(items, texts), SIZES[size], WIDTHS[size])
    end = max([field.bottom, *(place + _tall(tag, size) / 2 for tag, place in [*left, *right])]) + AIR
    with sheet(WIDTHS[size], end + below, size) as page:
        _heads(page, field, rounds, texts, end)
        for item in items:
            _draw(page, field, item)
        for tag, place in left:
            _lead(page, tag, place, -LEADER[size])
            page.text((tag.begin[0] - LEADER[size], place), tag.said, align="right")
        for tag, place in right:
            _lead(page, tag, place, LEADER[size])
            _name(page, field, tag, place)
        write_signs(page, signs, end)
        return page


def _items(rows: Sequence[Mapping[Any, Any]], rounds: Sequence[Any], texts: Mapping[str, Any]) -> list[Shift]:
    found: dict[Any, dict[Any, Mapping[Any, Any]]] = {}
    for row in rows:
        found.setdefault(row["item"], {})[row["round"]] = row
    items = []
    for code, by_round in found.items():
        own = [by_round.get(each, {}) for each in rounds]
        name = label(texts, code, next(iter(by_round.values())).get("label"))
        items.append(Shift(name, [row.get("share") for row in own], [bool(row.get("broken")) for row in own]))
    return items


def _lay_out(
    items: Sequence[Shift], rounds: Sequence[Any], texts: Mapping[str, Any], size: str
) -> tuple[Field, list[list[str]]]:
    """Measure heads and names first: they decide how high the field must be."""
    letters, whole = SIZES[size], WIDTHS[size]
    widest = width(number(texts["percent"], 100), letters, bold=True)
    begin, end = widest + LEADER[size] + DOT + 2, whole * (1 - NAMES[size]) - LEADER[size] - DOT
    xs = [begin + at * (end - begin) / max(len(rounds) - 1, 1) for at in range(len(rounds))]
    column = 0.0 if size == "phone" else widest + AIR
    names = [wrap(item.name, letters, whole - end - LEADER[size] - DOT - 2 - column) for item in items]
    heads = [_head(at, xs, label(texts, each), size)[1] for at, each in enumerate(rounds)]
    top = max(map(len, heads)) * LINE * letters + 3 * AIR
    tall = sum((len(lines) + (not column)) * LINE * letters + CLEAR for lines in names)
    highest = max((share for item in items for share in item.shares if share is not None), default=0) or 1.0
    return Field(size, xs, top, top + max(TALL[size], tall), highest, column), names


def _percent(share: float | None) -> int:
    return round(100 * (share or 0))


def _left(items: Sequence[Shift], field: Field, texts: Mapping[str, Any]) -> list[tuple[Tag, float]]:
    """Write each per cent of the first round once, however many lines begin there."""
    shares = {_percent(share): share for share in (item.shares[0] for item in items) if share is not None}
    tags = []
    for whole, share in sorted(shares.items(), reverse=True):
        y = field.y(share)
        tags.append(Tag(number(texts["percent"], whole), [], y, (field.rounds[0] - DOT - 2, y)))
    return _apart(tags, field)


def _right(
    items: Sequence[Shift], names: Sequence[list[str]], field: Field, texts: Mapping[str, Any]
) -> list[tuple[Tag, float]]:
    """Write the names where their lines end; what has no number now stands below all that has one."""
    tags = []
    for item, lines in zip(items, names, strict=True):
        share = item.shares[-1]
        y = field.bottom if share is None else field.y(share)
        said = "" if share is None else number(texts["percent"], _percent(share))
        tags.append(Tag(said, lines, y, (field.rounds[-1] + DOT + 2, y), share is None))
    return _apart(sorted(tags, key=lambda tag: (tag.striped, tag.wished)), field)


def _tall(tag: Tag, size: str) -> float:
    """How high a tag is; on a phone the per cent stands above the name."""
    lines = len(tag.lines) + 1 if size == "phone" and tag.lines else max(len(tag.lines), 1)
    return lines * LINE * SIZES[size] + CLEAR


def _apart(tags: Sequence[Tag], field: Field) -> list[tuple[Tag, float]]:
    heights = [_tall(tag, field.size) for tag in tags]
    places = apart([tag.wished for tag in tags], heights, field.top - AIR, field.bottom + AIR)
    return list(zip(tags, places, strict=True))


def apart(wished: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Place things of these heights, sorted from the top, as near to where they wish to be as they can without overlap.

    Least squares: once each wish is shortened by what must lie above it, the order is all that is asked, so whatever
    stands against it shares its mean (pooling of adjacent violators). Too little room runs over the lower end.
    """
    above = [sum(heights[:at]) + height / 2 for at, height in enumerate(heights)]
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, above, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            before, members = pools.pop()
            mean, count = (mean * count + before * members) / (count + members), count + members
        pools.append((mean, count))
    free = max(bottom - sum(heights), top)
    starts = [min(max(mean, top), free) for mean, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(starts, above, strict=True)]


def _signs(items: Sequence[Shift], texts: Mapping[str, Any]) -> list[Sign]:
    signs = [Sign(str(texts["break"]), _gap)] if any(any(item.broken[1:]) for item in items) else []
    return signs + ([Sign(str(texts["few"]), stripes)] if any(item.shares[-1] is None for item in items) else [])


def _gap(page: Sheet, middle: Point) -> None:
    for way in (-1, 1):
        page.dot((middle[0] + way * 7, middle[1]), 3.5, "card", "d1", 2)


def _heads(page: Sheet, field: Field, rounds: Sequence[Any], texts: Mapping[str, Any], end: float) -> None:
    for at, (x, each) in enumerate(zip(field.rounds, rounds, strict=True)):
        page.line((x, field.top - AIR), (x, end - AIR), "line", 1)
        middle, head = _head(at, field.rounds, label(texts, each), field.size)
        page.lines((middle, field.top - 2 * AIR - len(head) * LINE * page.size / 2), head, bold=True, align="center")


def _head(at: int, rounds: Sequence[float], words: str, size: str) -> tuple[float, list[str]]:
    """Place a head over its round; the outer ones may lean outwards, one between them without room is left out."""
    letters, x = SIZES[size], rounds[at]
    low = (rounds[at - 1] + x + AIR) / 2 if at else 0.0
    high = (rounds[at + 1] + x - AIR) / 2 if at + 1 < len(rounds) else float(WIDTHS[size])
    if low and high < WIDTHS[size] and max(width(word, letters, bold=True) for word in words.split()) > high - low:
        return x, []
    head = wrap(words, letters, high - low, bold=True)
    half = max(width(line, letters, bold=True) for line in head) / 2
    return min(max(x, low + half), high - half), head


def _draw(page: Sheet, field: Field, item: Shift) -> None:
    """Draw the line piece by piece; the dots beside a break are hollow."""
    points = [
        None if share is None else (x, field.y(share)) for x, share in zip(field.rounds, item.shares, strict=True)
    ]
    for at, (a, b) in enumerate(pairwise(points), start=1):
        if a and b and not item.broken[at]:
            page.line(a, b, "d1", 2)
    for at, point in enumerate(points):
        if point:
            hollow = any(item.broken[at : at + 2]) if at else any(item.broken[1:2])
            page.dot(point, DOT, *(("card", "d1") if hollow else ("d1", "card")))


def _lead(page: Sheet, tag: Tag, place: float, way: float) -> None:
    """Lead from a dot to its words."""
    if not tag.striped:
        page.line(tag.begin, (tag.begin[0] + 5 * way / 6, place), "edge", 0.8)


def _name(page: Sheet, field: Field, tag: Tag, place: float) -> None:
    """Write the per cent, or the stripes that stand for it, and the name beside it or on a phone below it."""
    step = 0.0 if field.column else LINE * page.size / 2
    left, y = tag.begin[0] + LEADER[field.size], place - len(tag.lines) * step
    if tag.striped:
        page.hatched((left + max(field.column - AIR - BOX, 0), y - 6), BOX, 12)
    elif field.column:
        page.text((left + field.column - AIR, y), tag.said, bold=True, align="right")
    else:
        page.text((left, y), tag.said, bold=True)
    page.lines((left + field.column, place + step), tag.lines)
