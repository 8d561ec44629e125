"""Turns one row into the fields of the form, so that a file is read by the same rules as a person's answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from survey.i18n import LANGUAGES
from survey.i18n import gettext as _
from survey.importer.mapping import Answer, Cell, Mapping
from survey.spreadsheet.table import Row
from survey.store.responses import ACCESSES, CHANNELS

_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d.%m.%Y.", "%d. %m. %Y.")

Report = Callable[[str, str], None]
"""Takes a column and a sentence about it."""


@dataclass(frozen=True)
class Place:
    """Everything about a response but its answers."""

    id: str
    round: str
    district: str
    day: date
    channel: str
    access: str
    language: str


class Reader:
    """Reads rows by one map; what is wrong goes to `report`, and a row with a fault yields nothing."""

    def __init__(self, mapping: Mapping, round_slug: str, report: Report) -> None:
        self.mapping, self.round_slug, self.report = mapping, round_slug, report

    def place(self, row: Row) -> Place | None:
        given = self.mapping
        place = Place(
            id=self.needed(row, given.id),
            round=self.needed(row, given.round) if given.round else self.round_slug,
            district=self.needed(row, given.district),
            day=self.day(row),
            channel=self.one_of(row, given.channel, CHANNELS),
            access=self.one_of(row, given.access, ACCESSES),
            language=self.one_of(row, given.language, LANGUAGES),
        )
        return place if all((place.id, place.round, place.district, place.channel, place.access)) else None

    def fields(self, row: Row) -> dict[str, list[str]]:
        """The form as this person would have filled it in; a blank cell is a field left alone."""
        fields: dict[str, list[str]] = {}
        for question, answer in self.mapping.questions.items():
            for name, values in self._answer(row, f"q_{question}", answer):
                if values:
                    fields[name] = values
        return fields

    def _answer(self, row: Row, name: str, answer: Answer) -> Iterator[tuple[str, list[str]]]:
        if answer.cell:
            yield name, self.values(row, answer.cell)
        if answer.ticks:
            yield name, self.ticks(row, answer)
        if answer.other:
            yield f"{name}__other", self.values(row, answer.other)
        for part, cell in answer.rows.items():
            yield f"{name}__{part.replace('.', '__')}", self.values(row, cell)

    def ticks(self, row: Row, answer: Answer) -> list[str]:
        """A column per option; nobody's blank is taken for a no unless every column says so."""
        said = {column: row.cells[column].strip() for column in answer.ticks}
        given = {column: word for column, word in said.items() if word not in self.mapping.blank}
        for column, word in given.items():
            if word not in answer.ticked + answer.not_ticked:
                self.report(column, _("»%(word)s« is neither ticked nor not ticked; say in the map which", word=word))
        picked = [answer.ticks[column] for column, word in given.items() if word in answer.ticked]
        return picked or (self._none_ticked(answer) if given else [])

    def _none_ticked(self, answer: Answer) -> list[str]:
        """Nothing ticked may be an answer or a question passed over; only whoever knows the file can tell."""
        if not answer.none_ticked:
            sentence = _("nothing is ticked; say in the map what that means: none_ticked: blank, or an option")
            self.report(next(iter(answer.ticks)), sentence)
        return [] if answer.none_ticked in ("", "blank") else [answer.none_ticked]

    def values(self, row: Row, cell: Cell) -> list[str]:
        word = self._word(row, cell)
        parts = word.split(cell.split) if cell.split else [word]
        parts = [part.strip() for part in parts if part.strip() and part.strip() not in self.mapping.blank]
        return [self._meaning(cell, part) for part in parts]

    def needed(self, row: Row, cell: Cell) -> str:
        found = self.values(row, cell)
        if not found:
            self.report(cell.column, _("the cell is empty; fill it in or take the row out"))
        return found[0] if found else ""

    def one_of(self, row: Row, cell: Cell, known: tuple[str, ...]) -> str:
        word = self.needed(row, cell)
        if word in known or not word:
            return word
        names = ", ".join(known)
        self.report(cell.column, _("»%(word)s« is not one of %(names)s; say in the map which", word=word, names=names))
        return ""

    def day(self, row: Row) -> date:
        today = datetime.now(UTC).date()
        word = self.needed(row, self.mapping.day)
        day = _read_day(word, self.mapping.day.format)
        if day is None:
            if word:
                self.report(self.mapping.day.column, _("»%(word)s« is not a day; write it as 2026-05-31", word=word))
            return today
        if day > today + timedelta(days=1):
            self.report(self.mapping.day.column, _("%(word)s lies in the future; correct the day", word=word))
        return day

    def _word(self, row: Row, cell: Cell) -> str:
        return row.cells[cell.column].strip() if cell.column else cell.always

    def _meaning(self, cell: Cell, word: str) -> str:
        if not cell.values or word in cell.values:
            return cell.values.get(word, word)
        self.report(cell.column, _("the map has no meaning for »%(word)s«; add it or mend the cell", word=word))
        return ""


def _read_day(word: str, pattern: str) -> date | None:
    for known in (pattern,) if pattern else _DAYS:
        try:
            return datetime.strptime(word, known).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
