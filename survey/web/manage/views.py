"""The pages of questionnaires: every round, and one round with its draft and versions."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.questionnaire.faults import Bars, Fault, counted
from survey.store import versions
from survey.store.audit import record
from survey.store.errors import NotReady, RoundClosed
from survey.store.rounds import versions_of
from survey.web.account.roles import account
from survey.web.account.staff import only_staff, store
from survey.web.manage import desk, uploaded
from survey.web.manage.forms import DraftForm, PublishForm, SureForm
from survey.web.manage.rights import At, round_at, rounds_to_manage

Answer = str | Response | tuple[str, int]

bp = Blueprint("manage", __name__)
bp.before_request(only_staff)


@bp.get("/manage")
def rounds_() -> str:
    """Every round that this person may change, with its state and its versions."""
    with store().read() as session:
        listed = [
            (at, desk.published(session, at.round), versions.draft_of(session, at.round))
            for at in rounds_to_manage(session)
        ]
        return render_template("manage/rounds.html", listed=listed, tab="manage", account=account(session))


@bp.get("/manage/<slug>")
def round_(slug: str) -> str:
    """One round: its draft, what it would change, its versions."""
    with store().read() as session:
        at = round_at(session, slug)
        draft = versions.draft_of(session, at.round)
        form = DraftForm(formdata=None)
        if draft:
            form.source.data, form.name.data, form.mappings.data = draft.source, draft.name, draft.mappings
        return page(session, at, form)


def page(
    session: Session, at: At, form: DraftForm, faults: tuple[Fault, ...] = (), lacking: tuple[str, ...] = ()
) -> str:
    """Draw the page of a round, with what was typed still in it."""
    found = desk.drafted(session, at.round)
    return render_template(
        "manage/round.html",
        at=at,
        tab="manage",
        example=at.example,
        drafted=found,
        published=desk.published(session, at.round),
        answers=desk.answers(session, at.round),
        form=form,
        publish=PublishForm(formdata=None, draft=found.draft.hash if found else ""),
        sure=SureForm(formdata=None),
        faults=tuple(map(str, faults)),
        counted=counted(faults),
        lacking=lacking,
        mapping=desk.mapping_example(session, at.round),
    )


@bp.post("/manage/<slug>/draft")
def upload(slug: str) -> Answer:
    """Keep a new draft, or show its faults beside the text they are in."""
    form = DraftForm()
    if not form.validate():
        abort(400)
    with store().write() as session:
        at = round_at(session, slug)
        sent = uploaded.read(form, session, at.round)
        form.source.data, form.name.data = sent.source, sent.name
        if sent.asked is None:
            return page(session, at, form, sent.faults), 422
        try:
            versions.put_draft(session, at.round, sent.asked, sent.source, sent.name, sent.mappings)
        except RoundClosed as closed:
            return page(session, at, form, lacking=(str(closed),)), 409
        record(session, g.user.id, f"draft kept: {slug}")
    flash(_("The draft is kept. Nothing is published yet."))
    return redirect(url_for("manage.round_", slug=slug))


@bp.errorhandler(RequestEntityTooLarge)
def far_too_large(refused: RequestEntityTooLarge) -> Answer | RequestEntityTooLarge:
    """A file so large that nobody received it is answered like one that is just too large."""
    if only_staff() is not None or request.endpoint != "manage.upload":
        return refused
    with store().read() as session:
        at = round_at(session, (request.view_args or {})["slug"])
        return page(session, at, DraftForm(formdata=None), uploaded.far_too_large()), 422


@bp.post("/manage/<slug>/publish")
def publish(slug: str) -> Answer:
    """Publish the draft that was on the page, or say everything that is in its way."""
    form = PublishForm()
    with store().write() as session:
        at = round_at(session, slug)
        draft = versions.draft_of(session, at.round)
        typed = DraftForm(formdata=None, data=_typed(draft))
        if not form.validate():
            return page(session, at, typed, lacking=tuple(f for said in form.said().values() for f in said)), 422
        if draft is None or draft.hash != form.draft.data:
            changed = _("Somebody has changed the draft since you opened this page. Look at it once more.")
            return page(session, at, typed, lacking=(changed,)), 409
        asked = versions.draft_questionnaire(session, draft)
        mapped = uploaded.declared(draft.mappings, session, at.round, asked)
        try:
            done = versions.release(session, at.round, asked, form.note.data or "", mapped)
        except NotReady:
            listed = uploaded.judged_draft(session, at.round, draft).that_bar(Bars.PUBLISHING)
            return page(session, at, typed, lacking=tuple(map(str, listed))), 422
        except RoundClosed as closed:
            return page(session, at, typed, lacking=(str(closed),)), 422
        record(session, g.user.id, f"version {done.number} published: {slug}")
    flash(_published(done))
    return redirect(url_for("manage.round_", slug=slug))


def _typed(draft: versions.RoundDraft | None) -> dict[str, str]:
    return {"source": draft.source, "name": draft.name, "mappings": draft.mappings} if draft else {}


def _published(done: versions.Released) -> str:
    said = _("Version %(number)s is published. New answers begin with it.", number=number(done.number))
    if not done.tests_gone:
        return said
    gone = ngettext("%(num)s test answer is gone.", "%(num)s test answers are gone.", done.tests_gone)
    return f"{said} {gone}"


@bp.post("/manage/<slug>/discard")
def discard(slug: str) -> Answer:
    """Give the draft up with its test answers."""
    with store().write() as session:
        at = round_at(session, slug)
        if not SureForm().validate():
            return _unsure(session, at)
        versions.discard(session, at.round)
        record(session, g.user.id, f"draft given up: {slug}")
    flash(_("The draft and its test answers are gone."))
    return redirect(url_for("manage.round_", slug=slug))


@bp.post("/manage/<slug>/close")
def close(slug: str) -> Answer:
    """End a round that has asked; everything that came in stays."""
    with store().write() as session:
        at = round_at(session, slug)
        if not SureForm().validate():
            return _unsure(session, at)
        if not versions_of(session, at.round.id):
            abort(404)
        versions.close(at.round)
        record(session, g.user.id, f"round closed: {slug}")
    flash(_("The round is closed. It takes no more answers; those that came in stay."))
    return redirect(url_for("manage.round_", slug=slug))


def _unsure(session: Session, at: At) -> Answer:
    typed = DraftForm(formdata=None, data=_typed(versions.draft_of(session, at.round)))
    return page(
        session, at, typed, lacking=(_("Tick the box beside the button, so that nothing happens by mistake."),)
    ), 422


@bp.get("/manage/<slug>/draft")
@bp.get("/manage/<slug>/publish")
@bp.get("/manage/<slug>/discard")
@bp.get("/manage/<slug>/close")
def back_to_round(slug: str) -> Response:
    """Whoever reloads after a fault comes back to the round."""
    return redirect(url_for("manage.round_", slug=slug, lang=request.args.get("lang")))
