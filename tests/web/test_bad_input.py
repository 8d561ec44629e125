"""Whatever is sent: a sentence, no loss, and nothing stored that was not meant."""

import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from survey.clock import today
from survey.store.drafts import Draft
from survey.store.rounds import Round
from survey.web.resident import tokens
from tests.web.conftest import Resident


def test_r17_required_questions_are_asked_for_with_links_and_nothing_is_lost(resident: Resident) -> None:
    page = resident.press(q_r1="polje")
    assert page.status_code == 422
    assert resident.sees("<title>Error:")
    assert resident.sees('href="#q_r0-yes"')
    assert resident.sees("Your answers are saved.")
    assert resident.fields()["q_r1"] == ["polje"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"q_r2": "sometimes"}, "This option is not on offer here."),
        ({"q_r2": ["often", "never"]}, "Two answers came for one question."),
    ],
)
def test_r16_choices_that_cannot_be_are_refused(resident: Resident, fields: Any, sentence: str) -> None:
    resident.begin()
    assert resident.press(**fields).status_code == 422
    assert resident.sees(sentence)


def test_r16_one_tick_too_many_is_named_and_stays_ticked(resident: Resident) -> None:
    resident.begin()
    resident.press()
    assert resident.press(q_r3=["social_cafe", "exercise", "common_meal"]).status_code == 422
    assert resident.sees("You chose 3. Choose up to 2.")
    assert set(resident.fields()["q_r3"]) == {"social_cafe", "exercise", "common_meal"}


@pytest.fixture
def last_page(resident: Resident) -> Resident:
    resident.begin()
    resident.press()
    resident.press()
    assert resident.sees("How many are you at home?")
    return resident


def test_r16_seventy_kilobytes_of_text_are_kept_and_refused(last_page: Resident) -> None:
    long = "žaba " * 14_000
    assert last_page.press(q_words=long).status_code == 422
    assert last_page.sees("Shorten it to at most 4,000.")
    assert last_page.fields()["q_words"] == [long]


@pytest.mark.parametrize("number", ["1e999", "NaN", "inf", "-0.5", "12abc", "9" * 400])
def test_r16_numbers_that_are_none_get_a_sentence(last_page: Resident, number: str) -> None:
    assert last_page.press(q_people=number).status_code == 422
    assert last_page.fields()["q_people"] == [number]


def test_r16_full_width_digits_are_a_number(last_page: Resident, last: Any) -> None:
    last_page.press(q_people="\uff11\uff12")
    last_page.press("send")
    assert last().doc["answers"]["people"] == 12


def test_r16_nul_and_lone_surrogates_become_visible_marks(last_page: Resident, responses: Any) -> None:
    body = "&".join(f"{name}={value}" for name, values in last_page.fields().items() for value in values)
    raw = body.replace("q_words=", "q_words=a%00b%ED%A0%80c") + "&go=next"
    page = last_page.client.post(last_page.address, data=raw.encode(), content_type="application/x-www-form-urlencoded")
    assert page.status_code == 200
    assert "a\ufffdb" in page.text
    last_page.page = page
    last_page.press("send")
    assert responses() == 1


def test_r16_markup_is_shown_as_text(last_page: Resident) -> None:
    last_page.press(q_words="<script>alert(1)</script> {{ 7*7 }} %(name)s *bold*")
    assert last_page.sees("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} %(name)s *bold*")


def test_r16_a_thousand_unknown_fields_are_ignored(resident: Resident) -> None:
    page = resident.press(q_r0="yes", q_r1="polje", **{f"q_x{number}": "1" for number in range(1001)})
    assert page.status_code == 200


def test_r15_a_forged_token_stores_nothing_but_shows_the_text_again(last_page: Resident, responses: Any) -> None:
    page = last_page.press(token=["forged.token.here"], q_words="Moje besede")
    assert page.status_code == 422
    assert last_page.fields()["q_words"] == ["Moje besede"]
    assert last_page.sees("could not be saved")
    last_page.press()
    assert last_page.sees("Error:")
    last_page.begin()
    assert last_page.sees("Moje besede") or last_page.sees("Would you come?")
    assert responses() == 0


def test_r15_a_month_old_token_shows_the_text_again(
    resident: Resident, responses: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + tokens.LIFETIME + 60)
    resident.press(q_r0="yes", q_r1="polje")
    assert resident.sees("could not be saved")
    assert resident.fields()["q_r1"] == ["polje"]
    resident.press()
    assert resident.sees("Would you come?")


def test_r15_a_token_of_another_survey_opens_nothing(resident: Resident, app: Any) -> None:
    with app.test_request_context():
        other = tokens.mint("elsewhere")
    resident.press(token=[other.token], q_r0="yes", q_r1="polje")
    assert resident.sees("could not be saved")


def test_a_survey_that_is_not_there_is_a_page_of_its_own(client: Any, town: Any) -> None:
    page = client.get("/s/nowhere?lang=en")
    assert page.status_code == 404
    assert "This page does not exist." in page.text
    assert client.post("/s/nowhere", data={"language": "en"}).status_code == 404


def test_r20_a_closed_survey_says_so_and_gives_the_words_back(last_page: Resident, close: Any, responses: Any) -> None:
    close()
    page = last_page.press(q_words="Moje besede")
    assert page.status_code == 409
    assert last_page.sees("Your answer was not sent and is not counted.")
    assert last_page.sees("Moje besede")
    assert responses() == 0
    assert "takes no answers now" in last_page.client.get("/s/walk?lang=en").text


def end_days_ago(town: Any, days: int) -> None:
    with town.store.write() as session:
        session.scalars(select(Round)).one().closes = today() - timedelta(days=days)


def test_r20_for_a_day_after_the_last_day_what_was_begun_can_still_be_sent(
    last_page: Resident, town: Any, responses: Any
) -> None:
    end_days_ago(town, 1)
    assert "takes no answers now" in last_page.client.get("/s/walk?lang=en").text
    last_page.press(q_words="Moje besede")
    assert last_page.sees("edit:start")
    assert last_page.press("send").status_code == 200
    assert last_page.code()
    assert responses() == 1


def test_r20_two_days_after_the_last_day_the_words_are_given_back(
    last_page: Resident, town: Any, responses: Any
) -> None:
    end_days_ago(town, 2)
    page = last_page.press(q_words="Moje besede")
    assert page.status_code == 409
    assert last_page.sees("Moje besede")
    assert responses() == 0


def test_half_a_megabyte_is_refused_in_words(resident: Resident) -> None:
    page = resident.press(q_words="x" * 600_000)
    assert page.status_code == 413
    assert "not saved" in page.text or "ni shranjeno" in page.text


def test_a_wrong_method_is_a_page(client: Any, town: Any) -> None:
    page = client.put("/s/walk?lang=en")
    assert page.status_code == 405
    assert "only for sending a form" in page.text


def test_r14_a_draft_that_is_gone_is_said_and_the_text_is_shown_again(
    last_page: Resident, town: Any, responses: Any
) -> None:
    with town.store.write() as session:
        session.execute(delete(Draft))
    page = last_page.press(q_words="Moje besede")
    assert page.status_code == 422
    assert last_page.sees("could not be saved")
    assert responses() == 0


def test_a_busy_database_is_said_and_nothing_is_lost(
    last_page: Resident, town: Any, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {**last_page.fields(), "q_words": ["Moje besede"], "go": ["next"]}
    monkeypatch.setattr(app.extensions["store"]._lock, "patience", 0.01)
    with town.store.write():
        page = last_page.send(form)
    assert page.status_code == 503
    assert "Retry-After" in page.headers
    assert "is not saved" in page.text
    last_page.page = last_page.send(form)
    assert last_page.sees("Moje besede")
