"""Several districts, or the whole town, added up: everybody who answered, and the town by its people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from survey.across import TownRow
from survey.figures import Live, Town
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent
from survey.sentences.comparing import few
from survey.sentences.differing import share
from survey.sentences.labels import Labels
from survey.weighed import Pooled

GROUPS = ("regulars", "helpers", "activity", "feature")
FEWEST = 5
_RANGE: tuple[Literal["share", "low", "high"], ...] = ("share", "low", "high")


@dataclass(frozen=True)
class Line:
    """One answer: of all who answered, and by the people of the districts where that is possible."""

    name: str
    of_all: str
    weighted: str


@dataclass(frozen=True)
class Group:
    """The answers to one question, the most frequent first."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class District:
    """One district in the table: its own count first, then with the help of the others."""

    code: str
    name: str
    own: str
    pooled: str


def of_town(town: Town, labels: Labels, lives: Mapping[str, Live | None]) -> tuple[Group, ...]:
    """The whole town, as the worker counted it."""
    return _groups(town["rows"], labels, _features(lives))


def of_districts(lives: Mapping[str, Live | None], labels: Labels) -> tuple[Group, ...]:
    """Some districts: their own counts added, so that no more is said than on their pages."""
    rows: dict[str, TownRow] = {}
    for live in lives.values():
        for what, n, base in _counts(live) if live else ():
            row = rows.setdefault(what, TownRow(what=what, n=0, base=0, weighted=None, reason="some"))
            row["n"] += n
            row["base"] += base
    return _groups(list(rows.values()), labels, _features(lives))


def _counts(live: Live) -> list[tuple[str, int, int]]:
    need, willing, wishes, features = live["need"], live["willing"], live["wishes"], live["features"]
    found = [("regulars", need["regulars"], need["intent"]["base"])] if need and need["intent"]["base"] else []
    if willing and willing["base"]:
        found.append(("helpers", sum(r["n"] or 0 for r in willing["rows"] if r["code"] == "yes"), willing["base"]))
    if wishes:
        base = wishes["base"]
        found += [(f"activity:{row['code']}", row["picked"], row.get("base", base)) for row in wishes["rows"]]
    for row in features["rows"] if features else ():
        if features and row["n"] is not None:
            found.append((f"feature:{row['code']}", row["n"], row.get("base", features["base"])))
    return found


def _features(lives: Mapping[str, Live | None]) -> str:
    """The question that asks what the space must have."""
    asked = (live["features"] for live in lives.values() if live)
    return next((figure["question"] for figure in asked if figure), "")


def _groups(rows: Sequence[TownRow], labels: Labels, features: str) -> tuple[Group, ...]:
    found = []
    for kind in GROUPS:
        mine = [row for row in rows if row["what"].partition(":")[0] == kind and row["base"] >= FEWEST]
        mine.sort(key=lambda row: -row["n"])
        if mine:
            found.append(Group(title_of(kind), tuple(_line(row, labels, features) for row in mine)))
    return tuple(found)


def title_of(kind: str) -> str:
    """The question that a group of answers belongs to."""
    return {
        "regulars": _("Is there a need?"),
        "helpers": _("Who would help"),
        "activity": _("Which activities"),
        "feature": _("What the space must have"),
    }[kind]


def _line(row: TownRow, labels: Labels, features: str) -> Line:
    name = name_of(row["what"], labels.activity, labels.option(features))
    return Line(name, share(row["n"], row["base"]), "" if row["weighted"] is None else percent(row["weighted"]))


def name_of(what: str, activity: Callable[[str], str], feature: Callable[[str], str]) -> str:
    """What an answer is called; codes of activities and of what the space must have are named by their own words."""
    kind, _colon, code = what.partition(":")
    return {
        "regulars": _("would come every week or every month"),
        "helpers": _("would help"),
        "activity": activity(code),
        "feature": feature(code),
    }[kind]


def unweighted(town: Town | None) -> str:
    """Why there is no second column: the reason of the first question, which is everybody's."""
    reason = next((row["reason"] for row in town["rows"] if row["what"] == "regulars"), "few_answers") if town else ""
    return {
        "few_answers": _("These are the figures of all who answered. By the people who live there we count only when "
                         "every district has at least 30 answers."),
        "people_unknown": _("These are the figures of all who answered. For some districts we do not know how many "
                            "people live there."),
    }.get(reason, "")  # fmt: skip


def districts(lives: Mapping[str, Live | None], names: Mapping[str, str], of: Pooled | None) -> tuple[District, ...]:
    """Each district's regulars: its own count, and the pooled share where that may be shown."""
    helped = _helped(of)
    return tuple(District(code, names[code], _own(live), helped.get(code, "")) for code, live in lives.items())


def _own(live: Live | None) -> str:
    need = live["need"] if live else None
    if need is None or need["intent"]["form"] == "none":
        return few()
    return share(need["regulars"], need["intent"]["base"])


def _helped(of: Pooled | None) -> dict[str, str]:
    return {
        row["code"]: _("%(share)s (from %(low)s to %(high)s)", **{name: percent(row[name]) for name in _RANGE})
        for row in (of["rows"] if of else ())
    }


def not_pooled(of: Pooled | None) -> str:
    """Why small districts get no help from the others."""
    return {
        "several_channels": _("Shares with the help of the other districts are counted only when all were asked in "
                              "one way."),
        "few_districts": _("Shares with the help of the other districts are counted from 8 districts with 10 answers "
                           "each."),
    }.get(of["refused"] if of else "", "")  # fmt: skip


def hidden(lives: Mapping[str, Live | None], names: Mapping[str, str]) -> str:
    """The districts that are not in the sum, because their own pages may not show them yet."""
    out = [names[code] for code, live in lives.items() if live is None or not _counts(live)]
    return _("Not added, because too few have answered: %(list)s.", list=join_list(out)) if out else ""


def elsewhere() -> str:
    """Who is in the figures of the town without living in a district of it."""
    return _("People who live elsewhere are counted, too.")


def answered(answers: int, places: int) -> str:
    """How many people in how many districts."""
    people = ngettext("*%(num)s person* has answered", "*%(num)s people* have answered", answers)
    where = ngettext("in %(num)s district.", "in %(num)s districts.", places)
    return f"{people} {where}"


def pooled_note() -> str:
    """What the second column of the districts is, and is not."""
    return _(
        "With the help of the others: a district with few answers is moved towards the average of all (%(num)s answers "
        "or more each). It can hide a real need, so the count stands first and every verdict rests on it.",
        num=number(10),
    )
