"""The code of a letter: nothing sent yet opens the survey, unfinished goes on, finished says so."""

from contextlib import suppress
from dataclasses import replace

from flask import request
from sqlalchemy.orm import Session

from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of
from survey.store import access_codes, drafts
from survey.store.access_codes import Standing
from survey.store.errors import Overtaken
from survey.store.rounds import Round
from survey.store.seal import LENGTH
from survey.web.resident import tokens
from survey.web.resident.codes import Answer, Opened
from survey.web.resident.codes.resume import go_on
from survey.web.resident.flow import Posted, Screen
from survey.web.resident.keeping import keep
from survey.web.resident.letter import draw_used
from survey.web.resident.opening import resume, sit_down
from survey.web.resident.place import Place, describe, store
from survey.web.resident.sitting import Sitting
from survey.web.resident.views import draw_closed, show

SPACE = "letter"


def fits(plain: str) -> bool:
    """Whether it can be the code of a letter."""
    return len(plain) == LENGTH


def look_up(session: Session, plain: str) -> Opened | None:
    """What this code leads to."""
    found = access_codes.find(store(), session, plain)
    if found is None:
        return None
    place = describe(session, session.get_one(Round, found.round_id))
    if found.used:
        return lambda: used(place, found, plain)
    sitting = begun(session, place, found.mac, plain)
    if sitting is not None:
        return lambda: go_on(sitting)
    if not place.open:
        return lambda: (draw_closed(place), 409)
    return lambda: open_first(place, found, plain)


def begun(session: Session, place: Place, mac: str, plain: str) -> Sitting | None:
    """The answers that were begun with this code, as they were left."""
    secret = access_codes.begun_with(store(), session, mac, plain)
    draft = drafts.load(store(), session, secret) if secret else None
    if secret is None or draft is None:
        return None
    ticket = tokens.ticket_for(place.key, secret, draft.doc.get("carried", {}).get("opened"))
    return resume(session, place, ticket, draft, Posted.of(request.form))


def open_first(place: Place, found: Standing, plain: str) -> Answer:
    """The first page; its draft begins at once, so that the same code on another device goes on with it."""
    ticket = tokens.mint(place.key)
    with suppress(Overtaken), store().write() as session:
        sitting = sit_down(session, place, ticket)
        carried = {"channel": "web", "access": "code", "code": found.mac, "opened": ticket.opened}
        sitting = replace(sitting, carried=carried, fields=living_in(sitting, found.district))
        keep(session, sitting)
        if not access_codes.begin(store(), session, found.mac, plain, ticket.secret):
            raise Overtaken  # nothing of this draft is kept; the one of the other device is gone on with
    with store().read() as session:
        mine = begun(session, place, found.mac, plain)
    return show(Screen(mine, mine.at or mine.pages[0].id)) if mine else (used(place, found, plain), 409)


def living_in(sitting: Sitting, district: str | None) -> dict[str, list[str]]:
    """The district that the letter went to, chosen already; whoever lives elsewhere changes it."""
    asked = (q for q in sitting.questionnaire.questions() if type_of(q).control(q) is Control.DISTRICT)
    return {field_name(q): [district] for q in asked} if district else {}


def used(place: Place, found: Standing, plain: str) -> str:
    """An answer was sent with it; somebody may say that it was not them."""
    told = request.form.get("go") == "not_me"
    if told:
        with store().write() as session:
            access_codes.dispute(session, found.mac)
    return draw_used(place, plain, told=told)
