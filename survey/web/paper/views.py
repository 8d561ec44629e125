"""The first page of paper: what is where, and a new batch."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import language
from survey.store import sheets
from survey.web.account.staff import only_staff, store
from survey.web.paper import typed
from survey.web.paper.reading import At, languages_of, last_return, listed, paper_at, state_words

bp = Blueprint("paper", __name__)
bp.before_request(only_staff)

Answer = str | Response | tuple[str, int]


@bp.get("/paper/<slug>")
def round_(slug: str) -> str:
    """All batches that this person looks after, and the form for another."""
    with store().read() as session:
        at = paper_at(session, slug)
        spoken = [code for code, _name in languages_of(session, at)]
        begin = typed.Wanted(
            language=language() if language() in spoken else spoken[0] if spoken else "",
            place="" if at.whole else at.districts[0].code,
            return_to=last_return(session, at),
        )
        return _page(session, at, begin)


def _page(session: Session, at: At, wanted: typed.Wanted) -> str:
    return render_template(
        "paper/round.html",
        at=at,
        wanted=wanted,
        spoken=languages_of(session, at),
        batches=listed(session, at),
        words=state_words(),
        most=sheets.MOST_COPIES,
    )


@bp.post("/paper/<slug>")
def make(slug: str) -> Answer:
    """Make a batch; what cannot be made comes back as it was typed."""
    with store().write() as session:
        at = paper_at(session, slug)
        wanted = typed.read(request.form, at, languages_of(session, at))
        if wanted.faults or not at.open:
            return _page(session, at, wanted), 422
        batch = sheets.make_batch(
            session, at.round, language=wanted.language, copies=wanted.count, by=g.user.id,
            district=typed.district_of(at, wanted.place), large=wanted.large, handed_to=wanted.handed_to,
            return_to=wanted.return_to,
        )  # fmt: skip
    flash(_("The sheets have their numbers. Now print them."))
    return redirect(url_for("paper.batch", slug=slug, number=batch.id))
