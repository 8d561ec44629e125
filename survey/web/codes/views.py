"""The page of letters: how people come in, another batch, and what became of the codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import language
from survey.store import access_codes
from survey.store.audit import record
from survey.store.districts import District
from survey.web.account.staff import only_staff, store
from survey.web.codes.reading import batches, disputes, languages_of, listed, together
from survey.web.ways.reading import At, lead_at

bp = Blueprint("codes", __name__)
bp.before_request(only_staff)

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Wanted:
    """A batch as it was typed, and what is wrong with it."""

    letters: str = ""
    place: str = ""
    language: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


@bp.get("/codes/<slug>")
def round_(slug: str) -> str:
    """All batches of this person, and the form for another."""
    with store().read() as session:
        at = lead_at(session, slug)
        spoken = [code for code, _name in languages_of(session, at)]
        begin = language() if language() in spoken else next(iter(spoken), "")
        return _page(session, at, Wanted(place="" if at.whole else at.districts[0].code, language=begin))


def _page(session: Session, at: At, wanted: Wanted) -> str:
    mine = batches(session, at)
    found = listed(session, mine)
    return render_template(
        "codes/round.html",
        at=at,
        wanted=wanted,
        spoken=languages_of(session, at),
        batches=found,
        sum=together(found),
        disputes=disputes(session, mine),
        letters_out=access_codes.has_letters(session, at.round),
        most=access_codes.MOST_LETTERS,
    )


@bp.post("/codes/<slug>")
def make(slug: str) -> Answer:
    """Make a batch; what cannot be made comes back as it was typed."""
    with store().write() as session:
        at = lead_at(session, slug)
        wanted = _read(at, [code for code, _name in languages_of(session, at)])
        if wanted.faults or at.round.state != "open":
            return _page(session, at, wanted), 422
        batch = access_codes.make_batch(
            store(), session, at.round, int(wanted.letters), language=wanted.language,
            district=_district(at, wanted.place), by=g.user.id,
        )  # fmt: skip
    flash(_("The letters have their codes. Now print them."))
    return redirect(url_for("codes.batch", slug=slug, number=batch.id))


def _read(at: At, spoken: list[str]) -> Wanted:
    letters, place, tongue = (request.form.get(name, "")[:60].strip() for name in ("letters", "place", "language"))
    most, faults = access_codes.MOST_LETTERS, {}
    if not (letters.isascii() and letters.isdigit() and 0 < int(letters) <= most):
        faults["letters"] = _("Write a number from 1 to %(most)s.", most=most)
    if _district(at, place) is None and (place or not at.whole):
        faults["place"] = _("Choose a place from the list.")
    if tongue not in spoken:
        faults["language"] = _("Choose a language.")
    return Wanted(letters, place, tongue, faults)


def _district(at: At, code: str) -> District | None:
    return next((one for one in at.districts if one.code == code and not one.outside), None)


@bp.post("/codes/<slug>/access")
def choose(slug: str) -> Answer:
    """How people come in by themselves: a setting of the whole town's lead."""
    chosen = request.form.get("access", "")
    with store().write() as session:
        at = lead_at(session, slug)
        letters = access_codes.has_letters(session, at.round)
        allowed = ("code", "both") if letters else access_codes.WAYS_IN
        if at.whole and chosen in allowed and chosen != at.round.access:
            record(session, g.user.id, f"{slug} is answered by: {chosen} (before: {at.round.access})")
            at.round.access = chosen
            flash(_("It is kept, and holds from now on."))
    return redirect(url_for("codes.round_", slug=slug))
