"""What the space must have: a lollipop per feature, most wanted first."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.charts.marks import DOT, stem
from analysis.charts.rows import Row, draw_rows
from analysis.charts.style import Sheet
from analysis.charts.words import label


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table of `estimates.picks` (option, label, count).

    `texts`: `labels` {option: words}, `unit` ("%(num)s people").
    """
    rows = [Row(label(texts, row["option"], row.get("label")), row["count"]) for row in table.to_dict("records")]
    return draw_rows(rows, stem, texts, size, DOT)
