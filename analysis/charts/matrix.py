"""Who could offer what: activities by providers; the fuller the dot, the more ready. No dot: nobody yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, write_signs
from analysis.charts.rows import GAP, Place, lay_names
from analysis.charts.style import SIZES, WIDTHS, Point, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, width, wrap

DOT = 9.0
ROW = 24.0
AIR = 8.0
NARROW = 30.0
# How much of the dot is full.
READY = {"interested": 0.25, "named": 0.5, "agreed": 0.75, "fixed": 1.0}


@dataclass(frozen=True)
class Offer:
    """One offer: whose it is, and how ready (None: not to be shown)."""

    provider: str
    ready: str | None


@dataclass(frozen=True)
class Item:
    """One activity with all its offers."""

    name: str
    offers: list[Offer]


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of activity, label, provider, provider_label, readiness: one row for each offer.

    Readiness: interested, named, agreed, fixed; None is striped. An activity without a provider (None) stands with the
    word `nobody`. Rows and columns keep the table's order. Where the providers' names have no room beside each other,
    columns have numbers and the names stand above; on a phone each offer is a line below its activity.
    `texts`: `labels` {activity, provider: words}, `readiness` {code: words}, `nobody`, `few`.
    """
    check_size(size)
    items = _items(table.to_dict("records"), texts)
    if not items:
        return None
    providers = list(dict.fromkeys(offer.provider for item in items for offer in item.offers))
    heads = None if size == "phone" else _heads(items, providers, size)
    numbered = _numbered(providers) if heads == _numbers(providers) else []
    spots, above = lay_signs(_signs(items, texts), SIZES[size], WIDTHS[size])
    names, more = lay_signs(numbered, SIZES[size], WIDTHS[size])
    top = above + more + AIR + (max(map(len, heads)) * LINE * SIZES[size] if heads else 0)
    page = _table(items, providers, heads, (top, size), texts) if heads else _list(items, (top, size), texts)
    write_signs(page, spots, 0)
    write_signs(page, names, above)
    return page


def _items(rows: Sequence[Mapping[Any, Any]], texts: Mapping[str, Any]) -> list[Item]:
    items: dict[Any, Item] = {}
    for row in rows:
        item = items.setdefault(row["activity"], Item(label(texts, row["activity"], row.get("label")), []))
        if row["provider"] is not None:
            ready = row["readiness"] if row["readiness"] in READY else None
            item.offers.append(Offer(label(texts, row["provider"], row.get("provider_label")), ready))
    return list(items.values())


def _signs(items: Sequence[Item], texts: Mapping[str, Any]) -> list[Sign]:
    found = {offer.ready for item in items for offer in item.offers}
    signs = [Sign(str(texts["readiness"][code]), _ball(share)) for code, share in READY.items() if code in found]
    return signs + ([Sign(str(texts["few"]), stripes)] if None in found else [])


def _ball(share: float) -> Callable[[Sheet, Point], None]:
    """Make a dot that is full to this share, with an outline that can be seen on every ground."""

    def draw(page: Sheet, middle: Point) -> None:
        page.dot(middle, DOT, "card", "d1", 1.8)
        if share < 1:
            page.sector(middle, DOT, share, "d1")
        else:
            page.dot(middle, DOT, "d1", "d1", 1.8)

    return draw


def _heads(items: Sequence[Item], providers: Sequence[str], size: str) -> list[list[str]] | None:
    """Break the providers' names to their columns, or number them; None where not even numbers have room."""
    names = lay_names([item.name for item in items], size, ROW)
    room = (names.width - names.zero) / max(len(providers), 1) - AIR
    if not providers or room < NARROW:
        return None
    if max(width(word, SIZES[size]) for name in providers for word in name.split()) > room:
        return _numbers(providers)
    return [wrap(name, SIZES[size], room) for name in providers]


def _numbers(providers: Sequence[str]) -> list[list[str]]:
    return [[str(at)] for at in range(1, len(providers) + 1)]


def _numbered(providers: Sequence[str]) -> list[Sign]:
    """Say above the table whose number is whose."""

    def mark(number: str) -> Callable[[Sheet, Point], None]:
        return lambda page, middle: page.text(middle, number, bold=True, align="center")

    return [Sign(name, mark(str(at))) for at, name in enumerate(providers, start=1)]


def _table(
    items: Sequence[Item],
    providers: Sequence[str],
    heads: Sequence[list[str]],
    begin: tuple[float, str],
    texts: Mapping[str, Any],
) -> Sheet:
    top, size = begin
    names = lay_names([item.name for item in items], size, ROW, top)
    wide = (names.width - names.zero) / len(providers)
    with sheet(WIDTHS[size], names.bottom + 2, size) as page:
        for at, head in enumerate(heads):
            middle = names.zero + (at + 0.5) * wide
            page.lines((middle, top - AIR / 2 - len(head) * LINE * page.size / 2), head, colour="ink-2", align="center")
        for item, place in zip(items, names.places, strict=True):
            page.line((0, place.top), (names.width, place.top), "line", 0.8)
            _row(
                page,
                item,
                place,
                [names.zero + (providers.index(offer.provider) + 0.5) * wide for offer in item.offers],
            )
            if not item.offers:
                _nobody(page, (names.zero, place.mark), texts)
        names.write(page)
        return page


def _row(page: Sheet, item: Item, place: Place, middles: Sequence[float]) -> None:
    for offer, x in zip(item.offers, middles, strict=True):
        _mark(page, offer, (x, place.mark))


def _mark(page: Sheet, offer: Offer, middle: Point) -> None:
    (stripes if offer.ready is None else _ball(READY[offer.ready]))(page, middle)


def _nobody(page: Sheet, left: Point, texts: Mapping[str, Any]) -> None:
    """Say on honey that nobody offers it; `left` is the middle of the left edge."""
    page.box((left[0], left[1] - ROW / 2), page.width - left[0], ROW, "honey-soft")
    page.box((left[0], left[1] - ROW / 2), 5, ROW, "honey")
    page.text((left[0] + 5 + AIR, left[1]), str(texts["nobody"]))


def _list(items: Sequence[Item], begin: tuple[float, str], texts: Mapping[str, Any]) -> Sheet:
    """Write each offer as a line: its dot, and whose it is."""
    top, size = begin
    letters, whole = SIZES[size], WIDTHS[size]
    room = whole - 2 * DOT - 2 * GAP - AIR
    blocks = [[(offer, wrap(offer.provider, letters, room)) for offer in item.offers] for item in items]
    names = [wrap(item.name, letters, whole, bold=True) for item in items]
    step = LINE * letters
    heights = [
        len(name) * step + (sum(max(len(lines) * step + 6, ROW) for _, lines in block) or ROW) + 3 * AIR
        for name, block in zip(names, blocks, strict=True)
    ]
    with sheet(whole, top + sum(heights), size) as page:
        for name, block, height in zip(names, blocks, heights, strict=True):
            _block(page, name, block, top, texts)
            top += height
        return page


def _block(
    page: Sheet, name: list[str], block: Sequence[tuple[Offer, list[str]]], top: float, texts: Mapping[str, Any]
) -> None:
    step = LINE * page.size
    page.line((0, top), (page.width, top), "line", 0.8)
    page.lines((0, top + AIR + len(name) * step / 2), name, bold=True)
    y = top + AIR + len(name) * step + AIR / 2
    if not block:
        _nobody(page, (0, y + ROW / 2), texts)
    for offer, lines in block:
        height = max(len(lines) * step + 6, ROW)
        _mark(page, offer, (GAP + DOT, y + height / 2))
        page.lines((2 * GAP + 2 * DOT, y + height / 2), lines)
        y += height
