"""The steps to a report: what is in it, own words, the cover, and making it. Every »next« keeps what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey import i18n
from survey.i18n import LANGUAGES
from survey.i18n import gettext as _
from survey.report import chapters, contents
from survey.report.build import CLOSING
from survey.report.choices import FORMATS, ROUND, TOWN, Choices
from survey.sentences import words
from survey.store import reports
from survey.store.errors import ReadAgain
from survey.web.account.staff import store
from survey.web.reports import typed
from survey.web.reports.reading import Builder, builder
from survey.web.reports.told import form, looking_again, still, told
from survey.web.reports.typed import Form, Typed
from survey.web.reports.views import bp

Answer = str | Response | tuple[str, int]
PAGES = ("what", "own", "cover")
NEXT = {"what": "own", "own": "cover", "cover": "make"}
NEEDED = {"pdf": "weasyprint", "docx": "docx"}
"""Kinds of files with the package that makes them."""


@dataclass(frozen=True)
class Slot:
    """A place for own words: before a chapter, or at the end."""

    code: str
    name: str
    filled: bool


@bp.get("/reports/<slug>/of/<place>")
def begin(slug: str, place: str) -> Response:
    """A report begins with what is in it."""
    return redirect(url_for("reports.page", slug=slug, place=place, page="what"))


@bp.get("/reports/<slug>/of/<place>/<page>")
def page(slug: str, place: str, page: str) -> Answer:
    """One step with what was chosen so far."""
    with store().read() as session:
        known = builder(session, slug, place)
        if page == "make":
            return _making(session, known)
    if page not in PAGES:
        abort(404)
    return _drawn(known, page, typed.shown(known.choices))


@bp.post("/reports/<slug>/of/<place>/<page>")
def keep(slug: str, place: str, page: str) -> Answer:
    """Keep what was typed and go on, or show it again with what is wrong."""
    if page == "make":
        return _ask_for(slug, place)
    if page not in PAGES:
        abort(404)
    with store().read() as session:
        known = builder(session, slug, place)
    sent = _READ[page](request.form, known)
    if sent.faults:
        return _drawn(known, page, sent), 422
    try:
        _keep(known, sent.choices)
    except ReadAgain:
        with store().read() as session:
            return _drawn(builder(session, slug, place), page, sent, meanwhile=True), 409
    return redirect(url_for("reports.page", slug=slug, place=place, page=NEXT[page]), 303)


def _own(form: Form, known: Builder) -> Typed:
    return typed.own(form, known.choices, [slot.code for slot in slots(known)])


_READ: dict[str, Callable[[Form, Builder], Typed]] = {
    "what": lambda form, known: typed.what(form, known.choices),
    "own": _own,
    "cover": lambda form, known: typed.cover(form, known.choices),
}


def _keep(known: Builder, choices: Choices) -> None:
    revision = request.form.get("revision", "")
    if not revision.isascii() or not revision.isdigit():
        abort(400)
    with store().write() as session:
        number = int(revision[:9])
        reports.keep_plan(session, known.at.round, known.place.code, choices.document(), number, g.user.id)


def _ask_for(slug: str, place: str) -> Response:
    with store().write() as session:
        known = builder(session, slug, place)
        reports.ask_for(session, known.at.round, place, known.choices.document(), g.user.id)
    flash(_("The report is being made. This page says how far it is."))
    return redirect(url_for("reports.page", slug=slug, place=place, page="make"), 303)


def slots(known: Builder) -> list[Slot]:
    """Where own words can stand: before each chapter of the report, and at the end."""
    whole = known.place.code in (ROUND, TOWN)
    once = [code for code in known.choices.chapters if not whole or code not in contents.OF_A_PLACE]
    found = [(code, chapters.title(code)) for code in once]
    if whole:
        here = [(f"place.{one.code}", words.place(one)) for one in known.at.districts]
        at = sum(code in contents.BEFORE for code in once)
        found[at:at] = here
    found.append((CLOSING, _("At the end")))
    return [Slot(code, name, bool(known.choices.own.get(code))) for code, name in found]


def _drawn(known: Builder, page: str, fields: Typed, *, meanwhile: bool = False) -> str:
    return render_template(
        f"reports/{page}.html",
        at=known.at,
        known=known,
        fields=fields,
        step=PAGES.index(page) + 1,
        meanwhile=meanwhile,
        slots=slots(known) if page == "own" else [],
        chapters=_chapters(known) if page == "what" else [],
        forms=[(code, form(code), _installed(code)) for code in FORMATS],
        names=[(code, i18n.LANGUAGE_NAMES[code]) for code in LANGUAGES],
    )


def _chapters(known: Builder) -> list[tuple[str, str, str]]:
    """What can be ticked for this place, with a line where somebody may wonder."""
    alone = known.place.code not in (ROUND, TOWN)
    left_out: tuple[str, ...] = ("districts",) if alone else ()
    if known.place.code == TOWN:
        left_out = tuple(code for code in contents.OF_A_PLACE if code not in contents.ONLY_SHORT)
    hints = {
        "changes": _("Only from the second version on."),
        "council": _("A text to read aloud, from the released figures only."),
        "confidence": _("Think about who will read it: this is for people who keep it to themselves."),
        "signatories": _("You write the names two pages further on."),
        "distribution": _("You write the names two pages further on."),
    }
    return [(code, chapters.title(code), hints.get(code, "")) for code in contents.EVERY if code not in left_out]


def _installed(code: str) -> bool:
    return code not in NEEDED or find_spec(NEEDED[code]) is not None


def _making(session: Session, known: Builder) -> Response:
    found = reports.made_of(session, known.at.round, [known.place.code])
    made = [told(session, one, known.place.name) for one in found]
    choices = known.choices
    drawn = render_template(
        "reports/make.html",
        at=known.at,
        known=known,
        made=made,
        under_way=any(one.progress is not None for one in made),
        languages_chosen=i18n.join_list(i18n.LANGUAGE_NAMES[code] for code in choices.languages),
        formats_chosen=i18n.join_list(form(code) for code in choices.formats),
        chapters_chosen=[chapters.title(code) for code in choices.chapters],
        still=still(),
    )
    return looking_again(drawn, made)
