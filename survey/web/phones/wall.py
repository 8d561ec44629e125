"""The wall over a network: a page for a projector that follows the tablet and shows nothing that is still hidden."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, render_template, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.i18n import interface
from survey.qr import qr
from survey.store.districts import District
from survey.store.evenings import evening_of
from survey.store.phones import evening_at, finished
from survey.store.stage import Stage, found_by_wall, may_join
from survey.store.workshop_items import WorkshopItem
from survey.store.workshops import AgendaVersion, Workshop
from survey.web.address import site
from survey.web.phones.blueprint import bp, store
from survey.web.phones.join import address, link
from survey.workshop.agenda import from_document
from survey.workshop.joining import at_step
from survey.workshop.steps import type_of
from survey.workshop.table import headings_of
from survey.workshop.telling import Lines, Table

LONGEST = 60


def wall_address(stage: Stage) -> str:
    """Where the wall of a workshop hangs."""
    return f"{site()}wall/{stage.wall}"


@bp.get("/wall/<key>")
def wall(key: str) -> Response:
    """What hangs on the wall now; 304 as long as nothing has changed."""
    with store().read() as session:
        workshop, stage = found_by_wall(session, key[:LONGEST]) or abort(404)
        response = Response()
        response.set_etag(f"{_mark(session, workshop, stage)}-{interface()}")
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
        if response.status_code == 200:
            response.set_data(_page(session, workshop, stage))
    return response


def _mark(session: Session, workshop: Workshop, stage: Stage) -> str:
    """What changes whenever the page does: the stage, and how many records there are."""
    mine = select(func.count()).where(WorkshopItem.workshop_id == workshop.id)
    return f"{stage.mark}-{session.scalar(mine)}-{may_join(workshop)}"


def _page(session: Session, workshop: Workshop, stage: Stage) -> str:
    step = at_step(_steps(session, workshop), stage.step)
    parts = _parts(session, workshop, stage, step)
    return render_template(
        "phones/wall.html", workshop=workshop, place=session.get_one(District, workshop.district_id).name, step=step,
        kind=type_of(step).phone, covered=stage.covered, many=finished(session, workshop).get(step.id, 0),
        parts=parts, result=any(isinstance(part, Table) for part in parts),
        code=stage.code if may_join(workshop) else "",
        address=address().partition("://")[2], qr=qr(link(stage)),
    )  # fmt: skip


def _parts(session: Session, workshop: Workshop, stage: Stage, step: Any) -> Sequence[Table | Lines]:
    """The result of a step: of one that hides it, once it was shown and as long as nobody can change it any more."""
    kind = type_of(step)
    if stage.covered:
        return ()
    if kind.hides and step.id not in stage.shown:
        return _headings(session, workshop, step)
    evening = evening_of(session, workshop)
    return _headings(session, workshop, step) if step.id in evening.open else kind.wall(step, evening)


def _headings(session: Session, workshop: Workshop, step: Any) -> Sequence[Lines]:
    """What dots can be laid on, read without the dots."""
    if type_of(step).phone != "dots":
        return ()
    steps = _steps(session, workshop)
    evening = evening_at(session, workshop, steps, (step.headings,))
    return (Lines(tuple(one.name for one in headings_of(evening, step.headings))),)


def _steps(session: Session, workshop: Workshop) -> Sequence[Any]:
    return from_document(session.get_one(AgendaVersion, workshop.agenda).document).steps
