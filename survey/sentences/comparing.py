"""Two to six districts side by side on the questions that all of them were asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from survey.across import Between
from survey.figures import Figure, Live, Wish, Wishes
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text
from survey.sentences import words
from survey.sentences.differing import differing, share
from survey.sentences.districts import verdict_of
from survey.sentences.labels import Labels
from survey.sentences.parts import Stamp

TOP = 5
"""How many of each district's wishes stand in the common table."""


@dataclass(frozen=True)
class Cell:
    """What one district says to one question; `behind` are the lists that numbers open, each under its sentence."""

    code: str
    name: str
    says: str
    stamp: Stamp | None = None
    quiet: str = ""
    behind: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Question:
    """One question with an answer of each district, and what differs."""

    id: str
    title: str
    cells: tuple[Cell, ...]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class WishRow:
    """One activity over all chosen districts, in their order."""

    code: str
    name: str
    cells: tuple[str, ...]
    differs: tuple[str, ...]


Lives = Mapping[str, Live | None]
Names = Mapping[str, str]
Betweens = Mapping[str, Between]


def questions(lives: Lives, names: Names, between: Betweens, labels: Labels) -> tuple[Question, ...]:
    """The plain questions; the wishes stand in a table of their own."""

    def asked(code: str, title: str, cell: Callable[[Live], Cell | str], key: str = "") -> Question:
        cells = tuple(_cell(place, names[place], live, cell) for place, live in lives.items())
        return Question(code, title, cells, differing(between.get(key), names) if key else ())

    return (
        asked("answered", _("Who answered"), _answered),
        asked("need", _("Is there a need?"), _need, "regulars"),
        asked("existing", _("What exists and what could be offered"), lambda live: _existing(live, labels)),
        asked("helping", _("Who would help"), _helping, "helpers"),
        asked("missing", _("Who is missing"), _missing),
    )


def _cell(code: str, name: str, live: Live | None, of: Callable[[Live], Cell | str]) -> Cell:
    if live is None:
        return Cell(code, name, _("No figures yet."))
    said = of(live)
    if isinstance(said, str):
        return Cell(code, name, said)
    return Cell(code, name, said.says, said.stamp, said.quiet, said.behind)


def few() -> str:
    """What stands in the place of a number that would be about too few people."""
    return _("too few to show")


def _answered(live: Live) -> str:
    if live["people"] is None:
        return ngettext("%(num)s person", "%(num)s people", live["answers"])
    return words.amount(live["answers"], live["people"])


def _need(live: Live) -> Cell:
    need = live["need"]
    stamp = words.verdict(verdict_of(live))
    if need is None or need["intent"]["form"] == "none":
        return Cell("", "", few(), stamp)
    of = share(need["regulars"], need["intent"]["base"])
    return Cell("", "", of, stamp, _("would come every week or every month"))


def _helping(live: Live) -> Cell | str:
    figure = live["willing"]
    if figure is None or figure["form"] == "none":
        return few()
    counts = {row["code"]: row["n"] or 0 for row in figure["rows"]}
    quiet = _("perhaps: %(num)s", num=number(counts.get("maybe", 0)))
    return Cell("", "", share(counts.get("yes", 0), figure["base"]), quiet=quiet)


def _missing(live: Live) -> str:
    if live["answers"] < _least(live):
        return few()
    return join_list(words.group(code) for code in live["missing"]) or _("No group is clearly missing.")


def _least(live: Live) -> int:
    figure: Figure | None = live["need"]["intent"] if live["need"] else live["willing"]
    return figure["minimum"] if figure else 5


def _existing(live: Live, labels: Labels) -> Cell:
    there = live["inventory"]
    rooms = tuple(room["name"] for room in there["rooms"])
    running = tuple(text(one["name"]) for one in there["offerings"] if one["state"] == "running")
    offers = tuple(
        f"{one['provider']}: {join_list(map(labels.activity, one['activities']))}" for one in there["offers"]
    )
    behind = (
        (ngettext("%(num)s room", "%(num)s rooms", len(rooms)), rooms),
        (ngettext("%(num)s activity runs", "%(num)s activities run", len(running)), running),
        (ngettext("%(num)s offer", "%(num)s offers", len(offers)), offers),
    )
    return Cell("", "", "", behind=behind)


def wishes(lives: Lives, names: Names, between: Betweens, labels: Labels) -> tuple[WishRow, ...]:
    """The wishes chosen most often in any of the districts, by name, since an order over districts would be a rank."""
    shown = {code: _shown(live) for code, live in lives.items()}
    codes = dict.fromkeys(code for rows in shown.values() for code in _top(rows))
    return tuple(
        WishRow(
            code=code,
            name=labels.activity(code),
            cells=tuple(_picked(rows, code) for rows in shown.values()),
            differs=_differs(between.get(f"activity:{code}"), names),
        )
        for code in sorted(codes, key=labels.activity)
    )


def _differs(between: Between | None, names: Names) -> tuple[str, ...]:
    """Only what can be told apart: a line below each of a dozen wishes that nothing differs would drown it."""
    if between is None or not between["apart"]:
        return ()
    known = {code: name for code, name in names.items() if code in between["districts"]}
    codes = {between["districts"][at] for pair in between["apart"] for at in pair if between["districts"][at] in known}
    pairs = [pair for pair in between["apart"] if {between["districts"][at] for at in pair} <= codes]
    return differing(between, known) if pairs else ()


def _shown(live: Live | None) -> Wishes | None:
    wishes = live["wishes"] if live else None
    return wishes if wishes and wishes["form"] != "none" else None


def _top(wishes: Wishes | None) -> list[str]:
    chosen = [row for row in wishes["rows"] if row["picked"]] if wishes else []
    ranked: Sequence[Wish] = sorted(chosen, key=lambda row: -row["picked"])
    return [row["code"] for row in ranked[:TOP]]


def _picked(wishes: Wishes | None, code: str) -> str:
    if wishes is None:
        return few()
    row = next((row for row in wishes["rows"] if row["code"] == code), None)
    return _("not asked") if row is None else share(row["picked"], row.get("base", wishes["base"]))
