"""Two rounds of one district side by side; nothing is called changed where other people were asked, or otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.across import Changed, Earlier
from survey.figures import Live
from survey.i18n import gettext as _
from survey.i18n import join_list, number
from survey.sentences.differing import share
from survey.sentences.labels import Labels
from survey.sentences.parts import Stamp

TOP = 10
"""More answers than that stand behind a summary."""


@dataclass(frozen=True)
class Line:
    """One answer in both rounds, and what can be said of it."""

    name: str
    before: str
    after: str
    stamp: Stamp | None


@dataclass(frozen=True)
class Group:
    """The answers to one question."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Beside:
    """This round beside an earlier one: what may be said at all, then the answers by question."""

    round: str
    said: tuple[str, ...]
    groups: tuple[Group, ...]
    otherwise: tuple[str, ...]
    answers: tuple[int, int]


def beside(of: Earlier, live: Live, labels: Labels) -> Beside:
    """The words for two rounds; a round whose make-up moved too far keeps its counts and gets no verdicts."""
    by_question: dict[str, list[Changed]] = {}
    for row in of["rows"]:
        by_question.setdefault(row["question"], []).append(row)
    known = _questions(live)
    groups = tuple(
        Group(labels.question(question), tuple(_line(row, labels, judged=not of["reasons"]) for row in _sorted(rows)))
        for question, rows in sorted(by_question.items(), key=lambda pair: known.get(pair[0], len(known)))
    )
    return Beside(
        round=of["round"],
        said=(*_said(of), _("Probably partly the same people answered in both rounds; nobody can say how many.")),
        groups=groups,
        otherwise=tuple(labels.question(question) for question in of["otherwise"]),
        answers=(of["answers"][0], of["answers"][1]),
    )


def _questions(live: Live) -> Mapping[str, int]:
    """The order of the district's own page."""
    need, wishes = live["need"], live["wishes"]
    listed = (need and need["intent"], wishes, live["features"], live["willing"], live["missed"])
    return {one["question"]: place for place, one in enumerate(listed) if one}


def _sorted(rows: list[Changed]) -> list[Changed]:
    return sorted(rows, key=lambda row: -row["after"][0] / max(1, row["after"][1]))


def _line(row: Changed, labels: Labels, *, judged: bool) -> Line:
    stamp = _stamp(row["verdict"]) if judged else None
    return Line(_name(row, labels), _of(row["before"]), _of(row["after"]), stamp)


def _of(pair: list[int]) -> str:
    return share(pair[0], pair[1])


def _name(row: Changed, labels: Labels) -> str:
    if row["code"] == "regulars":
        return _("would come every week or every month")
    if row["code"] == "late":
        return _("heard of an event too late")
    if row["code"] == "yes":
        return _("would help")
    return labels.option(row["question"])(row["code"])


def _stamp(verdict: str) -> Stamp | None:
    return {
        "more": Stamp("check", _("larger share now"), "yes"),
        "fewer": Stamp("half", _("smaller share now"), "part"),
        "cannot_tell": Stamp("dashed", _("no difference to be seen"), "fewer"),
    }.get(verdict)


def _said(of: Earlier) -> tuple[str, ...]:
    """Why nothing may be called changed, or how many answers are."""
    if of["reasons"]:
        return (_("*We cannot say what has changed.*"), *(_reason(reason) for reason in of["reasons"]))
    changed = [row for row in of["rows"] if row["verdict"] in ("more", "fewer")]
    if not changed:
        return (_("Nothing differs by more than chance may make it."),)
    return (
        _(
            "What differs by more than chance may make it: *%(num)s of %(all)s* answers.",
            num=number(len(changed)),
            all=number(len(of["rows"])),
        ),
    )


def _reason(code: str) -> str:
    return {
        "way_of_asking": _("People were asked in other ways: the share of one way moved by more than 10 points."),
        "age_mix": _("Other ages answered: the share of one age moved by more than 10 points."),
        "too_few": _("In one of the rounds fewer than 30 people answered."),
        "age_unknown": _("In one of the rounds nobody said how old they are, so nobody knows whether others answered."),
    }[code]


def method(otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """What is laid side by side, and what is not."""
    said = (
        _("Only questions with the same words and the same answers in both rounds are laid side by side."),
        _(
            "A share is called larger or smaller only where chance would hardly make so large a difference, "
            "all answers on this page taken together."
        ),
    )
    if not otherwise:
        return said
    return (*said, _("Asked otherwise in the earlier round: %(list)s", list=join_list(f"»{one}«" for one in otherwise)))
