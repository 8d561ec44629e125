"""One batch: printing its letters, taking its codes away as a table, and closing it for printing."""

import csv
import io

from flask import abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from survey import i18n
from survey.formulas import harmless
from survey.i18n import gettext as _
from survey.store import access_codes
from survey.store.access_codes import Letter, LetterBatch
from survey.store.audit import record
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.codes.reading import batch_at, listed
from survey.web.codes.views import bp
from survey.web.setup.qr import qr
from survey.web.ways.reading import At, lead_at

AT_ONCE = 50
"""Letters on one page to print: with four pictures each, more would take a browser too long."""


@bp.get("/codes/<slug>/batch/<int:number>")
def batch(slug: str, number: int) -> str:
    """What became of its codes, and how to print it."""
    with store().read() as session:
        at = lead_at(session, slug)
        mine = batch_at(session, at, number)
        last = mine.first + mine.letters - 1
        starts = range(mine.first, last + 1, AT_ONCE)
        parts = [(place, start, min(start + AT_ONCE - 1, last)) for place, start in enumerate(starts, start=1)]
        return render_template("codes/batch.html", at=at, batch=mine, about=listed(session, [mine])[0], parts=parts)


@bp.get("/codes/<slug>/batch/<int:number>/print")
@bp.get("/codes/<slug>/batch/<int:number>/print/<int:part>")
def print_(slug: str, number: int, part: int = 1) -> str:
    """Letters as pages to print from the browser, in their own language."""
    at, mine, letters = _opened(slug, number, "printed")
    parts = _parts(letters)
    chosen = parts[part - 1] if 0 < part <= len(parts) else abort(404)
    address = code_address()
    with i18n.use_language(mine.language):
        return render_template(
            "codes/print.html",
            at=at,
            batch=mine,
            letters=[(one.number, [(code, qr(f"{address}#{_bare(code)}")) for code in one.codes]) for one in chosen],
            address=address,
        )


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
    return f"{site()}c"


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


def _bare(code: str) -> str:
    return code.replace(" ", "")
