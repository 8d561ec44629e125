"""What codes are called in the reader's language: looked up in the questionnaire that was asked."""

import datetime
from collections.abc import Callable, Mapping
from copy import copy

from babel.dates import format_time
from sqlalchemy.orm import Session

from analysis.codebook import Codebook
from survey.i18n import gettext as _
from survey.i18n import interface, join_list, locale, text
from survey.questionnaire.codebook import codebook
from survey.questionnaire.model import Questionnaire
from survey.store.rounds import questionnaire

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Labels:
    """The words of one questionnaire in one language."""

    def __init__(self, asked: Questionnaire, code: str) -> None:
        book = codebook(asked, code)
        self._asked = asked
        self._language = code
        self._questions = {question.id: text(question.label, code) for question in asked.questions()}
        self._options = _options(book)
        self._ways = _by_role(book, "channel")
        self._features = {**_by_role(book, "access_need"), **_by_role(book, "feature")}

    def beside(self, earlier: "Labels") -> "Labels":
        """The same words, with those of an earlier version for what is asked no more."""
        both = copy(self)
        both._options = {**earlier._options, **self._options}
        both._features = {**earlier._features, **self._features}
        both._ways = {**earlier._ways, **self._ways}
        both._questions = {**earlier._questions, **self._questions}
        return both

    def question(self, identifier: str) -> str:
        """The question as people read it."""
        return self._questions[identifier]

    def option(self, question: str) -> Callable[[str], str]:
        """How the answers of one question are called."""
        return lambda code: self._options.get((question, code), code)

    def activity(self, code: str) -> str:
        """What an activity of the catalogue is called; also one that nobody was asked about."""
        known = self._asked.activities.get(code)
        return text(known.label, self._language) if known else code

    def knows(self, activity: str) -> bool:
        """Whether the questionnaire has a word for an activity."""
        return activity in self._asked.activities

    def way(self, code: str) -> str:
        """How people hear about events, wherever on the page it is said."""
        return self._ways.get(code, code)

    def feature(self, code: str) -> str:
        """What a room has, in the words that people were asked with."""
        return self._features.get(code, code)

    def hours(self, week: Mapping[str, list[list[str]]]) -> str:
        """Opening hours as words: Monday 8:00–12:00 and Wednesday 15:00–17:00."""
        days = [day for day in _DAYS if week.get(day)]
        return join_list(f"{_day(day)} {', '.join(_span(*span) for span in week[day])}" for day in days)


def _span(start: str, end: str) -> str:
    return f"{_clock(start)}–{_clock(end)}"


def _clock(hour: str) -> str:
    pattern = "H.mm" if interface() == "sl" else "H:mm"
    return format_time(datetime.time.fromisoformat(hour), pattern, locale=locale())


def _day(code: str) -> str:
    return {
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
        "sat": _("Saturday"),
        "sun": _("Sunday"),
    }[code]


def _options(book: Codebook) -> dict[tuple[str, str], str]:
    """Every answer's label: options of a single choice, and the yes/no items of a multiple one."""
    found: dict[tuple[str, str], str] = {}
    for variable in book:
        if variable.option:
            found[variable.question, variable.option] = variable.label
        else:
            found.update({(variable.question, code): label for code, label in variable.options})
    return found


def _by_role(book: Codebook, role: str) -> dict[str, str]:
    return {variable.option: variable.label for variable in book.options_of(role)}


_known: dict[tuple[str, str], Labels] = {}


def labels_of(session: Session, version: str, code: str) -> Labels:
    """The words of one published questionnaire: it never changes, so each process looks them up once."""
    if (version, code) not in _known:
        _known[version, code] = Labels(questionnaire(session, version), code)
    return _known[version, code]
