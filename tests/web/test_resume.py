"""Going on later, elsewhere, after a restart: nothing typed is lost, and nothing is overwritten in silence."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from survey import create_app
from survey.config import Settings
from survey.store import drafts
from survey.store.drafts import Draft, ResumeCode
from tests.pages import LookingClient
from tests.web.conftest import Resident

Start = Callable[..., Any]


def elsewhere(client: Any, code: str) -> Resident:
    """Somebody types a code on another device and goes on there."""
    other = Resident(client)
    other.page = client.post("/c", data={"code": code, "language": "en", "go": "open"})
    return other


@pytest.fixture
def restarted(settings: Settings) -> Start:
    """The program started anew on the same data, perhaps with other keys."""
    opened = []

    def start(**changed: Any) -> Any:
        app = create_app(replace(settings, **changed))
        app.testing, app.test_client_class = True, LookingClient
        opened.append(app.extensions["store"])
        return app.test_client()

    yield start
    for store in opened:
        store.close()


def test_every_page_says_that_what_came_before_is_saved(resident: Resident) -> None:
    assert not resident.sees('class="saved"')
    resident.begin()
    assert resident.sees('<span class="saved">Saved</span>')
    resident.press(q_r2="sometimes")
    assert resident.page.status_code == 422
    assert resident.sees("Your answers are saved.")


def test_a_code_leads_back_to_where_somebody_stopped_with_all_they_typed(resident: Resident) -> None:
    resident.begin()
    resident.press("later", q_r2="never")
    assert resident.sees("All that you have written is saved.")
    code = resident.code()
    other = elsewhere(resident.client, code.lower().replace(" ", "-").replace("0", "o"))
    assert other.sees("Would you come?")
    assert other.fields()["q_r2"] == ["never"]
    assert "Set-Cookie" not in other.page.headers
    other.press(q_why="Too far.")
    assert other.sees("What would you come to?")


@pytest.mark.slow
def test_the_code_stays_the_same_and_the_page_speaks_each_language(resident: Resident) -> None:
    resident.begin()
    resident.press("later")
    code = resident.code()
    resident.press("lang:hr")
    assert '<html lang="hr"' in resident.page.text
    assert resident.code() == code
    resident.press("edit:coming")
    assert resident.sees("Biste li došli?")


@pytest.mark.slow
def test_the_code_and_what_was_typed_are_kept_sealed(resident: Resident, town: Any) -> None:
    resident.begin()
    resident.press()
    resident.press()
    resident.press("later", q_words="very private words")
    code = resident.code()
    with town.store.read() as session:
        kept = session.scalars(select(ResumeCode)).one()
        draft = session.scalars(select(Draft)).one()
    plain = code.replace(" ", "").encode()
    assert plain not in kept.sealed + kept.mac.encode() + draft.sealed
    assert b"very private words" not in draft.sealed


def test_r23_a_code_is_used_up_when_the_answer_is_sent(resident: Resident, responses: Any, town: Any) -> None:
    resident.begin()
    resident.press("later")
    code = resident.code()
    other = elsewhere(resident.client, code)
    while not other.sees("edit:start"):
        other.press()
    other.press("send")
    assert responses() == 1
    assert elsewhere(resident.client, code).page.status_code == 422
    with town.store.read() as session:
        assert session.scalars(select(ResumeCode)).all() == []


@pytest.mark.slow
def test_a_code_is_over_after_thirty_days(resident: Resident, town: Any) -> None:
    resident.begin()
    resident.press("later")
    for days, status in ((drafts.DAYS, 200), (drafts.DAYS + 1, 422)):
        with town.store.write() as session:
            session.execute(update(Draft).values(day=datetime.now(UTC).date() - timedelta(days=days)))
        assert elsewhere(resident.client, resident.code()).page.status_code == status
        with town.store.write() as session:  # opening it has begun the thirty days anew
            assert status == 422 or session.scalars(select(Draft)).one().day == datetime.now(UTC).date()


@pytest.mark.slow
def test_r20_a_code_of_a_closed_survey_gives_the_words_back(resident: Resident, close: Any) -> None:
    resident.begin()
    resident.press("later", q_r2="often")
    code = resident.code()
    close()
    other = elsewhere(resident.client, code)
    assert other.page.status_code == 409
    assert other.sees("so that you can copy it")
    assert other.sees("often")


def two_devices(resident: Resident) -> tuple[Resident, Resident]:
    """The same page of the same draft, on two devices."""
    resident.begin()
    resident.press("later")
    other = elsewhere(resident.client, resident.code())
    resident.press("edit:coming")
    return resident, other


def test_r12_the_second_device_is_told_and_both_answers_are_on_the_page(resident: Resident, responses: Any) -> None:
    first, second = two_devices(resident)
    first.press(q_r2="often")
    page = second.press(q_r2="na")
    assert page.status_code == 409
    assert second.sees("Other answers are saved for this page")
    assert second.sees("<b>often</b>")
    assert second.fields()["q_r2"] == ["na"]
    second.press("lang:sl")
    assert second.page.status_code == 409
    assert second.fields()["q_r2"] == ["na"]


@pytest.mark.slow
def test_r12_what_was_saved_is_taken_over_or_what_was_typed_counts(resident: Resident) -> None:
    first, second = two_devices(resident)
    first.press(q_r2="often")
    second.press(q_r2="na")
    second.press("saved")
    assert second.fields()["q_r2"] == ["often"]
    second.press(q_r2="na")
    assert second.sees("What would you come to?")
    first.press("back")
    assert first.fields()["q_r2"] == ["na"]


@pytest.mark.slow
def test_r12_pressing_next_once_more_says_that_this_one_counts(resident: Resident) -> None:
    first, second = two_devices(resident)
    first.press(q_r2="often")
    second.press(q_r2="na")
    assert 'value="mine">Next' in second.page.text
    second.press("mine")
    assert second.sees("What would you come to?")
    first.press("back")
    assert first.fields()["q_r2"] == ["na"]


@pytest.mark.slow
def test_r12_other_pages_and_equal_answers_disturb_nobody(resident: Resident) -> None:
    first, second = two_devices(resident)
    first.press(q_r2="often")
    first.press(q_r3=["exercise"])
    second.press(q_r2="often")
    assert second.sees("What would you come to?")
    assert second.fields()["q_r3"] == ["exercise"]


def test_r12_what_was_read_once_more_is_what_is_sent(resident: Resident, responses: Any, last: Any) -> None:
    resident.begin()
    while not resident.sees("edit:start"):
        resident.press()
    review = resident.fields()
    resident.press("edit:coming")
    resident.press(q_r2="often")
    resident.page = resident.send({**review, "go": ["send"]})
    assert resident.sees("Your answers were changed elsewhere.")
    assert responses() == 0
    resident.press("send")
    assert last().doc["answers"]["r2"] == "often"


def test_r12_two_savings_at_one_moment_never_undo_each_other(resident: Resident, town: Any) -> None:
    from survey.store.errors import Overtaken
    from survey.store.rounds import round_by_slug

    resident.begin()
    with town.store.write() as session:
        round_ = round_by_slug(session, "walk")
        version = session.scalars(select(Draft.version)).one()
        secret = "another secret"
        drafts.save(town.store, session, secret, round_, version, {"a": 1}, 0)
        with pytest.raises(Overtaken):
            drafts.save(town.store, session, secret, round_, version, {"a": 2}, 0)
        drafts.save(town.store, session, secret, round_, version, {"a": 3}, 1)
        with pytest.raises(Overtaken):
            drafts.delete(town.store, session, secret, 1)
        assert drafts.load(town.store, session, secret).doc == {"a": 3}


@pytest.mark.slow
def test_r14_twenty_six_hours_between_two_pages(resident: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    resident.begin()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 26 * 3600)
    resident.press(q_r2="often")
    assert resident.sees("What would you come to?")


@pytest.mark.slow
def test_r14_each_page_begins_the_thirty_days_anew(resident: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    resident.begin()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 20 * 86400)
    resident.press(q_r2="often")
    monkeypatch.setattr(time, "time", lambda: now + 45 * 86400)
    resident.press()
    assert resident.sees("How many are you at home?")


@pytest.mark.slow
def test_r14_a_restart_between_two_pages(resident: Resident, restarted: Start, last: Any) -> None:
    resident.begin()
    resident.client = restarted()
    resident.press(q_r2="often")
    while not resident.sees("edit:start"):
        resident.press()
    resident.press("send")
    assert last().doc["answers"]["r2"] == "often"


def test_r14_a_changed_key_loses_no_page_no_code_and_counts_nothing_twice(
    resident: Resident, restarted: Start, settings: Settings, responses: Any
) -> None:
    resident.begin()
    resident.press("later", q_r2="often")
    code = resident.code()
    resident.client = restarted(
        secret_key="another key, forty characters long, too", earlier_keys=(settings.secret_key,)
    )
    resident.press("edit:coming")
    assert resident.fields()["q_r2"] == ["often"]
    other = elsewhere(resident.client, code)
    assert other.fields()["q_r2"] == ["often"]
    while not resident.sees("edit:start"):
        resident.press()
    form = {**resident.fields(), "go": ["send"]}
    resident.press("send")
    receipt = resident.code()
    resident.client = restarted(
        secret_key="a third key, again forty characters long",
        earlier_keys=("another key, forty characters long, too", settings.secret_key),
    )
    resident.page = resident.send(form)
    assert resident.code() == receipt
    assert responses() == 1
    assert "Your answer is deleted." in resident.client.post("/withdraw", data={"code": receipt, "language": "en"}).text


@pytest.mark.slow
def test_r14_a_key_thrown_away_gives_the_text_back(resident: Resident, restarted: Start) -> None:
    resident.begin()
    resident.client = restarted(secret_key="another key, forty characters long, too")
    page = resident.press(q_r2="often")
    assert page.status_code == 422
    assert resident.sees("could not be saved")
    assert resident.fields()["q_r2"] == ["often"]
