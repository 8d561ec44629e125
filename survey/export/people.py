"""One row for each person, for who keeps the data of a town: without names, own words and what was asked in confidence.

The rows stand in a random order and their ids hold in this file only, so that two files cannot be laid side by side.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis.codebook import ANSWERED, BLANK, NOT_ASKED, REFUSED, TICKS, Measure, Variable
from survey.export.table import Cell, Column, Table
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.codebook import codebook
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.types import type_of
from survey.sentences import words
from survey.store.base import store_of
from survey.store.districts import Assessment, District, districts
from survey.store.persons import Whole, everybody, reader
from survey.store.responses import ACCESSES, CHANNELS
from survey.store.rounds import Round, current_version, questionnaire

ID_LETTERS = 16
FIXED = ("id", "place", "day", "way", "access")
"""What stands before the answers."""

_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class _Refusal:
    """Where somebody refused a question with several answers: its own column beside those of the answers."""

    column: int
    ticks: int


def people_table(session: Session, round_: Round, language: str, salt: str) -> Table:
    """Everybody whose answer counts, as the session sees them; the rows are read while they are written."""
    asked = questionnaire(session, current_version(session, round_))
    places = districts(session, session.get_one(Assessment, round_.assessment_id))
    columns = (*_fixed(places), *answer_columns(asked, language))
    return Table("answers", _("Answers"), columns, _rows(session, round_, columns, asked, places, salt))


def _fixed(places: Sequence[District]) -> tuple[Column, ...]:
    return (
        Column("id", _("Number of the answer, in this file only")),
        Column("place", _("Place"), "choice", tuple((place.code, words.place(place)) for place in places)),
        Column("day", _("Day")),
        Column("way", _("In which way it was answered"), "choice", tuple((way, words.way(way)) for way in CHANNELS)),
        Column("access", _("How somebody came in"), "choice", tuple(zip(ACCESSES, _accesses(), strict=True))),
    )


def _accesses() -> tuple[str, str, str]:
    return _("by the open link"), _("with a code"), _("on a device of the project")


def answer_columns(asked: Questionnaire, language: str) -> tuple[Column, ...]:
    """A column for each counted item of every question that was not asked in confidence."""
    open_ = {question.id: question for question in asked.questions() if not question.sensitive}
    found: list[Column] = []
    for variable in codebook(asked, language):
        if variable.question in open_:
            found.append(_column(open_[variable.question], variable, language))
            found += _refusals(open_[variable.question], variable, language)
    return tuple(found)


def _column(question: Question, variable: Variable, language: str) -> Column:
    said = text(question.label, language)
    label = said if variable.label == said else f"{said} {variable.label}"
    if variable.option == TICKS:
        label = " ".join((said, _("How many were ticked")))
    if variable.measure is Measure.NUMERIC:
        return Column(variable.item, label, "number", states=True, lowest=float(getattr(question, "minimum", 0)))
    if variable.measure is Measure.TEXT:
        return Column(variable.item, label, "choice", ((ANSWERED, _("wrote something")),), states=True)
    ordered = variable.measure is Measure.ORDINAL
    return Column(variable.item, label, "choice", variable.options, states=True, ordered=ordered)


def _refusals(question: Question, variable: Variable, language: str) -> list[Column]:
    """»Rather not say« among several answers has no item of its own, so it gets a column behind theirs."""
    refusal = refusal_of(question) if variable.option == TICKS else ""
    if not refusal:
        return []
    label = next(text(o.label, language) for o in type_of(question).options(question, Context()) if o.code == refusal)
    yes_no = ((_YES, _("yes")), (_NO, _("no")))
    said = f"{text(question.label, language)} {label}"
    return [Column(f"{question.id}.{refusal}", said, "choice", yes_no, states=True)]


def refusal_of(question: Question) -> str:
    """The answer by which somebody says that they would rather not say."""
    return next((o.code for o in type_of(question).options(question, Context()) if o.refusal), "")


def _rows(
    session: Session,
    round_: Round,
    columns: Sequence[Column],
    asked: Questionnaire,
    places: Sequence[District],
    salt: str,
) -> Iterator[Sequence[Cell]]:
    where = {column.name: at for at, column in enumerate(columns)}
    codes = {place.id: place.code for place in places}
    numbers = frozenset(at for at, column in enumerate(columns) if column.kind == "number")
    refusals = _refused_columns(asked, where)
    number = _number(session, salt)
    known = _Known(reader(session, round_, frozenset(where) - set(FIXED)), where, numbers)
    for person in everybody(session, round_):
        row: list[Cell] = [NOT_ASKED] * (len(columns) + 1)  # the last one takes what is in no column
        row[: len(FIXED)] = (
            number(person),
            codes[person.district],
            person.day.isoformat(),
            person.channel,
            person.access,
        )
        for code in person.codes:
            at, option, with_value = known[code[0], code[1]]
            row[at] = code[2] if with_value and len(code) > 2 else option
        row.pop()
        _refuse(row, refusals)
        yield row


class _Known(dict[tuple[int, int], tuple[int, Cell, bool]]):
    """Where a code of the tally stands in a row, as what, and whether its value counts; each looked up once."""

    def __init__(
        self, read: Callable[[int, int], tuple[str, str] | None], where: Mapping[str, int], numbers: frozenset[int]
    ) -> None:
        super().__init__()
        self._read, self._where, self._numbers = read, where, numbers

    def __missing__(self, code: tuple[int, int]) -> tuple[int, Cell, bool]:
        pair = self._read(*code)
        at = self._where[pair[0]] if pair else -1
        self[code] = found = (at, pair[1] if pair else None, at in self._numbers)
        return found


def _number(session: Session, salt: str) -> Callable[[Whole], str]:
    keys = store_of(session).keys
    return lambda person: keys.mac("export", f"{salt} {person.id}")[:ID_LETTERS]


def _refused_columns(asked: Questionnaire, where: Mapping[str, int]) -> list[_Refusal]:
    named = ((question.id, refusal_of(question)) for question in asked.questions())
    return [
        _Refusal(where[f"{name}.{code}"], where[f"{name}.{TICKS}"])
        for name, code in named
        if code and f"{name}.{TICKS}" in where
    ]


def _refuse(row: list[Cell], refusals: Sequence[_Refusal]) -> None:
    for one in refusals:
        ticks = row[one.ticks]
        row[one.column] = _YES if ticks == REFUSED else ticks if ticks in (BLANK, NOT_ASKED) else _NO
