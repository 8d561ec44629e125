"""What people would come to: a lollipop per activity, most wanted first."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.charts.marks import DOT, stem
from analysis.charts.rows import Row, draw_rows
from analysis.charts.style import Sheet
from analysis.charts.words import label


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw `Demand.table` (activity, label, picked, use, band): the dotted part of a stem goes already.

    What cannot be told apart lies on one ground. `texts`: `labels` {activity: words}, `unit` ("%(num)s people").
    """
    rows = [
        Row(
            label(texts, row["activity"], row.get("label")),
            row["picked"],
            min(row["use"], row["picked"]),
            row["band"],
        )
        for row in table.to_dict("records")
    ]
    return draw_rows(rows, stem, texts, size, DOT)
