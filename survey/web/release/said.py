"""What the audit found, in words: what is held back and why, what reveals it, who waits, what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.released import Released, ReleasedPlace
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Table
from survey.sentences.public import place_name
from survey.store.districts import District


@dataclass(frozen=True)
class Speaker:
    """The names of places and questions that stand behind the codes."""

    districts: tuple[District, ...]
    labels: Labels
    questions: Mapping[str, str]

    def place(self, code: str) -> str:
        """A place by its code in the audit."""
        codes = set(code.split("+"))
        mine = [district for district in self.districts if district.code in codes]
        return _("The whole town") if len(mine) == len(self.districts) else place_name(mine)

    def figure(self, code: str) -> str:
        """A figure by its code: of a place, a question, and what of it."""
        place, question, *rest = code.split(":")
        if question not in self.questions:
            return _("%(place)s: how many answered", place=self.place(place))
        parts = [f"»{self.labels.question(question)}«", *self._rest(question, rest)]
        return f"{self.place(place)}: {', '.join(parts)}"

    def _rest(self, question: str, rest: list[str]) -> list[str]:
        known = {
            "age": _("by age"),
            "gender": _("by gender"),
            "late": _("those who came last"),
            "others": _("all other answers"),
            "unsaid": _("those who did not say"),
        }
        option = self.labels.option(question)
        return [known.get(part) or _named(part, option(part)) for part in rest]

    def source(self, code: str) -> str:
        """What reveals something: an earlier release or this one, and its figure."""
        moment, _colon, figure = code.partition(":")
        if not moment.startswith("release_"):
            return ""
        return _("Release %(number)s: %(figure)s", number=moment.removeprefix("release_"), figure=self.figure(figure))


def _named(code: str, label: str) -> str:
    """A group, or an answer by its label."""
    return f"»{label}«" if label != code else words.group(code)


def refusal(code: str) -> tuple[str, ...]:
    """Why nothing can be released, and what to do."""
    return {
        "too_few": (
            _("Too few people have answered. The first release takes ten."),
            _("Ask more people, then prepare it again."),
        ),
        "nothing_new": (
            _("There is nothing new since the last release. A district waits until five more have answered."),
            _("What is public stays as it is."),
        ),
        "leaks": (
            _("This cannot be released: single people could be worked out from the figures, whatever is held back."),
            _("Wait for more answers, then prepare it again. Below stands what would be revealed, and by what."),
        ),
    }[code]


def failure(code: str) -> str:
    """Why the preparing itself came to nothing."""
    return {
        "proposed_already": _("Meanwhile somebody has proposed a release. It has to be approved or put away first."),
        "cancelled": _("The preparing was stopped."),
    }.get(code, _("The preparing broke off. Begin it again; if that happens twice, tell whoever runs the program."))


def step(code: str) -> str:
    """What the worker is doing just now."""
    return {
        "audit": _("We lay all figures side by side and try to work out single people from them."),
        "pictures": _("We draw the pictures."),
        "keeping": _("Nearly done."),
    }.get(code, _("It begins in a moment."))


def news(findings: Mapping[str, Any], document: Released, speaker: Speaker) -> tuple[str, ...]:
    """What would be new, which places are read as one, who waits."""
    said = [ngettext("%(num)s answer is new.", "%(num)s answers are new.", findings["new"])]
    for place in document["places"]:
        if len(place["districts"]) > 1:
            together = speaker.place("+".join(place["districts"]))
            said.append(_("Shown as one place, because one of them is small: %(list)s.", list=together))
    if findings["wait"]:
        waiting = join_list(speaker.place(code) for code in findings["wait"])
        said.append(_("These stay as they were until five more have answered: %(list)s.", list=waiting))
    return tuple(said)


def changes(before: Released, now: Released, speaker: Speaker) -> Table:
    """The places of both releases with their answers, and how many questions came or went."""
    earlier = {_code(place): place for place in _places(before)}
    later = {_code(place): place for place in _places(now)}
    codes = dict.fromkeys((*later, *earlier))
    rows = tuple(_row(speaker.place(code), earlier.get(code), later.get(code)) for code in codes)
    head = (_("Place"), _("Answers before"), _("Answers now"), _("Newly shown"), _("No longer shown"))
    return Table(head, rows)


def _row(name: str, before: ReleasedPlace | None, now: ReleasedPlace | None) -> tuple[str, ...]:
    was, will = _shown(before), _shown(now)
    answers = (number(place["answers"]) if place else _("read with others") for place in (before, now))
    return (name, *answers, number(len(will - was)), number(len(was - will)))


def _places(document: Released) -> list[ReleasedPlace]:
    return [document["town"], *document["places"]]


def _code(place: ReleasedPlace) -> str:
    return "+".join(place["districts"])


def _shown(place: ReleasedPlace | None) -> set[tuple[str, ...]]:
    if place is None:
        return set()
    figures = {(figure["question"],) for figure in place["figures"]}
    broken = {(made["question"], made["by"]) for made in place["breakdowns"]}
    return figures | broken | {(share["question"], share["code"]) for share in place["sensitive"]}
