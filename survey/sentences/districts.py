"""All districts of a round: what each one says in a line, most answers first, and what they say together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from survey.clock import local
from survey.figures import Live
from survey.i18n import date, join_list, ngettext, number
from survey.i18n import gettext as _
from survey.sentences import words
from survey.sentences.parts import Stamp
from survey.sentences.stages import Stage, stage_of
from survey.store.districts import District
from survey.store.releases import Feedback
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot

NAMED = 6
"""How many districts a sentence names, so that forty can still be read."""


@dataclass(frozen=True)
class Told:
    """How far the work is: the round, what residents were told of this and earlier ones, and what became of it."""

    round: Round
    feedback: tuple[Feedback, ...] = ()
    became: tuple[Feedback, ...] = ()

    def here(self, code: str) -> Feedback | None:
        """The release of this very round, where it speaks of a district."""
        return next((one for one in self.feedback if one.round_id == self.round.id and code in one.districts), None)

    def results(self, code: str) -> datetime | None:
        """When people of a district were last told results, in whichever round."""
        return max((one.at for one in self.feedback if code in one.districts), default=None)

    def last(self, code: str) -> datetime | None:
        """When people of a district were last told something, in whichever round."""
        every = (*self.feedback, *self.became)
        return max((one.at for one in every if code in one.districts), default=None)


@dataclass(frozen=True)
class Line:
    """One district in the table."""

    code: str
    name: str
    answers: int
    people: int | None
    stamp: Stamp | None
    why: str
    warning: str
    outside: bool
    stage: Stage
    told: str
    told_at: datetime | None


def lines(districts: tuple[District, ...], found: Mapping[int | None, Snapshot], told: Told) -> list[Line]:
    """The table: most answers first, people who live elsewhere last."""
    known = [_line(district, found.get(district.id), told) for district in districts]
    return sorted((line for line in known if line), key=lambda line: (line.outside, -line.answers, line.name))


def _line(district: District, snapshot: Snapshot | None, told: Told) -> Line | None:
    live = cast(Live, snapshot.figures) if snapshot else None
    if district.outside and not (live and live["answers"]):
        return None
    return Line(
        code=district.code,
        name=words.place(district),
        answers=live["answers"] if live else 0,
        people=live["people"] if live else None,
        stamp=None if district.outside else words.verdict(verdict_of(live)),
        why=words.not_judged() if district.outside else _why(live),
        warning="" if district.outside else warning(live),
        outside=district.outside,
        stage=stage_of(told.round, live["answers"] if live else 0, told.here(district.code)),
        told=told_on(told.last(district.code)),
        told_at=told.last(district.code),
    )


def told_on(moment: datetime | None) -> str:
    """When residents were last told the results."""
    return _("not told yet") if moment is None else date(local(moment))


def stage_sentence(told: Told, code: str, answers: int) -> str:
    """How far a district is, and when its residents were last told the results."""
    stage = stage_of(told.round, answers, told.here(code)).word
    last = told.results(code)
    if last is None:
        return _("%(stage)s. Residents have not been told any results yet.", stage=stage)
    return _("%(stage)s. Residents were last told the results on %(day)s.", stage=stage, day=date(local(last)))


def verdict_of(live: Live | None) -> str:
    """The verdict on a district, also before anybody has answered."""
    need = live["need"] if live else None
    return need["verdict"] if need and need["intent"]["form"] != "none" else "too_few"


def _why(live: Live | None) -> str:
    need = live["need"] if live else None
    if need is None or need["intent"]["form"] == "none":
        return _("No figures yet.")
    regulars = ngettext("%(num)s would come regularly.", "%(num)s would come regularly.", need["regulars"])
    if need["verdict"] != "no_need":
        return regulars
    ways = ngettext("We asked in %(num)s way.", "We asked in %(num)s ways.", need["ways"])
    return f"{regulars} {ways}"


def warning(live: Live | None) -> str:
    """What is still to be done before a district can be read: ask more people, or ask those who are missing."""
    if verdict_of(live) == "too_few":
        return _("Ask more people")
    missing = [words.group(code) for code in live["missing"]] if live else []
    return _("Too few answers: %(list)s", list=join_list(missing)) if missing else ""


def headline(found: list[Line]) -> list[str]:
    """The districts in one or two sentences: where people are enough, and where to ask more."""
    places = sorted((line for line in found if not line.outside), key=lambda line: (-line.answers, line.name))
    said = []
    for mark, sentence in (
        ("check", _("Enough people to start: %(list)s.")),
        ("half", _("Enough for one group: %(list)s.")),
        ("dashed", _("Ask more people first: %(list)s.")),
    ):
        named = [f"*{line.name}*" for line in places if line.stamp and line.stamp.mark == mark]
        if named:
            said.append(sentence % {"list": join_list(shortened(named))})
    return said


def shortened(named: list[str]) -> list[str]:
    """The first names, and how many more there are."""
    if len(named) <= NAMED:
        return named
    more = len(named) - NAMED
    return [*named[:NAMED], ngettext("%(num)s more district", "%(num)s more districts", more)]


def together(found: list[Line]) -> str:
    """How many have answered in all."""
    answers = sum(line.answers for line in found)
    return ngettext("%(num)s answer so far.", "%(num)s answers so far.", answers)


def of_people(line: Line) -> str:
    """The people who live there, beside the number who answered."""
    return "" if line.people is None else _("of %(people)s", people=number(line.people))


def legend() -> list[Stamp]:
    """What the grounds of the map mean."""
    return [words.verdict(code) for code in ("enough_to_start", "enough_for_group", "no_need", "too_few")]
