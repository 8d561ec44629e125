"""Charts: each file with a `compose` is one chart, found by its name. A new chart is one new file."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from math import isnan
from pkgutil import iter_modules
from threading import RLock
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from analysis.charts.style import Sheet

Compose = Callable[[pd.DataFrame, Mapping[str, Any], str], "Sheet | None"]

SIZES = ("phone", "screen", "paper")
"""340 px wide with names above, 720 px with names at the side, 170 mm."""


_ONE_AT_A_TIME = RLock()
"""Threads draw one after the other: matplotlib's settings are those of the whole process."""


@cache
def registry() -> dict[str, Compose]:
    """Find all charts by name, so that nobody keeps a list."""
    modules = ((found.name, import_module(f"{__name__}.{found.name}")) for found in iter_modules(__path__))
    return {name: module.compose for name, module in modules if hasattr(module, "compose")}


def draw(name: str, table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> str:
    """Draw one chart as an SVG to stand inside a page; empty when the table has nothing to draw.

    `texts`: `key` (prefix of its ids, letters, digits, `-`, `_`), `title` (what it shows), `desc` (the sentence), and
    what the chart's own `compose` names. Texts that hold a number are a template with `%(num)s`, or a function of it.
    The same input gives the same bytes. An unknown name or size is a `ValueError` that lists those there are.
    """
    with _ONE_AT_A_TIME:
        page = _composed(name, table, texts, size)
        return page.svg(texts) if page else ""


def png(name: str, table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> bytes:
    """Paint the same chart as a PNG for a file that leaves the page: light colours, DejaVu Sans, white ground.

    Title and sentence travel inside the file. Empty when the table has nothing to draw; the same input gives the same
    bytes; refuses what `draw` refuses.
    """
    with _ONE_AT_A_TIME:
        page = _composed(name, table, texts, size)
        return page.png(texts) if page else b""


def _composed(name: str, table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> "Sheet | None":
    if name not in registry():
        raise ValueError(f"no chart {name!r}; there are: {', '.join(sorted(registry()))}")
    return registry()[name](_as_given(table), texts, size)


def _as_given(table: pd.DataFrame) -> pd.DataFrame:
    """Undo what pandas makes of None in a column of numbers: NaN for the empty place, and 5.0 for a count of 5."""
    return pd.DataFrame({name: pd.Series(map(_plain, table[name]), dtype=object) for name in table})


def _plain(value: Any) -> Any:
    if value is pd.NA or (isinstance(value, float) and isnan(value)):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
