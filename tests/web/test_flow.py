"""A resident answers without scripts and without cookies."""

from typing import Any

import pytest

from tests.web.conftest import Resident


def test_r13_a_whole_answer_is_stored_once_without_any_cookie(resident: Resident, responses: Any, last: Any) -> None:
    resident.press(q_r0="yes", q_r1="polje")
    resident.press(q_r2="often")
    resident.press(q_r3=["social_cafe", "garden"])
    resident.press(q_r4__social_cafe__have="use", q_r4__garden__have="unsuitable", q_r4__garden__reason="far")
    resident.press(q_people="2", q_words="Več klopi.")
    assert resident.sees("Coffee and chat: I go")
    resident.press("send")
    assert resident.sees("Thank you. Your answer is saved.")
    assert responses() == 1
    assert last().doc["answers"]["r4"] == {
        "social_cafe": {"have": "use"}, "garden": {"have": "unsuitable", "reason": "far"}
    }  # fmt: skip
    assert "Set-Cookie" not in resident.page.headers


def test_r11_sending_twice_and_reloading_give_the_same_receipt(resident: Resident, responses: Any) -> None:
    resident.begin()
    while not resident.sees("edit:start"):
        resident.press()
    form = {**resident.fields(), "go": ["send"]}
    codes = set()
    for _time in range(3):
        resident.page = resident.send(form)
        codes.add(resident.code())
    assert len(codes) == 1
    assert responses() == 1


def test_r12_going_on_after_sending_shows_the_receipt_and_says_what_is_not_in_it(
    resident: Resident, responses: Any
) -> None:
    first = {**resident.fields(), "q_r0": ["yes"], "q_r1": ["polje"], "go": ["next"]}
    resident.finish()
    resident.page = resident.send(first)
    assert resident.sees("Your answer had been sent before.")
    assert responses() == 1


def test_r19_language_switch_keeps_unsent_and_wrong_text(resident: Resident) -> None:
    resident.begin()
    resident.press(q_r2="often")
    resident.press()
    resident.press("lang:hr", q_people="1e999", q_words="  Ne znam \U0001f33b")
    assert 'lang="hr"' in resident.page.text
    assert resident.fields()["q_people"] == ["1e999"]
    assert resident.fields()["q_words"] == ["  Ne znam \U0001f33b"]
    resident.press("lang:../../etc")
    assert 'lang="hr"' in resident.page.text


def test_going_back_keeps_what_was_typed_and_demands_nothing(resident: Resident) -> None:
    resident.begin()
    resident.press()
    resident.press()
    resident.press("back", q_people="not a number")
    assert resident.sees("What would you come to?")
    resident.press()
    assert resident.fields()["q_people"] == ["not a number"]


def test_r18_an_answer_to_a_question_that_became_hidden_is_dropped(resident: Resident, last: Any) -> None:
    resident.begin()
    resident.press(q_r2="never")
    assert resident.sees("Why not?")
    resident.press(q_why="Too far for me.")
    resident.press("back")
    resident.press(q_r2="often")
    resident.press()
    resident.press()
    assert not resident.sees("Too far for me.")
    resident.press("send")
    assert "why" not in last().doc["answers"]


def test_r18_a_hidden_answer_sent_anyway_is_not_stored(resident: Resident, last: Any) -> None:
    resident.begin()
    resident.press(q_r2="often", q_why="smuggled", shown=["r2", "why"])
    resident.press()
    resident.press()
    resident.press("send")
    assert "smuggled" not in str(last().doc)


def test_an_answer_that_opens_a_question_shows_it_before_going_on(resident: Resident) -> None:
    resident.begin()
    resident.press(q_r2="never")
    assert resident.sees("Your answer opens one more question on this page.")
    resident.press()
    assert resident.sees("What would you come to?")


def test_coming_back_from_the_review_leads_to_what_is_new_and_then_to_the_review(resident: Resident) -> None:
    resident.begin()
    for _page in range(3):
        resident.press()
    assert resident.sees("Read it once more")
    resident.press("edit:wishes")
    resident.press(q_r3=["exercise"])
    assert resident.sees("About your choice")
    resident.press()
    assert resident.sees("Read it once more")
    assert resident.sees("Gentle exercise")


def test_each_district_offers_its_own_activities(client: Any, town: Any) -> None:
    here, there = Resident(client).begin("polje"), Resident(client).begin("podgorica")
    assert "garden" in here.press().text
    assert "garden" not in there.press().text


def test_the_order_of_options_stays_the_same_for_one_person(resident: Resident) -> None:
    resident.begin()
    first = resident.press().text.split("<fieldset")[1].split("</fieldset")[0]
    again = resident.press("lang:en").text.split("<fieldset")[1].split("</fieldset")[0]
    assert first == again


@pytest.mark.parametrize(
    ("language", "words"), [("sl", "Hvala"), ("hr", "Hvala"), ("en", "Thank you. Your answer is saved.")]
)
def test_the_whole_way_in_each_language(client: Any, town: Any, last: Any, language: str, words: str) -> None:
    resident = Resident(client, language=language).finish()
    assert resident.code()
    assert last().language == language
    if language == "en":
        assert resident.sees(words)


def test_the_first_page_comes_in_the_language_of_the_browser(client: Any, town: Any) -> None:
    page = client.get("/s/walk", headers={"Accept-Language": "hr-HR,hr;q=0.9,en;q=0.5"})
    assert '<html lang="hr"' in page.text
    page = client.get("/s/walk?lang=../../etc", headers={"Accept-Language": "xx"})
    assert '<html lang="sl"' in page.text


def test_the_first_page_links_every_open_survey(client: Any, town: Any, close: Any) -> None:
    assert "/s/walk" in client.get("/?lang=en").text
    close()
    assert "No survey is open at the moment." in client.get("/?lang=en").text
