"""Drafts and contacts are sealed, found by a code only, and tied to nobody's answers."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import func, select, update

from survey.store import drafts
from survey.store.contacts import (
    Consent,
    Contact,
    ContactReceipt,
    contact_counts,
    contact_document,
    save_contact,
    withdraw_contact,
)
from survey.store.districts import assessment, district
from survey.store.documents import OpenAnswer, Receipt, Response, SensitiveAnswer
from survey.store.drafts import Draft
from survey.store.rounds import current_version
from survey.store.seal import ALPHABET, Keys, normalise
from survey.store.withdrawing import withdraw

DAY = date(2026, 5, 4)
TYPED = {"fields": {"q_say": ["a\udc80 bench"]}, "page": 3}


def _save(town, session, secret="secret", doc=TYPED):
    round_ = town.round(session)
    drafts.save(town.store, session, secret, round_, current_version(session, round_), doc)


def test_draft_comes_back_as_it_was_left(town):
    with town.store.write() as session:
        _save(town, session)
        _save(town, session, doc=TYPED | {"page": 4})
    with town.store.read() as session:
        found = drafts.load(town.store, session, "secret")
        assert found.doc == TYPED | {"page": 4}
        assert found.version == current_version(session, town.round(session))
        assert drafts.load(town.store, session, "another") is None


def test_draft_cannot_be_read_without_its_secret(town):
    with town.store.write() as session:
        _save(town, session)
        draft = session.scalars(select(Draft)).one()
        assert b"bench" not in draft.sealed
        assert "secret" not in draft.key
        with pytest.raises(InvalidTag):
            town.store.keys.open("draft another", draft.sealed)


def test_drafts_go_when_sent_and_after_a_month(town):
    with town.store.write() as session:
        for secret in ("sent", "old", "new"):
            _save(town, session, secret)
        drafts.delete(town.store, session, "sent")
        old = select(Draft.key).where(Draft.key == town.store.keys.mac("draft", "old"))
        month_ago = datetime.now(UTC).date() - timedelta(days=31)
        session.execute(update(Draft).where(Draft.key.in_(old)).values(day=month_ago))
        assert drafts.sweep(session) == 1
        kept = [secret for secret in ("sent", "old", "new") if drafts.load(town.store, session, secret)]
        assert kept == ["new"]


def _save_contact(town, client_id="form", purposes=("helping",), email="ana@example.org"):
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        north = district(session, home.id, "north")
        doc = {"email": email}
        told = {"purposes": purposes, "client_id": client_id, "day": DAY}
        return save_contact(town.store, session, home, north, doc, **told)


def test_same_contact_form_twice_is_kept_once(town):
    assert _save_contact(town) == _save_contact(town)
    with town.store.read() as session:
        contact = session.scalars(select(Contact)).one()
        assert b"ana@" not in contact.sealed
        assert contact_document(town.store, contact) == {"email": "ana@example.org"}


def test_contact_form_sent_again_with_a_correction_keeps_the_correction_under_the_same_code(town):
    first = _save_contact(town, purposes=("helping", "news"))
    assert _save_contact(town, email="ana@example.com") == first
    with town.store.read() as session:
        contact = session.scalars(select(Contact)).one()
        assert contact_document(town.store, contact) == {"email": "ana@example.com"}
        assert session.scalars(select(Consent.purpose)).all() == ["helping"]


def test_contacts_are_counted_by_district_and_purpose(town):
    _save_contact(town, "one", ["helping", "news", "news"])
    _save_contact(town, "two", ["helping"])
    with town.store.read() as session:
        found = contact_counts(session, assessment(session, "lipovje"))
        assert [(row.purpose, row.n) for row in found] == [("helping", 2), ("news", 1)]
        assert contact_counts(session, assessment(session, "elsewhere")) == []


def test_contact_has_no_key_to_an_answer(town, answers):
    code = town.send(answers(say="a bench"), "one").code
    contact_code = _save_contact(town)
    assert code != contact_code
    tables = (Contact, Consent, ContactReceipt)
    targets = {key.column.table.name for table in tables for key in table.__table__.foreign_keys}
    assert targets == {"assessment", "district", "contact"}
    with town.store.read() as session:
        answered = _secrets(session, (Response, Receipt, SensitiveAnswer, OpenAnswer))
        assert answered.isdisjoint(_secrets(session, tables))


def _secrets(session, tables):
    """Every value that could join two rows, other than places and days."""
    values = [value for table in tables for row in session.execute(select(table.__table__)) for value in row]
    return {value for value in values if isinstance(value, (str, bytes, UUID))} - {"helping"}


def test_withdrawing_a_contact_leaves_the_answer_and_the_other_way_round(town, answers):
    code = town.send(answers(), "one").code
    contact_code = _save_contact(town)
    with town.store.write() as session:
        assert not withdraw_contact(town.store, session, code)
        assert not withdraw(town.store, session, contact_code)
        assert withdraw(town.store, session, code)
        assert session.scalar(select(func.count()).select_from(Contact)) == 1
        assert withdraw_contact(town.store, session, contact_code)
        for table in (Contact, Consent, ContactReceipt):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert not withdraw_contact(town.store, session, contact_code)


def test_code_is_read_however_it_is_typed():
    code = Keys("k" * 40).receipt_code("somebody")
    plain = normalise(code)
    assert len(plain) == 10
    assert [len(group) for group in code.split()] == [4, 4, 2]
    for typed in (code.lower(), code.replace(" ", ""), f" {code} ", code.replace(" ", "-"), code.replace("0", "o")):
        assert normalise(typed) == plain
    assert normalise("１l O\u0661") == "1101"


def test_codes_spell_no_words_and_differ():
    keys = Keys("k" * 40)
    codes = {keys.receipt_code(str(number)) for number in range(500)}
    assert len(codes) == 500
    assert set("".join(codes)) == set(ALPHABET) | {" "}
    assert set(ALPHABET).isdisjoint("AEIOU")


def test_each_purpose_has_a_key_of_its_own():
    keys = Keys("k" * 40)
    sealed = keys.seal("draft", b"words")
    assert keys.open("draft", sealed) == b"words"
    assert keys.seal("draft", b"words") != sealed
    for purpose, content in (("contact", sealed), ("draft", sealed[:-1] + bytes([sealed[-1] ^ 1]))):
        with pytest.raises(InvalidTag):
            keys.open(purpose, content)
    with pytest.raises(InvalidTag):
        Keys("j" * 40).open("draft", sealed)
    assert keys.mac("draft", "a") != keys.mac("receipt", "a")
