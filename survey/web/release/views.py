"""The page of a release: prepare, look through, propose, approve; each step in the record."""

from flask import Blueprint, abort, flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField

from survey import i18n
from survey.i18n import gettext as _
from survey.sentences.labels import labels_of
from survey.store import jobs, proposals
from survey.store.districts import districts
from survey.store.rounds import Round, current_of, questionnaire
from survey.web.account.staff import only_staff, store
from survey.web.manage.rights import At, round_at
from survey.web.public.page import Link, place_page, round_page
from survey.web.public.reading import Shown, roles_of
from survey.web.release import said
from survey.web.release.reading import Standing, shown_of, standing, town_round
from survey.web.staff_forms import StaffForm

Answer = str | Response | tuple[str, int]

SECONDS = 3
"""How often the page looks again while the worker prepares."""

bp = Blueprint("release", __name__)
bp.before_request(only_staff)


class StepForm(StaffForm):
    """Which proposal a button speaks of, so that nobody approves one they have not seen."""

    proposal = HiddenField()
    typed = StringField()

    def number(self) -> int:
        """The proposal's number; none where something else was sent."""
        sent = self.proposal.data or ""
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 12 else 0


@bp.get("/release/<slug>")
def round_(slug: str) -> Response:
    """Where the round stands on its way to the public."""
    with store().read() as session:
        at = round_at(session, slug)
        now = standing(session, at.round, g.user.id)
        response = make_response(_page(session, at, now))
    if now.busy:
        response.headers["Refresh"] = str(SECONDS)
    return response


def _page(session: Session, at: At, now: Standing, typed: str = "", fault: str = "") -> str:
    speaker, shown = _speaker(session, at), now.shown
    findings = now.proposal.findings if now.proposal else {}
    return render_template(
        "release/round.html",
        at=at,
        now=now,
        me=g.user,
        form=StepForm(formdata=None, proposal=now.proposal.id if now.proposal else ""),
        typed=typed,
        fault=fault,
        said=said,
        findings=findings,
        news=said.news(findings, shown.document, speaker) if shown and speaker else (),
        held=[speaker.figure(code) for code in findings.get("held", ())] if speaker else [],
        leaks=_leaks(findings.get("leaks", ()), speaker) if speaker else [],
        changes=said.changes(now.before, shown.document, speaker) if shown and now.before and speaker else None,
        link=_preview_link(at.slug),
    )


def _leaks(leaks: list[dict[str, list[str]]], speaker: said.Speaker) -> list[tuple[str, list[str]]]:
    return [
        (speaker.figure(str(leak["code"])), list(filter(None, map(speaker.source, leak["sources"])))) for leak in leaks
    ]


def _speaker(session: Session, at: At) -> said.Speaker | None:
    """The words of the questionnaire that is asked now; none before there is one."""
    current = current_of(session, at.round.id)
    if current is None:
        return None
    asked = questionnaire(session, current.hash)
    labels = labels_of(session, current.hash, i18n.language())
    return said.Speaker(tuple(districts(session, at.assessment)), labels, roles_of(asked))


@bp.post("/release/<slug>/prepare")
def prepare(slug: str) -> Response:
    """Leave the preparing to the worker; whoever presses twice gets one."""
    with store().write() as session:
        at = town_round(session, slug)
        if not standing(session, at.round, g.user.id).busy:
            jobs.add_job(session, "release", {"round": at.round.id}, g.user.id)
    return _back(slug)


@bp.post("/release/<slug>/propose")
def propose(slug: str) -> Response:
    """Ask a second person."""
    form = StepForm()
    with store().write() as session:
        at = town_round(session, slug)
        done = form.validate() and proposals.propose(session, at.round, form.number(), g.user.id)
    flash(_("It is proposed. Nothing is public yet.") if done else _changed())
    return _back(slug)


@bp.post("/release/<slug>/approve")
def approve(slug: str) -> Answer:
    """Release what was looked through; whoever is alone types the name of the round first."""
    form = StepForm()
    with store().write() as session:
        at = town_round(session, slug)
        now = standing(session, at.round, g.user.id)
        if _alone(now) and (form.typed.data or "").strip().casefold() != slug:
            fault = _("Type %(slug)s, exactly as it stands there. Nothing was released.", slug=slug)
            return _page(session, at, now, form.typed.data or "", fault), 422
        made = proposals.approve(session, at.round, form.number(), g.user.id) if form.validate() else None
    flash(
        _("Release %(number)s is out. It stays as it is until the next one.", number=made.number)
        if made
        else _changed()
    )
    return _back(slug)


def _alone(now: Standing) -> bool:
    return now.proposal is not None and now.proposal.proposed_by == g.user.id and not now.others


@bp.post("/release/<slug>/drop")
def drop(slug: str) -> Response:
    """Put away what was prepared or proposed."""
    form = StepForm()
    with store().write() as session:
        at = town_round(session, slug)
        done = form.validate() and proposals.drop(session, at.round, form.number(), g.user.id)
    flash(_("It is put away. What is public stays as it is.") if done else _changed())
    return _back(slug)


def _changed() -> str:
    return _("Somebody has changed something since you opened this page. Nothing was released.")


def _back(slug: str) -> Response:
    return redirect(url_for("release.round_", slug=slug))


@bp.get("/release/<slug>/<any(prepare, propose, approve, drop):pressed>")
def again(slug: str, pressed: str) -> Response:  # noqa: ARG001 - part of the address
    """Whoever reloads comes back to the page."""
    return _back(slug)


@bp.get("/release/<slug>/preview")
def preview(slug: str) -> str:
    """The public page of the town as it would be."""
    with store().read() as session:
        shown, at = _prepared(session, slug)
        return round_page(session, shown, _preview_link(slug), preview=_home(at.round))


@bp.get("/release/<slug>/preview/<code>")
def preview_place(slug: str, code: str) -> str:
    """The public page of a place as it would be."""
    with store().read() as session:
        shown, at = _prepared(session, slug)
        place = shown.place(code) or abort(404)
        return place_page(session, shown, place, _preview_link(slug), preview=_home(at.round))


def _prepared(session: Session, slug: str) -> tuple[Shown, At]:
    at = town_round(session, slug)
    shown = shown_of(session, proposals.open_proposal(session, at.round))
    return shown or abort(404), at


def _home(round_: Round) -> str:
    return url_for("release.round_", slug=round_.slug)


def _preview_link(slug: str) -> Link:
    def link(code: str, language: str = "") -> str:
        spoken = language or request.args.get("lang")
        if code:
            return url_for("release.preview_place", slug=slug, code=code, lang=spoken)
        return url_for("release.preview", slug=slug, lang=spoken)

    return link
