"""The sheet of numbers for the visiting organisation, which writes the names on it by hand and keeps it."""

from functools import partial

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store.districts import District
from survey.store.visits import MOST_CODES, codes_of, make_codes
from survey.web.account.staff import store
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Desk, for_visitors, found

Answer = str | tuple[str, int]


@bp.get("/visits/<slug>/codes")
def codes(slug: str) -> Answer:
    """The numbers of one district, ready to be printed, and a way to make more."""
    return _page(slug)


def _page(slug: str, typed: str = "", fault: str = "") -> str:
    with store().read() as session:
        at = for_visitors(session, slug)
        place = _chosen(at)
        every = found(partial(codes_of, session, g.user.id, at.round, place.id))
    days = sorted({code.made_on for code in every}, reverse=True)
    sheets = [(day, [code.number for code in every if code.made_on == day]) for day in days]
    return render_template(
        "visits/codes.html", at=at, place=place, sheets=sheets, typed=typed, fault=fault, most=MOST_CODES
    )


@bp.post("/visits/<slug>/codes")
def make(slug: str) -> Answer | Response:
    """Make so many more."""
    typed = request.form.get("count", "").strip()[:10]
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= MOST_CODES):
        return _page(slug, typed, _("Write how many, from 1 to %(most)s. Nothing was made yet.", most=MOST_CODES)), 422
    with store().write() as session:
        at = for_visitors(session, slug)
        place = _chosen(at)
        made = found(partial(make_codes, session, g.user.id, at.round, place.id, int(typed), today()))
    flash(ngettext("%(num)s number is made. Print the sheet.", "%(num)s numbers are made. Print the sheet.", len(made)))
    return redirect(url_for("visits.codes", slug=slug, district=place.code), 303)


def _chosen(at: Desk) -> District:
    """The district in the address: one where this person visits; the first one where none is named."""
    code = request.values.get("district", "")
    return next((one for one in at.visits if not code or one.code == code), None) or abort(404)
