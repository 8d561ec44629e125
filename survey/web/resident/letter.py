"""Codes of letters while somebody answers: who needs one, who has used theirs, and what is noted when it is sent."""

from flask import render_template, request
from sqlalchemy.orm import Session

from survey.store import access_codes, doubtful
from survey.store.responses import Submitted
from survey.store.rounds import Round
from survey.web.resident import tokens
from survey.web.resident.place import Place
from survey.web.resident.receipt import became_public, strip
from survey.web.resident.sitting import Sitting

TRAP = "leave_empty"
"""A field that no person sees: whoever fills it in is a program."""

SECONDS_PER_QUESTION = 1
"""Faster than anybody can read a question, let alone answer it."""


def unsent(sitting: Sitting | None) -> list[tuple[str, list[str]]]:
    """Everything said in a visit that cannot be sent, so that it can be copied."""
    said = [view for page in sitting.pages for view in sitting.views(page)] if sitting else []
    return [(view.label, list(view.said())) for view in said if view.said()]


def draw_by_letter(place: Place, sitting: Sitting | None = None) -> str:
    """A round that is answered with codes only; what was typed without one comes back, to be copied."""
    return render_template("resident/by_letter.html", place=place, answered=unsent(sitting), **strip(place))


def draw_used(place: Place, code: str = "", *, told: bool = False) -> str:
    """An answer was sent with this code already; whoever holds it may say that it was not them."""
    became = became_public(place)
    return render_template("resident/used.html", place=place, code=code, told=told, became=became, **strip(place))


def signs_of(sitting: Sitting) -> str:
    """What makes this sending look like a program's; nothing is refused for it."""
    seconds = tokens.seconds(sitting.ticket)
    asked = sum(len(page.questions) for page in sitting.pages)
    fast = seconds is not None and not sitting.corrects and seconds < asked * SECONDS_PER_QUESTION
    found = {doubtful.FAST: fast, doubtful.TRAP: bool(request.form.get(TRAP))}
    return " ".join(sign for sign, seen in found.items() if seen)


def take_note(session: Session, sitting: Sitting, submitted: Submitted, round_: Round) -> None:
    """In the transaction of the answer: its code is used up; one by the open link is counted by the hour."""
    if not submitted.fresh or sitting.place.trial or sitting.corrects:
        return
    if "code" in sitting.carried:
        access_codes.use(session, sitting.carried["code"])
    else:
        doubtful.arrived(session, round_)
