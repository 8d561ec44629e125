"""The form for organisations on paper: printed empty, and typed in at the desk with the day that stands on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from flask import abort, current_app, g, render_template, request, url_for
from markupsafe import Markup

from survey.i18n import text
from survey.paper.gather import specimen
from survey.paper.page import About, html
from survey.store import rounds
from survey.web.account.staff import store
from survey.web.inventory.access import Desk, desk
from survey.web.inventory.views import Answer, bp
from survey.web.inventory.words import spoken
from survey.web.provider.views import Door, Paper, asked, door_of_paper, first_page, sent


@bp.get("/inventory/<slug>/paper/<language>")
def paper_print(slug: str, language: str) -> str:
    """The empty form, to print from the browser."""
    if language not in dict(spoken()):
        abort(404)
    with store().read() as session:
        at = _town(desk(session, slug))
        context = replace(rounds.context(session, at.round, None), local_activities=())
    of = About(asked(), context, language, town=text(at.assessment.name), phone=at.assessment.help_phone)
    sheet = cast(Callable[[str], str], current_app.jinja_env.globals["static"])("sheet.css")
    bar = Markup(render_template("inventory/paper_bar.html", slug=slug))  # noqa: S704 - our own template
    return html(of, specimen(), styles=(sheet,), bar=bar)


@bp.get("/inventory/<slug>/paper")
def paper_form(slug: str) -> Answer:
    """The form to type in, empty."""
    return first_page(_door(slug))


@bp.post("/inventory/<slug>/paper")
def paper_form_(slug: str) -> Answer:
    """Another page of it, or all of it is kept."""
    return sent(_door(slug))


def _door(slug: str) -> Door:
    paper = Paper(g.user.id, g.user.name, request.form.get("filled_on", "")[:40])
    with store().read() as session:
        at = _town(desk(session, slug))
        return door_of_paper(session, at.round, url_for("inventory.paper_form_", slug=slug), paper)


def _town(at: Desk) -> Desk:
    """A form may come from anywhere in the town, so it is for who keeps the lists of all of it."""
    return at if at.reach.town else abort(404)
