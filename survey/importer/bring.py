"""Looks at every row before the first is stored, then stores them all in one transaction."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.i18n import ngettext
from survey.importer.checked import Checked
from survey.importer.mapping import Mapping
from survey.importer.rows import Place
from survey.spreadsheet.table import Table
from survey.store import tally
from survey.store.base import Store
from survey.store.documents import Response
from survey.store.responses import submit


@dataclass
class Preview:
    """What would be stored, counted in the words of the assessment."""

    rows: int = 0
    known: int = 0
    places: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        yield ngettext("%(num)s row in the file.", "%(num)s rows in the file.", self.rows)
        for place, count in sorted(self.places.items()):
            yield f"  {' · '.join(place)}: {count}"
        yield ngettext("%(num)s answer is new.", "%(num)s answers are new.", self.rows - self.known)
        yield ngettext("%(num)s answer is here already.", "%(num)s answers are here already.", self.known)


@dataclass(frozen=True)
class Brought:
    """What was stored; an answer that differs from an earlier one with the same id waits for a decision."""

    new: int = 0
    flagged: int = 0


def look(store: Store, table: Table, mapping: Mapping, round_slug: str) -> Preview:
    """Reads the whole file and stores nothing; raises `Unusable` with every fault."""
    preview = Preview()
    with store.read() as session:
        for ready in Checked(session, table, mapping, round_slug):
            preview.rows += 1
            preview.places[(ready.place.round, ready.place.district, ready.place.channel)] += 1
            preview.known += _is_known(session, client_id(store, session, ready.place))
    return preview


def bring(store: Store, table: Table, mapping: Mapping, round_slug: str) -> Brought:
    """Stores all rows or none: a fault that was not there a moment ago undoes everything."""
    with store.write() as session:
        done = [
            submit(
                store,
                session,
                ready.round,
                ready.answers,
                client_id=client_id(store, session, ready.place),
                channel=ready.place.channel,
                access=ready.place.access,
                language=ready.place.language,
                day=ready.place.day,
                district=ready.place.district,
            )
            for ready in Checked(session, table, mapping, round_slug)
        ]
    with store.write() as session:
        tally.fold(session)
    fresh = [one for one in done if one.fresh]
    flagged = sum(one.flagged for one in fresh)
    return Brought(len(fresh) - flagged, flagged)


def client_id(store: Store, session: Session, place: Place) -> str:
    """The same row gets the same id each time, and nobody can read the file's own id from it."""
    ids = store.keys.macs("import", f"{place.round}\n{place.id}")
    return next((one for one in ids[1:] if _is_known(session, one)), ids[0])


def _is_known(session: Session, identifier: str) -> bool:
    return bool(session.scalar(select(func.count()).where(Response.client_id == identifier)))
