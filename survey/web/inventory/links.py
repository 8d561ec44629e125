"""Links for organisations, and whom one can reach there."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import local
from survey.i18n import dated, join_list
from survey.i18n import gettext as _
from survey.store.accounts import may_whole_town
from survey.store.audit import record
from survey.store.contacts import contact_document, contacts_of, purposes_of
from survey.store.links import ProviderLink, links_of, make_link
from survey.store.listing import listed, thing_at
from survey.store.stakeholders import Provider
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.inventory.access import Desk, desk
from survey.web.inventory.views import Answer, bp, page
from survey.web.inventory.words import spoken
from survey.web.setup.qr import qr


@dataclass(frozen=True)
class Open:
    """One link that still opens the form; the link itself nobody can read again."""

    id: int
    name: str
    made: str
    sent: int
    full: bool


@bp.get("/inventory/<slug>/links")
def links(slug: str) -> str:
    """The links that are open, and a new one."""
    with store().read() as session:
        return _page(session, desk(session, slug))


def _page(session: Session, at: Desk, token: str = "") -> str:
    address = f"{site()}p/{token}" if token else ""
    mine = [one for one in listed(session, "providers", at.reach) if isinstance(one, Provider)]
    mine = [one for one in mine if at.reach.covers(one.district_id) and one.state != "ended"]
    names = {one.id: one.name for one in mine}
    found = [one for one in links_of(session, at.round) if _theirs(at, one, names)]
    return page(
        "inventory/links.html",
        session,
        at,
        open=[_open(one, names) for one in found],
        providers=sorted(names.items(), key=lambda pair: pair[1].casefold()),
        address=address,
        qr=qr(address) if address else "",
        reads=_reads(session, at),
        spoken=spoken(),
    )


def _theirs(at: Desk, link: ProviderLink, names: dict[int, str]) -> bool:
    return link.provider_id in names if link.provider_id else at.reach.town


def _open(link: ProviderLink, names: dict[int, str]) -> Open:
    name = names.get(link.provider_id or 0) or _("for every organisation")
    return Open(link.id, name, dated(local(link.at).date()), link.sent, link.full)


@bp.post("/inventory/<slug>/links")
def links_(slug: str) -> Answer:
    """Make a link; this page is the only one that ever shows it."""
    chosen = request.form.get("provider", "")
    with store().write() as session:
        at = desk(session, slug)
        number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
        if (chosen and number is None) or (number is None and not at.reach.town):
            abort(404)
        if number is not None and thing_at(session, "providers", number, at.reach) is None:
            abort(404)
        token = make_link(store(), session, at.round, number, g.user.id)
        record(session, g.user.id, f"link for organisations made: {slug}")
        return _page(session, at, token)


@bp.post("/inventory/<slug>/links/<int:number>/end")
def end_link(slug: str, number: int) -> Response:
    """End a link: from now on it is a page that does not exist."""
    with store().write() as session:
        at = desk(session, slug)
        mine = {one.id: "" for one in listed(session, "providers", at.reach)}
        link = session.get(ProviderLink, number)
        if link is None or link.round_id != at.round.id or not _theirs(at, link, mine):
            abort(404)
        link.ended_at = link.ended_at or datetime.now(UTC)
        record(session, g.user.id, f"link for organisations ended: {slug}")
    flash(_("The link has ended. Nobody can open it any more."))
    return redirect(url_for("inventory.links", slug=slug), 303)


@dataclass(frozen=True)
class Reached:
    """Somebody who can be reached."""

    name: str
    lines: tuple[str, ...]
    purposes: str
    day: str


def _reads(session: Session, at: Desk) -> bool:
    """Only a lead of the whole town reads whom one can reach."""
    return may_whole_town(session, g.user.id, "lead", at.assessment)


@bp.get("/inventory/<slug>/contacts")
def contacts(slug: str) -> str:
    """What the list is for; it opens by a button, so that nobody looks by chance."""
    with store().read() as session:
        at = desk(session, slug)
        if not _reads(session, at):
            abort(404)
        return page("inventory/contacts.html", session, at, people=None)


@bp.post("/inventory/<slug>/contacts")
def contacts_(slug: str) -> str:
    """The list itself; each look stands in the record."""
    with store().write() as session:
        at = desk(session, slug)
        if not _reads(session, at):
            abort(404)
        purposes = purposes_of(session, at.assessment)
        people = [
            _reached(contact_document(store(), one), purposes.get(one.id, []), dated(one.day))
            for one in contacts_of(session, at.assessment)
        ]
        record(session, g.user.id, f"contacts read: {len(people)} in {slug}")
        return page("inventory/contacts.html", session, at, people=people)


def _reached(doc: dict[str, object], purposes: list[str], day: str) -> Reached:
    name = doc.get("contact") or doc.get("name") or doc.get("organisation") or ""
    organisation = doc.get("organisation") if doc.get("contact") else ""
    lines = tuple(str(line) for line in (organisation, doc.get("phone"), doc.get("email")) if line)
    return Reached(str(name), lines, join_list(_purpose(code) for code in sorted(purposes)), day)


def _purpose(code: str) -> str:
    return {
        "invite": _("invitations"),
        "help": _("when help is needed"),
        "results": _("what the survey showed"),
        "offer": _("their offer"),
    }.get(code, code)
