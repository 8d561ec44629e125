"""A worry about somebody: sealed, for the officer alone, each look written down, and in no file that leaves."""

import re
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from survey.store.accounts import User, visible_districts
from survey.store.audit import Audit
from survey.store.contacts import Contact
from survey.store.documents import OpenAnswer, Response
from survey.store.safeguarding import SafeguardingNote

PHRASE = "the lock is on the outside of her bedroom"


def hand_over(here, text: str = PHRASE) -> None:
    here.ring("done")
    address = f"/visits/visits/concern/{here.visit}"
    note = re.search(r'name="note" value="([^"]+)"', here.client.get(address).text)
    assert note
    here.page = here.client.post(address, data={"text": text, "note": note[1]})


def record(town) -> list[str]:
    with town.store.read() as session:
        return list(session.scalars(select(Audit.what).where(Audit.what.contains("safeguarding")).order_by(Audit.id)))


def test_it_can_be_read_neither_in_the_file_nor_in_its_log(town, visitor, app):
    hand_over(visitor())
    files = [path for path in Path(app.config["DATA"]).rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert PHRASE.encode() not in path.read_bytes(), path
        assert PHRASE.split()[-1].encode() not in path.read_bytes(), path


def test_the_visitor_cannot_read_it_again(town, visitor):
    here = visitor()
    hand_over(here)
    assert here.page.status_code == 200
    addresses = ["", "/referrals", f"/concern/{here.visit}", f"/ask/{here.visit}", f"/end/{here.visit}"]
    for address in addresses:
        assert PHRASE not in here.client.get(f"/visits/visits{address}").text
    assert PHRASE not in here.page.text
    assert here.client.get("/visits/visits/concerns").status_code == 404


@pytest.mark.slow
def test_it_is_no_answer(town, visitor):
    hand_over(visitor())
    with town.store.read() as session:
        assert not any(session.scalars(select(table)).first() for table in (Response, OpenAnswer, Contact))


def test_the_officer_reads_it_and_every_look_is_written_down(town, visitor, enter):
    here = visitor()
    hand_over(here)
    officer = enter("officer")
    listed = officer.get("/visits/visits/concerns")
    assert PHRASE not in listed.text
    assert not any("looked at" in line for line in record(town))
    link = re.search(r"/visits/visits/concerns/[0-9a-f-]+", listed.text)
    assert link
    for looks in (1, 2):
        page = officer.get(link[0]).text
        assert PHRASE in page
        assert f"{here.number:06d}" in page
        assert sum("looked at" in line for line in record(town)) == looks
    assert officer.post(link[0]).status_code == 303
    assert "Looked after" in officer.get("/visits/visits/concerns").text
    assert not any(PHRASE in line for line in record(town))


def test_for_everybody_else_there_is_nothing(town, visitor, enter):
    hand_over(visitor())
    with town.store.read() as session:
        key = session.scalars(select(SafeguardingNote.id)).one()
    for name in (
        "visitor",
        "second",
        "hill",
        "lead",
        "part",
        "keeper",
        "admin",
        "far-safeguarding_officer",
        "far-lead",
    ):
        for address in ("concerns", f"concerns/{key}"):
            assert enter(name).get(f"/visits/visits/{address}").status_code == 404, (name, address)
        assert enter(name).post(f"/visits/visits/concerns/{key}").status_code == 404
    assert not any("looked at" in line for line in record(town))


@pytest.mark.slow
def test_it_stands_in_no_file_that_leads_take_away(town, visitor, enter):
    hand_over(visitor())
    for address in ("year/2026.csv", "year/2026.xlsx"):
        assert PHRASE.encode() not in enter("lead").get(f"/visits/visits/{address}").data
    for address in ("", "/year", "/referrals"):
        assert PHRASE not in enter("lead").get(f"/visits/visits{address}").text


@pytest.mark.slow
def test_the_talk_waits_while_a_worry_is_written(town, visitor):
    here = visitor()
    here.page = here.client.get(here.ring("done"))
    here.say("agreed", q_h1="yes")
    here.say("person", "concern", q_household="alone")
    assert here.page.headers["Location"] == f"/visits/visits/concern/{here.visit}"
    assert "checked" in here.client.get(f"/visits/visits/ask/{here.visit}").text


def test_every_page_of_the_visit_has_the_button(visitor):
    here = visitor()
    pages = [here.client.get(here.door).text]
    pages.append(here.client.get(here.ring("done")).text)
    here.talk()
    pages += [here.page.text, here.client.get(f"/visits/visits/end/{here.visit}").text]
    assert all("I worry about somebody" in page for page in pages)


@pytest.mark.slow
def test_r16_an_empty_or_endless_worry_comes_back(town, visitor):
    for text, said in ((" \0 ", "Write what worries you"), ("x" * 2001, "too long")):
        here = visitor()
        hand_over(here, text)
        assert here.page.status_code == 422
        assert said in here.page.text
    assert "x" * 2001 in here.page.text
    assert record(town) == []


@pytest.mark.slow
def test_the_same_sheet_sent_twice_is_one_note(town, visitor):
    here = visitor()
    here.ring("done")
    sent = {"text": PHRASE, "note": str(uuid.uuid4())}
    for _time in range(2):
        assert here.client.post(f"/visits/visits/concern/{here.visit}", data=sent).status_code == 200
    assert len(record(town)) == 1


@pytest.mark.slow
def test_where_nobody_holds_the_role_the_visitor_is_told_to_call(town, visitor):
    with town.store.write() as session:
        session.get_one(User, town.people["officer"]).disabled = True
        assert not visible_districts(session, town.people["officer"], None, "safeguarding_officer")
    here = visitor()
    hand_over(here)
    assert "please call the person responsible" in here.page.text


def test_a_form_sent_again_is_one_note_but_other_words_are_another(town, visitor):
    here = visitor()
    here.ring("done")
    address = f"/visits/visits/concern/{here.visit}"
    form = str(uuid.uuid4())
    for text in (PHRASE, PHRASE, f"{PHRASE}, and she is hungry"):
        assert here.client.post(address, data={"text": text, "note": form}).status_code == 200
    with town.store.read() as session:
        assert len(session.scalars(select(SafeguardingNote)).all()) == 2
