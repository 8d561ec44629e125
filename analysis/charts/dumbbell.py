"""Who is missing: for each group a hollow dot for its share of the place and a full one for its share of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, write_signs
from analysis.charts.percent import AXIS, Percent, draw_percent, percent_axis
from analysis.charts.rows import Names, Place, lay_names
from analysis.charts.style import SIZES, WIDTHS, Point, Sheet, check_size, sheet
from analysis.charts.words import label, number, width

DOT = 7.5
BAR = 20.0
AIR = 6.0
LOOK_HERE = frozenset({"missing", "fewer"})


@dataclass(frozen=True)
class Group:
    """One group with its two shares (None: not known, or too few to show) and what is said of it."""

    name: str
    place: float | None
    answers: float | None
    word: str
    alarm: bool

    @property
    def gap(self) -> float:
        """How much larger its share of the place is; -2 where there is nothing to compare."""
        return -2.0 if self.place is None or self.answers is None else self.place - self.answers


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of `coverage.coverage`: group, place_share, answer_share, verdict; the largest gap first.

    A group that is missing, or clearly fewer, lies on honey with its word. A group without an answer_share is
    striped, one without a place_share has the full dot and the word `unknown`. `texts`: `labels` {group: words},
    `place`, `answers`, `percent`, `unknown`, `verdicts` {verdict: words}, `few`.
    """
    check_size(size)
    groups = sorted((_group(row, texts) for row in table.to_dict("records")), key=lambda group: -group.gap)
    if not groups:
        return None
    signs, above = lay_signs(_signs(groups, texts), SIZES[size], WIDTHS[size])
    names = lay_names([_name(group, size) for group in groups], size, BAR, above + AIR)
    said = width(number(texts["percent"], 100), names.letters, bold=True) + DOT + AIR
    shares = [share for group in groups for share in (group.place, group.answers)]
    words = 0.0 if names.above else max(width(group.word, names.letters, bold=True) for group in groups)
    axis = percent_axis(shares, names.zero + said, names.width - said - (words + AIR if words else 0) - AIR)
    with sheet(names.width, names.bottom + AXIS, size) as page:
        _grounds(page, groups, names)
        draw_percent(page, axis, names, texts["percent"])
        names.write(page)
        for group, place in zip(groups, names.places, strict=True):
            _draw(page, axis, place, group, texts)
            if not names.above:
                page.text((page.width - AIR, place.mark), group.word, bold=group.alarm, align="right")
        write_signs(page, signs, 0)
        return page


def _group(row: Mapping[Any, Any], texts: Mapping[str, Any]) -> Group:
    verdict, place, answers = row["verdict"], row["place_share"], row["answer_share"]
    word = str(texts.get("verdicts", {}).get(verdict, ""))
    if answers is None:
        return Group(label(texts, row["group"]), place, None, "", False)
    if place is None:
        return Group(label(texts, row["group"]), None, answers, str(texts["unknown"]), False)
    return Group(label(texts, row["group"]), place, answers, word, verdict in LOOK_HERE)


def _name(group: Group, size: str) -> str:
    """A phone has no room at the side, so the word follows the name."""
    return f"{group.name} – {group.word}" if size == "phone" and group.word else group.name


def _signs(groups: Sequence[Group], texts: Mapping[str, Any]) -> list[Sign]:
    signs = [Sign(str(texts["place"]), _hollow), Sign(str(texts["answers"]), _full)]
    return signs + ([Sign(str(texts["few"]), stripes)] if any(group.answers is None for group in groups) else [])


def _hollow(page: Sheet, middle: Point) -> None:
    page.dot(middle, DOT, "card", "ink", 2)


def _full(page: Sheet, middle: Point) -> None:
    page.dot(middle, DOT - 2, "d1", "d1", 1)


def _grounds(page: Sheet, groups: Sequence[Group], names: Names) -> None:
    for group, place in zip(groups, names.places, strict=True):
        if group.alarm:
            page.box((0, place.top + 1), page.width, place.height - 2, "honey-soft")
            page.box((0, place.top + 1), 5, place.height - 2, "honey")


def _draw(page: Sheet, axis: Percent, place: Place, group: Group, texts: Mapping[str, Any]) -> None:
    y = place.mark
    if group.answers is None:
        end = axis.at(axis.ticks[-1] / 100)
        page.hatched((axis.zero, y - BAR / 2), end - axis.zero, BAR)
        return
    shares = [(group.answers, True)] + ([] if group.place is None else [(group.place, False)])
    low, high = min(shares), max(shares)
    if low[0] < high[0]:
        page.line((axis.at(low[0]), y), (axis.at(high[0]), y), "edge", 3)
    # The full dot is the smaller one and lies on top: where both are the same, a ring around it says so.
    for share, full in reversed(shares):
        (_full if full else _hollow)(page, (axis.at(share), y))
    if len(shares) == 2:
        page.text((axis.at(low[0]) - DOT - AIR, y), _percent(low[0], texts), bold=low[1], align="right")
    page.text((axis.at(high[0]) + DOT + AIR, y), _percent(high[0], texts), bold=high[1])


def _percent(share: float, texts: Mapping[str, Any]) -> str:
    return number(texts["percent"], round(100 * share))
