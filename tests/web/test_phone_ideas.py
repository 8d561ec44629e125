"""Ideas from phones: each waits for whoever leads the evening, who takes it over or holds it back."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from survey.i18n import use_language
from survey.store.phone_ideas import MOST_IDEAS, PhoneIdea
from survey.store.rehearsals import wipe
from survey.store.workshops import Workshop
from survey.workshop.steps import told_of
from tests.web.halls import Hall, Phone, Tablet, hall_of


@pytest.fixture
def hall(town: SimpleNamespace, app: Flask) -> Hall:
    return hall_of(app, town.store, rehearsal=True)


@pytest.fixture
def tablet(hall: Hall) -> Tablet:
    made = hall.tablet()
    made.hall("ideas")
    return made


def write(phone: Phone, text: str) -> int:
    phone.look()
    return phone.send(text=text).status_code


def number(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.scalar(select(func.count()).select_from(PhoneIdea)) or 0


def told_in_english(hall: Hall) -> str:
    with use_language("en"):
        return str(told_of(hall.evening()))


def ideas(tablet: Tablet) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tablet.hall()["ideas"]
    return sorted(found, key=lambda one: one["text"])


def test_an_idea_waits_is_taken_over_under_its_own_name_and_told_to_its_phone(hall: Hall, tablet: Tablet) -> None:
    phone, other = hall.phone(), hall.phone()
    for text in ("Chess", "  Dancing   on\nTuesdays "):
        assert write(phone, text) == 200
    assert "It waits at the front." in phone.text
    assert "Chess" not in other.look()
    chess, dancing = ideas(tablet)
    assert dancing["text"] == "Dancing on Tuesdays"
    tablet.send("ideas", "notes", {"no": 17, "text": "Chess"}, item=chess["item"])
    tablet.send("ideas", "notes", {"no": 18, "text": dancing["text"], "held": "hurts"}, item=dancing["item"])
    assert ideas(tablet) == []
    assert "Your idea no. 17" in phone.look()
    assert "It is held back." in phone.text
    told = told_in_english(hall)
    assert "17 · Chess" in told
    assert "Dancing" not in told
    assert "looked at by nobody" not in told


def test_two_tablets_never_take_over_the_same_idea_twice(hall: Hall, tablet: Tablet) -> None:
    write(hall.phone(), "Chess")
    (idea,) = ideas(tablet)
    tablet.send("ideas", "notes", {"no": 1, "text": "Chess"}, item=idea["item"])
    one = {"item": idea["item"], "rev": 1, "step": "ideas", "kind": "notes", "made": "", "board": ""}
    other = hall.tablet()
    sent = {"items": [one | {"body": {"no": 5, "text": "Chess"}}]}
    answer = other.client.post("/tablet/items", json=sent, headers=other.headers).json
    assert answer["receipts"][0]["reason"] == "differs"
    assert len(hall.evening().of("ideas")) == 1


def test_the_same_words_again_are_the_same_idea_and_a_phone_cannot_flood_the_hall(hall: Hall, tablet: Tablet) -> None:
    phone = hall.phone()
    for _time in range(2):
        write(phone, "Chess")
    assert number(hall) == 1
    for place in range(MOST_IDEAS - 1):
        assert write(phone, f"Idea {place}") == 200
    assert write(phone, "One more") == 429
    assert "This phone has sent too much here." in phone.text
    assert len(ideas(tablet)) == number(hall) == MOST_IDEAS


@pytest.mark.parametrize("text", ["", "   ", "a" * 121, "bell\x07"])
def test_what_is_no_line_is_said_and_stays_to_be_mended(hall: Hall, tablet: Tablet, text: str) -> None:
    phone = hall.phone()
    assert write(phone, text) == 422
    assert "at most 120 characters" in phone.text
    assert number(hall) == 0
    assert tablet.hall()["ideas"] == []


def test_emoji_and_long_words_are_kept_as_they_are(hall: Hall, tablet: Tablet) -> None:
    phone = hall.phone()
    for text in ("🎲" * 120, "š" * 120, "<b>&amp;"):
        assert write(phone, text) == 200
    assert {one["text"] for one in ideas(tablet)} == {"🎲" * 120, "š" * 120, "<b>&amp;"}
    assert "<b>&" not in phone.page.text


def test_ideas_that_nobody_looked_at_are_counted_in_the_protocol_without_their_words(
    hall: Hall, tablet: Tablet
) -> None:
    phone = hall.phone()
    for text in ("Chess", "Dancing", "Choir"):
        write(phone, text)
    chess = next(one for one in ideas(tablet) if one["text"] == "Chess")
    tablet.send("ideas", "notes", {"no": 1, "text": "Chess"}, item=chess["item"])
    told = told_in_english(hall)
    assert "2 ideas sent by phone were looked at by nobody" in told
    assert "Dancing" not in told
    with hall.store.write() as session:
        wipe(session, hall.lead, session.get_one(Workshop, hall.key))
    assert number(hall) == 0
    assert hall.stage().step == ""
