"""How often people would come: bars for more than a hundred people; up to a hundred a page shows a dot for each."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.charts.marks import BAR, bar
from analysis.charts.rows import Row, draw_rows
from analysis.charts.style import Sheet
from analysis.charts.words import label
from analysis.need import REGULAR

PERHAPS = ("few",)


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of `estimates.shares` (option, label, count) in the questionnaire's order.

    Dark are those who would come regularly, blue a few times a year, hollow all others. A column `tone` (answer,
    perhaps, none) says it otherwise, for example for who would help.
    `texts`: `labels` {option: words}, `unit` ("%(num)s people").
    """
    rows = [
        Row(
            label(texts, row["option"], row.get("label")),
            row["count"],
            tone=row.get("tone") or _tone(row["option"]),
        )
        for row in table.to_dict("records")
    ]
    return draw_rows(rows, bar, texts, size, BAR)


def _tone(option: str) -> str:
    if option in REGULAR:
        return "answer"
    return "perhaps" if option in PERHAPS else "none"
