"""What was said and what became of it, in words: the figure from a release, the state with its mark, the days."""

from dataclasses import dataclass
from datetime import date

from survey.i18n import dated as in_words
from survey.i18n import gettext as _
from survey.i18n import ngettext, number, worded
from survey.released import ReleasedFigure
from survey.sentences.parts import Stamp
from survey.store.became import Step, Topic

_MARKS = {
    "heard": ("bubble", "tell"),
    "planned": ("half", "wait"),
    "under_way": ("arrow", "part"),
    "done": ("check", "yes"),
    "not_possible": ("bar", ""),
}


@dataclass(frozen=True)
class Told:
    """A topic as a page tells it; `figure` is from a release, `said` are words of the lead."""

    id: int
    anchor: str
    title: str
    place: str
    figure: str
    said: str
    now: "Stood"
    before: tuple["Stood", ...]


@dataclass(frozen=True)
class Stood:
    """Where a topic stood from a day on."""

    stamp: Stamp
    since: str
    what: str
    next: str


def state_word(state: str) -> str:
    """A state as people say it."""
    return {
        "heard": _("We have heard it"),
        "planned": _("It is planned"),
        "under_way": _("It is under way"),
        "done": _("It is done"),
        "not_possible": _("It is not possible"),
    }[state]


def stamp(state: str) -> Stamp:
    """The same with its mark."""
    mark, tone = _MARKS[state]
    return Stamp(mark, state_word(state), tone)


def told(topic: Topic, name: str, place: str, figure: ReleasedFigure | None, today: date) -> Told:
    """One topic in words; `name` is what its activity is called."""
    return Told(
        id=topic.id,
        anchor=f"topic-{topic.id}",
        title=name if topic.code else worded(topic.heading),
        place=place,
        figure=chosen_by(figure, topic.code),
        said=worded(topic.said),
        now=_stood(topic.now, today, next_day=True),
        before=tuple(_stood(step, today) for step in reversed(topic.steps[:-1])),
    )


def _stood(step: Step, today: date, *, next_day: bool = False) -> Stood:
    return Stood(stamp(step.state), in_words(step.day), worded(step.what), _next(step, today) if next_day else "")


def _next(step: Step, today: date) -> str:
    if step.next_day is None:
        return ""
    if step.next_day < today:
        return _("There should have been news by %(day)s. Ask us.", day=in_words(step.next_day))
    return _("Next news by %(day)s.", day=in_words(step.next_day))


def chosen_by(figure: ReleasedFigure | None, code: str) -> str:
    """How many chose an activity, as far as it was released; nothing where it was not."""
    row = next((row for row in figure["rows"] if row["code"] == code), None) if figure and code else None
    if figure is None or row is None:
        return ""
    if row["n"] is None or figure["base"] is None:
        return _("At least three people chose this.")
    if not row["n"]:
        return ""
    return ngettext(
        "%(num)s of %(of)s people chose this.",
        "%(num)s of %(of)s people chose this.",
        row["n"],
        of=number(figure["base"]),
    )
