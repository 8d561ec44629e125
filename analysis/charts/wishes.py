"""What people would come to: a lollipop per activity, most wanted first; the workshop's dots beside, never added."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.charts.beside import draw_beside
from analysis.charts.marks import DOT, stem
from analysis.charts.rows import Row, draw_rows
from analysis.charts.style import Sheet
from analysis.charts.words import label


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw `Demand.table` (activity, label, picked, use, band): the dotted part of a stem goes already.

    What cannot be told apart lies on one ground. A column `dots` (the workshop's dots for it; None: not asked there)
    puts a dot for each beside the survey's lollipops, or a bar where a row has more than `beside.MOST`; with heads,
    since the two are never added: other people, asked otherwise. `texts`: `labels` {activity: words}, `unit`
    ("%(num)s people"), and with dots `survey` and `workshop`.
    """
    records = table.to_dict("records")
    rows = [
        Row(
            label(texts, row["activity"], row.get("label")),
            row["picked"],
            min(row["use"], row["picked"]),
            row["band"],
        )
        for row in records
    ]
    dots = [row.get("dots") for row in records]
    if any(number is not None for number in dots):
        return draw_beside(rows, dots, texts, size)
    return draw_rows(rows, stem, texts, size, DOT)
