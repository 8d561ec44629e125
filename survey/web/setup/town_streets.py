"""The streets: a CSV file, counted per district beside what is there now, then kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.places import streets
from survey.places.names import Named
from survey.places.streets import Streets
from survey.store import places
from survey.store.base import Document
from survey.store.places import PlaceFile, Street
from survey.web.manage.rights import At
from survey.web.setup.sent import Faulty, SentForm, add_part, change, drop, named, read_sent, still_seen
from survey.web.setup.views import page
from survey.web.setup.way import way

SHOWN_NAMES = 5


@dataclass(frozen=True)
class DistrictRow:
    """One district: its streets now, and in the file that waits."""

    name: str
    now: int
    then: int


@dataclass(frozen=True)
class Looked:
    """A file that waits, as its page shows it: `spelled` are names in which letters may have gone wrong."""

    name: str
    seen: str
    old: bool
    letters: int
    spelled: tuple[str, ...]


def _decide(form: SentForm, session: Session, at: At) -> Response:
    if form.act.data == "remove":
        return _put(session, at, [], _("The streets are removed."))
    if form.act.data == "drop":
        return drop(session, at, "streets")
    waiting = still_seen(session, at, "streets", form.seen.data)
    return _put(session, at, places.streets_read(waiting.doc["streets"]), _("The streets are kept."))


def _read(form: SentForm, ours: Sequence[Named]) -> tuple[str, Document]:
    name, read = read_sent(form.file.data, lambda raw, called: streets.read(raw, called, ours))
    return name, _written(read)


def _put(session: Session, at: At, new: Sequence[Street], told: str) -> Response:
    return change(session, at, "streets", lambda: places.put_streets(session, at.assessment, new), told)


def _written(read: Streets) -> Document:
    rows = [Street(one.district, one.street, one.lowest, one.highest, one.side) for one in read.ranges]
    return {"streets": places.streets_written(rows), "old": read.old, "letters": read.letters}


def _page(session: Session, at: At, _form: SentForm, why: Faulty | None) -> str:
    waiting = places.file_of(session, at.assessment, "streets")
    now = places.streets_of(session, at.assessment)
    then = places.streets_read(waiting.doc["streets"]) if waiting else []
    before, after = _counted(now), _counted(then)
    return page(
        "setup/streets.html",
        at,
        way(session, at),
        why=why,
        looked=_looked(waiting, then) if waiting else None,
        rows=[DistrictRow(one.name, before[one.code], after[one.code]) for one in named(session, at)],
        there=bool(now),
    )


def _counted(rows: Sequence[Street]) -> Counter[str]:
    """How many streets lie in each district, in part or as a whole."""
    return Counter(district for district, _street in {(one.district, one.street.casefold()) for one in rows})


def _looked(waiting: PlaceFile, then: Sequence[Street]) -> Looked:
    spelled = dict.fromkeys(one.street for one in then if not one.street.isascii())
    doc = waiting.doc
    return Looked(waiting.name, waiting.at.isoformat(), doc["old"], doc["letters"], tuple(spelled)[:SHOWN_NAMES])


add_part("streets", SentForm, _page, _read, _decide)
