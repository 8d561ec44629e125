"""The laptop of a hall on the command line: its file, the evening handed on, and every refusal in a sentence."""

import json
import socket
import uuid
from collections.abc import Callable
from datetime import date
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from sqlalchemy import func, select

from survey.addresses import own_addresses
from survey.cli_hall import _opened, _save
from survey.config import Settings, settings_of_hall
from survey.store.accounts import User, create_user
from survey.store.base import Store, open_store
from survey.store.districts import Assessment, district
from survey.store.rounds import round_by_slug
from survey.store.workshop_items import WorkshopItem, receive
from survey.store.workshops import Plan, Workshop, delete_workshop, keep_agenda, plan_workshop
from survey.workshop.agenda import agenda_hash, as_document, load_agenda_text
from tests.cli.conftest import Soseska
from tests.store.evening import AGENDA, record_of

pytestmark = pytest.mark.one_database


@pytest.fixture
def key(store: Store, assessment: Assessment) -> uuid.UUID:
    agenda = load_agenda_text(AGENDA)
    with store.write() as session:
        keep_agenda(session, agenda_hash(agenda), as_document(agenda))
        lead = create_user(session, "lead", "a long enough password")
        round_, place = round_by_slug(session, "first"), district(session, assessment.id, "d01")
        assert round_ is not None
        assert place is not None
        return plan_workshop(session, lead.id, round_, place.id, agenda_hash(agenda), Plan(date(2026, 11, 5))).id


@pytest.fixture
def file(soseska: Soseska, key: uuid.UUID, tmp_path: Path) -> Path:
    path = tmp_path / "stick" / "hall.json"
    path.parent.mkdir()
    path.write_text(soseska("hall-file", key).stdout)
    return path


Hall = Callable[[], tuple[Store, list[str]]]


@pytest.fixture
def start(file: Path, empty_sqlite: Path) -> Hall:
    """What `soseska run --hall` does before it listens."""

    def started() -> tuple[Store, list[str]]:
        said = json.loads(file.read_bytes())
        settings = settings_of_hall(file.parent / f"hall-{said['workshop']['id']}", 8080)
        # The command closes its store with the program; here the test does.
        from click import Context

        from survey.cli import main

        with Context(main):
            lines = _opened(settings, said)
        return open_store(settings), lines

    return started


def came(store: Store, key: uuid.UUID, number: int) -> None:
    with store.write() as session:
        receive(session, session.get_one(Workshop, key), None, [record_of() for _ in range(number)])


def counted(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(WorkshopItem)) or 0


def test_an_evening_from_the_file_to_the_main_server_and_once_more(
    soseska: Soseska, store: Store, key: uuid.UUID, file: Path, start: Hall
) -> None:
    laptop, lines = start()
    assert lines[0] == "This laptop serves one workshop: D01, Thursday, 5 November 2026."
    assert lines[1].endswith("the workshop is on Thursday, 5 November 2026. Nothing breaks by that.")
    assert "Name: hall   Password: " in lines[2]
    came(laptop, key, 3)
    evening = file.parent / "evening.json"
    evening.write_text(soseska("hall-out", file).stdout)
    said = soseska("merge", evening)
    assert (said.exit_code, counted(store)) == (0, 3)
    assert said.stdout.startswith("3 entries were brought in.\n")
    assert "The clock of the laptop said" in said.stdout
    again = soseska("merge", evening).stdout.splitlines()
    assert again[:2] == ["All of this file was here already. Nothing was changed.", "3 entries were here already."]
    laptop.close()
    laptop, lines = start()
    assert lines[2] == "It goes on with 3 entries."
    came(laptop, key, 1)
    evening.write_text(soseska("hall-out", file).stdout)
    assert soseska("merge", evening).stdout.startswith("1 entry was brought in.\n3 entries were here already.\n")
    assert counted(store) == 4
    laptop.close()


def test_a_later_file_of_the_same_evening_begins_anew_only_where_nothing_has_come(
    soseska: Soseska, store: Store, key: uuid.UUID, file: Path, start: Hall
) -> None:
    start()[0].close()
    with store.write() as session:
        session.get_one(Workshop, key).room = "The school"
    file.write_text(soseska("hall-file", key).stdout)
    laptop, _lines = start()
    with laptop.read() as session:
        assert session.get_one(Workshop, key).room == "The school"
    came(laptop, key, 2)
    laptop.close()
    file.write_text(soseska("hall-file", key).stdout)
    laptop, lines = start()
    assert lines[2] == "It goes on with 2 entries."
    laptop.close()
    (file.parent / "evening.json").write_text(soseska("hall-out", file).stdout)
    assert soseska("merge", file.parent / "evening.json").exit_code == 0
    assert counted(store) == 2


def test_every_refusal_is_a_sentence(
    soseska: Soseska, store: Store, key: uuid.UUID, file: Path, tmp_path: Path
) -> None:
    for word in ("nonsense", uuid.uuid4()):
        said = soseska("hall-file", word)
        assert (said.exit_code, said.stderr.startswith("There is no workshop »")) == (1, True)
    said = soseska("hall-out", file)
    assert (said.exit_code, said.stderr.startswith("No evening was held with this file here.")) == (1, True)
    assert soseska("merge", file).stderr.startswith("This is the file that sets a laptop up")
    other = tmp_path / "other.json"
    other.write_text("{}")
    assert soseska("run", "--hall", other).stderr.startswith("This is no file for a laptop in a hall")
    assert soseska("merge", other).exit_code == 1
    with store.write() as session:
        delete_workshop(session, 1, session.get_one(Workshop, key))
    assert soseska("hall-file", key).exit_code == 1


def test_a_second_start_leaves_the_one_that_runs_alone(
    soseska: Soseska, key: uuid.UUID, file: Path, start: Hall
) -> None:
    laptop, _lines = start()
    with laptop.read() as session:
        before = session.scalars(select(User.password)).one()
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        said = soseska("run", "--hall", file, "--port", taken.getsockname()[1])
    assert (said.exit_code, "is taken" in said.stderr) == (1, True)
    with laptop.read() as session:
        assert session.scalars(select(User.password)).one() == before
    laptop.close()


def test_the_address_of_the_page_names_the_workshop_too(soseska: Soseska, key: uuid.UUID) -> None:
    said = soseska("hall-file", f"https://soseska.example.org/workshops/first/{key}")
    assert json.loads(said.stdout)["workshop"]["id"] == str(key)


def test_a_laptop_takes_no_setting_of_another_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOSESKA_HTTPS", "1")
    monkeypatch.setenv("SOSESKA_DATABASE", "postgresql://nobody@nowhere/none")
    found = settings_of_hall(tmp_path / "hall", 8080)
    assert isinstance(found, Settings)
    assert (found.https, found.address, found.hall) == (False, "", True)
    assert found.database == f"sqlite:///{tmp_path / 'hall' / 'soseska.db'}"


def test_only_private_addresses_of_this_machine_are_told() -> None:
    for one in own_addresses():
        assert IPv4Address(one).is_private
        assert not IPv4Address(one).is_loopback


def test_a_file_that_was_saved_is_whole_and_for_its_owner(tmp_path: Path) -> None:
    _save(tmp_path / "evening.json", b"first")
    _save(tmp_path / "evening.json", b"second")
    assert (tmp_path / "evening.json").read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["evening.json"]
    assert (tmp_path / "evening.json").stat().st_mode & 0o077 == 0
