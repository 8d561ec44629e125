"""The steps of a project: what it is called, its districts, its questionnaire, its days."""

from flask import flash, g, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext
from survey.store import versions
from survey.store.audit import record
from survey.store.districts import Municipality
from survey.store.edits import remember
from survey.store.errors import NotADistrict, NotReady, RoundClosed
from survey.store.founding import Redrawn, current_names, describe, names_of, set_districts
from survey.store.rounds import current_of, is_open
from survey.web.account.staff import store
from survey.web.manage.rights import At, round_at
from survey.web.manage.uploaded import catalogue_of
from survey.web.setup import chosen
from survey.web.setup.forms import DaysForm, DistrictsForm, FormForm, ProjectForm
from survey.web.setup.views import Answer, bp, page
from survey.web.setup.way import way


@bp.get("/setup/<slug>/project")
def project(slug: str) -> str:
    """What the project is called and its rules."""
    with store().read() as session:
        at = round_at(session, slug)
        form = ProjectForm(formdata=None)
        form.show(at.assessment, session.get_one(Municipality, at.assessment.municipality_id))
        return page("setup/project.html", at, way(session, at), form=form)


@bp.post("/setup/<slug>/project")
def project_(slug: str) -> Answer:
    """Keep what was typed; the address and the town stay."""
    form = ProjectForm()
    with store().write() as session:
        at = round_at(session, slug)
        if not form.validate():
            return page("setup/project.html", at, way(session, at), form=form), 422
        remember(session, at.round, "project", g.user.id)
        describe(at.assessment, form.project())
        at.round.name = dict(form.project().name)
        record(session, g.user.id, f"project described: {slug}")
    return _on(slug)


@bp.get("/setup/<slug>/districts")
def districts(slug: str) -> str:
    """The districts, one a line."""
    with store().read() as session:
        at = round_at(session, slug)
        form = DistrictsForm(formdata=None, lines="\n".join(current_names(session, at.assessment)))
        return page("setup/districts.html", at, way(session, at), form=form, fault="")


@bp.post("/setup/<slug>/districts")
def districts_(slug: str) -> Answer:
    """Let the project have exactly these, or name the line that cannot be one; what was typed stays."""
    form = DistrictsForm()
    with store().write() as session:
        at = round_at(session, slug)
        try:
            if not form.validate():
                raise NotADistrict("", 0)
            names = names_of(form.lines.data or "")
        except NotADistrict as fault:
            return page("setup/districts.html", at, way(session, at), form=form, fault=str(fault)), 422
        remember(session, at.round, "districts", g.user.id)
        done = set_districts(session, at.assessment, names)
        record(session, g.user.id, f"districts set: {slug}")
    for said in _told(done):
        flash(said)
    return _on(slug)


def _told(done: Redrawn) -> list[str]:
    said = []
    if done.added:
        said.append(
            ngettext(
                "%(num)s district is new: %(names)s.",
                "%(num)s districts are new: %(names)s.",
                len(done.added),
                names=_few(done.added),
            )
        )
    if done.gone:
        said.append(
            ngettext(
                "%(num)s district is gone: %(names)s.",
                "%(num)s districts are gone: %(names)s.",
                len(done.gone),
                names=_few(done.gone),
            )
        )
    if done.kept_for_answers:
        said.append(
            _(
                "Nobody can choose %(names)s any more. What people answered there stays.",
                names=_few(done.kept_for_answers),
            )
        )
    return said


def _few(names: tuple[str, ...]) -> str:
    return join_list([*names[:5], "…"] if len(names) > 5 else names)


@bp.get("/setup/<slug>/questionnaire")
def questionnaire(slug: str) -> str:
    """One of our questionnaires, or a file."""
    with store().read() as session:
        at = round_at(session, slug)
        return _questionnaire_page(session, at)


def _questionnaire_page(session: Session, at: At, faults: tuple[str, ...] = (), name: str = "") -> str:
    return page(
        "setup/questionnaire.html",
        at,
        way(session, at),
        form=FormForm(formdata=None),
        ours=chosen.ours(),
        draft=versions.draft_of(session, at.round),
        faults=faults,
        name=name,
    )


@bp.post("/setup/<slug>/questionnaire")
def questionnaire_(slug: str) -> Answer:
    """Keep it as a draft, or list the faults of the file."""
    form = FormForm()
    with store().write() as session:
        at = round_at(session, slug)
        known = catalogue_of(session, at.round)
        made = chosen.read(form.ours.data or "", form.file.data, known) if form.validate() else chosen.NOTHING
        if made.asked is None:
            return _questionnaire_page(session, at, made.faults, made.name), 422
        try:
            versions.put_draft(session, at.round, made.asked, made.source, made.name)
        except RoundClosed as closed:
            return _questionnaire_page(session, at, (str(closed),), made.name), 409
        record(session, g.user.id, f"draft kept: {slug}")
    for loss in made.losses:
        flash(loss)
    return _on(slug)


@bp.get("/setup/<slug>/days")
def days(slug: str) -> str:
    """From when to when; the button beneath opens the round."""
    with store().read() as session:
        at = round_at(session, slug)
        form = DaysForm(formdata=None, opens=at.round.opens or today(), closes=at.round.closes)
        return page("setup/days.html", at, way(session, at), form=form, faults=())


class NotOpened(Exception):
    """What keeps the days from being set; nothing of the step was stored."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__(lines)
        self.lines = lines


@bp.post("/setup/<slug>/days")
def days_(slug: str) -> Answer:
    """Set the days; the first time, publish the questionnaire and open."""
    form = DaysForm()
    try:
        with store().write() as session:
            at = round_at(session, slug)
            _set_days(session, at, form)
            record(session, g.user.id, f"days set: {slug}")
            asking = is_open(at.round, today())
    except NotOpened as refused:
        with store().read() as session:
            at = round_at(session, slug)
            return page("setup/days.html", at, way(session, at), form=form, faults=refused.lines), 422
    flash(_("The survey is open. Residents can answer now.") if asking else _("The days are kept."))
    return redirect(url_for("setup.overview", slug=slug))


def _set_days(session: Session, at: At, form: DaysForm) -> None:
    if not form.validate():
        raise NotOpened((_("Write the days as the calendar of your browser gives them, for example 2026-03-01."),))
    if form.closes.data and form.closes.data < form.opens.data:
        raise NotOpened((_("The last day lies before the first day."),))
    waiting = [step.name for step in way(session, at).steps if not step.done and step.code != "days"]
    if waiting:
        raise NotOpened((_("This is still to be done first: %(names)s.", names=join_list(waiting)),))
    remember(session, at.round, "days", g.user.id)
    at.round.opens, at.round.closes = form.opens.data, form.closes.data
    _publish_first(session, at)


def _publish_first(session: Session, at: At) -> None:
    """Publish what is drafted when nothing has been asked yet; later versions have their own page."""
    if current_of(session, at.round.id):
        at.round.state = "open" if at.round.state == "draft" else at.round.state
        return
    draft = versions.draft_of(session, at.round)
    if draft is None:
        raise NotOpened((_("Choose a questionnaire first."),))
    try:
        versions.release(session, at.round, versions.draft_questionnaire(session, draft))
    except (NotReady, RoundClosed) as refused:
        raise NotOpened(tuple(str(refused).splitlines())) from refused


def _on(slug: str) -> Response:
    """The next step that is to be done; the overview when none is."""
    with store().read() as session:
        coming = way(session, round_at(session, slug)).next
    return redirect(url_for(f"setup.{coming.code}" if coming else "setup.overview", slug=slug))
