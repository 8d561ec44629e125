"""Tablets of a workshop: paired by a code that is shown once, taken away their right, and read from their files."""

import uuid

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.store.brought import bring as bring_file
from survey.store.brought import told
from survey.store.errors import StoreError
from survey.store.seal import normalise
from survey.store.tablets import HOURS, MINUTES, Tablet, pairing_code, revoke, tablets_of
from survey.store.workshops import Workshop, ids_for
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.setup.qr import qr
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import At, Key, desk, one_of
from survey.web.workshops.views import is_secure, listing, place_of

Answer = str | Response | tuple[str, int]


@bp.get("/workshops/<slug>/<uuid:key>/pair")
def pair_again(slug: str, key: Key) -> Response:
    """Whoever comes back to the page of a code gets none from before."""
    return redirect(url_for("workshops.one", slug=slug, key=key))


@bp.post("/workshops/<slug>/<uuid:key>/pair")
def pair(slug: str, key: Key) -> str:
    """A code for one tablet; it stands on this page only, and in no address that reaches a server."""
    with store().write() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        code = pairing_code(session, g.user.id, workshop)
        place = place_of(at, workshop)
    address = f"{site()}tablet/"
    return render_template(
        "workshops/pair.html", at=at, workshop=workshop, place=place, code=code, address=address,
        qr=qr(f"{address}#{normalise(code)}"), minutes=MINUTES, hours=HOURS, secure=is_secure(),
        here=f"{request.scheme}://{request.host}/tablet/",
    )  # fmt: skip


@bp.get("/workshops/<slug>/<uuid:key>/tablets/<uuid:tablet>")
def revoking(slug: str, key: Key, tablet: uuid.UUID) -> str:
    """What it means for a tablet to lose its right, before it does."""
    with store().read() as session:
        at, workshop, found = _found(session, slug, key, tablet)
        return render_template("workshops/revoke.html", at=at, workshop=workshop, tablet=found)


@bp.post("/workshops/<slug>/<uuid:key>/tablets/<uuid:tablet>")
def revoke_(slug: str, key: Key, tablet: uuid.UUID) -> Response:
    """Take a tablet its right."""
    with store().write() as session:
        _at, _workshop, found = _found(session, slug, key, tablet)
        if not found.revoked:
            revoke(session, g.user.id, found)
        number = found.number
    flash(_("The permission of tablet %(number)s has ended. What it still sends is kept apart for you.", number=number))
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


def _found(session: Session, slug: str, key: Key, tablet: uuid.UUID) -> tuple[At, Workshop, Tablet]:
    at = desk(session, slug)
    workshop = one_of(session, at, key)
    found = next((one for one in tablets_of(session, workshop) if one.id == tablet), None)
    return at, workshop, found or abort(404)


@bp.post("/workshops/<slug>/file")
def bring(slug: str) -> Answer:
    """Bring in the file of a tablet or of a laptop; all of it or nothing, and twice is as good as once."""
    file = request.files.get("file")
    content = file.read() if file and file.filename else b""
    if not content:
        return listing(slug, _("Choose the file that the tablet has saved. Nothing was changed.")), 422
    try:
        with store().write() as session:
            at = desk(session, slug)
            done = bring_file(session, content, g.user.id, ids_for(session, g.user.id, at.round))
    except StoreError as refused:
        return listing(slug, str(refused)), 422
    for sentence in told(done):
        flash(sentence)
    return redirect(url_for("workshops.round_", slug=slug), 303)
