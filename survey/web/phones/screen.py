"""What a phone shows: read from the few records that it needs, and never anything that is still hidden."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import text
from survey.store.districts import District
from survey.store.phone_ideas import ideas_of
from survey.store.phones import evening_at, open_dots, own
from survey.store.rounds import Round
from survey.store.stage import Stage, may_join, stage_of
from survey.store.workshop_items import WorkshopItem
from survey.store.workshops import AgendaVersion, Workshop
from survey.workshop.agenda import from_document
from survey.workshop.dotted import dots_of
from survey.workshop.joining import at_step, open_votes
from survey.workshop.steps import type_of
from survey.workshop.table import headings_of

Part = dict[str, Any]


@dataclass(frozen=True)
class Screen:
    """One phone's page. `asks` says whether it can send something, `mine` what it has chosen, by code."""

    step: Any = None
    kind: str = "over"
    place: str = ""
    mark: str = "over"
    asks: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    mine: Counter[str] = field(default_factory=Counter)
    why: str = ""
    """Why a count is void."""
    ideas: tuple[tuple[str, str], ...] = ()
    """What this phone wrote, each with what became of it."""
    survey: str = ""
    rehearsal: bool = False

    @property
    def done(self) -> bool:
        """Whether this phone has chosen already."""
        return self.mine.total() > 0


def screen_of(session: Session, workshop: Workshop | None, key: str) -> Screen:
    """The page of a phone; once the evening is over it says so."""
    stage = stage_of(session, workshop) if workshop else None
    if workshop is None or stage is None or not may_join(workshop):
        return Screen()
    steps = from_document(session.get_one(AgendaVersion, workshop.agenda).document).steps
    step: Any = at_step(steps, stage.step)
    kind = type_of(step).phone or "wait"
    place = text(session.get_one(District, workshop.district_id).name)
    known: Part = {"place": place, "mark": str(stage.mark), "rehearsal": workshop.rehearsal}
    return Screen(step=step, kind=kind, **known, **_READ[kind](session, workshop, stage, steps, step, key))


def _wait(*_about: Any) -> Part:
    return {}


def _choice(session: Session, workshop: Workshop, stage: Stage, steps: Any, step: Any, key: str) -> Part:
    mine = own(session, workshop, key, step.id, 1).values()
    evening = evening_at(session, workshop, steps, (step.id,))
    return {
        "asks": step.id in open_votes(evening, stage.step, stage.counted),
        "choices": tuple((code, text(label)) for code, label in step.options.items()),
        "mine": Counter(row.body["option"] for row in mine if row.body),
    }


def _dots(session: Session, workshop: Workshop, _stage: Stage, steps: Any, step: Any, key: str) -> Part:
    evening = evening_at(session, workshop, steps, (step.id, step.headings))
    choices = tuple((one.key, one.name) for one in headings_of(evening, step.headings))
    mine = own(session, workshop, key, step.id, step.each).values()
    return {
        "asks": bool(choices) and step.id in open_dots(evening),
        "choices": choices,
        "mine": Counter(row.body["dot"] for row in mine if row.body),
        "why": dots_of(evening, step.id).void,
    }


def _lines(session: Session, workshop: Workshop, _stage: Stage, _steps: Any, step: Any, key: str) -> Part:
    sent = ideas_of(session, workshop, key, step.id)
    taken = select(WorkshopItem).where(WorkshopItem.workshop_id == workshop.id)
    rows = session.scalars(taken.where(WorkshopItem.item.in_([one.item for one in sent])).order_by(WorkshopItem.rev))
    became = {row.item: row.body for row in rows} if sent else {}
    return {"asks": True, "ideas": tuple((one.text, _became(became, one.item)) for one in sent)}


def _became(became: dict[Any, Any], item: Any) -> str:
    if item not in became:
        return _("It waits at the front.")
    body = became[item]
    if body is None or "held" in body:
        return _("It is held back. Ask whoever leads the evening.")
    return _("Your idea no. %(no)s", no=body["no"])


def _link(session: Session, workshop: Workshop, *_about: Any) -> Part:
    round_ = session.get_one(Round, workshop.round_id)
    return {"survey": round_.slug if round_.state == "open" and not current_app.config["HALL"] else ""}


_READ = {"wait": _wait, "choice": _choice, "dots": _dots, "lines": _lines, "link": _link}
