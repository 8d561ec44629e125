"""A sheet that two people typed in is, once decided, the answer that the same person would have given on the web."""

import uuid
from types import SimpleNamespace

from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store.documents import OpenAnswer, Response
from survey.store.entries import SECOND, agreement, entry_of, places
from survey.store.sheets import sheet_code
from survey.store.snapshots import latest
from survey.worker import run_once
from tests.web.conftest import Resident
from tests.web.test_typing import counted, exported, tallied
from tests.web.typists import SHEET, round_of


def walk(client: FlaskClient) -> Resident:
    """The whole way through the pages, with the answers that stand on the sheet."""
    resident = Resident(client)
    for _page in range(8):
        if "edit:start" in resident.page.text:
            break
        resident.press(**SHEET)
    resident.press("send")
    assert resident.sees("Your answer is saved")
    return resident


def words(store, response: Response) -> dict[str, str]:
    """What somebody wrote, by its question."""
    with store.read() as session:
        keys = {name: uuid.UUID(key) for name, key in response.doc["texts"].items()}
        return {name: session.get_one(OpenAnswer, key).text for name, key in keys.items()}


def in_the_figures(store) -> int:
    """How many answers the newest snapshot of the town holds."""
    run_once(store)
    with store.read() as session:
        newest = latest(session, round_of(session), None, "live")
        return newest.answers if newest else 0


def decided(two: SimpleNamespace, serial: str) -> None:
    """Ana misreads one figure, Bor does not, and whoever looks at the sheet lets his typing hold."""
    two.ana.type_in(serial, SHEET | {"q_people": ["5"]})
    two.bor.type_in(serial, go="again")
    assert "differ" in two.bor.page.text
    with two.store.read() as session:
        entry = entry_of(session, serial, SECOND)
    page = two.ana.client.get(f"/typing/walk/differences/{entry.id}").text
    assert page.count("<fieldset>") == 1
    done = two.ana.post(f"differences/{entry.id}", right_people="2")
    assert "The answer is corrected" in done.text


def test_a_sheet_typed_twice_and_decided_equals_the_web_and_its_strip_withdraws_it(two, client):
    serial = two.serials[0]
    decided(two, serial)
    walk(client)
    paper, web = counted(two.store)
    assert (paper.channel, web.channel) == ("paper", "web")
    for name in ("version", "district_id", "access", "language", "day", "state"):
        assert getattr(paper, name) == getattr(web, name), name
    assert paper.doc["answers"] == web.doc["answers"]
    assert words(two.store, paper) == words(two.store, web) != {}
    assert (paper.coded["codes"], paper.coded["pairs"]) == (web.coded["codes"], web.coded["pairs"])
    assert tallied(two.store, "paper") == tallied(two.store, "web") != []
    rows = exported(two.store)
    assert (len(rows), len(set(rows))) == (2, 1)
    assert in_the_figures(two.store) == 2
    two.ana.client.post("/withdraw", data={"code": sheet_code(two.store, serial)})
    assert [response.channel for response in counted(two.store)] == ["web"]
    assert (tallied(two.store, "paper"), len(exported(two.store))) == ([], 1)
    assert in_the_figures(two.store) == 1
    with two.store.read() as session:
        gone = session.scalars(select(Response).where(Response.channel == "paper")).all()
        assert [(one.state, one.doc, one.coded) for one in gone] == [("withdrawn", None, None)] * 2
        assert session.scalars(select(OpenAnswer.text)).all().count("Klop pod lipo") == 1


def test_one_difference_in_a_sheet_is_one_question_in_the_rate_of_agreement(two):
    decided(two, two.serials[0])
    with two.store.read() as session:
        round_ = round_of(session)
        mine = places(session, entry_of(session, two.serials[0]).user_id, round_.assessment_id)
        found = agreement(session, round_.id, mine)
    compared = ("r0", "r1", "r2", "why", "r3", "r4", "people", "words")
    assert found == {name: (int(name != "people"), 1) for name in compared}
    page = two.ana.client.get("/typing/walk/again").text.replace("\N{NO-BREAK SPACE}", "")
    assert "Of <strong>8</strong> answers that two people typed, <strong>7</strong> are the same" in page
