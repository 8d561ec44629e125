"""The receipt code: whoever has it sees their answer, corrects it, takes it back; in every way of answering."""

from typing import Any

import pytest
from sqlalchemy import select

from survey.clock import today
from survey.questionnaire.load import load_catalogue, load_text
from survey.store import guesses, rounds, tally
from survey.store.documents import OpenAnswer, Response
from survey.store.drafts import Draft
from survey.store.passages import passages
from survey.store.persons import everybody
from survey.store.responses import submit
from tests.web.conftest import QUESTIONNAIRE, Form, Resident

LONELY = """
      - id: lonely
        type: single
        sensitive: true
        label: {sl: "Ste osamljeni?", hr: "Jeste li usamljeni?", en: "Are you lonely?"}
        options:
          seldom: {sl: "redko", hr: "rijetko", en: "seldom"}
          often: {sl: "pogosto", hr: "često", en: "often"}
"""
SAID = {
    "r0": "yes",
    "r1": "polje",
    "r2": "often",
    "r3": {"picked": ["exercise", "other"], "other": "A choir by the river"},
    "people": 3,
    "words": "More benches, please.",
    "lonely": "seldom",
}


@pytest.fixture
def sent(town: Any) -> Any:
    """An answer that came in some way other than the web; its receipt code."""

    def send(channel: str = "paper", access: str = "code", person: str = "sheet 7", **other: Any) -> str:
        with town.store.write() as session:
            round_ = rounds.round_by_slug(session, "walk")
            asked = load_text(QUESTIONNAIRE + LONELY, catalogue=load_catalogue("questionnaires/catalogue.yaml"))
            rounds.publish(session, round_, asked, "")
            told = {"channel": channel, "access": access, "language": "en", "day": today(), "district": "polje"}
            return submit(town.store, session, round_, SAID | other, client_id=person, **told).code

    return send


def open_with(client: Any, code: str, go: str = "open") -> Resident:
    """The page that a code opens."""
    resident = Resident(client)
    resident.page = client.post("/c", data={"code": code, "language": "en", "go": go})
    return resident


def correct(client: Any, code: str, **changed: str) -> Resident:
    """Change something on the last page and send it again."""
    resident = open_with(client, code, "correct")
    resident.press("edit:more")
    resident.press(**changed)
    resident.press("send")
    return resident


def states(town: Any) -> list[str]:
    with town.store.read() as session:
        return sorted(session.scalars(select(Response.state)))


def tally_agrees(town: Any) -> None:
    """The counts are those of the answers that count, to the last cell."""
    with town.store.write() as session:
        tally.fold(session)
        assert tally.verify(session) == []


def test_the_code_shows_all_that_was_said_and_nobody_keeps_the_page(client: Any, town: Any, sent: Any) -> None:
    page = open_with(client, sent().lower()).page
    for words in ("often", "Gentle exercise", "A choir by the river", "More benches, please.", "seldom", "3"):
        assert words in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    ("channel", "access"),
    [
        ("paper", "code"),
        *(
            pytest.param(*way, marks=pytest.mark.slow)
            for way in (("web", "open"), ("tablet", "device"), ("phone", "open"))
        ),
    ],
)
def test_a_correction_takes_the_place_of_an_answer_however_it_came(
    client: Any, town: Any, sent: Any, channel: str, access: str
) -> None:
    code = sent(channel, access)
    tally_agrees(town)
    resident = correct(client, code, q_people="5", q_words="Nothing more.")
    assert resident.sees("Thank you. Your answer is changed.")
    assert resident.sees("Your code stays the same")
    tally_agrees(town)
    with town.store.read() as session:
        new = session.scalars(select(Response).where(Response.state == "counted")).one()
        assert (new.channel, new.access, new.doc["answers"]["people"]) == (channel, access, 5)
        assert [one.id for one in everybody(session, rounds.round_by_slug(session, "walk"))] == [new.id]
        counted = select(OpenAnswer.text).where(OpenAnswer.counted)
        assert sorted(session.scalars(counted)) == ["A choir by the river", "Nothing more."]
        assert passages(session, new.round_id).pages == {}
    assert states(town) == ["counted", "superseded"]
    assert "Nothing more." in open_with(client, code).page.text


@pytest.mark.slow
def test_nothing_changed_gives_the_same_answer_again(client: Any, town: Any, sent: Any) -> None:
    code = sent()
    resident = open_with(client, code, "correct")
    resident.press("send")
    with town.store.read() as session:
        old, new = session.scalars(select(Response).order_by(Response.state.desc())).all()
        assert old.doc["answers"] == new.doc["answers"]
        assert old.coded == new.coded
    tally_agrees(town)


def test_after_a_correction_the_code_withdraws_everything(client: Any, town: Any, sent: Any) -> None:
    code = sent()
    correct(client, code, q_people="5")
    page = client.post("/withdraw", data={"code": code, "language": "en", "go": "ask"})
    assert "Delete for good" in page.text
    assert states(town) == ["counted", "superseded"]
    assert "Your answer is deleted." in client.post("/withdraw", data=dict(Form(page.text).fields)).text
    assert states(town) == ["withdrawn", "withdrawn"]
    tally_agrees(town)
    with town.store.read() as session:
        assert session.scalars(select(OpenAnswer)).all() == []
    assert "This answer has been withdrawn" in open_with(client, code).page.text


@pytest.mark.slow
def test_a_correction_is_gone_on_with_on_another_device_and_never_twice(client: Any, town: Any, sent: Any) -> None:
    code = sent()
    first = open_with(client, code, "correct")
    first.press("edit:more")
    first.press(q_people="4")
    second = open_with(client, code, "correct")
    assert second.sees("Change your answer, then send it again")
    with town.store.read() as session:
        assert len(session.scalars(select(Draft)).all()) == 1
    second.press("send")
    first.press("send")
    assert first.sees("Thank you. Your answer is changed.")
    assert states(town) == ["counted", "superseded"]


def test_a_correction_of_what_was_withdrawn_meanwhile_is_refused(client: Any, town: Any, sent: Any) -> None:
    code = sent()
    resident = open_with(client, code, "correct")
    client.post("/withdraw", data={"code": code, "language": "en"})
    with town.store.read() as session:
        assert session.scalars(select(Draft)).all() == [], "what was withdrawn lives on in no draft"
    resident.press("send")
    assert resident.page.status_code == 422
    assert states(town) == ["withdrawn"]


def test_r20_when_the_survey_is_over_an_answer_is_seen_and_withdrawn_but_not_changed(
    client: Any, town: Any, sent: Any, close: Any
) -> None:
    code = sent()
    close()
    for go in ("open", "correct"):
        resident = open_with(client, code, go)
        assert resident.sees("More benches, please.")
        assert resident.sees("the answer cannot be changed any more")
        assert not resident.sees("Change my answer")
    assert "Your answer is deleted." in client.post("/withdraw", data={"code": code, "language": "en"}).text


@pytest.mark.slow
def test_the_page_of_an_answer_speaks_each_language(client: Any, town: Any, sent: Any) -> None:
    resident = open_with(client, sent())
    page = client.post("/c", data={**dict(Form(resident.page.text).fields), "go": "lang:hr"})
    assert '<html lang="hr"' in page.text
    assert "Jeste li usamljeni?" in page.text


@pytest.mark.slow
def test_r23_guessing_at_withdrawals_is_slowed_too(client: Any, town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MOST", 2)
    wrong = {"code": "0000 0000 00", "language": "en"}
    assert [client.post("/withdraw", data=wrong).status_code for _time in range(3)] == [422, 422, 429]
    assert "Retry-After" in client.post("/withdraw", data=wrong).headers


@pytest.mark.slow
def test_words_that_were_erased_by_the_town_stay_away(client: Any, town: Any, sent: Any) -> None:
    code = sent()
    with town.store.write() as session:
        for row in session.scalars(select(OpenAnswer)):
            row.text, row.state = "", "erased"
    resident = open_with(client, code)
    assert resident.sees("often")
    assert not resident.sees("_answered")
    correct(client, code, q_people="5")
    assert states(town) == ["counted", "superseded"]
