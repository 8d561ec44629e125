"""One batch: printing its letters, taking its codes away as a table, and closing it for printing."""

import csv
import io

from flask import abort, flash, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from survey import i18n
from survey.formulas import harmless
from survey.i18n import gettext as _
from survey.paper.gather import CODE
from survey.paper.letters import articles, sender
from survey.store import access_codes
from survey.store.access_codes import FOLDER, JOB, Letter, LetterBatch
from survey.store.audit import record
from survey.store.code_files import ask_for_file, last_job
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.code_files import file_of, handed_over, looking_again, printing
from survey.web.codes.reading import batch_at, listed
from survey.web.codes.views import bp
from survey.web.ways.reading import At, lead_at

AT_ONCE = 50
"""Letters on one page to print: with four pictures each, more would take a browser too long."""


@bp.get("/codes/<slug>/batch/<int:number>")
def batch(slug: str, number: int) -> Response:
    """What became of its codes, and how to print it."""
    with store().read() as session:
        at = lead_at(session, slug)
        mine = batch_at(session, at, number)
        last = mine.first + mine.letters - 1
        starts = range(mine.first, last + 1, AT_ONCE)
        parts = [(place, start, min(start + AT_ONCE - 1, last)) for place, start in enumerate(starts, start=1)]
        made = printing(last_job(session, JOB, mine.id), file_of(FOLDER, mine.file) is not None)
        about = listed(session, [mine])[0]
        page = render_template("codes/batch.html", at=at, batch=mine, about=about, parts=parts, file=made)
        return looking_again(make_response(page), made)


@bp.post("/codes/<slug>/batch/<int:number>/pdf")
def print_pdf(slug: str, number: int) -> Response:
    """Ask for the PDF; the worker makes it."""
    with store().write() as session:
        at = lead_at(session, slug)
        mine = batch_at(session, at, number)
        if mine.sealed is None:
            abort(404)
        ask_for_file(session, JOB, mine.id, site(), g.user.id)
        record(session, g.user.id, f"codes of letters from {mine.first} on asked for as a PDF ({slug})")
    return redirect(url_for("codes.batch", slug=slug, number=number))


@bp.get("/codes/<slug>/batch/<int:number>/file")
def file(slug: str, number: int) -> Response:
    """The PDF, or several of them in a zip, as long as it is kept; who has taken it is on record."""
    with store().write() as session:
        at = lead_at(session, slug)
        mine = batch_at(session, at, number)
        path = file_of(FOLDER, mine.file) or abort(404)
        record(session, g.user.id, f"codes of letters from {mine.first} on taken away as a PDF ({slug})")
        name = f"{slug}-letters-{mine.first}"
    return handed_over(path, name)


@bp.get("/codes/<slug>/batch/<int:number>/print")
@bp.get("/codes/<slug>/batch/<int:number>/print/<int:part>")
def print_(slug: str, number: int, part: int = 1) -> str:
    """Letters as pages to print from the browser, in their own language."""
    at, mine, letters = _opened(slug, number, "printed")
    parts = _parts(letters)
    chosen = parts[part - 1] if 0 < part <= len(parts) else abort(404)
    with store().read() as session:
        about = sender(session, mine, site())
    with i18n.use_language(mine.language):
        return render_template("codes/print.html", at=at, batch=mine, letters=articles(about, chosen))


@bp.get("/codes/<slug>/batch/<int:number>/codes.csv")
def table(slug: str, number: int) -> Response:
    """The codes for a mail merge: one line a letter."""
    _at, mine, letters = _opened(slug, number, "taken away as a table")
    names = [f"code{place}" for place in range(1, access_codes.PER_LETTER + 1)]
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["letter", *names, "link"])
    lines.writerows([one.number, *map(harmless, one.codes), harmless(code_address())] for one in letters)
    kept = {"Content-Disposition": f"attachment; filename={slug}-letters-{mine.first}.csv", "Cache-Control": "no-store"}
    return Response("\ufeff" + written.getvalue(), mimetype="text/csv", headers=kept)


@bp.post("/codes/<slug>/batch/<int:number>/stop")
def stop(slug: str, number: int) -> Response:
    """Forget what the codes are made from."""
    with store().write() as session:
        at = lead_at(session, slug)
        access_codes.stop_printing(session, batch_at(session, at, number), g.user.id)
    flash(_("These codes now stand only on the letters."))
    return redirect(url_for("codes.batch", slug=slug, number=number))


def code_address() -> str:
    """Where codes are typed in; the code itself comes after #, which no server is told."""
    return f"{site()}{CODE}"


def _opened(slug: str, number: int, what: str) -> tuple[At, LetterBatch, list[Letter]]:
    """The letters with their codes; who has seen them is on record."""
    with store().write() as session:
        at = lead_at(session, slug)
        mine = batch_at(session, at, number)
        letters = access_codes.letters_of(store(), mine) or abort(404)
        record(session, g.user.id, f"codes of letters from {mine.first} on {what} ({slug})")
    return at, mine, letters


def _parts(letters: list[Letter]) -> list[list[Letter]]:
    return [letters[start : start + AT_ONCE] for start in range(0, len(letters), AT_ONCE)]
