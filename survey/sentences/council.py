"""Two minutes for the council: a short text to read aloud, and five questions that somebody may ask.

Only what was released is in it; where something is not, the answer says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.clock import local
from survey.i18n import dated, join_list, ngettext, number
from survey.i18n import gettext as _
from survey.released import Released, ReleasedFigure, ReleasedPlace
from survey.sentences import words
from survey.sentences.labels import Labels

REGULARS = ("weekly", "monthly")
NAMED = 3
MOST_WORDS = 300
"""So much is read aloud in two minutes."""


@dataclass(frozen=True)
class TwoMinutes:
    """What is read aloud, where it comes from, and each question with its answer."""

    place: str
    aloud: tuple[str, ...]
    source: str
    asked: tuple[tuple[str, str], ...]


def title() -> str:
    """What the page and the chapter are called."""
    return _("Two minutes for the council")


def not_released() -> str:
    """Why there is no text."""
    return _("Nothing has been released here yet. This text is made of released figures only.")


def two_minutes(
    document: Released, code: str | None, names: Mapping[str, str], labels: Labels, release: int, at: datetime
) -> TwoMinutes | None:
    """The text for a district, or for the town where none is named; None for a place that is not in the release."""
    place = document["town"] if code is None else _place_of(document, code)
    if place is None:
        return None
    of = _Words(place, labels)
    called = "" if code is None else join_list(names.get(one, one) for one in place["districts"])
    source = _(
        "From release %(number)s of %(day)s. Nothing else is in it.",
        number=number(release),
        day=dated(local(at).date()),
    )
    return TwoMinutes(called, of.aloud(), source, of.asked())


def _place_of(document: Released, code: str) -> ReleasedPlace | None:
    return next((place for place in document["places"] if code in place["districts"]), None)


class _Words:
    """The words of one released place."""

    def __init__(self, place: ReleasedPlace, labels: Labels) -> None:
        self._place, self._labels = place, labels
        self._figures = {figure["question"]: figure for figure in place["figures"]}

    def aloud(self) -> tuple[str, ...]:
        """What is read aloud."""
        count = ngettext(
            "We asked people what they need here. %(num)s person answered.",
            "We asked people what they need here. %(num)s people answered.",
            self._place["answers"],
        )
        parts = (f"{count} {self._ages()}", self._need(), self._wishes(), self._help(), self._unknown(), _ask())
        return tuple(part.strip() for part in parts if part.strip())

    def asked(self) -> tuple[tuple[str, str], ...]:
        """Five questions that are likely, and what can honestly be answered."""
        return (
            (_("Can we rely on these numbers?"), self._rely()),
            (_("Is there really a need?"), self._really()),
            (_("Who has not spoken?"), self._silent()),
            (_("What should open first?"), self._first()),
            (_("What does it cost, and who does the work?"), self._work()),
        )

    def _figure(self, role: str) -> ReleasedFigure | None:
        """A question by what it measures, as far as its numbers were released."""
        figure = self._figures.get(self._labels.asked_for(role))
        return figure if figure and figure["form"] != "names_only" else None

    def _counts(self, role: str) -> tuple[dict[str, int], int]:
        figure = self._figure(role)
        if figure is None:
            return {}, 0
        return {row["code"]: row["n"] or 0 for row in figure["rows"]}, figure["base"] or 0

    def _ages(self) -> str:
        groups = self._place["groups"].get("age", [])
        said = [(words.groups(group["codes"]), group["n"]) for group in groups if group["n"]]
        return _("Among them: %(list)s.", list=words.counted(said)) if len(said) > 1 else ""

    def _regulars(self) -> tuple[int, int]:
        counts, base = self._counts("intent")
        return sum(counts.get(code, 0) for code in REGULARS), base

    def _need(self) -> str:
        regulars, base = self._regulars()
        if not base:
            return _("How many would come regularly: too few to show.")
        return ngettext(
            "Of %(all)s people, %(num)s would come every week or every month.",
            "Of %(all)s people, %(num)s would come every week or every month.",
            regulars,
            all=number(base),
        )

    def _top(self, role: str) -> str:
        """What was named most often, in words; nothing where no number was released."""
        counts, _base = self._counts(role)
        top = sorted(counts.items(), key=lambda pair: -pair[1])[:NAMED]
        name = self._labels.option(self._labels.asked_for(role))
        return words.counted((words.within(name(code)), n) for code, n in top if n)

    def _wishes(self) -> str:
        top, base = self._top("demand_pick"), self._counts("demand_pick")[1]
        said = _("What people would come to: too few to show.")
        if top:
            said = _("Most often they chose: %(list)s, out of %(all)s.", list=top, all=number(base))
        space, of = self._top("feature"), self._counts("feature")[1]
        if not space:
            return said
        needs = _("The space must have above all: %(list)s, out of %(all)s.", list=space, all=number(of))
        return f"{said} {needs}"

    def _help(self) -> str:
        counts, base = self._counts("willingness")
        if not base:
            return _("How many would help: too few to show.")
        return ngettext(
            "%(num)s of %(all)s people would help, %(maybe)s perhaps.",
            "%(num)s of %(all)s people would help, %(maybe)s perhaps.",
            counts.get("yes", 0),
            all=number(base),
            maybe=number(counts.get("maybe", 0)),
        )

    def _unknown(self) -> str:
        return _("About those who did not answer we know nothing.")

    def _rely(self) -> str:
        counted = ngettext(
            "It is %(num)s person, counted, not estimated.",
            "They are %(num)s people, counted, not estimated.",
            self._place["answers"],
        )
        chosen = _("They decided themselves to answer. So it says what they want, and not what everybody wants.")
        return f"{counted} {chosen}"

    def _really(self) -> str:
        regulars, base = self._regulars()
        if not base:
            return _("That cannot be said yet: too few people answered this question.")
        return _(
            "People promise more than they do later. So count with half of them: %(half)s instead of %(all)s.",
            half=number(regulars // 2),
            all=number(regulars),
        )

    def _silent(self) -> str:
        groups = [group for group in self._place["groups"].get("age", []) if any(group["codes"])]
        if len(groups) < 2:
            return _("We do not know how old those are who answered.")
        least = min(groups, key=lambda group: group["n"])
        return ngettext(
            "Fewest answers came from here: %(group)s, %(num)s person. Ask them before deciding for them.",
            "Fewest answers came from here: %(group)s, %(num)s people. Ask them before deciding for them.",
            least["n"],
            group=words.groups(least["codes"]),
        )

    def _first(self) -> str:
        top = self._top("demand_pick")
        wish = _("What was chosen most often: %(list)s.", list=top) if top else ""
        depends = _("What can open depends on a room, an hour and somebody to lead it.")
        return f"{wish} {depends}".strip()

    def _work(self) -> str:
        counts, base = self._counts("willingness")
        cost = _("The survey did not ask about money.")
        if not base:
            return cost
        help_ = ngettext(
            "%(num)s person said they would help; that is a promise and not yet a plan.",
            "%(num)s people said they would help; that is a promise and not yet a plan.",
            counts.get("yes", 0),
        )
        return f"{cost} {help_}"


def _ask() -> str:
    return _("Please say what the first step is, and when residents will hear of it.")
