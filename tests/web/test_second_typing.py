"""A second typing is made without seeing the first, is compared with it, and corrects it by a decision."""

from sqlalchemy import select

from survey.store import tally
from survey.store.documents import Response
from survey.store.entries import SECOND, entry_of, sweep
from survey.store.sheets import Sheet, SheetBatch, batch_of, sheet_code
from tests.web.test_typing import counted
from tests.web.typists import SHEET, Typist, round_of, staff


def test_both_the_same_leaves_nothing_to_decide_and_nothing_sealed(two):
    serial = two.serials[0]
    two.ana.type_in(serial)
    page = two.bor.type_in(serial, SHEET | {"q_words": ["  klop pod LIPO. "]}, go="again")
    assert "Both typings of this sheet are the same" in page.text
    assert len(counted(two.store)) == 1
    with two.store.read() as session:
        assert [entry_of(session, serial, turn).sealed for turn in (1, 2)] == [None, None]
    assert "*" not in (page := two.ana.client.get("/typing/walk/again").text)
    assert "100%" in page.replace("\N{NO-BREAK SPACE}", "")


def test_what_differs_is_decided_line_by_line_and_corrects_the_answer(two):
    serial = two.serials[0]
    two.ana.type_in(serial)
    second = two.bor.open(serial, go="again")
    assert "Klop pod lipo" not in second.text
    two.bor.send(SHEET | {"q_people": ["4"], "q_r2": ["often"], "q_why": [""]})
    with two.store.read() as session:
        entry = entry_of(session, serial, SECOND)
        assert {name for name, same in entry.alike.items() if not same} == {"people", "r2", "why"}
    page = two.ana.client.get(f"/typing/walk/differences/{entry.id}").text
    assert page.index("never") < page.index("often")
    refused = two.ana.post(f"differences/{entry.id}", right_people="2")
    assert refused.status_code == 422
    assert 'id="right-people-2" name="right_people" value="2" checked' in refused.text
    done = two.ana.post(f"differences/{entry.id}", right_people="2", right_r2="1", right_why="1")
    assert "The answer is corrected" in done.text
    answers = [response.doc["answers"] for response in counted(two.store)]
    assert [(one["people"], one["r2"]) for one in answers] == [(4, "never")]
    _one_answer_in_the_tally(two.store)
    two.ana.client.post("/withdraw", data={"code": sheet_code(two.store, serial)})
    assert counted(two.store) == []
    with two.store.read() as session:
        assert {response.state for response in session.scalars(select(Response))} == {"withdrawn"}


def _one_answer_in_the_tally(store) -> None:
    with store.write() as session:
        tally.fold(session)
        assert tally.verify(session) == []
        assert sum(cell.n for cell in tally.cells(session, round_of(session).id)) == 1


def test_an_answer_that_was_withdrawn_meanwhile_stays_withdrawn(two):
    serial = two.serials[0]
    two.ana.type_in(serial)
    two.bor.type_in(serial, SHEET | {"q_people": ["4"]}, go="again")
    with two.store.read() as session:
        number = entry_of(session, serial, SECOND).id
    two.ana.client.post("/withdraw", data={"code": sheet_code(two.store, serial)})
    assert two.ana.client.get(f"/typing/walk/differences/{number}").status_code == 404
    assert two.ana.post(f"differences/{number}", right_people="2").status_code == 404
    assert counted(two.store) == []


def test_a_share_is_drawn_and_waits_for_somebody_else(two):
    for serial in two.serials:
        two.ana.type_in(serial)
    assert "1 more sheet waits" in two.ana.post("again", share="10").text
    mine, theirs = (typist.client.get("/typing/walk/again").text for typist in (two.ana, two.bor))
    assert "waits for somebody else" in mine
    assert sum(serial[:3] + " " + serial[3:] in theirs for serial in two.serials) == 1
    assert two.ana.post("again", share="55").status_code == 404
    with two.store.write() as session:
        assert sweep(session) == 0


def test_a_typist_of_another_district_decides_nothing(two, app):
    serial = two.serials[0]
    two.ana.type_in(serial)
    two.bor.type_in(serial, SHEET | {"q_people": ["4"]}, go="again")
    staff(two.store, "cene", place="podgorica")
    cene = Typist(app, "cene")
    with two.store.read() as session:
        number = entry_of(session, serial, SECOND).id
    assert cene.client.get(f"/typing/walk/differences/{number}").status_code == 404
    assert serial[3:] not in cene.client.get("/typing/walk/again").text


def test_a12_nobody_prints_the_code_of_an_answer_that_was_typed_in(two):
    typed_in, other = two.serials[:2]
    with two.store.write() as session:
        batch = batch_of(session, session.get_one(Sheet, typed_in))
        batch.file, number = "made-before.pdf", batch.id
    two.ana.type_in(typed_in)
    with two.store.read() as session:
        assert session.get_one(Sheet, typed_in).state == "typed", two.ana.page.text
    page = two.ana.client.get(f"/paper/walk/batch/{number}/print").text
    assert sheet_code(two.store, other) in page
    assert sheet_code(two.store, typed_in) not in page
    with two.store.read() as session:
        assert session.get_one(SheetBatch, number).file == ""
