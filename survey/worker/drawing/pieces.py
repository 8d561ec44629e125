"""What every drawing of a place is made of: its table, its words, and the key under which it is kept."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts import draw, png
from survey.figures import Figure
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent, text, use_language
from survey.questionnaire.codebook import codebook
from survey.questionnaire.model import Questionnaire

VERSION = 3
"""Raised when drawings of the same figures should look different."""

MOST_DOTS = 100
"""Up to here a page shows a dot for each person and needs no drawing."""

ROWS_OF_LISTS = 8
"""Lists show the answers given most often; all of them stand in the table."""

_TONES = {"yes": "answer", "maybe": "perhaps"}

Records = list[dict[str, Any]]


@dataclass(frozen=True)
class Drawing:
    """One chart to be drawn: which one, its table, and the words beside it."""

    name: str
    chart: str
    table: Records
    texts: dict[str, Any]

    def key(self, size: str, language: str) -> str:
        """Everything that decides how the drawing looks."""
        content = json.dumps([VERSION, self.chart, size, language, self.table, self.texts], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class Drawn:
    """A drawing to be kept, under its key."""

    name: str
    language: str
    size: str
    key: str
    drawing: Drawing

    def svg(self) -> str:
        """Draw it now; this is slow, so ask first whether it lies ready."""
        with use_language(self.language):
            return draw(self.drawing.chart, _frame(self.drawing.table), self._texts(), self.size)

    def png(self) -> bytes:
        """The same picture painted, for a file that leaves the page."""
        with use_language(self.language):
            return png(self.drawing.chart, _frame(self.drawing.table), self._texts(), self.size)

    def _texts(self) -> dict[str, Any]:
        spoken = {"unit": people, "percent": whole_percent, "range": _range}
        return {**self.drawing.texts, "key": f"{self.name}-{self.size}", **spoken}


class Names:
    """What the codes of a questionnaire are called in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        for variable in codebook(questionnaire, language):
            if variable.option:
                self._labels[variable.question, variable.option] = variable.label
            for code, label in () if variable.option else variable.options:
                self._labels[variable.question, code] = label
        self._activities = {code: text(known.label, language) for code, known in questionnaire.activities.items()}

    def of(self, question: str, code: str) -> str:
        """The label of one answer."""
        return self._labels.get((question, code), code)

    def activity(self, code: str) -> str:
        """What an activity of the catalogue is called; also one that nobody was asked about."""
        return self._activities.get(code, code)


@dataclass(frozen=True)
class Scene:
    """Of which place a drawing is, and what its answers are called in the language that is spoken now."""

    where: str
    names: Names


def people(n: int) -> str:
    """A number of people."""
    return ngettext("%(num)s person", "%(num)s people", n)


def whole_percent(whole: int) -> str:
    """A whole number of per cent."""
    return percent(whole / 100)


def _range(low: int, high: int) -> str:
    return _("%(low)s to %(high)s", low=number(low), high=percent(high / 100))


def texts(title: str, named: list[tuple[str, int]]) -> dict[str, str]:
    """The words for who listens: what it shows, its largest numbers, and where all the others stand."""
    largest = join_list(f"{name} {people(n)}" for name, n in named[:3])
    return {"title": title, "desc": _("%(list)s. All numbers stand in the table below the picture.", list=largest)}


def of_base(label: str, base: int | None) -> str:
    """A label that says of how many people it is, where not everybody could choose it."""
    return label if base is None else _("%(name)s, of %(num)s people", name=label, num=number(base))


def bars(name: str, chart: str, figure: Figure, names: Names, title: str) -> Drawing:
    """A question's answers in their own order."""
    rows = _counted(figure, names)
    if chart == name:
        rows = [{key: row[key] for key in ("option", "label", "count")} for row in rows]
    return Drawing(name, chart, rows, texts(title, _numbers(rows)))


def of_size(name: str, figure: Figure, names: Names, title: str, most: int = ROWS_OF_LISTS, chart: str = "") -> Drawing:
    """The answers given most often, the largest first; those that nobody gave are left out."""
    rows = sorted((row for row in _counted(figure, names) if row["count"]), key=lambda row: -row["count"])[:most]
    return Drawing(name, chart or name, rows, texts(title, _numbers(rows)))


def _counted(figure: Figure, names: Names) -> Records:
    return [
        {
            "option": row["code"],
            "label": of_base(names.of(figure["question"], row["code"]), row.get("base")),
            "count": row["n"] or 0,
            **({"tone": _TONES.get(row["code"], "none")} if row["code"] in ("yes", "maybe", "no") else {}),
        }
        for row in figure["rows"]
    ]


def _numbers(rows: Iterable[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(row["label"], row["count"]) for row in rows]


def _frame(table: Records) -> pd.DataFrame:
    """A table whose empty places stay None."""
    return pd.DataFrame(table, dtype=object)
