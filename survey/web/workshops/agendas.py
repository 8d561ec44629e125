"""Which agenda an evening has: one of those that come with the program, one of an earlier evening, or a file."""

from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from survey.i18n import gettext as _
from survey.i18n import number, text
from survey.questionnaire.faults import Faulty
from survey.questionnaire.source import read_bytes
from survey.store.workshops import AgendaVersion, agendas_used, keep_agenda
from survey.web.inventory.controls import Choice
from survey.workshop.agenda import Agenda, agenda_hash, agenda_of, as_document, from_document, load_agenda

FOLDER = Path(__file__).resolve().parents[3] / "questionnaires"
OURS = ("workshop_short", "workshop_long", "tribune")


@cache
def ours() -> dict[str, Agenda]:
    """The agendas that come with the program, by their fingerprints."""
    return {agenda_hash(agenda): agenda for agenda in (load_agenda(FOLDER / f"{name}.yaml") for name in OURS)}


def by_name() -> list[Choice]:
    """The files of our agendas with their titles."""
    return [(agenda.id, text(agenda.title)) for agenda in ours().values()]


def source(name: str) -> str:
    """One of our agendas as it is written; nothing for any other name."""
    return (FOLDER / f"{name}.yaml").read_text("utf-8") if name in OURS else ""


def choices(session: Session, assessment_id: int) -> list[Choice]:
    """What can be chosen: ours first, then those of a file that this town has used before."""
    mine = {kept.hash: from_document(kept.document) for kept in agendas_used(session, assessment_id)}
    others = {hash_: agenda for hash_, agenda in mine.items() if hash_ not in ours()}
    return [(hash_, called(agenda)) for hash_, agenda in (*ours().items(), *others.items())]


def called(agenda: Agenda) -> str:
    """The name of an agenda with how long it takes."""
    return _("%(title)s (%(minutes)s minutes)", title=text(agenda.title), minutes=number(agenda.minutes))


def agenda_at(session: Session, hash_: str) -> Agenda:
    """The agenda that a workshop was planned with."""
    return from_document(session.get_one(AgendaVersion, hash_).document)


def keep(session: Session, hash_: str) -> None:
    """Keep one of ours as it is today, so that the evening stays as it was planned after an update."""
    if hash_ in ours():
        keep_agenda(session, hash_, as_document(ours()[hash_]))


def keep_file(session: Session, agenda: Agenda) -> str:
    """Keep the agenda of a file; its fingerprint is what an evening refers to."""
    hash_ = agenda_hash(agenda)
    keep_agenda(session, hash_, as_document(agenda))
    return hash_


def read(file: FileStorage) -> Agenda:
    """The agenda of a file that somebody sent; `Faulty` holds every fault of it."""
    return agenda_of(read_bytes(file.read(), Path(str(file.filename)).name[:200]))


__all__ = ["Faulty", "agenda_at", "by_name", "called", "choices", "keep", "keep_file", "ours", "read", "source"]
