"""Prepares files for people: in the background, from one view of the data, and only as long as they are wanted."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic

from sqlalchemy.orm import Session

from survey.clock import now
from survey.export.answers import put_answers, put_words
from survey.export.codebook import codebook_table
from survey.export.formats import ExtraMissing, TooLong, formats
from survey.export.parcel import pack, put, read_me, write_manifest
from survey.export.results import cite, notes, results, results_book
from survey.export.table import Book
from survey.export.taken import Whole, take
from survey.i18n import use_language
from survey.store.accounts import visible_districts
from survey.store.base import Document, Store
from survey.store.downloads import FOLDER, Download, advance, begin, drop_old, fail, finish, kept_tokens
from survey.store.responses import answers_of_place
from survey.store.rounds import QuestionnaireVersion, Round, current_version, questionnaire
from survey.worker.pictures import put_pictures

MAKING = "making-"
MOST_TRIES = 3
"""A file that ended the worker so often is given up."""

EVERY_SECONDS = 1.0
"""How often the page hears how far it is."""

_log = logging.getLogger(__name__)


class Unwanted(Exception):
    """Nobody waits for this file any more, or the worker has to end."""


@dataclass(frozen=True)
class Making:
    """A file in the making: what is wanted, one view of the data, and an empty folder."""

    session: Session
    wanted: Download
    whole: Whole
    folder: Path
    step: Callable[[int], None]


def folder_of(data: Path) -> Path:
    """Where finished files lie, closed to everybody else on this computer."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def prepare(store: Store, data: Path, payload: Document, stop: Event) -> bool:
    """Make one file; no where there is none in the end, for a reason that its row tells."""
    with store.write() as session:
        wanted = begin(session, payload["download"])
        if wanted is None:
            return False
        if wanted.tries > MOST_TRIES:
            fail(session, wanted.id, "gave_up")
            return False
    try:
        with TemporaryDirectory(prefix=MAKING, dir=folder_of(data)) as scratch:
            return _made(store, wanted, Path(scratch), folder_of(data) / wanted.token, stop)
    except Unwanted:
        return False
    except (ExtraMissing, TooLong, OSError) as fault:
        _log.warning("a download could not be made: %s", type(fault).__name__)
        with store.write() as session:
            fail(session, wanted.id, _fault(fault))
        return False


def _fault(fault: Exception) -> str:
    if isinstance(fault, ExtraMissing):
        return f"extra:{fault.extra}"
    return f"too_long:{fault.most}" if isinstance(fault, TooLong) else "disk"


def _made(store: Store, wanted: Download, scratch: Path, kept: Path, stop: Event) -> bool:
    """Write into the scratch folder, pack, and put the pack in its place only if it is still wanted."""
    content, packed = scratch / "content", scratch / "pack.zip"
    content.mkdir()
    with use_language(wanted.language), store.read() as session:
        whole = _whole(session, wanted)
        name = f"{whole.round.slug}_{wanted.kind}_{wanted.format or 'files'}_{now().date().isoformat()}"
        step = _Steps(store, wanted, _size(session, whole, wanted), stop)
        MAKERS[wanted.kind](Making(session, wanted, whole, content, step))
    pack(content, packed, name)
    packed.chmod(0o600)
    size = packed.stat().st_size
    packed.replace(kept)
    with store.write() as session:
        done = finish(session, wanted.id, f"{name}.zip", size)
    if not done:
        kept.unlink(missing_ok=True)
    return done


def _whole(session: Session, wanted: Download) -> Whole:
    """The round, with the places whose figures were asked for as far as this person may still see them."""
    round_ = session.get_one(Round, wanted.round_id)
    seen = visible_districts(session, wanted.user_id, round_.assessment_id, role="lead")
    return take(session, round_, [one for one in seen if one.code in wanted.places], wanted.language)


def _size(session: Session, whole: Whole, wanted: Download) -> int:
    """How many steps it will take: people, or places."""
    return answers_of_place(session, whole.round) if wanted.kind == "answers" else len(whole.places)


class _Steps:
    """Tells how far it is now and then, and ends the work when nobody wants it any more."""

    def __init__(self, store: Store, wanted: Download, whole: int, stop: Event) -> None:
        self._store, self._wanted, self._whole, self._stop = store, wanted, whole, stop
        self._told = float("-inf")

    def __call__(self, done: int) -> None:
        if self._stop.is_set():
            raise Unwanted
        if monotonic() - self._told < EVERY_SECONDS:
            return
        self._told = monotonic()
        with self._store.write() as session:
            if not advance(session, self._wanted.id, done, self._whole):
                raise Unwanted


def _answers(of: Making) -> None:
    put_answers(of.session, of.whole, formats()[of.wanted.format], of.folder, of.wanted.token, of.step)


def _words(of: Making) -> None:
    put_words(of.session, of.whole, of.wanted.user_id, formats()[of.wanted.format], of.folder)


def _charts(of: Making) -> None:
    put_pictures(of.session, of.whole, of.folder, of.step)
    read_me(of.folder, notes(of.whole))
    _manifest(of, "charts")


def _everything(of: Making) -> None:
    """Figures and codebook in every format a page knows, all pictures, the questionnaire itself."""
    version = current_version(of.session, of.whole.round)
    asked = questionnaire(of.session, version)
    codebook = Book(codebook_table(asked, of.whole.language), of.whole.language, cite(of.whole))
    for format_ in formats().values():
        if format_.light and format_.ready:
            put(of.folder, results_book(of.session, of.whole), format_)
            put(of.folder, codebook, format_)
    document = json.dumps(of.session.get_one(QuestionnaireVersion, version).doc, ensure_ascii=False, indent=2)
    (of.folder / "questionnaire.json").write_text(document, encoding="utf-8")
    put_pictures(of.session, of.whole, of.folder / "pictures", of.step)
    read_me(of.folder, notes(of.whole), results(of.whole).columns)
    _manifest(of, "everything", questionnaire=version)


def _manifest(of: Making, kind: str, **more: object) -> None:
    about = {"round": of.whole.round.slug, "kind": kind, "language": of.whole.language, **more}
    cited = {"cite": " ".join(said for _heading, said in cite(of.whole)[:2])}
    write_manifest(of.folder, {**about, "snapshots": of.whole.snapshots, **cited})


MAKERS: dict[str, Callable[[Making], None]] = {
    "answers": _answers,
    "words": _words,
    "charts": _charts,
    "everything": _everything,
}


def sweep_files(store: Store, data: Path) -> None:
    """Forget files that are over, and delete all that nobody may fetch any more."""
    with store.write() as session:
        drop_old(session)
        kept = kept_tokens(session)
    for path in folder_of(data).iterdir():
        if path.is_file() and path.name not in kept:
            path.unlink(missing_ok=True)


def clear_unfinished(data: Path) -> None:
    """Delete what an end in the middle left; only before anything is in the making."""
    for path in folder_of(data).glob(f"{MAKING}*"):
        rmtree(path, ignore_errors=True)
