"""The pages that lay districts beside one another."""

from flask import Blueprint, abort, render_template, request

from survey.i18n import gettext as _
from survey.i18n import number
from survey.sentences import comparing, everywhere
from survey.sentences.differing import method
from survey.web.account.staff import only_staff, store
from survey.web.compare import reading
from survey.web.dashboard.reading import desk

bp = Blueprint("compare", __name__)
bp.before_request(only_staff)


@bp.get("/compare/<slug>")
def round_(slug: str) -> str | tuple[str, int]:
    """Two to six districts side by side, or the list to choose them from."""
    codes = request.args.getlist("with")
    with store().read() as session:
        at = desk(session, slug)
        chosen = reading.chosen(at, codes)
        fault = _fault(len(chosen)) if codes or "ticked" in request.args else ""
        shown = () if fault else chosen
        lives, town = reading.figures(session, at, shown) if shown else ({}, None)
    names = reading.names(shown)
    between = town["between"] if town else {}
    page = render_template(
        "compare/round.html",
        at=at,
        choices=reading.names(reading.comparable(at)),
        ticked={district.code for district in chosen},
        fault=fault,
        names=names,
        questions=comparing.questions(lives, names, between, at.labels),
        wishes=comparing.wishes(lives, names, between, at.labels),
        how=method(),
        most=reading.MOST,
    )
    return (page, 422) if fault else page


@bp.get("/compare/<slug>/activities")
def activities(slug: str) -> str:
    """Every activity that is asked about or takes place, with what the districts say to it."""
    with store().read() as session:
        at = desk(session, slug)
        here = reading.comparable(at)
        lives, _town = reading.figures(session, at, here)
    return render_template(
        "compare/activities.html",
        at=at,
        rows=everywhere.listed(lives, at.labels),
        states=everywhere.STATES,
        stamps={state: everywhere.stamp(state) for state in everywhere.STATES},
    )


@bp.get("/compare/<slug>/activity/<code>")
def activity(slug: str, code: str) -> str:
    """One activity over all districts: wanted, offered, both or neither."""
    with store().read() as session:
        at = desk(session, slug)
        here = reading.comparable(at)
        lives, town = reading.figures(session, at, here)
    if not at.labels.knows(code) and code not in everywhere.codes(lives):
        abort(404)
    names = reading.names(here)
    lines = everywhere.lines(lives, names, code)
    return render_template(
        "compare/activity.html",
        at=at,
        code=code,
        name=at.labels.activity(code),
        lines=lines,
        headline=everywhere.headline(lines),
        differs=everywhere.differs(town, names, code),
        how=(*everywhere.method(), *method()),
    )


def _fault(districts: int) -> str:
    if districts < reading.FEWEST:
        return _("Tick at least two districts.")
    if districts > reading.MOST:
        return _("Tick at most %(most)s districts, so that they can be read side by side.", most=number(reading.MOST))
    return ""
