"""The code of unfinished answers: it goes on where they were left, on any device."""

from flask import request
from sqlalchemy.orm import Session

from survey.store import drafts
from survey.store.rounds import Round
from survey.store.seal import LENGTH
from survey.web.resident import tokens
from survey.web.resident.codes import Answer, Opened
from survey.web.resident.flow import Posted, Screen
from survey.web.resident.opening import resume
from survey.web.resident.place import describe, store
from survey.web.resident.sitting import Sitting
from survey.web.resident.views import draw_closed, show

SPACE = drafts.RESUME


def fits(plain: str) -> bool:
    """Whether it can be the code of unfinished answers."""
    return len(plain) == LENGTH


def look_up(session: Session, plain: str) -> Opened | None:
    """The page on which somebody stopped, with everything typed so far."""
    secret = drafts.secret_behind(store(), session, plain)
    draft = drafts.load(store(), session, secret) if secret else None
    if secret is None or draft is None:
        return None
    place = describe(session, session.get_one(Round, draft.round_id))
    sitting = resume(session, place, tokens.ticket_for(place.key, secret), draft, Posted.of(request.form))
    return lambda: go_on(sitting)


def go_on(sitting: Sitting) -> Answer:
    """Go on, or give the words back where the survey takes no answers any more."""
    if not sitting.place.takes_answers:
        return draw_closed(sitting.place, sitting), 409
    return show(Screen(sitting, sitting.at or sitting.pages[0].id))
