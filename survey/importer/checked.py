"""Holds each row against the questionnaire, the districts and the rounds before anything is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.importer.mapping import Mapping
from survey.importer.rows import Place, Reader
from survey.questionnaire.answers import Refused, finish, read
from survey.questionnaire.context import Context
from survey.questionnaire.model import Questionnaire
from survey.spreadsheet.faults import Fault, Faults, Unusable
from survey.spreadsheet.table import Row, Table
from survey.store import rounds
from survey.store.errors import UnknownDistrict, UnknownVersion
from survey.store.rounds import Round


@dataclass(frozen=True)
class Ready:
    """A row that can be stored as it is."""

    place: Place
    round: Round
    answers: dict[str, Any]


class Checked:
    """Iterates over the rows that can be stored; at the end it raises `Unusable` if any could not."""

    def __init__(self, session: Session, table: Table, mapping: Mapping, round_slug: str) -> None:
        self.session, self.table, self.mapping = session, table, mapping
        self.faults = Faults()
        self.row = Row(0, {})
        self.reader = Reader(mapping, round_slug, self.report)
        self.seen: dict[tuple[str, str], int] = {}
        self.contexts: dict[tuple[str, str], Context | None] = {}
        self.asked: dict[str, tuple[Round, Questionnaire] | None] = {}

    def __iter__(self) -> Iterator[Ready]:
        for row in self.table.rows():
            self.row, before = row, self.faults.count
            ready = self._row()
            if ready and self.faults.count == before:
                yield ready
        if self.faults.count:
            raise Unusable(self.faults)

    def report(self, column: str, message: str) -> None:
        self.faults.add(Fault(self.table.path.name, message, self.row.number, column))

    def _row(self) -> Ready | None:
        if self.row.fault:
            self.report("", self.row.fault)
            return None
        place = self.reader.place(self.row)
        if place is None:
            return None
        self._refuse_twice(place)
        asked, context = self._asked(place), self._context(place)
        if asked is None or context is None:
            return None
        return Ready(place, asked[0], self._answers(asked[1], context))

    def _answers(self, questionnaire: Questionnaire, context: Context) -> dict[str, Any]:
        reading = read(questionnaire, self.reader.fields(self.row), context)
        faults = reading.faults
        if not faults:
            try:
                finish(questionnaire, reading.answers, context)
            except Refused as refused:
                faults = refused.faults
        for question, sentences in faults.items():
            for sentence in sentences:
                self.report(self._column(question), sentence)
        return reading.answers

    def _column(self, question: str) -> str:
        answer = self.mapping.questions.get(question)
        return next(answer.columns(), question) if answer else question

    def _refuse_twice(self, place: Place) -> None:
        first = self.seen.setdefault((place.round, place.id), self.row.number)
        if first != self.row.number:
            sentence = _("»%(id)s« stands in row %(row)s already; give each row its own id", id=place.id, row=first)
            self.report(self.mapping.id.column, sentence)

    def _asked(self, place: Place) -> tuple[Round, Questionnaire] | None:
        """The round with what it asks, looked up once."""
        if place.round not in self.asked:
            self.asked[place.round] = self._look_up(place.round)
        found = self.asked[place.round]
        column = self.mapping.round.column if self.mapping.round else ""
        if found is None:
            self.report(column, _("there is no round »%(round)s« with a questionnaire", round=place.round))
        elif not rounds.takes_answers(found[0], place.day):
            sentence = _("the round takes no answers of this day; open it or correct the day")
            self.report(self.mapping.day.column, sentence)
        return found

    def _look_up(self, slug: str) -> tuple[Round, Questionnaire] | None:
        round_ = rounds.round_by_slug(self.session, slug)
        if round_ is None:
            return None
        try:
            version = rounds.current_version(self.session, round_)
        except UnknownVersion:
            return None
        return round_, rounds.questionnaire(self.session, version)

    def _context(self, place: Place) -> Context | None:
        asked = self.asked.get(place.round)
        key = (place.round, place.district)
        if asked and key not in self.contexts:
            try:
                self.contexts[key] = rounds.context(self.session, asked[0], place.district)
            except UnknownDistrict:
                self.contexts[key] = None
        if asked and self.contexts[key] is None:
            self.report(self.mapping.district.column, self._unknown_district(place.district, asked[0]))
        return self.contexts.get(key)

    def _unknown_district(self, code: str, round_: Round) -> str:
        known = ", ".join(code for code, _name in rounds.context(self.session, round_).districts)
        return _("»%(word)s« is not a district here; known are %(names)s", word=code, names=known)
