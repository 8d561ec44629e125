"""Founding a project, its overview, and what is printed for it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import LANGUAGES, gettext, use_language
from survey.i18n import gettext as _
from survey.store.accounts import Grant
from survey.store.audit import record
from survey.store.districts import Municipality
from survey.store.edits import take_back
from survey.store.founding import found
from survey.web.account.staff import only_staff, store
from survey.web.address import site
from survey.web.manage.rights import ROLES, At, round_at
from survey.web.setup.forms import ProjectForm, UndoForm
from survey.web.setup.qr import qr
from survey.web.setup.renewed import renew
from survey.web.setup.way import Way, part_name, way

Answer = str | Response | tuple[str, int]

bp = Blueprint("setup", __name__)
bp.before_request(only_staff)


def may_found(session: Session) -> bool:
    """Whether this person answers for every town of this installation, also for those to come."""
    mine = select(Grant.id).where(Grant.user_id == g.user.id, Grant.role.in_(ROLES), Grant.assessment_id.is_(None))
    return session.execute(mine.limit(1)).first() is not None


@bp.get("/setup")
def begin() -> str:
    """The first page: what the project is called."""
    with store().read() as session:
        if not may_found(session):
            abort(404)
    form = ProjectForm(formdata=None, minimum_age=15, legal_basis="public_task")
    for code in LANGUAGES:
        with use_language(code):
            form[f"name_{code}"].data = gettext("A place to meet in the neighbourhood")
    return page("setup/project.html", None, None, form=form)


@bp.post("/setup")
def begin_() -> Answer:
    """Make the project, or say what is still missing."""
    form = ProjectForm()
    with store().write() as session:
        if not may_found(session):
            abort(404)
        if not form.validate():
            return page("setup/project.html", None, None, form=form), 422
        round_ = found(session, form.project())
        record(session, g.user.id, f"project founded: {round_.slug}")
        slug = round_.slug
    return redirect(url_for("setup.districts", slug=slug))


@bp.get("/setup/<slug>")
def overview(slug: str) -> str:
    """How far the project is; once it is open, the link and everything to print."""
    with store().read() as session:
        at = round_at(session, slug)
        return page("setup/overview.html", at, way(session, at), link=link_of(at), qr=qr(link_of(at)))


@bp.get("/setup/<slug>/print")
def paper(slug: str) -> str:
    """The poster and the letter, ready for the printer, in the language of the page."""
    with store().read() as session:
        at = round_at(session, slug)
        if at.round.state == "draft":
            abort(404)
        town = session.get_one(Municipality, at.assessment.municipality_id).name
        return page("setup/print.html", at, way(session, at), link=link_of(at), qr=qr(link_of(at)), town=town)


@bp.post("/setup/<slug>/undo")
def undo(slug: str) -> Response:
    """Take back the change that the page showed; another one in between leaves everything as it is."""
    form = UndoForm()
    with store().write() as session:
        at = round_at(session, slug)
        seen = form.edit.data if form.validate() else ""
        part = take_back(session, at.round, int(seen)) if seen.isascii() and seen.isdigit() and len(seen) < 12 else None
        if part == "activities":
            renew(session, at)
        if part:
            record(session, g.user.id, f"{part} taken back: {slug}")
    if part:
        flash(_("%(part)s: everything is as it was before.", part=part_name(part)))
    else:
        flash(_("Somebody has changed something since you opened this page. Nothing was taken back."))
    return redirect(url_for("setup.overview", slug=slug))


@bp.get("/setup/<slug>/undo")
def back(slug: str) -> Response:
    """Whoever reloads comes back to the overview."""
    return redirect(url_for("setup.overview", slug=slug))


def link_of(at: At) -> str:
    """Where residents answer, as it is printed."""
    return f"{site()}s/{at.slug}"


def page(template: str, at: At | None, known: Way | None, **more: object) -> str:
    """Draw a page of setting up; the same frame for all of them."""
    undo_form = UndoForm(formdata=None, edit=known.undo if known else "")
    return render_template(
        template,
        at=at,
        way=known,
        tab="setup" if at is None else "manage",
        example=at.example if at else "",
        undo=undo_form,
        **more,
    )
