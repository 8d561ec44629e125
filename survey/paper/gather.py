"""What a batch of sheets is printed from: its version, its place, its numbers, and the codes of their strips."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from survey.i18n import text
from survey.paper.page import About, One
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality
from survey.store.rounds import Round, context, questionnaire
from survey.store.sheets import RETURNED, Sheet, SheetBatch, sheet_code, sheets_of

CODE = "c"
"""Where a code is typed in, after the address of the server: to look, to change and to take back."""


def about(session: Session, batch: SheetBatch, root: str = "") -> About:
    """What all sheets of a batch have in common; `root` is the address of the server, where it is known."""
    round_ = session.get_one(Round, batch.round_id)
    assessment = session.get_one(Assessment, round_.assessment_id)
    district = session.get(District, batch.district_id) if batch.district_id else None
    here = context(session, round_, district.code if district else None)
    return About(
        asked=questionnaire(session, batch.version),
        context=replace(here, local_activities=tuple(batch.activities)),
        language=batch.language,
        version=batch.version,
        town=session.get_one(Municipality, assessment.municipality_id).name,
        name=text(round_.name, batch.language),
        phone=assessment.help_phone,
        return_to=batch.return_to,
        closes=round_.closes,
        address=f"{root}{CODE}" if root else "",
        large=batch.large,
    )


def copies(store: Store, session: Session, batch: SheetBatch) -> list[One]:
    """Every sheet of a batch."""
    return [one(store, sheet) for sheet in sheets_of(session, batch)]


def one(store: Store, sheet: Sheet) -> One:
    """One sheet with the code of its strip, unless it has come back: then the code opens somebody's answer, or will."""
    return One(sheet.serial, sheet.order, "" if sheet.state in RETURNED else sheet_code(store, sheet.serial))


def specimen() -> Sequence[One]:
    """A sheet to look at, without a number."""
    return [One()]
