"""One batch: printing it, and saying where its sheets are."""

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store import sheets
from survey.store.audit import record
from survey.store.serials import spaced
from survey.store.sheets import FOLDER, SheetBatch
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.code_files import file_of, handed_over, looking_again, printing
from survey.web.paper import typed
from survey.web.paper.reading import At, batch_at, paper_at, state_words, told
from survey.web.paper.views import Answer, bp


@bp.get("/paper/<slug>/batch/<int:number>")
def batch(slug: str, number: int) -> Response:
    """How to print it, and every sheet with where it is."""
    with store().read() as session:
        at = paper_at(session, slug)
        return _page(session, at, batch_at(session, at, number))


def _page(session: Session, at: At, mine: SheetBatch, fault: str = "") -> Response:
    made = printing(sheets.last_job(session, mine), file_of(FOLDER, mine.file) is not None)
    page = make_response(
        render_template(
            "paper/batch.html",
            at=at,
            batch=mine,
            about=told(session, [mine])[0],
            rows=[(spaced(row.serial), row.serial, row.state, row.day) for row in sheets.sheets_of(session, mine)],
            words=state_words(),
            by_hand=sheets.BY_HAND,
            undoable=len(sheets.last_deed(session, mine)),
            file=made,
            fault=fault,
        )
    )
    return page if fault else looking_again(page, made)


@bp.post("/paper/<slug>/batch/<int:number>/pdf")
def print_pdf(slug: str, number: int) -> Response:
    """Ask for the PDF; the worker makes it."""
    with store().write() as session:
        at = paper_at(session, slug)
        sheets.ask_for_file(session, batch_at(session, at, number), site(), g.user.id)
    return redirect(url_for("paper.batch", slug=slug, number=number))


@bp.get("/paper/<slug>/batch/<int:number>/file")
def file(slug: str, number: int) -> Response:
    """The PDF, or several of them in a zip, as long as it is kept."""
    with store().write() as session:
        at = paper_at(session, slug)
        mine = batch_at(session, at, number)
        path = file_of(FOLDER, mine.file) or abort(404)
        first = sheets.sheets_of(session, mine)[0].serial
        record(session, g.user.id, f"sheets from {first} on taken away as a PDF ({slug})")
    return handed_over(path, f"{slug}-sheets-{first}")


@bp.post("/paper/<slug>/batch/<int:number>")
def say(slug: str, number: int) -> Answer:
    """Say where sheets are, from one number to another; what is typed in stays typed in."""
    state = request.form.get("state", "")
    with store().write() as session:
        at = paper_at(session, slug)
        mine = batch_at(session, at, number)
        said = typed.spoken_of(session, mine, *(request.form.get(name, "")[:100] for name in ("first", "last")))
        if state not in sheets.BY_HAND or said.fault:
            page = _page(session, at, mine, said.fault or _("Choose where the sheets are."))
            page.status_code = 422
            return page
        changed = sheets.mark(session, said.sheets, state, g.user.id)
    flash(_marked(changed, state) if changed else _("Nothing has changed: these sheets are there already or typed in."))
    return redirect(url_for("paper.batch", slug=slug, number=number))


def _marked(changed: int, state: str) -> str:
    count = ngettext("%(num)s sheet", "%(num)s sheets", changed)
    return _("%(count)s: %(state)s.", count=count, state=state_words()[state])


@bp.post("/paper/<slug>/batch/<int:number>/undo")
def undo(slug: str, number: int) -> Response:
    """Take back what was said last."""
    with store().write() as session:
        at = paper_at(session, slug)
        changed = sheets.undo(session, batch_at(session, at, number), g.user.id)
    flash(ngettext("Taken back for %(num)s sheet.", "Taken back for %(num)s sheets.", changed))
    return redirect(url_for("paper.batch", slug=slug, number=number))
