"""The pages that lay districts beside one another."""

from flask import Blueprint, abort, g, render_template, request

from survey.i18n import gettext as _
from survey.i18n import number
from survey.sentences import adding, comparing, everywhere, words
from survey.sentences.differing import method
from survey.sentences.powers import method as powers_method
from survey.sentences.powers import profile
from survey.sentences.rounds import beside
from survey.sentences.rounds import method as rounds_method
from survey.store.accounts import may_whole_town
from survey.web.account.staff import only_staff, store
from survey.web.compare import reading
from survey.web.dashboard.reading import ROLE, desk, district_of, figures_of, labels_for, rounds_of, town_settled

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
        known=everywhere.method(),
    )


@bp.get("/compare/<slug>/activity/<code>")
def activity(slug: str, code: str) -> str:
    """One activity over all districts: wanted, offered, both or neither."""
    with store().read() as session:
        at = desk(session, slug)
        here = reading.comparable(at)
        lives, town = reading.figures(session, at, here)
    if not at.labels.knows_activity(code) and code not in everywhere.codes(lives):
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


@bp.get("/compare/<slug>/powers")
def powers(slug: str) -> str:
    """What wishes and hours give people, district by district."""
    with store().read() as session:
        at = desk(session, slug)
        here = reading.comparable(at)
        lives, _town = reading.figures(session, at, here)
    names = reading.names(here)
    return render_template(
        "compare/powers.html",
        at=at,
        profiles=[profile(code, names[code], live) for code, live in lives.items()],
        how=powers_method(),
    )


@bp.get("/compare/<slug>/town")
def town(slug: str) -> str:
    """Some districts added up, or the whole town for whoever leads it."""
    codes = request.args.getlist("with")
    with store().read() as session:
        at = desk(session, slug)
        here = reading.comparable(at)
        picked = reading.chosen(at, codes)
        whole = not picked and may_whole_town(session, g.user.id, ROLE, at.assessment)
        lives, figures = reading.figures(session, at, picked or here)
        settled = town_settled(session, at) if whole else None
    names = reading.names(picked or here)
    known, pooled = figures if whole else None, settled[0]["pooled"] if settled else None
    answers = known["answers"] if known else sum(live["answers"] for live in lives.values() if live)
    return render_template(
        "compare/town.html",
        at=at,
        whole=whole,
        choices=reading.names(here),
        ticked={district.code for district in picked},
        answered=adding.answered(answers, len(names)),
        groups=adding.of_town(known, at.labels, lives) if known else adding.of_districts(lives, at.labels),
        unweighted=adding.unweighted(known),
        hidden=adding.elsewhere() if known else adding.hidden(lives, names),
        districts=adding.districts(lives, names, pooled),
        not_pooled=adding.not_pooled(pooled),
        pooled_note=adding.pooled_note(),
    )


@bp.get("/compare/<slug>/rounds/<code>")
def rounds(slug: str, code: str) -> str:
    """This round of a district beside the earlier ones."""
    with store().read() as session:
        at = desk(session, slug)
        place = district_of(at, code)
        picture = figures_of(session, at, place)
        labels = labels_for(session, picture) if picture else at.labels
        names = {one.slug: one.name for one in rounds_of(session) if one.assessment_id == at.assessment.id}
    settled = picture.settled if picture else None
    found = [beside(one, picture.live, labels) for one in settled["earlier"]] if picture and settled else []
    return render_template(
        "compare/rounds.html",
        at=at,
        place=place,
        name=words.place(place),
        found=[one for one in found if one.round in names],
        names=names,
        method=rounds_method,
        as_of=words.as_of(picture.settled_at) if picture and picture.settled_at else "",
    )


def _fault(districts: int) -> str:
    if districts < reading.FEWEST:
        return _("Tick at least two districts.")
    if districts > reading.MOST:
        return _("Tick at most %(most)s districts, so that they can be read side by side.", most=number(reading.MOST))
    return ""
