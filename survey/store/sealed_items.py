"""Answers and contacts that a tablet has sealed: opened here, and handed to the doors that all others pass, too.

Nothing is kept that could lay an answer beside a contact: neither when something was sealed, nor on which tablet, nor
in which order it came. That it was here is kept only as a fingerprint, so that the same again is known, also after
somebody has withdrawn it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.i18n import known
from survey.questionnaire.answers import Context, Refused, read
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of
from survey.store.base import Base, Store
from survey.store.contact_form import contact_form, keep_contact, unreachable
from survey.store.districts import District
from survey.store.errors import RoundClosed, StoreError, UnknownDistrict, UnknownVersion
from survey.store.responses import Printed, submit
from survey.store.rounds import Round, context, pinned_version, questionnaire
from survey.store.seal import LENGTH, normalise
from survey.store.tablet_keys import Altered, UnknownKey, open_sealed, place_of
from survey.store.upsert import insert_one
from survey.store.workshops import Workshop

KINDS = ("answer", "contact")
MOST_FIELDS = 2000
_FINGERPRINT = re.compile("[0-9a-f]{64}", re.ASCII)
_PLACE, _CONTENT = "sealed item", "sealed text"

Fields = dict[str, list[str]]


class SealedItem(Base):
    """That a record has come, by the fingerprint of its name, with the fingerprint of what it was."""

    __tablename__ = "sealed_item"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - a row number would tell the order of arrival

    mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True)
class Sealed:
    """A sealed record as it comes from a tablet."""

    item: str
    rev: int
    kind: str
    key: str
    text: str


class NotTaken(StoreError):
    """A sealed record that cannot be taken and is set aside as it came; `reason` is the one word that says why.

    key: sealed to a key that was never ours. altered: something was changed. unreadable: opened, but nothing of ours.
    differs: another record came under this name. closed: the round takes no answers now. answer: it fits no question.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def take_sealed(store: Store, session: Session, workshop: Workshop, sealed: Sealed, day: date | None = None) -> str:
    """Open a record and store what is in it: »kept«, or »known« when it has come before; otherwise `NotTaken`.

    Nothing else about the record may be kept beside it. An answer counts as given on the `day` it came; a lead who
    takes in what came too late names the day of the workshop.
    """
    state = known_state(store, session, workshop, sealed)
    if state:
        return state
    name = _name(workshop, sealed)
    document = _opened(store, session, name, sealed)
    take = _take_answer if sealed.kind == "answer" else _take_contact
    take(store, session, workshop, sealed.item, document, day or today())
    row = {"mac": store.keys.mac(_PLACE, name), "content": store.keys.mac(_CONTENT, sealed.text)}
    insert_one(session, SealedItem, row)
    return "kept"


def known_state(store: Store, session: Session, workshop: Workshop, sealed: Sealed) -> str:
    """»known« when this very record has come before, else nothing; another one under its name is refused."""
    if sealed.kind not in KINDS:
        raise NotTaken("unreadable")
    if not sealed.text.isascii():
        raise NotTaken("altered")
    rows = (session.get(SealedItem, mac) for mac in store.keys.macs(_PLACE, _name(workshop, sealed)))
    row = next((row for row in rows if row is not None), None)
    if row is not None and row.content not in store.keys.macs(_CONTENT, sealed.text):
        raise NotTaken("differs")
    return "known" if row else ""


def _name(workshop: Workshop, sealed: Sealed) -> str:
    return place_of(workshop.id, sealed.item, sealed.rev, sealed.kind)


def _opened(store: Store, session: Session, name: str, sealed: Sealed) -> Mapping[str, Any]:
    """What was sealed, as a document with its fields."""
    try:
        document = json.loads(open_sealed(store, session, sealed.key, name, sealed.text))
    except UnknownKey as fault:
        raise NotTaken("key") from fault
    except Altered as fault:
        raise NotTaken("altered") from fault
    except (ValueError, RecursionError) as fault:
        raise NotTaken("unreadable") from fault
    if not isinstance(document, dict):
        raise NotTaken("unreadable")
    return document


def _fields(document: Mapping[str, Any]) -> Fields:
    """The fields of a form, named as on the web."""
    fields = document.get("fields")
    if not isinstance(fields, dict) or len(fields) > MOST_FIELDS or not all(map(_are_words, fields.values())):
        raise NotTaken("unreadable")
    return {str(name): list(values) for name, values in fields.items()}


def _are_words(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _take_answer(
    store: Store, session: Session, workshop: Workshop, item: str, document: Mapping[str, Any], day: date
) -> None:
    """Store an answer by the door of all answers; one of a rehearsal only has to fit."""
    round_, fields = session.get_one(Round, workshop.round_id), _fields(document)
    try:
        version = pinned_version(session, round_, _version(document))
        asked = questionnaire(session, version)
        where = _district(session, workshop, round_, asked, fields)
        at = context(session, round_, where)
    except (UnknownVersion, UnknownDistrict) as fault:
        raise NotTaken("answer") from fault
    printed = Printed(_code(document), _activities(document, at))
    given = _given(asked, fields, replace(at, local_activities=printed.activities or ()))
    if workshop.rehearsal:
        return
    sent: dict[str, Any] = {
        "client_id": item, "channel": "workshop", "access": "device", "language": known(_word(document, "language")),
        "day": day, "district": where, "version": version, "orders": _orders(asked, document), "printed": printed,
    }  # fmt: skip
    _submit(store, session, round_, given, sent)


def _submit(store: Store, session: Session, round_: Round, given: dict[str, Any], sent: dict[str, Any]) -> None:
    """Store what fits. The person has left: a part that does not fit is left blank rather than the whole be lost."""
    while True:
        try:
            submit(store, session, round_, given, **sent)
        except RoundClosed as fault:
            raise NotTaken("closed") from fault
        except Refused as refused:
            fits = {name: answer for name, answer in given.items() if name not in refused.faults}
            if fits == given:  # what is missing is that the person agrees
                raise NotTaken("answer") from refused
            given = fits
        else:
            return


def _given(asked: Questionnaire, fields: Fields, at: Context) -> dict[str, Any]:
    """What the fields say, without what cannot be read."""
    said = read(asked, fields, at)
    return {name: answer for name, answer in said.answers.items() if name not in said.faults}


def _district(session: Session, workshop: Workshop, round_: Round, asked: Questionnaire, fields: Fields) -> str:
    """Where somebody lives, as they said; who was not asked is counted where the workshop was."""
    here = session.get_one(District, workshop.district_id).code
    home = next((q for q in asked.questions() if type_of(q).control(q) is Control.DISTRICT), None)
    values = fields.get(field_name(home), []) if home else []
    offered = [code for code, _name in context(session, round_).districts]
    return values[0] if len(values) == 1 and values[0] in offered else here


def _activities(document: Mapping[str, Any], at: Context) -> tuple[str, ...]:
    """The district's own activities as the tablet showed them."""
    shown = document.get("activities")
    return tuple(shown) if _are_words(shown) and isinstance(shown, list) else at.local_activities


def _version(document: Mapping[str, Any]) -> str:
    """The version that was answered; anything else than a fingerprint is not even looked for."""
    said = document.get("version")
    if not isinstance(said, str) or not _FINGERPRINT.fullmatch(said):
        raise NotTaken("answer")
    return said


def _orders(asked: Questionnaire, document: Mapping[str, Any]) -> dict[str, list[str]]:
    """In which order somebody saw the options of shuffled questions."""
    orders = document.get("orders")
    found = orders if isinstance(orders, dict) else {}
    shuffled = {q.id: type_of(q).offered_codes(q) or frozenset() for q in asked.questions() if type_of(q).shuffles(q)}
    return {
        name: codes
        for name, codes in found.items()
        if _are_words(codes) and set(codes) <= shuffled.get(name, frozenset())
    }


def _code(document: Mapping[str, Any]) -> str:
    """The code that the tablet made and showed; it opens the answer from now on."""
    plain = normalise(_word(document, "code"))
    return plain if len(plain) == LENGTH else ""


def _word(document: Mapping[str, Any], name: str) -> str:
    said = document.get(name)
    return said[:60] if isinstance(said, str) else ""


def _take_contact(
    store: Store, session: Session, workshop: Workshop, item: str, document: Mapping[str, Any], _day: date
) -> None:
    """Keep a contact as the page on the web does, under a name that no answer has."""
    round_ = session.get_one(Round, workshop.round_id)
    said = read(contact_form(), _fields(document), context(session, round_))
    if said.faults or unreachable(said):
        raise NotTaken("answer")
    if not workshop.rehearsal:
        client_id = store.keys.mac("contact form", f"tablet {item}")
        keep_contact(store, session, round_.assessment_id, said, client_id, _code(document))
