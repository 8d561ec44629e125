"""Who answered beside who lives here: two bars per group on one scale, honey where people are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd

from analysis.charts.style import SIZES, WIDTHS, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, number, width, wrap

BAR = 15.0
PAIR = 2 * BAR + 6
EDGE = 12.0
LOOK_HERE = frozenset({"missing", "fewer"})


@dataclass(frozen=True)
class Panel:
    """One group: its name's lines, the word of its verdict, its two shares, and where it lies."""

    names: list[str]
    word: str
    alarm: bool
    place: float | None
    answers: float
    top: float = 0.0
    height: float = 0.0


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of `coverage.coverage`: group, place_share, answer_share, verdict.

    Nothing is drawn while nobody has answered. `texts`: `labels` {group: words}, `place` and `answers` (what the two
    bars are), `percent` ("%(num)s %%"), `unknown` (nobody knows how many live here), `verdicts` {verdict: words}.
    """
    check_size(size)
    rows = [row for row in table.to_dict("records") if row["answer_share"] is not None]
    if not rows:
        return None
    panels = _placed([_panel(row, texts, size) for row in rows], size)
    names = 0.0 if size == "phone" else max(_name_width(panel, SIZES[size]) for panel in panels) + 2 * EDGE
    with sheet(WIDTHS[size], panels[-1].top + panels[-1].height + 2, size) as page:
        zero, scale = EDGE + names, _scale(page, panels, EDGE + names, texts)
        for at, panel in enumerate(panels):
            _ground(page, panel)
            _name(page, panel, size)
            _bars(page, panel, zero, scale, texts if at == 0 else {**texts, "place": "", "answers": ""})
        return page


def _panel(row: Mapping[Any, Any], texts: Mapping[str, Any], size: str) -> Panel:
    room = WIDTHS[size] - 2 * EDGE if size == "phone" else WIDTHS[size] * 0.34
    names = wrap(label(texts, row["group"]), SIZES[size], room, bold=True)
    word = str(texts.get("verdicts", {}).get(row["verdict"], ""))
    return Panel(names, word, row["verdict"] in LOOK_HERE, row["place_share"], row["answer_share"])


def _placed(panels: Sequence[Panel], size: str) -> list[Panel]:
    """Give every group its height: on a phone the name stands above the bars, and the word beside or below it."""
    heights = []
    for panel in panels:
        lines = _words(panel)
        text = len(lines) * LINE * SIZES[size]
        heights.append((text + 9 + PAIR if size == "phone" else max(text, PAIR)) + 2 * EDGE)
    tops = accumulate((height + 8 for height in heights), initial=0.0)
    parts = zip(panels, tops, heights, strict=False)
    return [Panel(p.names, p.word, p.alarm, p.place, p.answers, top, height) for p, top, height in parts]


def _words(panel: Panel) -> list[str]:
    return [*panel.names, panel.word] if panel.word else panel.names


def _name_width(panel: Panel, letters: float) -> float:
    return max(width(line, letters, bold=True) for line in [*panel.names, panel.word])


def _scale(page: Sheet, panels: Sequence[Panel], zero: float, texts: Mapping[str, Any]) -> float:
    """Make the bars as long as the words behind each of them allow."""
    room = page.width - zero - EDGE - 9
    ends = []
    for at, panel in enumerate(panels):
        for name, share in (("place", panel.place), ("answers", panel.answers)):
            words = _said(share or 0.0, {**texts, name: texts[name] if at == 0 else ""}, name)
            ends.append((room - width(words, page.size, bold=True)) / max(share or 0.0, 0.01))
    return min(ends)


def _ground(page: Sheet, panel: Panel) -> None:
    page.box((0, panel.top), page.width, panel.height, "honey-soft" if panel.alarm else "sunk")
    if panel.alarm:
        page.box((0, panel.top), 5, panel.height, "honey")


def _name(page: Sheet, panel: Panel, size: str) -> None:
    lines = _words(panel)
    step = LINE * page.size
    first = panel.top + EDGE + step / 2
    if size != "phone":
        first = panel.top + panel.height / 2 - step * (len(lines) - 1) / 2
    for at, line in enumerate(lines):
        page.text((EDGE, first + at * step), line, bold=at < len(panel.names))


def _bars(page: Sheet, panel: Panel, zero: float, scale: float, texts: Mapping[str, Any]) -> None:
    upper = panel.top + panel.height - EDGE - PAIR + BAR / 2
    if page.width != WIDTHS["phone"]:
        upper = panel.top + (panel.height - PAIR + BAR) / 2
    lower = upper + BAR + 6
    if panel.place is None:
        page.text((zero, upper), str(texts["unknown"]), colour="ink-2")
    else:
        page.box((zero, upper - BAR / 2), panel.place * scale, BAR, "card", "edge")
        _value(page, (zero + panel.place * scale, upper), panel.place, texts, "place")
    if panel.answers:
        page.box((zero, lower - BAR / 2), panel.answers * scale, BAR, "d1", "d1")
    _value(page, (zero + panel.answers * scale, lower), panel.answers, texts, "answers")


def _value(page: Sheet, end: tuple[float, float], share: float, texts: Mapping[str, Any], name: str) -> None:
    """Write the per cent behind its bar, in the first group with what the bar is."""
    page.text((end[0] + 9, end[1]), _said(share, texts, name), bold=name == "answers")


def _said(share: float, texts: Mapping[str, Any], name: str) -> str:
    return f"{number(texts['percent'], round(100 * share))} {texts[name]}".strip()
