"""What a tablet sealed is taken once, by the doors that everything else passes, or refused with a reason."""

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey.clock import today
from survey.store.base import Store
from survey.store.contacts import Contact, contact_document, contact_of, withdraw_contact
from survey.store.documents import Response
from survey.store.receipts import response_of
from survey.store.rounds import Round, current_version, publish
from survey.store.sealed_items import NotTaken, Sealed, SealedItem, take_sealed
from survey.store.tablet_keys import PublicKey, current, place_of, rotate, seal
from survey.store.workshop_items import WorkshopItem, aside_of, receive, take_in
from survey.store.workshops import Workshop, keep_agenda
from survey.web.resident.contact import contact_form
from survey.workshop.agenda import agenda_hash, as_document, load_agenda
from tests.tablet.evening import QUESTIONNAIRES, prepare

FIELDS = {"q_r0": ["yes"], "q_r1": ["south"], "q_r2": ["weekly"], "q_r3": ["dance", "crafts"], "q_age": ["a30_44"]}
CODE = "2B4D 6F8H 9K"
SHEET = "9K8H 6F4D 2B"
MAIL = "vid.neznan@primer.si"


class Tablet:
    """Seals as a tablet does, and sends."""

    def __init__(self, store: Store, workshop: Workshop) -> None:
        self.store, self.workshop = store, workshop
        with store.write() as session:
            self.key: PublicKey = current(store, session)
            self.version = current_version(session, session.get_one(Round, workshop.round_id))

    def answer(self, **more: Any) -> Sealed:
        said = {"version": self.version, "language": "hr", "district": "north", "day": "1999-01-01", "code": CODE}
        return self.sealed("answer", said | {"fields": FIELDS, "activities": ["board_games", "dance"]} | more)

    def contact(self, **fields: list[str]) -> Sealed:
        given = {"q_name": ["Vid"], "q_email": [MAIL], "q_place": ["south"], "q_purposes": ["invite"]}
        return self.sealed("contact", {"fields": given | fields, "code": SHEET})

    def sealed(self, kind: str, said: object) -> Sealed:
        item = str(uuid.uuid4())
        text = seal(self.key, place_of(self.workshop.id, item, 1, kind), json.dumps(said).encode())
        return Sealed(item, 1, kind, self.key.id, text)

    def send(self, sealed: Sealed) -> str:
        with self.store.write() as session:
            return take_sealed(self.store, session, session.get_one(Workshop, self.workshop.id), sealed)

    def refused(self, sealed: Sealed) -> str:
        with pytest.raises(NotTaken) as told:
            self.send(sealed)
        return told.value.reason

    def responses(self) -> list[Response]:
        with self.store.read() as session:
            return list(session.scalars(select(Response)))

    def contacts(self) -> list[Contact]:
        with self.store.read() as session:
            return list(session.scalars(select(Contact)))


pytestmark = pytest.mark.slow_on_postgres


@pytest.fixture
def tablet(store: Store) -> Tablet:
    return Tablet(store, prepare(store))


def test_an_answer_comes_in_by_the_door_of_all_answers(tablet: Tablet) -> None:
    sent = tablet.answer()
    assert tablet.send(sent) == "kept"
    response = tablet.responses()[0]
    assert (response.channel, response.access, response.language) == ("workshop", "device", "hr")
    assert (response.client_id, response.day, response.state) == (sent.item, today(), "counted")
    assert response.doc["answers"]["r3"] == {"picked": ["crafts", "dance"]}


def test_the_code_that_the_tablet_showed_opens_the_answer(tablet: Tablet) -> None:
    tablet.send(tablet.answer())
    with tablet.store.read() as session:
        assert response_of(tablet.store, session, CODE.lower()) == tablet.responses()[0].id


def test_t34_all_that_waited_while_the_key_was_rotated_is_opened(tablet: Tablet) -> None:
    waiting = [tablet.answer() for _time in range(5)]
    for _time in range(3):
        with tablet.store.write() as session:
            rotate(tablet.store, session, None)
    assert {tablet.send(one) for one in waiting} == {"kept"}
    assert len(tablet.responses()) == 5


def test_t34_an_answer_to_an_earlier_version_is_taken_as_it_was_asked(tablet: Tablet) -> None:
    waiting = tablet.answer()
    with tablet.store.write() as session:
        round_ = session.get_one(Round, tablet.workshop.round_id)
        publish(session, round_, contact_form().model_copy(update={"purpose": "survey"}))
    assert tablet.send(waiting) == "kept"
    assert tablet.responses()[0].version == tablet.version


def test_t34_a_closed_round_is_a_reason_and_the_lead_may_take_the_answer_in_after_all(tablet: Tablet) -> None:
    sent = tablet.answer()
    with tablet.store.write() as session:
        session.get_one(Round, tablet.workshop.round_id).closes = today() - timedelta(days=9)
    assert tablet.refused(sent) == "closed"
    assert tablet.responses() == []
    with tablet.store.write() as session:
        workshop = session.get_one(Workshop, tablet.workshop.id)
        earlier = today() - timedelta(days=9)
        assert take_sealed(tablet.store, session, workshop, sent, earlier) == "kept"


def test_t35_a_thousand_times_the_same_is_one_answer(tablet: Tablet) -> None:
    sent, contact = tablet.answer(), tablet.contact()
    with tablet.store.write() as session:
        workshop = session.get_one(Workshop, tablet.workshop.id)
        states = [take_sealed(tablet.store, session, workshop, one) for _time in range(500) for one in (sent, contact)]
    assert states == ["kept", "kept", *["known"] * 998]
    assert (len(tablet.responses()), len(tablet.contacts())) == (1, 1)


def test_t35_a_flipped_bit_is_refused_and_the_whole_one_is_still_taken(tablet: Tablet) -> None:
    sent = tablet.answer()
    other = "A" if sent.text[200] != "A" else "B"
    assert tablet.refused(replace(sent, text=sent.text[:200] + other + sent.text[201:])) == "altered"
    assert tablet.send(sent) == "kept"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"key": "0" * 16}, "key"),
        ({"rev": 2}, "altered"),
        ({"item": "another"}, "altered"),
        ({"kind": "contact"}, "altered"),
        ({"text": ""}, "altered"),
        ({"text": "\ud800" * 200}, "altered"),
        ({"key": "\0\ud800"}, "key"),
        ({"kind": "\ud800"}, "unreadable"),
    ],
)
def test_t35_what_was_moved_or_is_not_ours_has_its_reason(tablet: Tablet, changed: dict[str, Any], reason: str) -> None:
    assert tablet.refused(replace(tablet.answer(), **changed)) == reason
    assert tablet.responses() == []


def test_t35_another_answer_under_the_same_name_is_not_dropped_in_silence(tablet: Tablet) -> None:
    first = tablet.answer()
    tablet.send(first)
    place = place_of(tablet.workshop.id, first.item, 1, "answer")
    assert tablet.refused(replace(first, text=seal(tablet.key, place, b"{}"))) == "differs"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([], "unreadable"),
        ({}, "unreadable"),
        ({"fields": {"q_r0": "yes"}}, "unreadable"),
        ({"fields": {"q_r0": [1]}}, "unreadable"),
        ({"fields": FIELDS, "version": "f" * 64}, "answer"),
        ({"fields": FIELDS, "version": 7}, "answer"),
        ({"fields": FIELDS, "version": "\ud800\0"}, "answer"),
    ],
)
def test_what_was_sealed_and_is_no_answer_has_its_reason(tablet: Tablet, said: object, reason: str) -> None:
    assert tablet.refused(tablet.sealed("answer", said)) == reason
    assert tablet.refused(tablet.sealed("note", {"fields": {}})) == "unreadable"
    assert tablet.responses() == []


def test_nobody_is_counted_who_did_not_agree(tablet: Tablet) -> None:
    assert tablet.refused(tablet.answer(fields={**FIELDS, "q_r0": []})) == "answer"


def test_what_does_not_fit_is_left_blank_and_the_rest_counts(tablet: Tablet) -> None:
    hostile = {
        "orders": {"r3": "all", "nothing": ["x"], "r4": ["\0"]},
        "code": "x" * 9999,
        "language": "tlh",
        "activities": [7],
    }
    fields = {
        **FIELDS,
        "q_r11": ["\0\ud800 klop"],
        "\ud800": ["\0"],
        "q_r2": ["never heard of"],
        "q_r5": ["kitchen"] * 3 + ["garden", "hall", "wifi"],
    }
    assert tablet.send(tablet.answer(fields=fields, **hostile)) == "kept"
    response = tablet.responses()[0]
    assert {"r0", "r1", "r3", "age"} <= set(response.doc["answers"])
    assert {"r2", "r5"}.isdisjoint(response.doc["answers"])
    assert (response.language, response.doc["orders"]) == ("sl", {})


def test_activities_are_those_that_the_tablet_showed(tablet: Tablet) -> None:
    shown = {**FIELDS, "q_r3": ["garden"]}
    assert tablet.send(tablet.answer(fields=shown, activities=["garden"])) == "kept"
    assert tablet.responses()[0].doc["answers"]["r3"] == {"picked": ["garden"]}


def test_whoever_was_not_asked_where_they_live_counts_where_the_workshop_was(tablet: Tablet) -> None:
    tablet.send(tablet.answer(fields={**FIELDS, "q_r1": ["atlantis"]}))
    assert tablet.responses()[0].district_id == tablet.workshop.district_id


def test_a_contact_is_kept_as_from_the_web(tablet: Tablet) -> None:
    assert tablet.send(tablet.contact()) == "kept"
    kept = tablet.contacts()[0]
    assert contact_document(tablet.store, kept)["email"] == MAIL
    assert tablet.refused(tablet.contact(q_email=[])) == "answer"
    assert tablet.refused(tablet.contact(q_email=["no address"])) == "answer"


def test_t35_a_contact_that_was_withdrawn_does_not_come_back(tablet: Tablet) -> None:
    sent = tablet.contact()
    tablet.send(sent)
    with tablet.store.write() as session:
        assert contact_of(tablet.store, session, SHEET)
        assert withdraw_contact(tablet.store, session, SHEET)
    assert tablet.send(sent) == "known"
    assert tablet.contacts() == []


def test_nothing_leads_from_a_contact_to_an_answer(tablet: Tablet) -> None:
    answer, contact = tablet.answer(), tablet.contact()
    tablet.send(answer)
    tablet.send(contact)
    with tablet.store.read() as session:
        marks = [mark for row in session.scalars(select(SealedItem)) for mark in (row.mac, row.content)]
        sheet, response = tablet.contacts()[0], tablet.responses()[0]
    assert len(set(marks)) == 4
    assert not {contact.item, str(sheet.id)} & {response.client_id, str(response.id), *map(str, response.doc)}
    assert all(mark not in (response.client_id, response.content_hash) for mark in marks)


def test_a_rehearsal_leaves_nothing(tablet: Tablet) -> None:
    with tablet.store.write() as session:
        session.get_one(Workshop, tablet.workshop.id).rehearsal = True
    assert [tablet.send(one) for one in (tablet.answer(), tablet.contact())] == ["kept", "kept"]
    assert (tablet.responses(), tablet.contacts()) == ([], [])


def raw(sealed: Sealed) -> dict[str, Any]:
    """A record as the tablet sends it."""
    named = {"item": sealed.item, "rev": sealed.rev, "step": "questionnaire", "kind": sealed.kind}
    return named | {"sealed": sealed.text, "key": sealed.key, "made": "2026-05-04", "board": ""}


def test_t34_what_was_set_aside_only_for_coming_late_is_taken_in_by_the_lead(tablet: Tablet) -> None:
    sent = [raw(tablet.answer()), raw(tablet.contact())]
    with tablet.store.write() as session:
        agenda = load_agenda(QUESTIONNAIRES / "workshop_short.yaml")
        keep_agenda(session, agenda_hash(agenda), as_document(agenda))
        workshop = session.get_one(Workshop, tablet.workshop.id)
        workshop.agenda = agenda_hash(agenda)
        session.flush()
        first = receive(session, workshop, None, sent, "ended")
        assert [(one.state, one.reason) for one in first] == [("aside", "ended")] * 2
        taken = [take_in(session, 1, aside) for aside in aside_of(session, workshop)]
        assert {one.state for one in taken} == {"kept"}
        assert [one.state for one in receive(session, workshop, None, sent, "ended")] == ["known"] * 2
        assert session.scalars(select(WorkshopItem)).all() == []
    assert (len(tablet.responses()), len(tablet.contacts())) == (1, 1)
