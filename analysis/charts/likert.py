"""How people answered a row of statements: against to the left, for to the right; in between and blanks stand apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts.legend import Sign, lay_signs, stripes, swatch, write_signs
from analysis.charts.rows import Names, Place, lay_names
from analysis.charts.style import SIZES, WIDTHS, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, number, width, wrap

BAR = 20.0
COLUMN = 92.0
AIR = 6.0
# From the weakest to the strongest on each side; lightness tells them apart, the side tells which is which.
AGAINST = ("d4", "d2")
FOR = ("mid", "d1")
QUIET: dict[str, Any] = {"colour": "ink-2", "align": "center"}


@dataclass(frozen=True)
class Item:
    """One statement: shares against (weakest first), in between and for, and what is written at its end."""

    name: str
    against: list[float]
    middle: str
    agree: list[float]
    blank: str
    base: str

    @property
    def net(self) -> float:
        """Share for minus share against."""
        return sum(self.agree) - sum(self.against)


@dataclass(frozen=True)
class Scale:
    """Where the two sides meet, how many pixels the whole is, and the room for the bars."""

    centre: float
    by: float
    left: float
    right: float


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of item, label, counts (a list from most against to most for), blank (people without an answer).

    Counts of an odd scale have their middle in between; a row without counts is striped. Shares are of those who
    answered; most for first, by share for minus share against. `texts`: `labels` {item: words}, `scale` (words in the
    order of the counts), `blank` (what blanks are), `percent`, `unit`, `few`.
    """
    check_size(size)
    items = sorted((_item(row, texts) for row in table.to_dict("records")), key=_order)
    if not items:
        return None
    signs, above = lay_signs(_signs(items, texts), SIZES[size], WIDTHS[size])
    below = _level([_below(item, texts, size) for item in items])
    heads = _heads(items, texts, size)
    top = above + max((len(head) for head in heads), default=0) * LINE * SIZES[size] + AIR
    bar = BAR + max(map(len, below)) * LINE * SIZES[size]
    names = lay_names([item.name for item in items], size, bar, top, above=True)
    scale = _scale(items, names, len(heads), texts)
    with sheet(WIDTHS[size], names.bottom + 4, size) as page:
        write_signs(page, signs, 0)
        names.write(page)
        for at, head in enumerate(heads):
            page.lines((_column(page, heads, at), top - len(head) * LINE * page.size / 2), head, **QUIET)
        for item, place, lines in zip(items, names.places, below, strict=True):
            _draw(page, scale, place, item, lines, texts)
            _columns(page, place, item, heads)
        return page


def _item(row: Mapping[Any, Any], texts: Mapping[str, Any]) -> Item:
    name, counts, blank = label(texts, row["item"], row.get("label")), row["counts"], row.get("blank")
    base = sum(counts or [])
    if not base:
        return Item(name, [], "", [], "", "")
    half = len(counts) // 2
    shares = [count / base for count in counts]
    middle = number(texts["percent"], round(100 * shares[half])) if len(counts) % 2 else ""
    said = "" if blank is None else str(blank)
    return Item(name, shares[:half][::-1], middle, shares[-half:], said, number(texts["unit"], base))


def _order(item: Item) -> tuple[bool, float]:
    """Most for first; what may not be shown stands last."""
    return not item.agree, -item.net


def _tones(ladder: Sequence[str], steps: int) -> list[str]:
    """The colours of one side, the strongest last; a side of one step is strong."""
    return list(ladder) if steps == 2 else [*(ladder[0] for _ in range(steps - 1)), ladder[-1]]


def _signs(items: Sequence[Item], texts: Mapping[str, Any]) -> list[Sign]:
    words = list(texts["scale"])
    half = len(words) // 2
    tones = [*reversed(_tones(AGAINST, half)), *_tones(FOR, half)]
    signs = [Sign(said, swatch(tone)) for said, tone in zip([*words[:half], *words[-half:]], tones, strict=True)]
    return signs + ([] if all(item.agree for item in items) else [Sign(str(texts["few"]), stripes)])


def _heads(items: Sequence[Item], texts: Mapping[str, Any], size: str) -> list[list[str]]:
    """The heads of the columns at the end of a row; a phone has none and writes them below the bar."""
    if size == "phone":
        return []
    middle = texts["scale"][len(texts["scale"]) // 2] if any(item.middle for item in items) else ""
    blank = texts["blank"] if any(item.blank for item in items) else ""
    return [wrap(str(words), SIZES[size], COLUMN - AIR) for words in (middle, blank, "")]


def _below(item: Item, texts: Mapping[str, Any], size: str) -> list[str]:
    if size != "phone" or not item.agree:
        return []
    middle = f"{texts['scale'][len(texts['scale']) // 2]}: {item.middle}" if item.middle else ""
    blank = f"{texts['blank']}: {item.blank}" if item.blank else ""
    lines = [""]
    for part in filter(None, (item.base, middle, blank)):
        together = f"{lines[-1]} · {part}" if lines[-1] else part
        if width(together, SIZES[size]) <= WIDTHS[size] - 20:
            lines[-1] = together
        else:
            lines += wrap(part, SIZES[size], WIDTHS[size] - 20)
    return [line for line in lines if line]


def _level(below: Sequence[list[str]]) -> list[list[str]]:
    """Give every row as many lines, so that all bars lie right below their names."""
    most = max(map(len, below))
    return [[*lines, *[""] * (most - len(lines))] for lines in below]


def _scale(items: Sequence[Item], names: Names, columns: int, texts: Mapping[str, Any]) -> Scale:
    """Give both sides as much room as their longest rows need, with a number at each end."""
    words = width(number(texts["percent"], 100), names.letters, bold=True) + AIR
    against = max(sum(item.against) for item in items)
    agree = max(sum(item.agree) for item in items)
    left, right = names.zero, names.width - columns * COLUMN
    by = (right - left - 2 * words - AIR) / max(against + agree, 0.01)
    return Scale(left + words + against * by, by, left, right)


def _draw(page: Sheet, scale: Scale, place: Place, item: Item, lines: Sequence[str], texts: Mapping[str, Any]) -> None:
    step = LINE * page.size
    middle = place.mark - len(lines) * step / 2
    if not item.agree:
        page.hatched((scale.left, middle - BAR / 2), scale.right - scale.left - AIR, BAR)
        return
    ends = []
    for way, shares, ladder in ((-1, item.against, AGAINST), (1, item.agree, FOR)):
        end = scale.centre
        for share, tone in zip(shares, _tones(ladder, len(shares)), strict=True):
            start, end = end, end + way * share * scale.by
            if share:
                page.box((min(start, end), middle - BAR / 2), abs(end - start), BAR, tone, "ink", 1)
        ends.append((end + way * AIR, number(texts["percent"], round(100 * sum(shares)))))
    page.line((scale.centre, middle - BAR / 2 - 5), (scale.centre, middle + BAR / 2 + 5), "ink", 1.5)
    page.text((ends[0][0], middle), ends[0][1], bold=True, align="right")
    page.text((ends[1][0], middle), ends[1][1], bold=True)
    if lines:
        page.lines((scale.left, middle + BAR / 2 + 3 + len(lines) * step / 2), list(lines), colour="ink-2")


def _column(page: Sheet, heads: Sequence[Any], at: int) -> float:
    return page.width - (len(heads) - at - 0.5) * COLUMN


def _columns(page: Sheet, place: Place, item: Item, heads: Sequence[Any]) -> None:
    """Write what stands apart: in between, blank, and of how many people."""
    if heads:
        for at, words in enumerate((item.middle, item.blank, item.base)):
            page.text((_column(page, heads, at), place.mark), words, **QUIET)
