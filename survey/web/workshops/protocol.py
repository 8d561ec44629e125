"""The protocol: what the evening came to, to read, print, add to for seven days, and freeze."""

from unicodedata import category

from flask import flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import interface
from survey.store import protocols
from survey.store.accounts import User
from survey.store.workshops import Protocol, Workshop
from survey.web.account.staff import store
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import Key, desk, one_of
from survey.web.workshops.views import place_of

Answer = str | tuple[str, int]


@bp.get("/workshops/<slug>/<uuid:key>/protocol")
def protocol(slug: str, key: Key) -> str:
    """The protocol in the language of the page."""
    return _page(slug, key)


def _page(slug: str, key: Key, typed: str = "", fault: str = "") -> str:
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        leader = session.get(User, workshop.facilitator_id) if workshop.facilitator_id else None
        return render_template(
            "workshops/protocol.html", at=at, workshop=workshop, place=place_of(at, workshop), typed=typed, fault=fault,
            leader=leader.name if leader else "", told=protocols.told(session, workshop, interface()),
            frozen=session.get(Protocol, workshop.id), remarks=_remarks(session, workshop),
            until=protocols.last_day(workshop), most=protocols.MOST_SAID,
        )  # fmt: skip


def _remarks(session: Session, workshop: Workshop) -> list[tuple[protocols.ProtocolRemark, str]]:
    """What was added, each with who did."""
    said = protocols.remarks_of(session, workshop)
    # Whoever is known already is not read again.
    return [(one, session.get_one(User, one.user_id).name) for one in said]


@bp.post("/workshops/<slug>/<uuid:key>/protocol")
def add(slug: str, key: Key) -> Answer | Response:
    """Add a correction; one that is empty, too long or too late comes back as it was typed."""
    typed = _readable(request.form.get("said", ""))
    fault = _fault(typed)
    if not fault:
        try:
            with store().write() as session:
                protocols.add_remark(session, g.user.id, one_of(session, desk(session, slug), key), typed)
        except protocols.Frozen:
            fault = _("The protocol was frozen in the meantime. Nothing was added; your words are still here.")
    if fault:
        return _page(slug, key, typed, fault), 422
    flash(_("It is added, with your name and the day."))
    return redirect(url_for("workshops.protocol", slug=slug, key=key), 303)


def _readable(typed: str) -> str:
    """What was typed without signs that nobody can see and that no file takes; lines and tabs stay."""
    return "".join(sign for sign in typed if sign in "\n\t" or category(sign) not in ("Cc", "Cs")).strip()


def _fault(typed: str) -> str:
    if not typed:
        return _("Write down what should be added. Nothing was changed.")
    if len(typed) > protocols.MOST_SAID:
        return _("This is longer than %(num)s characters. Shorten it; it is still here.", num=protocols.MOST_SAID)
    return ""


@bp.get("/workshops/<slug>/<uuid:key>/freeze")
def freezing(slug: str, key: Key) -> str:
    """What freezing means, before it happens."""
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        return render_template("workshops/freeze.html", at=at, workshop=workshop, place=place_of(at, workshop))


@bp.post("/workshops/<slug>/<uuid:key>/freeze")
def freeze(slug: str, key: Key) -> Response:
    """Freeze the protocol before its time; of a rehearsal there is none."""
    with store().write() as session:
        workshop = one_of(session, desk(session, slug), key)
        protocols.freeze(session, g.user.id, workshop)
        done = workshop.state == "over"
    flash(_("The protocol is frozen.") if done else _("A rehearsal has no protocol. Nothing was changed."))
    return redirect(url_for("workshops.protocol", slug=slug, key=key), 303)
