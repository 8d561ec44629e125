"""The door for tablets: a code pairs once, a token sends, and nothing that anybody said ever comes out of it."""

import json
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.clock import today
from survey.store import guesses
from survey.store.accounts import create_user
from survey.store.districts import Census, District
from survey.store.rounds import Round
from survey.store.tablets import SPACE, pairing_code, revoke, tablets_of
from survey.store.workshop_items import MOST_ITEMS, standing
from survey.store.workshops import Plan, Workshop, keep_agenda, plan_workshop
from survey.workshop.agenda import agenda_hash, as_document, load_agenda, load_agenda_text
from tests.store.evening import AGENDA, record_of

SHORT = Path(__file__).resolve().parents[2] / "questionnaires" / "workshop_short.yaml"


@pytest.fixture
def evening(town: SimpleNamespace) -> SimpleNamespace:
    """A workshop in Polje, and the code for one tablet."""
    agenda = load_agenda_text(AGENDA)
    with town.store.write() as session:
        keep_agenda(session, agenda_hash(agenda), as_document(agenda))
        lead = create_user(session, "lead", "a long enough password")
        place = session.scalars(select(District).where(District.code == "polje")).one()
        session.add(Census(district_id=place.id, age="old", gender="f", n=120, source="register", day=today()))
        session.flush()
        round_ = session.scalars(select(Round)).one()
        workshop = plan_workshop(session, lead.id, round_, place.id, agenda_hash(agenda), Plan(today()))
        code = pairing_code(session, lead.id, workshop)
    return SimpleNamespace(store=town.store, key=workshop.id, code=code, lead=lead.id)


@pytest.fixture
def token(client: FlaskClient, evening: SimpleNamespace) -> str:
    said = client.post("/tablet/pair", json={"code": evening.code}).json
    assert said["soseska"] == "paired"
    return str(said["token"])


def send(client: FlaskClient, token: str, *items: Any) -> Any:
    return client.post("/tablet/items", json={"items": items}, headers={"Authorization": f"Bearer {token}"})


def board(client: FlaskClient, token: str) -> Any:
    return client.get("/tablet/board", headers={"Authorization": f"Bearer {token}"})


def test_a_code_pairs_once_and_the_board_says_what_the_evening_needs(
    client: FlaskClient, evening: SimpleNamespace, token: str
) -> None:
    again = client.post("/tablet/pair", json={"code": evening.code})
    assert (again.status_code, again.json) == (404, {"soseska": "unknown"})
    said = board(client, token).json
    assert said["workshop"]["id"] == str(evening.key)
    assert said["living"] == {"arrival": {"age": {"old": 120}, "gender": {"f": 120}}}
    assert list(said["agenda"]["steps"][0]["age"]) == ["young", "old"]
    assert said["hash"] == board(client, token).json["hash"]


def test_the_board_names_the_activities_where_headings_are_named(
    client: FlaskClient, evening: SimpleNamespace, token: str
) -> None:
    assert board(client, token).json["activities"] == {}
    agenda = load_agenda(SHORT)
    with evening.store.write() as session:
        keep_agenda(session, agenda_hash(agenda), as_document(agenda))
        session.get_one(Workshop, evening.key).agenda = agenda_hash(agenda)
    said = board(client, token).json["activities"]
    printed = [one for step in agenda.steps if step.step == "headings" for one in step.headings.values()]  # type: ignore[attr-defined]
    assert {code for one in printed for code in one.activities} <= said.keys()
    assert all({"sl", "hr", "en"} <= label.keys() for label in said.values())


def test_what_tablets_sent_comes_out_to_no_tablet(client: FlaskClient, token: str) -> None:
    before = board(client, token).text
    receipts = send(client, token, *(record_of() for _ in range(12))).json["receipts"]
    assert [one["state"] for one in receipts] == ["kept"] * 12
    assert board(client, token).text == before


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}])
def test_without_a_token_nothing_is_taken_and_nothing_told(
    client: FlaskClient, evening: SimpleNamespace, header: dict[str, str]
) -> None:
    asked = client.get("/tablet/board", headers=header)
    sent = client.post("/tablet/items", json={"items": [record_of()]}, headers=header)
    for answer in (asked, sent):
        assert (answer.status_code, answer.json) == (401, {"soseska": "unknown"})
    with evening.store.read() as session:
        assert standing(session, session.get_one(Workshop, evening.key)) == []


def test_t33_a_stopped_tablet_is_told_only_that_its_records_arrived(
    client: FlaskClient, evening: SimpleNamespace, token: str
) -> None:
    with evening.store.write() as session:
        (tablet,) = tablets_of(session, session.get_one(Workshop, evening.key))
        revoke(session, evening.lead, tablet)
    assert (board(client, token).status_code, board(client, token).json) == (403, {"soseska": "ended"})
    said = send(client, token, record_of()).json
    assert said["tablet"] == "ended"
    assert [(one["state"], one["reason"]) for one in said["receipts"]] == [("aside", "ended")]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"items": 7}', b'{"items": {}}', b"\xff\xfe"])
def test_what_is_no_request_of_ours_is_refused_without_a_trace(
    client: FlaskClient, evening: SimpleNamespace, token: str, body: bytes
) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for address in ("/tablet/items", "/tablet/pair"):
        answer = client.post(address, data=body, headers=headers)
        assert answer.status_code in (400, 404), address
    assert send(client, token, *[record_of()] * (MOST_ITEMS + 1)).status_code == 400


def test_codes_cannot_be_guessed_one_after_another(client: FlaskClient, evening: SimpleNamespace) -> None:
    with evening.store.write() as session:
        for _ in range(guesses.MOST):
            guesses.count_wrong(session, [SPACE])
    answer = client.post("/tablet/pair", json={"code": evening.code})
    assert answer.status_code == 429
    assert answer.json["soseska"] == "wait"


def test_other_sites_cannot_send_here(client: FlaskClient, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/tablet/items", json={"items": [record_of()]}, headers=headers).status_code == 403


def test_the_application_is_whole_and_of_one_version(client: FlaskClient) -> None:
    shell, worker = client.get("/tablet/"), client.get("/tablet/worker.js")
    about = json.loads(worker.text.partition("const APP = ")[2].partition(";\n")[0])
    assert f'data-files="/tablet/files/{about["mark"]}/"' in shell.text
    assert worker.headers["Cache-Control"] == shell.headers["Cache-Control"] == "no-cache"
    for name in about["files"]:
        found = client.get(name)
        assert found.status_code == 200, name
        assert "immutable" in found.headers["Cache-Control"]
    texts = next(name for name in about["files"] if name.endswith("texts.json"))
    said = json.loads(client.get(texts).text)["texts"]
    assert {code: sorted(words) for code, words in said.items()} == dict.fromkeys(
        ("sl", "hr", "en"), sorted(said["en"])
    )
    assert set(said["sl"]["waiting"]) == {"one", "two", "few", "other"}
    assert client.get(texts.replace(about["mark"], "0" * 12)).status_code == 404
    assert client.get("/tablet/app.webmanifest").json["scope"] == "/tablet/"


def test_the_mark_of_a_record_may_be_any_word_and_is_never_a_path(client: FlaskClient, token: str) -> None:
    for item in ("../../etc", "<script>", str(uuid.uuid4()) + "\0", "ž" * 400):
        (receipt,) = send(client, token, record_of(item=item)).json["receipts"]
        assert (receipt["state"], receipt["reason"]) == ("aside", "unreadable")
