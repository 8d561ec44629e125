"""A main server with a workshop, and a laptop that serves it in a hall: two databases with keys of their own."""

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from survey.store.base import Store
from survey.store.brought import Brought, bring
from survey.store.hall_files import hall_file
from survey.store.hall_load import load, read
from survey.store.hall_out import hall_out
from survey.store.tables import METADATA
from survey.store.tablets import pair, pairing_code
from survey.store.workshop_items import Receipt, receive
from survey.store.workshops import Workshop
from tests.store.conftest import Town
from tests.store.evening import evening


def planned(town: Town, by: int, **more: Any) -> uuid.UUID:
    with town.store.write() as session:
        return evening(session, town, by, **more).id


def file_for(store: Store, key: uuid.UUID) -> bytes:
    with store.write() as session:
        return hall_file(session, None, session.get_one(Workshop, key))


class Laptop:
    """The laptop with the database of its own."""

    def __init__(self, store: Store, file: bytes) -> None:
        self.store, said = store, read(file)
        self.key = uuid.UUID(said["workshop"]["id"])
        with store.write() as session:
            self.new = load(session, said)

    def pair(self) -> uuid.UUID:
        with self.store.write() as session:
            code = pairing_code(session, None, session.get_one(Workshop, self.key))  # type: ignore[arg-type]
            found = pair(session, code)
            assert found is not None
            return found.tablet.id

    def take(self, *items: Any, tablet: uuid.UUID | None = None) -> list[Receipt]:
        with self.store.write() as session:
            return receive(session, session.get_one(Workshop, self.key), tablet, items)

    def out(self) -> bytes:
        with self.store.read() as session:
            return hall_out(session)


@contextmanager
def laptop(folder: Path, empty: Path, file: bytes) -> Iterator[Laptop]:
    """A laptop whose database is a copy of an `empty` one, since making one takes longer than most tests."""
    shutil.copytree(empty, folder / "hall")
    store = Store(f"sqlite:///{folder / 'hall' / 'soseska.db'}", "the key of a laptop, forty characters long")
    yield Laptop(store, file)
    store.close()


def brought(store: Store, content: bytes, **told: Any) -> Brought:
    with store.write() as session:
        return bring(session, content, None, **told)


def rows(store: Store) -> dict[str, list[str]]:
    """Every row of every table, to see that nothing has changed."""
    with store.read() as session:
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in METADATA.sorted_tables}


def altered(content: bytes, **more: Any) -> bytes:
    """The file as somebody changed it."""
    return json.dumps({**json.loads(content), **more}).encode()
