"""What has changed from round to round: a line for each item, broken where it was asked otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, write_signs
from analysis.charts.style import SIZES, WIDTHS, Point, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, number, width, wrap

DOT = 5.0
AIR = 8.0
LEADER = 18.0
TALL = {"phone": 300.0, "screen": 360.0, "paper": 300.0}
NAMES = {"phone": 0.44, "screen": 0.42, "paper": 0.42}


@dataclass(frozen=True)
class Item:
    """One line: its name, its share in each round (None: too few, or not asked), and before which rounds it breaks."""

    name: str
    shares: list[float | None]
    broken: list[bool]

    @property
    def last(self) -> int | None:
        """The last round with a share."""
        return max((at for at, share in enumerate(self.shares) if share is not None), default=None)


@dataclass(frozen=True)
class Tag:
    """Words beside a dot: their lines, the height they would like and the one they get."""

    lines: list[str]
    wished: float
    place: float
    begin: Point
    striped: bool = False


@dataclass(frozen=True)
class Field:
    """Where the rounds stand and where shares lie."""

    rounds: list[float]
    top: float
    bottom: float
    highest: float

    def y(self, share: float) -> float:
        """Turn a share into a distance from the top."""
        return self.bottom - share / self.highest * (self.bottom - self.top)


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of item, label, round, share (0 to 1), broken, in the order of the rounds.

    `broken` says that wording or way of asking changed since the round before: there is no line then. Names stand at
    the right, moved apart until none lies on another; a thin line leads to their dot. An item without a share in the
    last round has a small striped box. `texts`: `labels` {item, round: words}, `percent`, `break` (what a gap means),
    `few`.
    """
    check_size(size)
    rows = table.to_dict("records")
    rounds = list(dict.fromkeys(row["round"] for row in rows))
    items = _items(rows, rounds, texts)
    if not items:
        return None
    heads, field, left, right = _lay_out(items, rounds, texts, size)
    signs, below = lay_signs(_signs(items, texts), SIZES[size], WIDTHS[size])
    end = max([field.bottom, *(tag.place + len(tag.lines) * LINE * SIZES[size] / 2 for tag in [*left, *right])]) + AIR
    with sheet(WIDTHS[size], end + below, size) as page:
        for x, head in zip(field.rounds, heads, strict=True):
            page.line((x, field.top - AIR), (x, end - AIR), "line", 1)
            _head(page, x, head)
        for item in items:
            _draw(page, field, item)
        for tag in left:
            _lead(page, tag, "right")
        for tag in right:
            _lead(page, tag, "left")
        write_signs(page, signs, end)
        return page


def _items(rows: Sequence[Mapping[Any, Any]], rounds: Sequence[Any], texts: Mapping[str, Any]) -> list[Item]:
    found: dict[Any, dict[Any, Mapping[Any, Any]]] = {}
    for row in rows:
        found.setdefault(row["item"], {})[row["round"]] = row
    items = []
    for code, by_round in found.items():
        own = [by_round.get(each, {}) for each in rounds]
        name = label(texts, code, next(iter(by_round.values())).get("label"))
        items.append(Item(name, [row.get("share") for row in own], [bool(row.get("broken")) for row in own]))
    return items


def _lay_out(
    items: Sequence[Item], rounds: Sequence[Any], texts: Mapping[str, Any], size: str
) -> tuple[list[list[str]], Field, list[Tag], list[Tag]]:
    """Measure heads and names first: they decide how high the field must be."""
    letters, whole = SIZES[size], WIDTHS[size]
    begin = width(number(texts["percent"], 100), letters) + LEADER + DOT + AIR
    end = whole * (1 - NAMES[size]) - LEADER - DOT
    xs = [begin + at * (end - begin) / max(len(rounds) - 1, 1) for at in range(len(rounds))]
    room = min((end - begin) / max(len(rounds) - 1, 1) - AIR, 2 * begin)
    heads = [wrap(label(texts, each), letters, max(room, 40)) for each in rounds]
    top = max(map(len, heads)) * LINE * letters + 3 * AIR
    words = [_words(item, texts, letters, whole * NAMES[size] - AIR) for item in items]
    tall = max(TALL[size], sum(len(lines) for lines in words) * LINE * letters + 5 * len(items))
    highest = max((share for item in items for share in item.shares if share is not None), default=0) or 1.0
    field = Field(xs, top, top + tall, highest)
    return heads, field, _left(items, field, texts, letters), _right(items, words, field, letters)


def _words(item: Item, texts: Mapping[str, Any], letters: float, room: float) -> list[str]:
    said = "" if item.last is None or item.shares[-1] is None else number(texts["percent"], _percent(item.shares[-1]))
    return wrap(f"{item.name} {said}".strip(), letters, room)


def _percent(share: float | None) -> int:
    return round(100 * (share or 0))


def _left(items: Sequence[Item], field: Field, texts: Mapping[str, Any], letters: float) -> list[Tag]:
    """Write each per cent of the first round once, however many lines begin there."""
    shares = {_percent(share): share for share in (item.shares[0] for item in items) if share is not None}
    tags = []
    for said, share in sorted(shares.items(), reverse=True):
        y = field.y(share)
        tags.append(Tag([number(texts["percent"], said)], y, y, (field.rounds[0] - DOT - 2, y)))
    return apart(tags, letters, field.top, field.bottom)


def _right(items: Sequence[Item], words: Sequence[list[str]], field: Field, letters: float) -> list[Tag]:
    tags = []
    for item, lines in zip(items, words, strict=True):
        last = item.last
        y = field.bottom if last is None else field.y(item.shares[last] or 0.0)
        tags.append(Tag(lines, y, y, (field.rounds[-1] + DOT + 2, y), item.shares[-1] is None))
    # What has no number now stands below all that has one.
    tags.sort(key=lambda tag: (tag.striped, tag.wished))
    return apart(tags, letters, field.top, field.bottom)


def apart(tags: Sequence[Tag], letters: float, top: float, bottom: float) -> list[Tag]:
    """Move tags, sorted from the top, no farther than needed so that none lies on another and none beyond the ends."""
    heights = [len(tag.lines) * LINE * letters + 4 for tag in tags]
    places: list[float] = []
    free = top - letters
    for tag, height in zip(tags, heights, strict=True):
        places.append(max(tag.wished, free + height / 2))
        free = places[-1] + height / 2
    free = bottom + letters
    for at in reversed(range(len(places))):
        places[at] = min(places[at], free - heights[at] / 2)
        free = places[at] - heights[at] / 2
    return [Tag(tag.lines, tag.wished, place, tag.begin, tag.striped) for tag, place in zip(tags, places, strict=True)]


def _signs(items: Sequence[Item], texts: Mapping[str, Any]) -> list[Sign]:
    signs = [Sign(str(texts["break"]), _gap)] if any(any(item.broken[1:]) for item in items) else []
    return signs + ([Sign(str(texts["few"]), stripes)] if any(item.shares[-1] is None for item in items) else [])


def _gap(page: Sheet, middle: Point) -> None:
    for way in (-1, 1):
        page.dot((middle[0] + way * 10, middle[1]), 3.5, "card", "d1", 2)


def _head(page: Sheet, x: float, head: list[str]) -> None:
    half = max(width(line, page.size, bold=True) for line in head) / 2
    page.lines((max(x, half), AIR + len(head) * LINE * page.size / 2), head, bold=True, align="center")


def _draw(page: Sheet, field: Field, item: Item) -> None:
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


def _lead(page: Sheet, tag: Tag, align: str) -> None:
    way = -1 if align == "right" else 1
    end = (tag.begin[0] + way * LEADER, tag.place)
    if tag.striped:
        page.hatched((end[0] - LEADER + 4, tag.place - 6), 14, 12)
    else:
        page.line(tag.begin, (end[0] - way * 3, end[1]), "edge", 0.8)
    page.lines(end, tag.lines, align=align)
