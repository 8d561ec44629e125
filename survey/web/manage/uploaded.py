"""A questionnaire that somebody sent: read to a draft, or its faults with their places; the text is never lost."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.questionnaire.faults import Faulty
from survey.questionnaire.load import load_catalogue, load_text
from survey.questionnaire.mapping import Declared, mappings_of
from survey.questionnaire.model import Activity, Questionnaire
from survey.store.rounds import Round, current_of, questionnaire
from survey.web.manage.forms import DraftForm

_CATALOGUE = Path(__file__).resolve().parents[3] / "questionnaires" / "catalogue.yaml"
UNNAMED = "questionnaire.yaml"


@dataclass(frozen=True)
class Uploaded:
    """What came: the text as it was, and what was made of it."""

    name: str
    source: str
    mappings: str
    asked: Questionnaire | None
    faults: tuple[str, ...] = ()


@cache
def catalogue() -> dict[str, Activity]:
    """The activities that every questionnaire may offer."""
    return load_catalogue(_CATALOGUE)


def read(form: DraftForm, session: Session, round_: Round) -> Uploaded:
    """Read what was sent; a chosen file wins over the text field."""
    sent = form.file.data
    name = Path(str(sent.filename)).name[:200] if sent else str(form.name.data or UNNAMED)[:200]
    source, faults = _text(sent.read()) if sent else (form.source.data or "", [])
    mappings = form.mappings.data or ""
    asked = None
    if not faults:
        asked, faults = _made(source.replace("\r\n", "\n"), name)
    if asked is not None:
        faults = _mapping_faults(mappings, session, round_, asked)
    return Uploaded(name, source, mappings, None if faults else asked, tuple(faults))


def _text(raw: bytes) -> tuple[str, list[str]]:
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), [_("this file is not UTF-8; save it as UTF-8 and choose it again")]


def _made(source: str, name: str) -> tuple[Questionnaire | None, list[str]]:
    if not source.strip():
        return None, [_("Choose a file, or write the questionnaire into the field.")]
    try:
        return load_text(source, name, catalogue(), _CATALOGUE.parent, complete=False), []
    except Faulty as faulty:
        return None, [str(fault) for fault in faulty.faults]


def _mapping_faults(mappings: str, session: Session, round_: Round, asked: Questionnaire) -> list[str]:
    try:
        declared(mappings, session, round_, asked)
    except Faulty as faulty:
        return [str(fault) for fault in faulty.faults]
    return []


def declared(mappings: str, session: Session, round_: Round, asked: Questionnaire) -> Declared | None:
    """The mappings as they were written, against the version that is asked now; nothing before the first one."""
    current = current_of(session, round_.id)
    if current is None:
        return None
    return mappings_of(mappings.replace("\r\n", "\n"), questionnaire(session, current.hash), asked)
