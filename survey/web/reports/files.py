"""Taking a finished file away, and deleting a report; who may not, or comes too late, finds the nothing of a guess."""

from pathlib import Path

from flask import abort, current_app, flash, g, redirect, url_for
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.store.reports import MadeReport, discard
from survey.web.account.staff import store
from survey.web.dashboard.reading import desk
from survey.web.reports.reading import finished, report_of
from survey.web.reports.views import bp

KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@bp.get("/reports/<slug>/file/<token>")
def file(slug: str, token: str) -> Response:
    """One file, to be kept and not to be opened in place: it is a page of its own with its own look."""
    with store().read() as session:
        at = desk(session, slug)
        made, known = report_of(session, at, token)
    path = Path(current_app.config["DATA"]) / "reports" / known["token"]
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        abort(404)
    kept = {"Content-Disposition": f"attachment; filename={_name(made, slug, known)}"}
    return Response(content, mimetype=KINDS[known["form"]], headers=kept)


@bp.post("/reports/<slug>/made/<int:number>/delete")
def delete(slug: str, number: int) -> Response:
    """Take the files of one report away; the row goes first, so that no link leads to a file that is half gone."""
    with store().write() as session:
        at = desk(session, slug)
        gone = discard(session, finished(session, at, number), g.user.id)
    for token in gone:
        (Path(current_app.config["DATA"]) / "reports" / token).unlink(missing_ok=True)
    flash(_("The report is deleted."))
    return redirect(url_for("reports.round_", slug=slug), 303)


def _name(made: MadeReport, slug: str, known: dict[str, str]) -> str:
    place = made.place.strip("-")
    return f"{slug}-{place}-{made.number}-{known['language']}.{known['form']}"
