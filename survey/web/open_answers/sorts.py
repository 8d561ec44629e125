"""Sorting answers into themes: a few at a time, with what the program suggests and by which words."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.sentences import said, words
from survey.store import codings
from survey.store.errors import AnswerNotYours, UnknownTheme
from survey.store.sorting import Scope, Sheet, sheets, to_sort
from survey.web.account.staff import store
from survey.web.open_answers import counting
from survey.web.open_answers import desk as here
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.desk import Key, desk, parts

AT_ONCE = 8
NONE_FITS = "-"
"""The tick that says an answer was read and no theme fits; a code of a theme it can never be."""


@bp.get("/open-answers/<slug>/sort")
def sort(slug: str) -> str:
    """The next answers that this person has not sorted, or one of them to sort anew."""
    with store().read() as session:
        at = desk(session, slug)
        view = here.view(session, at)
        if view is None:
            return render_template("open_answers/none.html", at=at, parts=parts(at))
        frame, _revision = codings.code_frame(session, at.assessment)
        found, left = _asked(session, view.scope)
    return render_template(
        "open_answers/sort.html",
        at=at,
        parts=parts(at),
        view=view,
        left=left,
        again="again" in request.args,
        themes=[(theme.code, name) for theme in frame.current() for name in [counting.names(frame)[theme.code]]],
        rows=[(one, said.bits(one.answer.text), words.place(at.place(one.answer.district_id))) for one in found],
        names=counting.names(frame),
        none_fits=NONE_FITS,
    )


def _asked(session: Session, scope: Scope) -> tuple[list[Sheet], int]:
    if "again" not in request.args:
        return to_sort(session, scope, AT_ONCE)
    return sheets(session, scope, [str(_key(request.args["again"]))], most=1)


def _key(written: str) -> Key:
    try:
        return Key(written)
    except ValueError:
        abort(404)


@bp.post("/open-answers/<slug>/sort")
def keep_sorted(slug: str) -> Response:
    """Keep what was ticked; an answer without any tick stays for later."""
    with store().write() as session:
        at = desk(session, slug)
        here.only(at.reads)
        kept, gone = _keep(session)
    if kept:
        flash(ngettext("%(num)s answer sorted.", "%(num)s answers sorted.", kept))
    if gone:
        sentence = ngettext(
            "%(num)s answer could not be sorted, because it or its theme has changed meanwhile.",
            "%(num)s answers could not be sorted, because they or their themes have changed meanwhile.",
            gone,
        )
        flash(sentence)
    if not kept and not gone:
        flash(_("Nothing was ticked, so nothing was saved."))
    return redirect(url_for("open_answers.sort", slug=slug, **here.sent_filters("item", "district")), 303)


def _keep(session: Session) -> tuple[int, int]:
    """How many were kept, and how many were withdrawn or changed while somebody was sorting."""
    kept = gone = 0
    for written in request.form.getlist("answer")[:AT_ONCE]:
        ticked = request.form.getlist(f"theme.{written}")
        if not ticked:
            continue
        try:
            codings.code_answer(session, g.user.id, _key(written), [one for one in ticked if one != NONE_FITS])
            kept += 1
        except (AnswerNotYours, UnknownTheme):
            gone += 1
    return kept, gone
