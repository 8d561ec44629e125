"""The answers of single people as files: with their codebook, the map that brings them in again, and a manifest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.codebook import codebook_table
from survey.export.formats import Format, formats
from survey.export.import_map import import_map
from survey.export.parcel import put, read_me, state_words, write_manifest
from survey.export.people import people_table
from survey.export.results import cite
from survey.export.table import Book, Cell, Column, Table
from survey.export.taken import Whole
from survey.i18n import gettext as _
from survey.i18n import text
from survey.store.districts import districts
from survey.store.open_answers import Readable, readable
from survey.store.rounds import current_version, questionnaire

AT_ONCE = 500
Step = Callable[[int], None]
"""Called with the number of rows that are written; it may raise, and then nothing more is written."""


def put_answers(session: Session, whole: Whole, format_: Format, folder: Path, salt: str, step: Step) -> None:
    """One row for each person in one format, with everything that is needed to read it."""
    version = current_version(session, whole.round)
    asked = questionnaire(session, version)
    table = people_table(session, whole.round, whole.language, salt)
    beside = (codebook_table(asked, whole.language),)
    told = (*_about(whole), *cite(whole))
    counted = replace(table, rows=_counted(table.rows, step))
    put(folder, Book(counted, whole.language, told, beside, state_words()), format_)
    if not format_.together:
        put(folder, Book(beside[0], whole.language), formats()["csv"])
    (folder / "import_map.yaml").write_text(import_map(asked), encoding="utf-8")
    read_me(folder, told)
    write_manifest(folder, {"round": whole.round.slug, "kind": "answers", "questionnaire": version})


def _counted(rows: Iterable[Sequence[Cell]], step: Step) -> Iterator[Sequence[Cell]]:
    """The same rows, saying now and then how far they are."""
    at = 0
    for at, row in enumerate(rows, start=1):
        if at % AT_ONCE == 0:
            step(at)
        yield row
    step(at)


def _about(whole: Whole) -> tuple[tuple[str, str], ...]:
    states = "; ".join(f"{code} = {said}" for code, said in state_words().items())
    return (
        (_("What this is"), _("One row for each person who answered: »%(round)s«, %(town)s.",
                              round=whole.name, town=whole.town)),
        (_("What is not in it"), _("Names and contacts, what people wrote in their own words, the language of the "
                                   "answer, and every question that was asked in confidence.")),
        (_("Handle with care"), _("Somebody who knows a person may recognise them by place, age and answers. Keep the "
                                  "file closed and delete it when it is no longer needed.")),
        (_("Where there is no answer"), states),
        (_("Bring it in again"), "soseska import answers.csv --map import_map.yaml --round …"),
    )  # fmt: skip


def put_words(session: Session, whole: Whole, user_id: int, format_: Format, folder: Path) -> None:
    """What people wrote, as far as somebody has read it and hidden what tells who they are."""
    read = readable(session, user_id, whole.round)
    told = (
        (_("What this is"), _("What people wrote in their own words. Somebody has read each text first and hidden what "
                              "would tell who wrote it.")),
        *cite(whole),
    )  # fmt: skip
    put(folder, Book(_words(session, whole, read), whole.language, told), format_)
    read_me(folder, told)
    write_manifest(folder, {"round": whole.round.slug, "kind": "words"})


def _words(session: Session, whole: Whole, read: Sequence[Readable]) -> Table:
    asked = questionnaire(session, current_version(session, whole.round))
    said = {question.id: text(question.label, whole.language) for question in asked.questions()}
    places = {place.id: place.code for place in districts(session, whole.assessment)}
    columns = (
        Column("question", _("Question, as a code")),
        Column("question_text", _("Question")),
        Column("place", _("Place")),
        Column("text", _("What was written")),
        Column("quotable", _("May be quoted")),
    )
    rows = [
        (one.item, said.get(one.item.partition(".")[0], ""), places[one.district_id], one.text,
         _("yes") if one.state == "approved" else _("not yet"))
        for one in read
    ]  # fmt: skip
    return Table("words", _("What people wrote"), columns, rows)
