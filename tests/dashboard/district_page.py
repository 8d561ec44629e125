"""The numbers that people read on a district's page, so that other forms of the same figures can be laid beside.

`numbers_of(page, labels, place)` gives `{(place, section, question, code): (people, of)}`; `of` is None where the page
does not say it beside that very number.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from survey.sentences import words
from survey.sentences.labels import Labels

Key = tuple[str, str, str, str]
Number = tuple[int, int | None]

ONE_QUESTION = {"need": "intent", "helping": "willingness", "hearing": "channel"}
"""Sections whose first table is the answers to one question."""

WAYS = ("web", "paper", "tablet", "home_visit", "workshop", "phone")
GROUPS = ("up_to_29", "30_64", "65_up", "f", "m")
PARTS = ("", ".use", ".unsuitable", ".none", ".unknown", ".unsaid")


@dataclass
class Shown:
    """One picture with its numbers: the head of its table, its rows, and what stands under it."""

    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""


class Page(HTMLParser):
    """Reads a page as people do: sections, and in each the tables and dots with their captions."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections: dict[str, list[Shown]] = {}
        self._section, self._into, self._words = "", "", ""
        self._row: list[str] = []
        self._head = False
        self.feed(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._section = dict(attrs).get("id") or ""
            self.sections[self._section] = []
        elif tag in ("figure", "table") and self._section:
            shown = self.sections[self._section]
            if tag == "figure" or not shown or shown[-1].rows:
                shown.append(Shown())
        elif tag == "thead":
            self._head = True
        elif tag == "tr":
            self._row = []
        elif tag in ("th", "td", "figcaption", "dt", "b"):
            self._words = ""

    def handle_endtag(self, tag: str) -> None:
        said = " ".join(self._words.split())
        shown = self.sections.get(self._section) or [Shown()]
        if tag in ("th", "td"):
            self._row.append(said)
        elif tag == "thead":
            self._head = False
        elif tag == "tr":
            shown[-1].rows.append(self._row) if not self._head else shown[-1].head.extend(self._row)
        elif tag == "figcaption":
            shown[-1].caption = said
        elif tag == "dt":
            self._row = [said]
        elif tag == "b" and self._section and len(self._row) == 1 and said.isdigit():
            shown[-1].rows.append([self._row.pop(), said])

    def handle_data(self, data: str) -> None:
        self._words += data


def numbers_of(html: str, labels: Labels, place: str, asked: dict[str, str]) -> dict[Key, Number]:
    """Every number of the page's tables and dots; `asked` names the question of each role."""
    found: dict[tuple[str, str, str], Number] = {}
    for section, shown in Page(html).sections.items():
        for at, one in enumerate(shown):
            found |= _numbers(section, at, one, labels, asked)
    return {(place, *key): number for key, number in found.items()}


def _numbers(
    section: str, at: int, one: Shown, labels: Labels, asked: dict[str, str]
) -> dict[tuple[str, str, str], Number]:
    if section == "wishes" and one.head[:1] == ["Activity"] and len(one.head) == 1 + len(PARTS):
        return _activities(one, labels, asked["demand_pick"])
    if section == "answered":
        return _plain(section, "", one, {words.way(code): code for code in WAYS})
    if section == "missing":
        return _groups(one)
    question = _question(section, at, one, labels, asked)
    return _answers(section, one, labels, question) if question else {}


def _question(section: str, at: int, one: Shown, labels: Labels, asked: dict[str, str]) -> str:
    """Which question a table answers; empty for what is no question's."""
    if section == "wishes":
        return asked["feature"]
    if section == "confidence":
        return next((q for q in asked.values() if q and labels.question(q) == (one.head or [""])[0]), "")
    return asked[ONE_QUESTION[section]] if section in ONE_QUESTION and at == 0 else ""


def _answers(section: str, one: Shown, labels: Labels, question: str) -> dict[tuple[str, str, str], Number]:
    codes = {label: code for (of, code), label in labels._options.items() if of == question}
    return _plain(section, question, one, codes)


def _plain(section: str, question: str, one: Shown, codes: dict[str, str]) -> dict[tuple[str, str, str], Number]:
    whole = _whole(one.caption)
    return {(section, question, codes[row[0]]): _number(row[1], whole) for row in one.rows if row[0] in codes}


def _activities(one: Shown, labels: Labels, question: str) -> dict[tuple[str, str, str], Number]:
    codes = {labels.activity(code): code for (of, code) in labels._options if of == question}
    found = {}
    for row in one.rows:
        picked = _number(row[1], _whole(one.caption))
        cells = [picked, *((_number(cell, None)[0], picked[0]) for cell in row[2:])]
        found |= {("wishes", question, codes[row[0]] + part): n for part, n in zip(PARTS, cells, strict=True)}
    return found


def _groups(one: Shown) -> dict[tuple[str, str, str], Number]:
    """Who answered beside who lives here: the second number is the one of those who live there."""
    codes = {words.group(code): code for code in GROUPS}
    found = {}
    for row in one.rows:
        code = codes[row[0]]
        lives = None if row[1] == "not known" else _number(row[1], None)[0]
        found["missing", "gender" if code in "fm" else "age", code] = (_number(row[2], None)[0], lives)
    return found


def _whole(caption: str) -> int | None:
    said = re.search(r"([\d,]+) (?:people|person) answered", caption)
    return int(said[1].replace(",", "")) if said else None


def _number(cell: str, whole: int | None) -> Number:
    """A cell as it is read: 34, 1,234, or 9 of 14."""
    n, _, of = cell.replace(",", "").partition(" of ")
    return int(n), int(of) if of else whole


_LISTS = ("_rooms", "_offerings", "_offers")
_RUN = r"<strong>(\d+)</strong> such \w+ runs? \w+ \(close enough: (\d+), when people can come: (\d+)\)"
_WANTED = r"<strong>([\d,]+) of ([\d,]+)</strong> people would come"


def things_of(html: str, place: str) -> dict[Key, Number]:
    """What the third section counts: what is listed, and for each activity who wants it and what there is for it."""
    section = html.partition('<section class="sec one" id="existing">')[2].partition("</section>")[0]
    lists = section.partition('<div class="have">')[2].split("<h3>")[1:4]
    found: dict[Key, Number] = {
        (place, "existing", "", code): (len(re.findall("<li>", of.partition('class="beside"')[0])), None)
        for code, of in zip(_LISTS, lists, strict=True)
    }
    for thing in section.split('<li id="do-')[1:]:
        code, _quote, said = thing.partition('"')
        found |= {(place, "first", "", code + part): number for part, number in _facts(said).items()}
    return found


def _facts(said: str) -> dict[str, Number]:
    """The counts in the sentences of one activity; what a sentence leaves out is not there."""
    wanted, run = re.search(_WANTED, said), re.search(_RUN, said)
    offered = re.search(r"<strong>(\d+)</strong> organisations? would offer it", said)
    free = re.search(r"<strong>(\d+)</strong> rooms? (?:is|are) free when", said)
    found: dict[str, Number] = {"": (_whole_number(wanted[1]), _whole_number(wanted[2]))} if wanted else {}
    for part, at in ((".running", 1), (".near", 2), (".in_hours", 3)) if run else ():
        found[part] = (int(run[at]) if run else 0, None)
    found |= {".organisations": (int(offered[1]), None)} if offered else {}
    return found | ({".rooms": (int(free[1]), None)} if free else {})


def _whole_number(text: str) -> int:
    return int(text.replace(",", ""))
