"""Phones and the wall, as whoever plans the evening sees them: the code to join, and the address for a projector."""

from dataclasses import dataclass

from flask import flash, g, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.qr import qr
from survey.store.stage import may_join, new_wall, open_stage, running, stage_of
from survey.store.workshops import Workshop
from survey.web.account.staff import store
from survey.web.phones.join import address, link
from survey.web.phones.wall import wall_address
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import Key, desk, one_of


@dataclass(frozen=True)
class Joining:
    """How phones join and where the wall hangs; without a code as long as nobody has let phones in."""

    code: str = ""
    address: str = ""
    picture: str = ""
    wall: str = ""
    today: bool = False
    """Whether the code works now."""


def joining(session: Session, workshop: Workshop) -> Joining | None:
    """What the page of a workshop says of phones; nothing once the evening is over."""
    stage = stage_of(session, workshop)
    if not running(workshop):
        return None
    if stage is None:
        return Joining()
    return Joining(stage.code, address(), qr(link(stage)), wall_address(stage), may_join(workshop))


@bp.post("/workshops/<slug>/<uuid:key>/phones")
def let_in(slug: str, key: Key) -> Response:
    """Let phones in: from now on there is a code, and an address for the wall."""
    with store().write() as session:
        open_stage(session, g.user.id, one_of(session, desk(session, slug), key))
    return redirect(url_for("workshops.one", slug=slug, key=key, _anchor="phones"), 303)


@bp.post("/workshops/<slug>/<uuid:key>/wall")
def other_wall(slug: str, key: Key) -> Response:
    """Give the wall another address, where the one before was seen by somebody who should not have it."""
    with store().write() as session:
        new_wall(session, g.user.id, one_of(session, desk(session, slug), key))
    flash(_("The wall has a new address. The one before leads nowhere any more."))
    return redirect(url_for("workshops.one", slug=slug, key=key, _anchor="phones"), 303)
