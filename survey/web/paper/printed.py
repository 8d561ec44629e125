"""The sheets as pages to print from the browser: always there, also where no PDF can be made."""

from collections.abc import Callable
from typing import cast

from flask import abort, current_app, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.paper.gather import about, copies
from survey.paper.page import About, One, html
from survey.paper.pages_css import picture_of, rules
from survey.web.account.staff import store
from survey.web.paper.reading import batch_at, paper_at
from survey.web.paper.views import bp


@bp.get("/paper/<slug>/batch/<int:number>/print")
@bp.get("/paper/<slug>/batch/<int:number>/print/<serial>")
def print_(slug: str, number: int, serial: str = "") -> str:
    """All sheets of a batch, or one of them, which then also counts its pages."""
    with store().read() as session:
        of, sheets = _gathered(session, slug, number)
    chosen = [one for one in sheets if serial in ("", one.serial)] or abort(404)
    styles = (
        _static("sheet.css"),
        url_for("paper.pages", slug=slug, number=number, serial=serial),
    )
    bar = Markup(render_template("paper/bar.html", slug=slug, number=number, one=serial, large=of.large))  # noqa: S704 - our own template
    return html(of, chosen, styles=styles, bar=bar)


def _static(name: str) -> str:
    return cast(Callable[[str], str], current_app.jinja_env.globals["static"])(name)


def _gathered(session: Session, slug: str, number: int) -> tuple[About, list[One]]:
    at = paper_at(session, slug)
    mine = batch_at(session, at, number)
    return about(session, mine, request.url_root), copies(store(), session, mine)


@bp.get("/paper/<slug>/batch/<int:number>/pages.css")
def pages(slug: str, number: int) -> Response:
    """What stands on every page: number, version, language and the code."""
    with store().read() as session:
        of, sheets = _gathered(session, slug, number)
    chosen = [one for one in sheets if request.args.get("serial", "") in ("", one.serial)]
    written = "".join(rules(of, one, _address(slug, number, one), counted=len(chosen) == 1) for one in chosen)
    return Response(written, mimetype="text/css")


def _address(slug: str, number: int, one: One) -> str:
    return '"' + url_for("paper.picture", slug=slug, number=number, serial=one.serial) + '"'


@bp.get("/paper/<slug>/batch/<int:number>/code/<serial>.svg")
def picture(slug: str, number: int, serial: str) -> Response:
    """The code of one sheet."""
    with store().read() as session:
        of, sheets = _gathered(session, slug, number)
    one = next((one for one in sheets if one.serial == serial), None) or abort(404)
    return Response(picture_of(of, one), mimetype="image/svg+xml")
