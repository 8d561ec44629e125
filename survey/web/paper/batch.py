"""One batch: printing it, and saying where its sheets are."""

from pathlib import Path

from flask import abort, current_app, flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store import sheets
from survey.store.serials import spaced
from survey.store.sheets import FOLDER, SheetBatch
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.paper import typed
from survey.web.paper.reading import At, batch_at, paper_at, state_words, told
from survey.web.paper.views import Answer, bp

KINDS = {".pdf": "application/pdf", ".zip": "application/zip"}
SECONDS = 3
"""After so many the page looks again whether the file is there, unless somebody wants it to stay."""


@bp.get("/paper/<slug>/batch/<int:number>")
def batch(slug: str, number: int) -> Response:
    """How to print it, and every sheet with where it is."""
    with store().read() as session:
        at = paper_at(session, slug)
        return _page(session, at, batch_at(session, at, number))


def _page(session: Session, at: At, mine: SheetBatch, fault: str = "") -> Response:
    job, ready = sheets.last_job(session, mine), _file(mine) is not None
    working = job is not None and job.state in ("waiting", "running")
    failed = job.error if job and job.state == "failed" and not ready else ""
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
            ready=ready,
            progress=job.progress if job and working else None,
            fault=fault,
            failed=_reason(failed) if failed else "",
            still="still" in request.args,
        )
    )
    if working and "still" not in request.args and not fault:
        page.headers["Refresh"] = str(SECONDS)
    return page


def _reason(code: str) -> str:
    if code == "not_installed":
        return _("No PDF can be made here: the program lacks a part. Print the sheets from the browser instead.")
    return _("The PDF could not be made. Ask for it once more, or print the sheets from the browser.")


def _file(mine: SheetBatch) -> Path | None:
    """The finished PDF, as long as it is kept."""
    path = Path(current_app.config["DATA"]) / FOLDER / mine.file
    return path if mine.file and path.is_file() else None


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
    with store().read() as session:
        at = paper_at(session, slug)
        mine = batch_at(session, at, number)
        path = _file(mine) or abort(404)
        first = sheets.sheets_of(session, mine)[0].serial
    kept = {"Content-Disposition": f"attachment; filename={slug}-sheets-{first}{path.suffix}"}
    return Response(path.read_bytes(), mimetype=KINDS[path.suffix], headers=kept)


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
