"""A share with its range: a dot for what was answered, a broad bar for what it may be among all who live there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, swatch, write_signs
from analysis.charts.percent import AXIS, Percent, draw_percent, percent_axis
from analysis.charts.rows import GAP, Place, lay_names
from analysis.charts.style import Point, Sheet, sheet
from analysis.charts.words import label, number, width

BAR = 16.0
DOT = 6.0


@dataclass(frozen=True)
class Value:
    """What is known of a row: its share and range, and both in words; None where they are too few."""

    share: float | None
    low: float | None
    high: float | None
    said: str
    spread: str


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of option, label, share, low, high (0 to 1), in its order; without a share a row is striped.

    A share without low or high is a dot alone. The axis begins at 0 and ends at a whole number of per cent.
    `texts`: `labels` {option: words}, `percent`, `range` ("%(low)s–%(high)s %%", or a function of two whole numbers
    of per cent), `point` and `spread` (what the dot and what the bar is), `few`.
    """
    rows = table.to_dict("records")
    names = lay_names([label(texts, row["option"], row.get("label")) for row in rows], size, BAR) if rows else None
    if not names:
        return None
    values = [_value(row, texts) for row in rows]
    signs, below = lay_signs(_signs(values, texts), names.letters, names.width)
    said, spread = _columns(values, names.letters)
    # A phone needs its width for the bars; what they say in numbers stands in the table below.
    spread = 0.0 if names.above else spread
    reach = [end for value in values for end in (value.share, value.high)]
    axis = percent_axis(reach, names.zero, names.width - GAP - DOT - said - spread)
    with sheet(names.width, names.bottom + AXIS + below, size) as page:
        draw_percent(page, axis, names, texts["percent"])
        names.write(page)
        for value, place in zip(values, names.places, strict=True):
            _draw(page, axis, place, value, spread)
        write_signs(page, signs, names.bottom + AXIS)
        return page


def _value(row: Mapping[Any, Any], texts: Mapping[str, Any]) -> Value:
    share, low, high = row["share"], row.get("low"), row.get("high")
    if share is None:
        return Value(None, None, None, "", "")
    said = number(texts["percent"], round(100 * share))
    if low is None or high is None:
        return Value(share, None, None, said, "")
    ends = {"low": round(100 * low), "high": round(100 * high)}
    template = texts["range"]
    return Value(share, low, high, said, template(**ends) if callable(template) else template % ends)


def _columns(values: Sequence[Value], letters: float) -> tuple[float, float]:
    """Measure the two columns of words at the right: the share, and its range behind it."""
    spread = max(width(value.spread, letters) for value in values)
    return max(width(value.said, letters, bold=True) for value in values), spread and spread + GAP


def _signs(values: Sequence[Value], texts: Mapping[str, Any]) -> list[Sign]:
    signs = [Sign(str(texts["point"]), _dot)] if any(value.said for value in values) else []
    signs += [Sign(str(texts["spread"]), swatch("mid"))] if any(value.spread for value in values) else []
    return signs + ([Sign(str(texts["few"]), stripes)] if not all(value.said for value in values) else [])


def _dot(page: Sheet, middle: Point) -> None:
    page.dot(middle, DOT, "d1", "card")


def _draw(page: Sheet, axis: Percent, place: Place, value: Value, spread: float) -> None:
    top = place.mark - BAR / 2
    if value.share is None:
        end = axis.at(axis.ticks[-1] / 100)
        page.hatched((axis.zero, top - 2), end - axis.zero, BAR + 4)
        return
    if value.low is not None and value.high is not None:
        page.box((axis.at(value.low), top), axis.at(value.high) - axis.at(value.low), BAR, "mid", "edge")
    page.dot((axis.at(value.share), place.mark), DOT, "d1", "card")
    page.text((page.width - spread, place.mark), value.said, bold=True, align="right")
    if spread:
        page.text((page.width - spread + GAP, place.mark), value.spread, colour="ink-2")
