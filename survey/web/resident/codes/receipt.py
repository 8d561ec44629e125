"""The code of an answer that was sent: look at it, correct it, or go on to withdrawing it."""

from flask import render_template, request
from sqlalchemy.orm import Session

from survey.store import drafts
from survey.store.recall import Recalled, recall
from survey.store.rounds import Round
from survey.store.seal import LENGTH
from survey.web.resident import tokens
from survey.web.resident.codes import Answer, Opened
from survey.web.resident.flow import Posted, Screen
from survey.web.resident.opening import as_sent, resume
from survey.web.resident.place import Place, describe, store
from survey.web.resident.receipt import became_public, strip
from survey.web.resident.sitting import REVIEW, Sitting
from survey.web.resident.views import read_again, show

SPACE = "receipt"


def fits(plain: str) -> bool:
    """Whether it can be the code of an answer."""
    return len(plain) == LENGTH


def look_up(session: Session, plain: str) -> Opened | None:
    """The page of the answer, or the survey filled in with it."""
    found = recall(store(), session, plain)
    if found is None:
        return None
    place = describe(session, session.get_one(Round, found.round_id))
    if found.state == "withdrawn":
        return lambda: render_template("resident/withdrawn.html", place=place, **strip(place))
    if request.form.get("go") == "correct" and correctable(place, found):
        sitting = correction(session, place, found, plain)
        return lambda: go_on(sitting)
    sitting = as_sent(session, place, found, tokens.mint(place.key))
    return lambda: draw_answer(sitting, found, plain)


def correctable(place: Place, found: Recalled) -> bool:
    """Whether another answer may take the place of this one."""
    return place.takes_answers and found.state == "counted"


def correction(session: Session, place: Place, found: Recalled, plain: str) -> Sitting:
    """The survey filled in; begun on one device, it goes on from there on the next."""
    secret = store().keys.mac("correction", f"{plain} {found.response_id}")[:22]
    ticket = tokens.ticket_for(place.key, secret)
    draft = drafts.load(store(), session, secret)
    if draft:
        return resume(session, place, ticket, draft, Posted.of(request.form))
    return as_sent(session, place, found, ticket)


def go_on(sitting: Sitting) -> Answer:
    """What was sent, to be changed page by page."""
    return show(Screen(sitting, sitting.at or REVIEW))


def draw_answer(sitting: Sitting, found: Recalled, plain: str) -> str:
    """Everything said, sensitive answers too; nobody keeps this page, and its address says nothing."""
    answers = [view for page in sitting.pages for view in read_again(sitting.views(page)) if view.said()]
    place = sitting.place
    return render_template(
        "resident/answer.html",
        place=place,
        code=plain,
        found=found,
        correctable=correctable(place, found),
        answers=answers,
        became=became_public(place),
        languages=sitting.languages,
        **strip(place),
    )
