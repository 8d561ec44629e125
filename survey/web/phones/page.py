"""The one page of a phone: the step the hall is at, and what can be done there."""

from collections.abc import Callable
from typing import Any

from flask import Response as FlaskResponse
from flask import g, make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey import i18n
from survey.i18n import gettext as _
from survey.store.phone_ideas import send_idea
from survey.store.phones import TooMany, put
from survey.store.stage import Stage, may_join
from survey.store.workshops import Workshop
from survey.web.phones.blueprint import bp, store
from survey.web.phones.cookie import Phone, keep
from survey.web.phones.screen import Screen, screen_of
from survey.workshop.bodies import line
from survey.workshop.steps.notes import MOST

Answer = str | Response | tuple[str, int]


class Faulty(Exception):
    """What was sent cannot be kept; says why, in a sentence."""


@bp.get("/j/now")
def now() -> Answer:
    """The step the hall is at. A phone that was just let in and has no key keeps no cookies, and is told so."""
    if g.phone is None:
        return _unknown()
    phone: Phone = g.phone
    made = make_response(_drawn(phone, change="change" in request.args))
    if request.args.get("lang") in i18n.LANGUAGES:
        keep(made, Phone(phone.workshop, phone.key, i18n.interface()))
    return made


def _unknown() -> Answer:
    if "joined" in request.args:
        return render_template("phones/no_cookies.html"), 400
    return redirect(url_for("phones.ask"), 303)


@bp.get("/j/poll")
def poll() -> FlaskResponse:
    """Whether the page is old: 304 as long as it is not. One question to the database."""
    phone: Phone | None = g.phone
    with store().read() as session:
        asked = select(Stage.mark, Workshop).join(Workshop, Workshop.id == Stage.workshop_id)
        found = session.execute(asked.where(Stage.workshop_id == phone.workshop)).first() if phone else None
    response = FlaskResponse(mimetype="text/plain")
    response.set_etag(f"{found[0]}" if found and may_join(found[1]) else "over")
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@bp.post("/j/now")
def send() -> Answer:
    """Keep what was chosen or written, as long as the hall is still at that step."""
    phone: Phone | None = g.phone
    if phone is None:
        return _unknown()
    if request.form.get("token") != phone.token:
        return _drawn(phone, _("This form was old. Choose once more.")), 422
    try:
        with store().write() as session:
            said = _keep(session, phone)
    except Faulty as faulty:
        return _drawn(phone, str(faulty), change=True, typed=request.form), 422
    except TooMany:
        return _drawn(phone, _("This phone has sent too much here. Tell whoever leads the evening.")), 429
    return redirect(url_for("phones.now", kept=said), 303)


def _keep(session: Session, phone: Phone) -> str:
    workshop = session.get(Workshop, phone.workshop)
    screen = screen_of(session, workshop, phone.key)
    if workshop is None or screen.step is None or request.form.get("step") != screen.step.id or not screen.asks:
        raise Faulty(_("The hall has gone on meanwhile, so this was not counted. Here is where it is now."))
    return _DEEDS[screen.kind](session, workshop, phone, screen)


def _vote(session: Session, workshop: Workshop, phone: Phone, screen: Screen) -> str:
    option = request.form.get("option", "")
    if option not in dict(screen.choices):
        raise Faulty(_("Choose one of the answers."))
    put(session, workshop, phone.key, screen.step, {1: {"option": option}}, 1)
    return "answer"


def _dots(session: Session, workshop: Workshop, phone: Phone, screen: Screen) -> str:
    step: Any = screen.step
    laid = {key: _figure(request.form.get(f"dots-{key}", "0")) for key, _name in screen.choices}
    if any(not 0 <= n <= step.most for n in laid.values()) or sum(laid.values()) > step.each:
        raise Faulty(
            _(
                "These are more dots than you have: %(each)s, at most %(most)s on one heading.",
                each=step.each,
                most=step.most,
            )
        )
    dots = [key for key, n in laid.items() for _dot in range(n)]
    bodies = {place: {"dot": key} for place, key in enumerate(dots, 1)}
    put(session, workshop, phone.key, step, bodies, step.each)
    return "dots" if dots else "none"


def _figure(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else -1


def _idea(session: Session, workshop: Workshop, phone: Phone, screen: Screen) -> str:
    text = " ".join(request.form.get("text", "").split())
    if not line(text, MOST):
        raise Faulty(_("Write one line of at most %(num)s characters.", num=MOST))
    send_idea(session, workshop, phone.key, screen.step.id, text)
    return "idea"


def _kept(said: str) -> str:
    """What was done a moment ago, in words."""
    return {
        "answer": _("Your answer is counted."),
        "dots": _("Your dots are counted."),
        "none": _("You have laid no dots."),
        "idea": _("Your idea is on its way to the front."),
    }.get(said, "")


_DEEDS: dict[str, Callable[[Session, Workshop, Phone, Any], str]] = {"choice": _vote, "dots": _dots, "lines": _idea}


def _drawn(phone: Phone, fault: str = "", *, change: bool = False, typed: Any = None) -> str:
    with store().read() as session:
        workshop = session.get(Workshop, phone.workshop)
        screen = screen_of(session, workshop, phone.key)
        return render_template(
            "phones/now.html", screen=screen, step=screen.step, fault=fault, token=phone.token, typed=typed or {},
            kept=_kept(request.args.get("kept", "")),
            thanks=screen.done and not change, most=MOST,
        )  # fmt: skip
