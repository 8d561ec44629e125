"""By phone: everything is read aloud in full, nobody agrees for anybody, and the code is spelled."""

import re

import pytest

from survey.store.seal import ALPHABET
from survey.web.typing.spoken import WORDS, spelled
from tests.dashboard.conftest import token_of
from tests.web.test_typing import counted
from tests.web.typists import SHEET, Typist, staff


@pytest.fixture
def caller(town, app) -> Typist:
    staff(town.store, "ana")
    ana = Typist(app, "ana")
    token = token_of(ana.page.text)
    ana.page = ana.client.post("/typing/walk/phone", data={"csrf_token": token, "spoken": "hr", "place": "polje"})
    return ana


def test_a_call_becomes_an_answer_with_a_code_to_read_out(town, caller):
    assert "Biste li došli?" in caller.page.text
    assert "Svrha" not in caller.page.text
    page = caller.send(SHEET)
    (answer,) = counted(town.store)
    assert (answer.channel, answer.access, answer.language) == ("phone", "open", "hr")
    signs = "".join(re.findall(r"<b>([0-9A-Z])</b>", page.text))
    assert len(signs) == 10
    caller.client.post("/withdraw", data={"code": signs})
    assert counted(town.store) == []


def test_every_line_for_own_words_is_named_by_the_question_that_is_read_aloud(caller):
    page = caller.page.text
    named = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert any(name.endswith("-asked") for name in named)
    assert {name for name in named if f'id="{name}"' not in page} == set()


def test_r17_on_the_telephone_one_can_ask_once_more(town, caller):
    page = caller.send({"q_r0": ["yes"], "q_people": ["many"], "q_words": ["Klop pod lipo"]})
    assert page.status_code == 422
    assert "Klop pod lipo" in page.text
    assert counted(town.store) == []


def test_r17_nobody_agrees_for_somebody_else(town, caller):
    answers = {name: values for name, values in SHEET.items() if name != "q_r0"}
    for _time in range(2):
        assert caller.send(answers, as_it_is="1").status_code == 422
    assert counted(town.store) == []


def test_every_letter_of_a_code_has_a_word_in_every_language():
    letters = {sign for sign in ALPHABET if sign.isalpha()}
    for words in WORDS.values():
        assert set(words) == letters
        assert all(word[0].upper() == sign for sign, word in words.items() if sign not in "QWXY")
    assert spelled("B2 C", "en") == [[("B", "Bravo"), ("2", "2")], [("C", "Charlie")]]
