"""The list of themes with their counts: read by whoever reads, changed by whoever leads the whole town."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from analysis.code_frame import CodeFrame
from analysis.themes import ThemeAgreement
from survey.i18n import gettext as _
from survey.i18n import number
from survey.sentences.parts import Table
from survey.store import codings
from survey.store.errors import ReadAgain, ThemesLost
from survey.store.sorting import Scope
from survey.web.account.staff import store
from survey.web.open_answers import counting
from survey.web.open_answers import desk as here
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.changing import Wrong, changed, typed_theme
from survey.web.open_answers.desk import Desk, desk, parts

Answer = str | Response | tuple[str, int]


@bp.get("/open-answers/<slug>/themes")
def themes(slug: str) -> str:
    """Themes in their order, how many spoke of each, and how far those who sorted agree."""
    return _drawn(slug)


def _drawn(slug: str, fault: tuple[str, str] | None = None, *, meanwhile: bool = False) -> str:
    """`fault`: the code of the theme (or none, for a new one) and what is wrong; what was typed stands there still."""
    with store().read() as session:
        at = desk(session, slug)
        here.only(at.reads)
        view = here.view(session, at)
        frame, revision = codings.code_frame(session, at.assessment)
        scope = view.scope if view else Scope(g.user.id, at.round, "")
        table, agreement, doubles = counting.counted(session, scope, frame)
    names = counting.names(frame)
    return render_template(
        "open_answers/themes.html",
        at=at,
        parts=parts(at),
        view=view,
        frame=frame,
        themes=frame.current(),
        names=names,
        revision=revision,
        counts={one.theme: one for one in table.counts},
        table=table,
        enough=counting.may_count(table.base),
        doubles=doubles,
        agreement=_agreement(agreement, names) if counting.may_count(doubles) else None,
        fault=fault,
        meanwhile=meanwhile,
        typed=typed_theme(request.form),
        languages_of_themes=(("sl", "slovenščina"), ("hr", "hrvatski"), ("en", "English")),
    )


def _agreement(found: tuple[ThemeAgreement, ...], names: dict[str, str]) -> Table | None:
    """How often two people agree beyond chance; only where it can be told."""
    rows = [(names[one.theme], _told(one), number(one.alpha.units)) for one in found if one.alpha.value is not None]
    head = (_("Theme"), _("How well they agree"), _("Answers sorted by two"))
    return Table(head, tuple(rows)) if rows else None


def _told(one: ThemeAgreement) -> str:
    """The coefficient in words, with its number for who knows it."""
    value = one.alpha.value or 0.0
    word = _("well") if value >= 0.8 else _("fairly") if value >= 0.667 else _("too little")
    return f"{word} ({number(round(value, 2))})"


@bp.post("/open-answers/<slug>/themes")
def change_themes(slug: str) -> Answer:
    """Add, rename, join, remove or move a theme; one change at a time, and the next page has the new list."""
    step, revision = request.form.get("step", ""), here.revision()
    with store().read() as session:
        at = desk(session, slug)
        if not at.whole:
            abort(404)
        frame, _current = codings.code_frame(session, at.assessment)
    try:
        new, sentence = changed(frame, step, request.form)
        _keep(at, new, revision)
    except Wrong as fault:
        return _drawn(slug, (request.form.get("code", ""), str(fault))), 422
    except ThemesLost:
        said_so = _("Answers are sorted into this theme. Join it with another one instead; then they count there.")
        return _drawn(slug, (request.form.get("code", ""), said_so)), 422
    except ReadAgain:
        return _drawn(slug, meanwhile=True), 409
    flash(sentence)
    return redirect(url_for("open_answers.themes", slug=slug, **here.sent_filters("item", "district")), 303)


def _keep(at: Desk, frame: CodeFrame, revision: int) -> None:
    with store().write() as session:
        codings.keep_code_frame(session, g.user.id, at.assessment, frame, revision)
