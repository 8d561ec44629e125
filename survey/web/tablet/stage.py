"""What a tablet says of the hall and hears of its phones: how many are finished, ideas, and totals once they may be."""

import base64
from typing import Any

from flask import jsonify
from sqlalchemy.orm import Session

from survey.qr import qr_file
from survey.store.phone_ideas import waiting_ideas
from survey.store.phones import evening_at, finished, settled, totals
from survey.store.stage import Stage, may_join, open_stage, said_of, stage_of, tell
from survey.store.tablets import may_send
from survey.store.workshops import AgendaVersion, Workshop
from survey.web.phones.join import address, link
from survey.web.phones.wall import wall_address
from survey.web.tablet.blueprint import bp
from survey.web.tablet.send import Answer, said_by, store_here, tablet_here
from survey.workshop.agenda import from_document
from survey.workshop.steps import type_of

MOST_IDEAS = 30
"""Ideas that are handed to the tablet at once; the others come when these were looked at."""

Heard = dict[str, Any]


@bp.post("/tablet/hall")
def hall() -> Answer:
    """Keep what the tablet says of the step it is at, and tell it of the phones; never what is still hidden."""
    sent = said_by()
    with store_here().write() as session:
        tablet = tablet_here(session)
        if tablet is None:
            return jsonify(soseska="unknown"), 401
        workshop = session.get_one(Workshop, tablet.workshop_id)
        if not may_send(tablet) or workshop.state != "planned":
            return jsonify(soseska="ended"), 403
        heard = _heard(session, workshop, sent)
    return jsonify(soseska="hall", workshop=str(workshop.id), **heard)


def _heard(session: Session, workshop: Workshop, sent: Heard) -> Heard:
    stage = open_stage(session, None, workshop) if sent.get("open") is True else stage_of(session, workshop)
    if stage is None:
        return {"open": False}
    steps = from_document(session.get_one(AgendaVersion, workshop.agenda).document).steps
    said = said_of(sent.get("tell"), [step.id for step in steps])
    if said:
        tell(stage, said)
        session.flush()
    wanted = [step.id for step in steps if type_of(step).phone]
    evening = evening_at(session, workshop, steps, wanted)
    ready = settled(evening, stage.step, stage.counted)
    return {
        "open": True,
        "ways": _ways(workshop, stage) if sent.get("open") is True else None,
        "finished": finished(session, workshop),
        "totals": {name: counts for name in ready if (counts := totals(session, workshop, name))},
        "ideas": _ideas(session, workshop),
    }


def _ways(workshop: Workshop, stage: Stage) -> Heard:
    """How phones and a projector find the way in, with the pictures to scan."""
    code = stage.code if may_join(workshop) else ""
    wall = wall_address(stage)
    joining = {"code": code, "address": address(), "picture": _picture(link(stage))}
    return {**joining, "wall": wall, "wallPicture": _picture(wall)}


def _picture(text: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(qr_file(text, '40mm')).decode()}"


def _ideas(session: Session, workshop: Workshop) -> list[Heard]:
    found = waiting_ideas(session, workshop, MOST_IDEAS)
    return [{"item": str(one.item), "step": one.step, "text": one.text} for one in found]
