"""The protocol as a file to send and to keep, in the language of the page."""

from collections.abc import Iterable

from flask import flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import dated, interface, text
from survey.i18n import gettext as _
from survey.report.protocol import NotInstalled, Paper, write
from survey.store import protocols
from survey.store.accounts import User
from survey.store.workshops import Protocol, Workshop
from survey.web.account.staff import store
from survey.web.reports.files import KINDS
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import At, Key, desk, one_of
from survey.web.workshops.views import place_of


@bp.get("/workshops/<slug>/<uuid:key>/protocol.<any(pdf, docx):form>")
def protocol_file(slug: str, key: Key, form: str) -> Response:
    """The same as on the page; where something is not installed, the page says how to install it."""
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        paper = _paper(session, at, workshop)
        name = f"soseska-{workshop.day.isoformat()}-{_code(at, workshop)}-{interface()}.{form}"
    try:
        content = write(paper, form)
    except NotInstalled as lacking:
        flash(str(lacking))
        return redirect(url_for("workshops.protocol", slug=slug, key=key), 303)
    kept = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(content, mimetype=KINDS[form], headers=kept)


def _code(at: At, workshop: Workshop) -> str:
    return next((one.code for one in at.districts if one.id == workshop.district_id), "")


def _paper(session: Session, at: At, workshop: Workshop) -> Paper:
    when = ", ".join(filter(None, (dated(workshop.day), workshop.begins, workshop.room)))
    remarks = protocols.remarks_of(session, workshop)
    return Paper(
        language=interface(),
        title=_("Protocol of the workshop in %(place)s", place=place_of(at, workshop)),
        when=when,
        facts=tuple(_facts(session, workshop)),
        told=protocols.told(session, workshop, interface()),
        empty=_("No tablet has sent anything from this evening yet."),
        added=_("Corrections and additions"),
        remarks=[(one.said, f"{dated(one.day)}, {session.get_one(User, one.user_id).name}") for one in remarks],
        notes=tuple(_notes(session, at, workshop)),
    )


def _facts(session: Session, workshop: Workshop) -> Iterable[tuple[str, str]]:
    leader = session.get(User, workshop.facilitator_id) if workshop.facilitator_id else None
    if leader:
        yield _("Who leads the evening"), leader.name
    if workshop.recorder:
        yield _("Who writes down"), workshop.recorder
    yield _("State"), _state(session.get(Protocol, workshop.id), workshop)


def _state(frozen: Protocol | None, workshop: Workshop) -> str:
    if frozen:
        return _("frozen on %(day)s, nothing in it changes any more", day=dated(frozen.frozen_on))
    if workshop.rehearsal:
        return _("a rehearsal, so it is never frozen")
    return _("open for additions until %(day)s", day=dated(protocols.last_day(workshop)))


def _notes(session: Session, at: At, workshop: Workshop) -> Iterable[str]:
    if at.example:
        yield _("Invented example: %(name)s", name=text(at.assessment.name))
    yield _(
        "What those say who came. It says nothing about everybody who lives here and is never added to the figures of "
        "the survey."
    )
    frozen = session.get(Protocol, workshop.id)
    if frozen:
        yield _("Fingerprint: %(mark)s", mark=frozen.content[:16])
