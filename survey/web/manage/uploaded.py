"""A questionnaire that somebody sent: read to a draft, or its faults with their places; the text is never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from survey.questionnaire.faults import Fault, Faulty
from survey.questionnaire.load import CATALOGUE, Judged, judge, load_catalogue
from survey.questionnaire.mapping import Declared, mappings_of
from survey.questionnaire.model import Activity, Questionnaire
from survey.questionnaire.reuse import PROVIDED
from survey.questionnaire.source import read_bytes, too_large
from survey.store.districts import Assessment
from survey.store.own_activities import own_activities
from survey.store.rounds import Round, current_of, questionnaire
from survey.store.versions import RoundDraft
from survey.web.manage.forms import DraftForm

UNNAMED = "questionnaire.yaml"


@dataclass(frozen=True)
class Uploaded:
    """What came: the text as it was, and what was made of it."""

    name: str
    source: str
    mappings: str
    asked: Questionnaire | None
    faults: tuple[Fault, ...] = ()


def catalogue_of(session: Session, round_: Round) -> dict[str, Activity]:
    """The same together with the activities that the town added itself."""
    return {**catalogue(), **own_activities(session, session.get_one(Assessment, round_.assessment_id))}


@cache
def catalogue() -> dict[str, Activity]:
    """The activities that every questionnaire may offer."""
    return load_catalogue(PROVIDED / CATALOGUE)


def read(form: DraftForm, session: Session, round_: Round) -> Uploaded:
    """Read what was sent; a chosen file wins over the text field."""
    sent = form.file.data
    name = Path(str(sent.filename)).name[:200] if sent else str(form.name.data or UNNAMED)[:200]
    raw = sent.read() if sent else (form.source.data or "").encode("utf-8", "surrogatepass")
    mappings = form.mappings.data or ""
    judged = _judged(raw, name, _basis(session, round_), catalogue_of(session, round_))
    wrong = _mapping_faults(mappings, session, round_, judged.questionnaire) if judged.questionnaire else ()
    asked = None if wrong else judged.questionnaire
    return Uploaded(name, raw.decode("utf-8-sig", "replace"), mappings, asked, (*judged.faults, *wrong))


def judged_draft(session: Session, round_: Round, draft: RoundDraft) -> Judged:
    """What is still to be mended in a draft, as it was told when it came."""
    raw = draft.source.encode("utf-8", "surrogatepass")
    return _judged(raw, draft.name, _basis(session, round_), catalogue_of(session, round_))


def far_too_large() -> tuple[Fault, ...]:
    """What is said of a file so large that it was not even received."""
    return tuple(too_large(UNNAMED).faults)


def _basis(session: Session, round_: Round) -> str:
    """The legal basis of the town that asks."""
    return session.get_one(Assessment, round_.assessment_id).legal_basis


def _judged(raw: bytes, name: str, basis: str, activities: Mapping[str, Activity]) -> Judged:
    """Look over what was sent, exactly as `soseska check` does."""
    try:
        return judge(read_bytes(raw.replace(b"\r\n", b"\n"), name), activities, PROVIDED, basis)
    except Faulty as faulty:
        return Judged(None, tuple(faulty.faults))


def _mapping_faults(mappings: str, session: Session, round_: Round, asked: Questionnaire) -> Sequence[Fault]:
    try:
        declared(mappings, session, round_, asked)
    except Faulty as faulty:
        return faulty.faults
    return ()


def declared(mappings: str, session: Session, round_: Round, asked: Questionnaire) -> Declared | None:
    """The mappings as they were written, against the version that is asked now; nothing before the first one."""
    current = current_of(session, round_.id)
    if current is None:
        return None
    return mappings_of(mappings.replace("\r\n", "\n"), questionnaire(session, current.hash), asked)
