"""The sheet of the year for leads: what was entered visit by visit, and what the organisation says itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from analysis.visits import PARTS, Sheet
from survey.clock import today
from survey.export.formats import ExtraMissing, formats
from survey.i18n import gettext as _
from survey.store.visit_years import EVER, FIGURES, Register, VisitYear, register, state, stated, years
from survey.web.account.staff import store
from survey.web.downloads.files import TYPES, file_name, handed, install, written_bytes
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Desk, desk
from survey.web.visits.yearly import book, figure_words, gap, load, part_words, rate

HIGHEST = 1_000_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
Answer = str | tuple[str, int]


@dataclass(frozen=True)
class Year:
    """Everything that is known of one year."""

    year: int
    counted: Register
    said: VisitYear | None

    @property
    def sheet(self) -> Sheet:
        """What the organisation states; nothing where it has not."""
        return self.said.sheet if self.said else Sheet()


def for_leads(session: Session, slug: str) -> Desk:
    """The round for whoever leads in it; for everybody else this page does not exist."""
    at = desk(session, slug)
    return at if at.leads and at.version else abort(404)


def year_of(session: Session, at: Desk, year: int) -> Year:
    """One year in the districts this person leads; what is stated holds for the whole town only."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    counted = register(session, at.round, [one.id for one in at.leads], year)
    return Year(year, counted, stated(session, at.round, year) if at.whole else None)


@bp.get("/visits/<slug>/year")
def year(slug: str) -> Answer:
    """The newest year, or the one in the address."""
    asked = request.args.get("year", "")
    return _page(slug, int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today().year)


def _page(
    slug: str, number: int, typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> str:
    with store().read() as session:
        at = for_leads(session, slug)
        one = year_of(session, at, number)
        every = sorted({*years(session, at.round, today()), number}, reverse=True)
    sheets = [one.counted.sheet, *([one.sheet] if one.said else [])]
    return render_template(
        "visits/year.html", at=at, one=one, years=every, parts=[(part, part_words(part)) for part in PARTS],
        typed=typed or _kept(one), faults=faults or {}, figures=figure_words(), gaps=[gap(one.sheet)],
        rates=list(map(rate, sheets)), loads=list(map(load, sheets)),
    )  # fmt: skip


def _kept(one: Year) -> dict[str, str]:
    if one.said is None:
        return {}
    said = {name: getattr(one.said, name) for name in (*FIGURES, *EVER)}
    return {name: str(value) for name, value in said.items() if value is not None} | {"named_is": one.said.named_is}


@bp.post("/visits/<slug>/year")
def year_stated(slug: str) -> Answer | Response:
    """Keep what the organisation says about a year; what cannot be read comes back."""
    typed = {name: request.form.get(name, "").strip()[:20] for name in (*FIGURES, *EVER, "named_is", "year")}
    number = int(typed["year"]) if typed["year"].isascii() and typed["year"].isdigit() else 0
    faults = _faults(typed)
    with store().write() as session:
        at = for_leads(session, slug)
        if not at.whole or not FIRST_YEAR <= number <= LAST_YEAR:
            abort(404)
        if not faults:
            figures = {name: int(typed[name]) if typed[name] else None for name in (*FIGURES, *EVER)}
            state(session, g.user.id, at.round, number, figures, typed["named_is"])
    if faults:
        return _page(slug, number, typed, faults), 422
    flash(_("Saved."))
    return redirect(url_for("visits.year", slug=slug, year=number), 303)


def _faults(typed: Mapping[str, str]) -> dict[str, str]:
    """What cannot be kept, by field."""
    wrong = _("Write a whole number in digits, or leave it empty. Nothing was saved yet.")
    numbers = {name: typed[name] for name in (*FIGURES, *EVER) if typed[name]}
    faults = {name: wrong for name, said in numbers.items() if not _whole(said)}
    if typed["named"] and typed["named_is"] not in ("plan", "result"):
        faults["named_is"] = _("Say whether this was planned or is what came of it. Nothing was saved yet.")
    least, most = typed["least"], typed["most"]
    if not faults and least and most and int(least) > int(most):
        faults["most"] = _("The larger number comes second. Nothing was saved yet.")
    return faults


def _whole(said: str) -> bool:
    return said.isascii() and said.isdigit() and int(said) <= HIGHEST


@bp.get("/visits/<slug>/year/<int:number>.<ending>")
def year_file(slug: str, number: int, ending: str) -> Response:
    """The sheet as a file."""
    if ending not in ("csv", "xlsx"):
        abort(404)
    format_ = formats()[ending]
    with store().read() as session:
        at = for_leads(session, slug)
        one = year_of(session, at, number)
    try:
        content = written_bytes(book(one.year, one.counted, one.said), format_)
    except ExtraMissing as missing:
        flash(install(format_.name, missing.extra))
        return redirect(url_for("visits.year", slug=slug, year=number), 303)
    return handed(content, file_name(slug, str(number), ending), TYPES[ending])
