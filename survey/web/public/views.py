"""The public addresses; what is not released is not there."""

from flask import Blueprint, abort, current_app, make_response, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.store.base import Store
from survey.store.releases import Release, released
from survey.store.rounds import round_by_slug
from survey.web.public.page import Link, place_page, round_page
from survey.web.public.reading import of_release

MINUTES = 5
"""How long anybody may keep a page without asking again."""

bp = Blueprint("public", __name__)


def store() -> Store:
    """The database of this application."""
    found: Store = current_app.extensions["store"]
    return found


@bp.get("/results/<slug>")
def round_(slug: str) -> Response:
    """The four answers of the whole town."""
    with store().read() as session:
        return kept(round_page(session, of_release(session, _newest(session, slug)), _to(slug)))


@bp.get("/results/<slug>/<code>")
def place(slug: str, code: str) -> Response:
    """The four answers of one place; every district in it leads there."""
    with store().read() as session:
        shown = of_release(session, _newest(session, slug))
        found = shown.place(code) or abort(404)
        return kept(place_page(session, shown, found, _to(slug)))


def _newest(session: Session, slug: str) -> Release:
    """The newest release; a round without one is like none at all."""
    round_ = round_by_slug(session, slug) or abort(404)
    return released(session, round_) or abort(404)


def _to(slug: str) -> Link:
    """Addresses of the same round, in the language that was asked for or in another."""

    def link(code: str, language: str = "") -> str:
        spoken = language or request.args.get("lang")
        if code:
            return url_for("public.place", slug=slug, code=code, lang=spoken)
        return url_for("public.round_", slug=slug, lang=spoken)

    return link


def kept(page: str) -> Response:
    """Anybody may keep it for a few minutes; it is the same for everybody who reads this language."""
    response = make_response(page)
    response.headers["Cache-Control"] = f"public, max-age={60 * MINUTES}"
    response.headers["Vary"] = "Accept-Language"
    response.add_etag()
    return response.make_conditional(request)
