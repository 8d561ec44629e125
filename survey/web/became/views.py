"""The list of a round's topics: what is public, what is a draft, and the last change with its way back."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.sentences.became import Told
from survey.store import became as stored
from survey.store.became import Reach, Topic
from survey.store.errors import ReadAgain
from survey.web.account.staff import only_staff, store
from survey.web.inventory.access import Desk, desk
from survey.web.public.became import Teller

Answer = str | Response | tuple[str, int]

bp = Blueprint("became", __name__)
bp.before_request(only_staff)


@dataclass(frozen=True)
class Line:
    """One topic in the list; `mine` when this person keeps it."""

    topic: Topic
    told: Told
    mine: bool


def reach_of(at: Desk) -> Reach:
    """The places whose topics this person keeps."""
    own: set[int | None] = {one.id for one in at.districts}
    return Reach(at.reach.user_id, frozenset(own | {None} if at.reach.town else own))


@bp.get("/became/<slug>")
def round_(slug: str) -> str:
    """Every topic of the round, the newest first."""
    with store().read() as session:
        at = desk(session, slug)
        teller, reach = Teller(session, at.round, at.assessment), reach_of(at)
        topics = stored.topics_of(session, at.round)
        lines = [Line(one, teller.tell(one), one.district_id in reach.places) for one in topics]
        return render_template(
            "became/round.html",
            at=at,
            example=at.example,
            lines=[line for line in lines if line.mine or line.topic.published_at],
            newest=stored.last(session, at.round, reach.user_id),
            released=teller.shown is not None,
        )


@bp.post("/became/<slug>/<int:number>/<any(publish, hide, remove):deed>")
def deed(slug: str, number: int, deed: str) -> Response:
    """Show a topic to everybody, take it back into the draft, or remove it."""
    seen = request.form.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    try:
        with store().write() as session:
            _do(session, desk(session, slug), deed, number, revision)
    except ReadAgain as refused:
        flash(str(refused))
    else:
        flash(_said(deed))
    return redirect(url_for("became.round_", slug=slug), 303)


def _do(session: Session, at: Desk, deed: str, number: int, revision: int) -> None:
    if deed == "remove":
        stored.remove(session, at.round, reach_of(at), number, revision)
    else:
        stored.publish(session, at.round, reach_of(at), number, revision, public=deed == "publish")


def _said(deed: str) -> str:
    return {
        "publish": _("It is public now. Everybody can read it."),
        "hide": _("It is a draft again. Nobody outside sees it."),
        "remove": _("It is removed."),
    }[deed]


@bp.post("/became/<slug>/undo")
def undo(slug: str) -> Response:
    """Take back the change that the page showed; another one in between leaves everything as it is."""
    seen = request.form.get("change", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    try:
        with store().write() as session:
            at = desk(session, slug)
            stored.take_back(session, at.round, reach_of(at), number)
    except ReadAgain as refused:
        flash(str(refused))
    else:
        flash(_("Everything is as it was before."))
    return redirect(url_for("became.round_", slug=slug), 303)


@bp.get("/became/<slug>/undo")
@bp.get("/became/<slug>/<int:number>/<any(publish, hide, remove):_deed>")
def back(slug: str, number: int = 0, _deed: str = "") -> Response:  # noqa: ARG001 - parts of the address
    """Whoever reloads comes back to the list."""
    return redirect(url_for("became.round_", slug=slug))
