"""Files that are prepared: for who may have them, recorded, for a day, and gone when somebody takes an answer back."""

import json
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from survey.export.formats import formats, sav_file
from survey.store.accounts import Grant, User
from survey.store.base import Store
from survey.store.districts import District
from survey.store.documents import OpenAnswer, Response
from survey.store.downloads import Download, cancel
from survey.store.receipts import code_of
from survey.store.withdrawing import withdraw
from survey.worker import downloads as making
from survey.worker.jobs import Jobs, run_next
from tests.dashboard.conftest import Enter, token_of
from tests.dashboard.files import KEEPER, LEAD, PAGE, ask, checked, fetched, order, parts, ready, record, row


def test_a_keeper_asks_watches_and_takes_the_answers(enter: Enter, store: Store, data: Path) -> None:
    client = enter(KEEPER)
    sent = ask(client)
    assert sent.status_code == 303
    waiting = client.get(sent.headers["Location"])
    assert waiting.headers["Refresh"]
    assert "waits for its turn" in waiting.text
    assert "Refresh" not in client.get(f"{sent.headers['Location']}?still=1").headers
    assert client.get(f"{sent.headers['Location']}/file").status_code == 404
    assert run_next(store, data, Event())
    (file,) = making.folder_of(data).iterdir()
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert re.fullmatch(r"[0-9a-f]{48}", file.name)
    done = client.get(sent.headers["Location"])
    assert "Refresh" not in done.headers
    assert "It stays here until" in done.text
    taken = fetched(client, f"{sent.headers['Location']}/file")
    assert {"answers.csv", "codebook.csv", "import_map.yaml", "read_me.txt"} <= parts(taken).keys()
    assert checked(taken)["kind"] == "answers"
    assert [line for line in record(store) if "report" in line] == [
        "answers csv asked for: lipovje; for the yearly report",
        "answers csv taken: lipovje; for the yearly report",
    ]


def test_e45_a_link_of_somebody_else_an_old_one_and_a_guessed_one_are_the_same(
    enter: Enter, store: Store, data: Path, app: Flask
) -> None:
    keeper = enter(KEEPER)
    address = ready(keeper, store, data)
    assert fetched(keeper, address)
    guessed = keeper.get(f"{PAGE}/prepared/{'0' * 48}/file")
    shared = enter(LEAD).get(address)
    outside = app.test_client().get(address)
    with store.write() as session:
        session.execute(update(Download).values(made_at=datetime.now(UTC) - timedelta(hours=25)))
    old = keeper.get(address)
    assert [page.status_code for page in (guessed, shared, old)] == [404, 404, 404]
    assert guessed.data == old.data
    assert outside.status_code == 302
    assert keeper.get(address.removesuffix("/file")).status_code == 404


def test_e45_after_a_demotion_nothing_can_be_fetched(enter: Enter, store: Store, data: Path) -> None:
    keeper = enter(KEEPER)
    address = ready(keeper, store, data)
    with store.write() as session:
        somebody = session.scalars(select(User).where(User.name == KEEPER)).one()
        session.execute(delete(Grant).where(Grant.user_id == somebody.id))
    assert [getattr(keeper, how)(address).status_code for how in ("get", "head")] == [404, 404]


def test_e45_who_leads_fewer_districts_than_before_loses_what_stands_in_the_file(
    enter: Enter, store: Store, data: Path
) -> None:
    client = enter(LEAD)
    address = order(client, "pictures")
    with store.write() as session:
        somebody = session.scalars(select(User).where(User.name == LEAD)).one()
        here = session.scalars(select(District).where(District.code == "polje")).one()
        session.execute(update(Grant).where(Grant.user_id == somebody.id).values(district_id=here.id))
    assert client.get(PAGE).status_code == 200
    assert client.get(address).status_code == 404


def test_only_who_keeps_the_data_of_the_whole_town_is_asked(enter: Enter) -> None:
    assert "Answers one by one" not in enter(LEAD).get(PAGE).text
    for name in (LEAD, "ob-potoku-lead"):
        client = enter(name)
        assert client.get(f"{PAGE}/answers").status_code == 404
        sent = client.post(f"{PAGE}/answers", data={"csrf_token": token_of(client.get(PAGE).text), "format": "csv"})
        assert sent.status_code == 404


def test_without_a_reason_nothing_is_prepared_and_what_was_typed_stays(enter: Enter, store: Store) -> None:
    client = enter(KEEPER)
    sent = ask(client, format="sav", reason="x")
    assert sent.status_code == 422
    assert "Say in a few words what you need the file for." in sent.text
    assert 'value="sav" checked' in sent.text
    assert 'value="x"' in sent.text
    assert ask(client, format="exe").status_code == 422
    assert ask(client, reason="y" * 300).status_code == 422
    assert client.post(f"{PAGE}/answers", data={"format": "csv", "reason": "without a token"}).status_code == 400
    assert row(store) is None


class Cancels(Event):
    """Somebody who gives the file up while it is being written."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def is_set(self) -> bool:
        with self.store.write() as session:
            cancel(session, session.scalars(select(Download)).one())
        return False


def test_e44_a_file_that_is_given_up_leaves_nothing_behind(enter: Enter, store: Store, data: Path) -> None:
    client = enter(KEEPER)
    address = ask(client).headers["Location"]
    assert run_next(store, data, Cancels(store))
    assert row(store).state == "cancelled"
    assert list(making.folder_of(data).iterdir()) == []
    assert "given up" in client.get(address).text


def test_a_file_can_be_given_up_before_its_turn(enter: Enter, store: Store, data: Path) -> None:
    client = enter(KEEPER)
    address = ask(client).headers["Location"]
    sent = client.post(f"{address}/cancel", data={"csrf_token": token_of(client.get(address).text)})
    assert "given up" in client.get(sent.headers["Location"]).text
    assert run_next(store, data, Event())
    assert list(making.folder_of(data).iterdir()) == []


def test_who_takes_an_answer_back_takes_it_out_of_every_prepared_file(enter: Enter, store: Store, data: Path) -> None:
    client = enter(KEEPER)
    address = ready(client, store, data)
    with store.write() as session:
        one = session.scalars(select(Response).where(Response.state == "counted").limit(1)).one()
        assert withdraw(store, session, code_of(store, one.client_id, one.content_hash))
    assert client.get(address).status_code == 404
    assert "taken their answer back" in client.get(address.removesuffix("/file")).text
    making.sweep_files(store, data)
    assert list(making.folder_of(data).iterdir()) == []


def test_after_a_day_the_file_is_deleted(enter: Enter, store: Store, data: Path) -> None:
    ready(enter(KEEPER), store, data)
    making.sweep_files(store, data)
    assert len(list(making.folder_of(data).iterdir())) == 1
    with store.write() as session:
        session.execute(update(Download).values(made_at=datetime.now(UTC) - timedelta(hours=24, seconds=1)))
    making.sweep_files(store, data)
    assert list(making.folder_of(data).iterdir()) == []
    assert row(store) is None


def test_an_end_in_the_middle_begins_anew_and_is_given_up_after_a_few_times(
    enter: Enter, store: Store, data: Path
) -> None:
    client, stopped = enter(KEEPER), Event()
    address = ask(client).headers["Location"]
    stopped.set()
    for _time in range(making.MOST_TRIES):
        assert run_next(store, data, stopped)
        assert row(store).state == "running"
    (making.folder_of(data) / f"{making.MAKING}left").mkdir()
    jobs = Jobs(store, data, stopped)
    jobs.run()
    assert list(making.folder_of(data).iterdir()) == []
    assert run_next(store, data, Event())
    assert row(store).state == "failed"
    assert "did not work several times" in client.get(address).text


def test_a_missing_extra_is_said_with_the_line_that_installs_it(
    enter: Enter, store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(KEEPER)
    address = ask(client, format="sav").headers["Location"]
    monkeypatch.setattr(sav_file, "NEEDS", ("nothing_of_this_name",))
    formats.cache_clear()
    assert "pip install &#39;soseska[spss]&#39;" in client.get(f"{PAGE}/answers").text
    assert run_next(store, data, Event())
    assert "pip install &#39;soseska[spss]&#39;" in client.get(address).text
    assert list(making.folder_of(data).iterdir()) == []
    monkeypatch.undo()
    formats.cache_clear()


def test_words_are_only_those_that_somebody_has_read(enter: Enter, store: Store, data: Path) -> None:
    client = enter(KEEPER)
    address = ask(client, "words", format="json").headers["Location"]
    assert run_next(store, data, Event())
    content = fetched(client, f"{address}/file")
    with store.read() as session:
        mine = select(OpenAnswer.state, OpenAnswer.redacted, OpenAnswer.text).where(OpenAnswer.counted)
        written = session.execute(mine.where(~OpenAnswer.sensitive)).all()
    shown = sorted(row["text"] for row in json.loads(parts(content)["words.json"])["rows"])
    assert shown == sorted(one.redacted for one in written if one.state in ("read", "approved"))
    assert {one.text for one in written if one.state == "unread"} - set(shown)
    assert checked(content)["kind"] == "words"
