"""A sheet that was printed without a number is given one when it is typed in, and with it is typed a second time."""

import re
from types import SimpleNamespace

import pytest

from survey.store.entries import FIRST, SECOND, entry_of
from survey.store.serials import read_serial, spaced
from tests.web.test_typing import counted
from tests.web.typists import SHEET, Typist, round_of, staff


@pytest.fixture
def loose(two: SimpleNamespace) -> SimpleNamespace:
    """A loose sheet that Ana has typed in, with the code and the number she writes on it."""
    two.empty = two.ana.open("", go="loose", place="polje", spoken="en")
    two.ana.send(SHEET, place="polje")
    two.code, number = re.findall(r"<output><bdi>(.*?)</bdi></output>", two.ana.page.text)
    two.number = read_serial(number)
    assert number == spaced(two.number)
    assert two.number.startswith("9")
    return two


def test_both_typings_of_a_loose_sheet_are_the_same(loose):
    page = loose.bor.open(loose.number)
    assert "typed in already" in page.text
    assert "Klop pod lipo" not in loose.bor.open(loose.number, go="again").text
    assert "Handed in: Polje." in loose.bor.page.text
    assert "Both typings of this sheet are the same" in loose.bor.send(SHEET).text
    assert len(counted(loose.store)) == 1
    assert "Of <strong>8</strong> answers that two people typed, <strong>8</strong>" in again(loose.ana)
    assert "typed a second time, too" in loose.bor.open(loose.number).text


def again(typist: Typist) -> str:
    return typist.client.get("/typing/walk/again").text


def test_what_differs_corrects_the_answer_and_the_code_on_the_sheet_withdraws_it(loose):
    loose.bor.type_in(loose.number, SHEET | {"q_people": ["4"]}, go="again")
    with loose.store.read() as session:
        entry = entry_of(session, loose.number, SECOND)
        assert [name for name, same in entry.alike.items() if not same] == ["people"]
    assert spaced(loose.number) in again(loose.ana)
    done = loose.ana.post(f"differences/{entry.id}", right_people="2")
    assert "The answer is corrected" in done.text
    (answer,) = counted(loose.store)
    assert (answer.doc["answers"]["people"], answer.channel) == (4, "paper")
    assert "<strong>7</strong> are the same" in again(loose.ana)
    loose.ana.client.post("/withdraw", data={"code": loose.code})
    assert counted(loose.store) == []


def test_r11_the_page_of_a_loose_sheet_sent_twice_has_the_same_number(loose):
    loose.ana.page = loose.empty
    assert spaced(loose.number) in loose.ana.send(SHEET, place="polje").text
    assert len(counted(loose.store)) == 1


def test_r12_a_loose_sheet_is_never_counted_again_by_its_number(loose):
    loose.bor.open(loose.number, go="again")
    told = loose.bor.send(SHEET, again="")
    assert told.status_code == 409
    assert "second typing" in told.text
    assert len(counted(loose.store)) == 1


def test_a_loose_sheet_waits_for_somebody_else_of_its_district(loose, app):
    assert "1 more sheet waits" in loose.ana.post("again", share="100").text
    assert spaced(loose.number) in again(loose.bor)
    assert spaced(loose.number) not in again(loose.ana)
    assert "You typed it in yourself" in loose.ana.open(loose.number).text
    staff(loose.store, "cene", place="podgorica")
    cene = Typist(app, "cene")
    assert cene.open(loose.number).status_code == 404
    cene.open("", go="loose", place="podgorica", spoken="en")
    assert cene.send(SHEET, serial=loose.number, again="1").status_code == 404


def test_each_loose_sheet_has_a_number_of_its_own(loose):
    loose.ana.open("", go="loose", place="polje", spoken="en")
    loose.ana.send(SHEET)
    numbers = re.findall(r"<output><bdi>(.*?)</bdi></output>", loose.ana.page.text)
    assert read_serial(numbers[1]) != loose.number
    with loose.store.read() as session:
        assert entry_of(session, read_serial(numbers[1]), FIRST).round_id == round_of(session).id
