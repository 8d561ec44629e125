"""The page on which a lead says what stands in the way, what was tried, and what counts most."""

from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import local
from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.sentences import obstacles, words
from survey.sentences.labels import Labels
from survey.store.districts import District
from survey.store.errors import ReadAgain
from survey.store.judgements import GROUPS, QUESTIONS, USUAL, Judged, judged, keep_judgement
from survey.web.account.staff import store
from survey.web.dashboard import reading
from survey.web.dashboard.judged import Typed, judgement, kept, typed
from survey.web.dashboard.reading import Desk
from survey.web.dashboard.views import bp

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Page:
    """One district's fields, with what is needed to name them."""

    at: Desk
    place: District
    labels: Labels
    judged: Judged
    activities: tuple[str, ...]


@bp.get("/lead/<slug>/<code>/first")
def first(slug: str, code: str) -> str:
    """What holds now, in fields."""
    with store().read() as session:
        page = _page(session, slug, code)
    return _drawn(page, kept(page.judged))


@bp.post("/lead/<slug>/<code>/first")
def keep_first(slug: str, code: str) -> Answer:
    """Keep what was typed, or show it again with what is wrong; nothing typed is lost."""
    with store().read() as session:
        page = _page(session, slug, code)
    sent = typed(request.form, page.activities, page.judged)
    if sent.faults:
        return _drawn(page, sent), 422
    revision = request.form.get("revision", "")
    if not revision.isascii() or not revision.isdigit():
        abort(400)
    given = judgement(sent, int(revision[:9]))
    try:
        with store().write() as session:
            keep_judgement(session, g.user.id, page.place, given)
    except ReadAgain:
        with store().read() as session:
            return _drawn(_page(session, slug, code), sent, meanwhile=True), 409
    flash(_("Saved. The figures follow in a moment."))
    return redirect(url_for("dashboard.first", slug=slug, code=code), 303)


def _page(session: Session, slug: str, code: str) -> Page:
    at = reading.desk(session, slug)
    place = reading.district_of(at, code)
    picture = reading.figures_of(session, at, place)
    labels = reading.labels_for(session, picture) if picture else at.labels
    known = judged(session, place)
    rows = picture.live["first"]["rows"] if picture else []
    listed = dict.fromkeys([*(row["code"] for row in rows), *known.gates, *known.tried])
    return Page(at, place, labels, known, tuple(listed))


def _drawn(page: Page, fields: Typed, *, meanwhile: bool = False) -> str:
    return render_template(
        "dashboard/judge.html",
        at=page.at,
        place=page.place,
        name=words.place(page.place),
        fields=fields,
        judged=page.judged,
        activities=[(code, page.labels.activity(code), _state(fields, code)) for code in page.activities],
        questions=[(code, obstacles.asked(code)) for code in QUESTIONS],
        answers=(("yes", _("yes")), ("no", _("no")), ("unknown", _("not known"))),
        parts=[(code, words.part(code), _explained(code)) for code in USUAL],
        groups=[(code, words.group(code)) for groups in GROUPS.values() for code in groups],
        faults=_listed(fields, page),
        meanwhile=meanwhile,
        when=local(page.judged.at) if page.judged.at else None,
    )


def _state(fields: Typed, code: str) -> str:
    """What an activity's closed fields hold, so that nobody has to open them all."""
    given = [fields.gate(code, question) for question in QUESTIONS]
    if "no" in given:
        return _("off the list")
    answered = len([answer for answer in given if answer == "yes"])
    if not answered:
        return _("nothing answered yet")
    return ngettext("%(num)s of %(all)s answered", "%(num)s of %(all)s answered", answered, all=number(len(QUESTIONS)))


def _listed(fields: Typed, page: Page) -> list[tuple[str, str, str]]:
    """Each fault with where it is and what that is called."""
    return [(target, _called(target, page.labels), fault) for target, fault in fields.faults.items()]


def _called(target: str, labels: Labels) -> str:
    kind, _dot, code = target.partition(".")
    if kind == "tried":
        return labels.activity(code)
    return words.part(code if kind == "weight" else "equity")


def _explained(code: str) -> str:
    return {
        "demand": _("Every week counts most, a few times a year least."),
        "gap": _("Little that runs here counts more."),
        "supply": _("Agreed offers count more than interest."),
        "fit": _("An hour in which all three meet."),
        "equity": _("This is a choice of values, so it is off (0) until you write a number, for example 10."),
    }[code]
