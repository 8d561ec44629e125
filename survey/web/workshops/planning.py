"""A plan: typed on one page, kept, and changed as long as the evening is not deleted."""

import uuid
from collections.abc import Sequence

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.questionnaire.faults import Fault
from survey.store.workshops import Workshop, change_workshop, plan_workshop
from survey.web.account.staff import store
from survey.web.inventory.entered import Typed
from survey.web.inventory.kinds import Field
from survey.web.workshops import agendas, arrived
from survey.web.workshops.blueprint import bp
from survey.web.workshops.fields import alike, fields_of, mark, plan, read, shown, usual
from survey.web.workshops.reading import At, Key, desk, one_of
from survey.workshop.agenda import Agenda

Answer = str | Response | tuple[str, int]


@bp.get("/workshops/<slug>/new")
def new(slug: str) -> str:
    """The fields of a plan with what most evenings begin with, or with what an evening before had."""
    with store().read() as session:
        at = desk(session, slug)
        key = request.args.get("like", type=uuid.UUID)
        before = one_of(session, at, key) if key else None
        begun = usual(at, g.user.id) | (alike(before) if before else {})
        return _page(at, fields_of(session, at, None), Typed(begun), like=before)


@bp.post("/workshops/<slug>/new")
def new_(slug: str) -> Answer:
    """Keep a plan, or show what is wrong with nothing typed lost."""
    with store().write() as session:
        at = desk(session, slug)
        fields = fields_of(session, at, None)
        typed, agenda, wrong = _read(session, at, fields)
        if typed.faults or wrong:
            return _page(at, fields, typed, wrong=wrong), 422
        made = plan_workshop(
            session, g.user.id, at.round, int(typed.values["district_id"]), _kept(session, typed, agenda, ""),
            plan(typed.values), bool(typed.values["rehearsal"]),
        )  # fmt: skip
        key = made.id
    flash(_("The workshop is planned."))
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


@bp.get("/workshops/<slug>/agendas/<name>.yaml")
def agenda_file(slug: str, name: str) -> Response:
    """One of our agendas, to be copied and changed."""
    with store().read() as session:
        desk(session, slug)
    body = agendas.source(name) or abort(404)
    return Response(
        body, mimetype="application/yaml", headers={"Content-Disposition": f'attachment; filename="{name}.yaml"'}
    )


@bp.get("/workshops/<slug>/<uuid:key>/change")
def change(slug: str, key: Key) -> Answer:
    """A plan in its fields."""
    with store().read() as session:
        at = desk(session, slug)
        known = one_of(session, at, key)
        if known.state == "over":
            return _frozen(slug, key)
        fields = fields_of(session, at, known, arrived.anything(session, known))
        return _page(at, fields, Typed(shown(known)), known)


@bp.post("/workshops/<slug>/<uuid:key>/change")
def change_(slug: str, key: Key) -> Answer:
    """Keep the changes; when somebody else has been faster, what was typed stays and nothing is written."""
    with store().write() as session:
        at = desk(session, slug)
        known = one_of(session, at, key)
        if known.state == "over":
            return _frozen(slug, key)
        fields = fields_of(session, at, known, arrived.anything(session, known))
        typed, agenda, wrong = _read(session, at, fields)
        if typed.faults or wrong:
            return _page(at, fields, typed, known, wrong=wrong), 422
        if request.form.get("seen") != mark(known):
            return _page(at, fields, typed, known, meanwhile=True), 409
        place, hash_ = int(typed.values["district_id"]), _kept(session, typed, agenda, known.agenda)
        change_workshop(session, g.user.id, known, place, hash_, plan(typed.values))
    flash(_("The plan is changed. Tablets that are connected take it over as soon as they are in a network."))
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


def _frozen(slug: str, key: Key) -> Response:
    """Back to the workshop: what its frozen protocol tells must not be planned differently afterwards."""
    flash(_("The protocol is frozen, so the plan stays as it was. Nothing was changed."))
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


def _read(session: Session, at: At, fields: list[Field]) -> tuple[Typed, Agenda | None, Sequence[Fault]]:
    """What was typed, the agenda of a file where one was sent, and the faults of that file."""
    typed = read(session, at, fields, request.form)
    file = request.files.get("file")
    if not (file and file.filename and any(one.name == "agenda" for one in fields)):
        return typed, None, ()
    try:
        return typed, agendas.read(file), ()
    except agendas.Faulty as faulty:
        return typed, None, faulty.faults


def _kept(session: Session, typed: Typed, agenda: Agenda | None, before: str) -> str:
    """The fingerprint of the agenda: of the file, which wins, else of what was chosen, else as it was."""
    if agenda:
        return agendas.keep_file(session, agenda)
    chosen = str(typed.values.get("agenda", before))
    agendas.keep(session, chosen)
    return chosen


def _page(
    at: At,
    fields: list[Field],
    typed: Typed,
    known: Workshop | None = None,
    *,
    like: Workshop | None = None,
    meanwhile: bool = False,
    wrong: Sequence[Fault] = (),
) -> str:
    with_file = any(one.name == "agenda" for one in fields)
    return render_template(
        "workshops/plan.html", at=at, fields=fields, typed=typed, workshop=known, like=like, meanwhile=meanwhile,
        wrong=wrong, seen=mark(known) if known else "", with_file=with_file, ours=agendas.by_name(),
    )  # fmt: skip
