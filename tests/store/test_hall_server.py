"""An evening on a laptop without internet comes into the main server once, whole or not at all."""

import json
import re
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from survey.clock import today
from survey.i18n import full_date
from survey.store.accounts import User
from survey.store.audit import Audit
from survey.store.brought import told
from survey.store.documents import Response
from survey.store.hall_load import load, password_of, read
from survey.store.hall_out import DeletedEvening, NoSuchEvening, NotFromHall, OtherEvening, OtherTown
from survey.store.hall_records import HallRecord
from survey.store.hall_seal import ChangedFile, HallRefused, NewerFile, NotAHall, TheOtherFile
from survey.store.protocols import freeze
from survey.store.rehearsals import wipe
from survey.store.rounds import current_version
from survey.store.tablet_keys import PublicKey, place_of, seal
from survey.store.tablets import tablets_of
from survey.store.workshop_items import WorkshopItem, aside_of, attendance, standing
from survey.store.workshops import Workshop, delete_workshop, keep_agenda
from tests.store.conftest import Town
from tests.store.evening import record_of
from tests.store.halls import Laptop, altered, brought, file_for, laptop, planned, rows

pytestmark = pytest.mark.slow_on_postgres


@pytest.fixture
def key(town: Town, staff: dict[str, int]) -> uuid.UUID:
    return planned(town, staff["town"])


@pytest.fixture
def file(town: Town, key: uuid.UUID) -> bytes:
    return file_for(town.store, key)


@pytest.fixture
def hall(tmp_path: Path, empty_sqlite: Path, file: bytes) -> Iterator[Laptop]:
    with laptop(tmp_path, empty_sqlite, file) as made:
        yield made


def count(town: Town, key: uuid.UUID) -> int:
    with town.store.read() as session:
        return len(standing(session, session.get_one(Workshop, key)))


def test_the_file_names_nobody(town: Town, key: uuid.UUID, staff: dict[str, int]) -> None:
    with town.store.write() as session:
        workshop = session.get_one(Workshop, key)
        workshop.recorder, workshop.facilitator_id = "Maja Zapisnik", staff["facilitator"]
        names = list(session.scalars(select(User.name)))
    said = file_for(town.store, key).decode()
    assert "Maja" not in said
    # Names of accounts stand nowhere as a value of their own, nor does anything that opens one.
    places = {"north", "south"}
    assert not [name for name in names if re.search(rf': "{name}"', said) and name not in places]
    assert "nobody logs in here" not in said


def test_a_laptop_has_the_one_workshop_and_loading_again_loses_nothing(
    hall: Laptop, key: uuid.UUID, file: bytes
) -> None:
    assert hall.new
    hall.take(record_of())
    with hall.store.write() as session:
        assert not load(session, read(file))
    with hall.store.read() as session:
        assert [one.id for one in session.scalars(select(Workshop))] == [key]
        assert len(standing(session, session.get_one(Workshop, key))) == 1


def test_every_start_gives_a_new_password_to_the_same_account(hall: Laptop) -> None:
    with hall.store.write() as session:
        first, second = password_of(session), password_of(session)
        assert first != second
        assert [one.name for one in session.scalars(select(User))] == ["hall"]


def test_an_evening_comes_in_once_and_later_records_are_added(hall: Laptop, town: Town, key: uuid.UUID) -> None:
    tablet, first = hall.pair(), record_of()
    hall.take(first, record_of("young"), tablet=tablet)
    hall.take(record_of())
    content = hall.out()
    done = brought(town.store, content)
    assert done.states == {"kept": 3}
    assert done.notes != []  # the workshop of these tests was planned for another day
    before = rows(town.store)
    again = brought(town.store, content)
    assert again.states == {"known": 3}
    assert told(again)[0] == "All of this file was here already. Nothing was changed."
    assert rows(town.store) == before
    hall.take(first | {"rev": 2, "body": None}, record_of("young"), tablet=tablet)
    assert brought(town.store, hall.out()).states == {"kept": 2, "known": 3}
    with town.store.read() as session:
        workshop = session.get_one(Workshop, key)
        assert attendance(session, workshop) == {"age": {"young": 2, "old": 1}}
        assert [(one.number, one.revoked) for one in tablets_of(session, workshop)] == [(1, True)]
        said = [one for one in session.scalars(select(Audit.what)) if "evening of a hall" in one]
        assert len(said) == 2


def test_a_file_that_a_tablet_saved_in_the_hall_is_the_same_as_what_the_laptop_took(
    hall: Laptop, town: Town, key: uuid.UUID
) -> None:
    items = [record_of(), record_of()]
    hall.take(*items)
    queue = {"soseska": "queue", "workshops": [{"workshop": str(key), "items": items}]}
    assert brought(town.store, json.dumps(queue).encode()).states == {"kept": 2}
    assert brought(town.store, hall.out()).states == {"known": 2}


def test_records_keep_the_time_of_their_tablet_and_carry_that_of_the_laptop(
    hall: Laptop, town: Town, key: uuid.UUID
) -> None:
    hall.take(record_of(made="2026-05-04T18:02:00Z"))
    record = json.loads(hall.out())["records"][0]
    assert record["sent"]["made"] == "2026-05-04T18:02:00Z"
    assert record["written"] > "2026-05-05"
    brought(town.store, hall.out())
    with town.store.read() as session:
        assert session.scalars(select(WorkshopItem.made)).all() == ["2026-05-04T18:02:00Z"]


def test_a_clock_two_days_off_is_told_and_nothing_is_dated_anew(hall: Laptop, town: Town, key: uuid.UUID) -> None:
    with town.store.write() as session:
        session.get_one(Workshop, key).day = today() - timedelta(days=2)
    hall.take(record_of())
    done = brought(town.store, hall.out())
    assert done.states == {"kept": 1}
    assert full_date(today()) in done.notes[0]
    assert full_date(today() - timedelta(days=2)) in done.notes[0]
    with town.store.write() as session:
        session.get_one(Workshop, key).day = today()
    assert brought(town.store, hall.out()).notes == []


def sealed_answer(town: Town, hall: Laptop, file: bytes) -> dict[str, Any]:
    """An answer as a tablet seals it in the hall: to the key that the laptop names."""
    with town.store.read() as session:
        version = current_version(session, town.round(session))
    said = {"version": version, "language": "en", "fields": {"q_r0": ["yes"], "q_choir": ["often"]}}
    key, item = PublicKey(**json.loads(file)["tablet_key"]), str(uuid.uuid4())
    text = seal(key, place_of(hall.key, item, 1, "answer"), json.dumps(said).encode())
    return {
        "item": item, "rev": 1, "step": "arrival", "kind": "answer", "sealed": text, "key": key.id,
        "board": "", "made": "2026-05-04",
    }  # fmt: skip


def test_the_laptop_opens_no_answer_and_the_main_server_counts_it_once(
    hall: Laptop, town: Town, file: bytes, key: uuid.UUID
) -> None:
    answer, tablet = sealed_answer(town, hall, file), hall.pair()
    assert [one.state for one in hall.take(answer, tablet=tablet)] == ["kept"]
    assert [one.state for one in hall.take(answer, tablet=tablet)] == ["known"]
    with hall.store.read() as session:
        assert session.scalars(select(Response)).all() == []
        kept = session.scalars(select(HallRecord)).one()
        assert (kept.tablet_id, kept.written) == (None, None)
    assert brought(town.store, hall.out()).states == {"kept": 1}
    assert brought(town.store, hall.out()).states == {"known": 1}
    with town.store.read() as session:
        assert session.scalars(select(Response)).one().channel == "workshop"


def test_a_rehearsal_counts_nowhere_and_is_wiped_on_both(
    town: Town, staff: dict[str, int], tmp_path: Path, empty_sqlite: Path
) -> None:
    key = planned(town, staff["town"], rehearsal=True)
    with laptop(tmp_path, empty_sqlite, file_for(town.store, key)) as hall:
        hall.take(record_of())
        assert brought(town.store, hall.out()).states == {"kept": 1}
        for store in (hall.store, town.store):
            with store.write() as session:
                wipe(session, staff["town"] if store is town.store else None, session.get_one(Workshop, key))  # type: ignore[arg-type]
        assert brought(town.store, hall.out()).states == {}
    assert count(town, key) == 0


def test_after_the_protocol_was_frozen_what_comes_is_kept_apart(hall: Laptop, town: Town, key: uuid.UUID) -> None:
    hall.take(record_of())
    brought(town.store, hall.out())
    with town.store.write() as session:
        freeze(session, None, session.get_one(Workshop, key))
    hall.take(record_of())
    assert brought(town.store, hall.out()).states == {"known": 1, "aside": 1}
    with town.store.read() as session:
        assert [one.reason for one in aside_of(session, session.get_one(Workshop, key))] == ["over"]


def test_an_agenda_that_was_changed_meanwhile_is_again_the_one_of_the_evening(
    hall: Laptop, town: Town, key: uuid.UUID
) -> None:
    with town.store.write() as session:
        held = session.get_one(Workshop, key).agenda
        keep_agenda(session, "c" * 64, {"workshop": "other", "steps": []})
        session.get_one(Workshop, key).agenda = "c" * 64
    hall.take(record_of())
    done = brought(town.store, hall.out())
    assert (done.states, "held with" in done.notes[-1]) == ({"kept": 1}, True)
    with town.store.read() as session:
        assert session.get_one(Workshop, key).agenda == held
    assert len(brought(town.store, hall.out()).notes) == 1


def refused(town: Town, content: bytes, why: type[HallRefused], **more: Any) -> str:
    """The file is refused for this, and not a row of the database has changed."""
    before = rows(town.store)
    with pytest.raises(why) as said:
        brought(town.store, content, **more)
    assert rows(town.store) == before
    assert str(said.value).endswith("Nothing was changed.")
    return str(said.value)


def test_what_cannot_be_taken_is_refused_before_anything_is_written(
    hall: Laptop, town: Town, file: bytes, key: uuid.UUID, staff: dict[str, int]
) -> None:
    hall.take(record_of())
    content = hall.out()
    refused(town, altered(content, assessment="mars"), OtherTown)
    refused(town, altered(content, assessment="elsewhere"), OtherTown)
    refused(town, altered(content, workshop=str(uuid.uuid4())), NoSuchEvening)
    refused(town, content, NoSuchEvening, seen={uuid.uuid4()})
    refused(town, altered(content, workshop="?"), NotFromHall)
    refused(town, content, OtherEvening, only=uuid.uuid4())
    refused(town, file, TheOtherFile)
    assert "9.0" in refused(town, altered(content, program="9.0"), NewerFile)
    refused(town, altered(content, format=2), NewerFile)
    with town.store.write() as session:
        delete_workshop(session, staff["town"], session.get_one(Workshop, key))
    refused(town, content, DeletedEvening)


def test_a_file_that_was_changed_anywhere_is_refused(hall: Laptop, town: Town, key: uuid.UUID) -> None:
    hall.take(record_of("young"))
    content = hall.out()
    for change in (
        {"records": []}, {"written": "2026-05-04T20:00:00+00:00"}, {"hall": "0" * 32}, {"more": 1}, {"signature": ""},
        {"signature": None}, {"signature": "ž"},
    ):  # fmt: skip
        refused(town, altered(content, **change), ChangedFile)
    assert count(town, key) == 0


def test_the_file_for_the_laptop_is_read_whole_or_not_at_all(file: bytes) -> None:
    for broken, why in (
        (file[:-9], NotAHall), (b"[]", NotAHall), (b"", NotAHall), (altered(file, soseska="queue"), NotAHall),
        (altered(file, assessment="mars"), ChangedFile), (altered(file, format=7), NewerFile),
    ):  # fmt: skip
        with pytest.raises(why):
            read(broken)


def test_a_key_of_the_server_that_was_changed_since_still_knows_its_files(
    hall: Laptop, town: Town, key: uuid.UUID, database: str
) -> None:
    from survey.store.base import Store

    hall.take(record_of())
    later = Store(database, "another key of the server, forty characters", [town.store.keys._secret.decode()])
    assert brought(later, hall.out()).states == {"kept": 1}
    later.close()


def test_a_workshop_of_another_day_says_which(hall: Laptop, town: Town) -> None:
    assert full_date(date(2026, 5, 4)) in refused(town, hall.out(), OtherEvening, only=uuid.uuid4())
