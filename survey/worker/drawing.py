"""The drawings of a place, in every language and for both sizes, each made once for what it shows."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts import draw, png
from survey.figures import ChartKeys, Figure, Group, Live, Settled, Wishes
from survey.i18n import LANGUAGES, join_list, language, ngettext, number, percent, use_language
from survey.i18n import gettext as _
from survey.questionnaire.codebook import codebook
from survey.questionnaire.model import Questionnaire
from survey.worker.captions import groups, verdicts, ways
from survey.worker.place import Place

SIZES = ("phone", "screen")
PAPER = "paper"
"""The size for files that are printed."""

VERSION = 3
"""Raised when drawings of the same figures should look different."""

MOST_DOTS = 100
"""Up to here a page shows a dot for each person and needs no drawing."""

ROWS = 12
"""More wishes than these stand in the table only; other lists show their first eight."""

ROWS_OF_LISTS = 8
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
            return draw(self.drawing.chart, _frame(self.drawing.table), _said(self.drawing, self.size), self.size)


def _said(drawing: Drawing, size: str) -> dict[str, Any]:
    return {**drawing.texts, "key": f"{drawing.name}-{size}", "unit": _people, "percent": _percent}


def painted(where: str, asked: Questionnaire, live: Live, settled: Settled | None) -> dict[str, bytes]:
    """The drawings of a place as pictures for a file that leaves the page, in the language spoken now; slow."""
    made = [*_drawings(where, asked, live, language()), *(_coverage(where, settled) if settled else ())]
    return {one.name: png(one.chart, _frame(one.table), _said(one, PAPER), PAPER) for one in made}


def painted_map(town: str, rows: Records) -> bytes:
    """The map as a picture; nothing where no district has a border."""
    return next((png(one.chart, _frame(one.table), _said(one, SIZES[0]), SIZES[0]) for one in _map(town, rows)), b"")


def _frame(table: Records) -> pd.DataFrame:
    """A table whose empty places stay None."""
    return pd.DataFrame(table, dtype=object)


def _people(n: int) -> str:
    return ngettext("%(num)s person", "%(num)s people", n)


def _percent(whole: int) -> str:
    return percent(whole / 100)


def of_live(place: Place, live: Live) -> list[Drawn]:
    """Every drawing of a district's plain totals."""
    where, asked = place.district.name, place.asked.questionnaire
    return list(in_every_language(lambda spoken: _drawings(where, asked, live, spoken)))


def of_settled(place: Place, settled: Settled) -> list[Drawn]:
    """The drawing of who answered beside who lives here."""
    return list(in_every_language(lambda _spoken: _coverage(place.district.name, settled)))


def of_town(town: str, rows: Records) -> list[Drawn]:
    """The map with what every district says; it stands in a narrow column on every screen."""
    return list(in_every_language(lambda _spoken: _map(town, rows), sizes=SIZES[:1]))


def in_every_language(drawings: Callable[[str], Iterable[Drawing]], sizes: tuple[str, ...] = SIZES) -> Iterator[Drawn]:
    """Each drawing with the words of each language, in both sizes."""
    for spoken in LANGUAGES:
        with use_language(spoken):
            made = list(drawings(spoken))
        for drawing in made:
            for size in sizes:
                yield Drawn(drawing.name, spoken, size, drawing.key(size, spoken), drawing)


def keys(drawn: list[Drawn]) -> dict[str, ChartKeys]:
    """Where the drawings of a page lie."""
    found: dict[str, ChartKeys] = {}
    for one in drawn:
        found.setdefault(one.name, {"keys": {}})["keys"].setdefault(one.language, {})[one.size] = one.key
    return found


def _drawings(where: str, asked: Questionnaire, live: Live, spoken: str) -> Iterator[Drawing]:
    names = Names(asked, spoken)
    if live["need"] and live["need"]["intent"]["base"] > MOST_DOTS:
        title = _("How often people from %(place)s would come", place=where)
        yield bars("need", "need", live["need"]["intent"], names, title)
    if live["wishes"] and any(row["picked"] for row in live["wishes"]["rows"]):
        yield _wishes(live["wishes"], names, _("What people from %(place)s would come to", place=where))
    if live["features"] and live["features"]["base"]:
        title = _("What the space must have for people from %(place)s", place=where)
        yield of_size("features", live["features"], names, title)
    if live["willing"] and live["willing"]["base"] > MOST_DOTS:
        yield bars("willing", "need", live["willing"], names, _("Who would help in %(place)s", place=where))
    if live["hear"] and live["hear"]["base"]:
        title = _("How people from %(place)s hear about events", place=where)
        yield of_size("hear", live["hear"], names, title)
    if live["answers"] > MOST_DOTS:
        yield _ways(live, _("In which ways people from %(place)s answered", place=where))


class Names:
    """What the codes of a questionnaire are called in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        for variable in codebook(questionnaire, language):
            if variable.option:
                self._labels[variable.question, variable.option] = variable.label
            for code, label in () if variable.option else variable.options:
                self._labels[variable.question, code] = label

    def of(self, question: str, code: str) -> str:
        """The label of one answer."""
        return self._labels.get((question, code), code)


def _texts(title: str, named: list[tuple[str, int]]) -> dict[str, str]:
    """The words for who listens: what it shows, its largest numbers, and where all the others stand."""
    largest = join_list(f"{name} {_people(n)}" for name, n in named[:3])
    return {"title": title, "desc": _("%(list)s. All numbers stand in the table below the picture.", list=largest)}


def _counted(figure: Figure, names: Names) -> Records:
    return [
        {
            "option": row["code"],
            "label": _of(names.of(figure["question"], row["code"]), row.get("base")),
            "count": row["n"] or 0,
            **({"tone": _TONES.get(row["code"], "none")} if row["code"] in ("yes", "maybe", "no") else {}),
        }
        for row in figure["rows"]
    ]


def _of(label: str, base: int | None) -> str:
    """A label that says of how many people it is, where not everybody could choose it."""
    return label if base is None else _("%(name)s, of %(num)s people", name=label, num=number(base))


def bars(name: str, chart: str, figure: Figure, names: Names, title: str) -> Drawing:
    """A question's answers in their own order."""
    rows = _counted(figure, names)
    if chart == name:
        rows = [{key: row[key] for key in ("option", "label", "count")} for row in rows]
    return Drawing(name, chart, rows, _texts(title, [(row["label"], row["count"]) for row in rows]))


def of_size(name: str, figure: Figure, names: Names, title: str, most: int = ROWS_OF_LISTS, chart: str = "") -> Drawing:
    """The answers given most often, the largest first; those that nobody gave are left out."""
    rows = sorted((row for row in _counted(figure, names) if row["count"]), key=lambda row: -row["count"])[:most]
    return Drawing(name, chart or name, rows, _texts(title, [(row["label"], row["count"]) for row in rows]))


def _ways(live: Live, title: str) -> Drawing:
    words = ways()
    rows: Records = [
        {"option": row["code"], "label": words.get(row["code"], row["code"]), "count": row["n"] or 0}
        for row in live["answered"]["ways"]
    ]
    return Drawing("ways", "hear", rows, _texts(title, [(row["label"], row["count"]) for row in rows]))


def _wishes(wishes: Wishes, names: Names, title: str) -> Drawing:
    rows: Records = [
        {
            "activity": row["code"],
            "label": _of(names.of(wishes["question"], row["code"]), row.get("base")),
            "picked": row["picked"],
            "use": row["goes"],
            "band": row["band"] if wishes["order"] == "ranks" else None,
        }
        for row in [row for row in wishes["rows"] if row["picked"]][:ROWS]
    ]
    return Drawing("wishes", "wishes", rows, _texts(title, [(row["label"], row["picked"]) for row in rows]))


def _coverage(where: str, settled: Settled) -> Iterator[Drawing]:
    shown = [group for group in settled["groups"] if group["share_answers"] is not None]
    if not shown:
        return
    rows: Records = [
        {
            "group": group["code"],
            "place_share": group["share_people"],
            "answer_share": group["share_answers"],
            "verdict": group["verdict"],
        }
        for group in shown
    ]
    texts = {
        "title": _("Who answered in %(place)s beside who lives there", place=where),
        "desc": _("Each group has two bars: its share of all who live here, and of all who answered."),
        "labels": {group["code"]: _group(group) for group in shown},
        "place": _("live here"),
        "answers": _("among the answers"),
        "unknown": _("not known"),
        "verdicts": {"missing": _("No answer yet"), "fewer": _("Too few answers")},
    }
    yield Drawing("coverage", "coverage", rows, texts)


def _group(group: Group) -> str:
    """A group with its people: how many of those who live here have answered."""
    name = groups().get(group["code"], group["code"])
    if group["people"] is None:
        return _("%(group)s: %(num)s", group=name, num=number(group["answers"]))
    people = number(group["people"])
    return _("%(group)s: %(num)s of %(people)s", group=name, num=number(group["answers"]), people=people)


def _map(town: str, rows: Records) -> Iterator[Drawing]:
    if not any(row["polygon"] for row in rows):
        return
    said = join_list(f"{row['label']} ({number(row['answers'])}): {verdicts()[row['verdict']]}" for row in rows)
    texts = {"title": _("Map of %(place)s with the answers so far", place=town), "desc": said}
    yield Drawing("districts", "districts", rows, texts)
