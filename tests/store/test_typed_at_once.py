"""Two leads who say at the same moment what holds of a sheet that was typed twice: one decides, the other is told."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlalchemy import select

from survey.store import rounds, sheets
from survey.store.accounts import User
from survey.store.audit import Audit
from survey.store.districts import district
from survey.store.documents import Response
from survey.store.entries import SECOND, entry_of
from survey.store.errors import ReadAgain
from survey.store.typed_in import Written, decide, enter, enter_again, surroundings
from tests.store.conftest import DAY

FIELDS = {"q_r0": ["yes"], "q_choir": ["never"], "q_visits": ["3"]}


def laid(town, session) -> Written:
    """One printed sheet of the north."""
    round_ = town.round(session)
    place = district(session, round_.assessment_id, "north")
    batch = sheets.make_batch(session, round_, language="en", copies=1, by=None, district=place)
    asked = rounds.questionnaire(session, batch.version)
    sheet = sheets.sheets_of(session, batch)[0]
    context = surroundings(session, round_, asked, FIELDS, sheet)
    return Written(round_, batch.version, asked, context, "en", place, DAY, sheet=sheet, fields=FIELDS)


def people(session) -> list[int]:
    made = [User(name=name, password="", session_key=secrets.token_hex(32), disabled=False) for name in ("ana", "bor")]
    session.add_all(made)
    session.flush()
    return [user.id for user in made]


def test_of_two_who_decide_at_once_what_was_typed_one_stands_and_the_other_is_told(town):
    with town.store.write() as session:
        (ana, bor), written = people(session), laid(town, session)
        enter(town.store, session, written, ana)
        enter_again(session, replace(written, fields=FIELDS | {"q_visits": ["4"]}), bor)
    gate, told = Barrier(2), []

    def lead(which: int) -> None:
        gate.wait(30)
        try:
            with town.store.write() as session:
                told.append((decide(town.store, session, written, {"visits": which}, ana), which))
        except ReadAgain:
            told.append(("read again", which))

    with ThreadPoolExecutor(2) as leads:
        list(leads.map(lead, (1, 2)))
    (done, which), (late, _other) = sorted(told, key=lambda one: one[0] == "read again")
    assert (done, late) == ({1: "kept", 2: "changed"}[which], "read again")
    with town.store.read() as session:
        (answer,) = session.scalars(select(Response).where(Response.state == "counted"))
        assert answer.doc["answers"]["visits"] == {1: 3, 2: 4}[which]
        assert entry_of(session, written.number, SECOND).sealed is None
        assert len([said for said in session.scalars(select(Audit.what)) if "decided what holds" in said]) == 1
