"""Founding a project: a town, its districts one per line, and the round that will ask."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.base import Text
from survey.store.districts import OUTSIDE, Assessment, District, Municipality, districts
from survey.store.errors import NotADistrict
from survey.store.rounds import Round

LONGEST_NAME = 200
MOST_DISTRICTS = 200
LONGEST_CODE = 48
RESERVED = ("people",)
"""Addresses of pages that stand where a project's page would."""

ELSEWHERE = "Drugje · Drugdje · Elsewhere"
"""The name of everywhere else, in three languages at once because a district has one name."""

# Letters that do not come apart into a letter and a mark.
_SPELLED = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "ß": "ss", "æ": "ae", "ø": "o", "ı": "i"})


@dataclass(frozen=True)
class Project:
    """What a project is called and by which rules it asks."""

    town: str
    name: Text
    help_phone: str = ""
    minimum_age: int = 15
    legal_basis: str = "public_task"
    region: str = ""


@dataclass(frozen=True)
class Redrawn:
    """What a new list of districts did: names that came, went, or stay although they were left out."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    kept_for_answers: tuple[str, ...]


def found(session: Session, project: Project) -> Round:
    """Make the town, its project and a round that nobody sees yet; everywhere else is a district from the start."""
    made = Assessment(code=free_code(session, project.town), municipality_id=_municipality(session, project.town).id)
    describe(made, project)
    session.add(made)
    session.flush()
    session.add(District(assessment_id=made.id, code=OUTSIDE, name=ELSEWHERE, outside=True))
    round_ = Round(assessment_id=made.id, slug=made.code, name=dict(project.name), state="draft")
    session.add(round_)
    session.flush()
    return round_


def describe(assessment: Assessment, project: Project) -> None:
    """Write what a project is called and its rules; the address stays as it was."""
    assessment.name = dict(project.name)
    assessment.help_phone = project.help_phone
    assessment.minimum_age = project.minimum_age
    assessment.legal_basis = project.legal_basis
    assessment.region = project.region


def names_of(lines: str) -> list[str]:
    """Read one district a line, without blanks and empty lines; a name that stands twice or is too long is refused."""
    names = [" ".join(line.split()) for line in lines.splitlines()]
    names = [name for name in names if name]
    seen: set[str] = set()
    for at, name in enumerate(names, start=1):
        if len(name) > LONGEST_NAME or not code_of(name):
            raise NotADistrict(name, at)
        if folded(name) in seen:
            raise NotADistrict(name, at, twice=True)
        seen.add(folded(name))
    if not names or len(names) > MOST_DISTRICTS:
        raise NotADistrict("", len(names))
    return names


def set_districts(session: Session, assessment: Assessment, names: Iterable[str]) -> Redrawn:
    """Let a project have exactly these districts; one that people answered for ends today and is never deleted."""
    today = datetime.now(UTC).date()
    wanted = {folded(name): name for name in names}
    here = {folded(one.name): one for one in districts(session, assessment) if not one.outside}
    for key in wanted.keys() & here.keys():
        here[key].name, here[key].valid_to = wanted[key], None
    added = [wanted[key] for key in wanted if key not in here]
    session.add_all(_district(session, assessment, name) for name in added)
    left_out = [one for key, one in here.items() if key not in wanted]
    kept = [one for one in left_out if _in_use(session, one)]
    _end(kept, today)
    for one in left_out:
        if one not in kept:
            session.delete(one)
    session.flush()
    gone = tuple(one.name for one in left_out if one not in kept)
    return Redrawn(tuple(added), gone, tuple(one.name for one in kept))


def _end(left: Iterable[District], today: date) -> None:
    for one in left:
        one.valid_to = one.valid_to or today - timedelta(days=1)


def current_names(session: Session, assessment: Assessment) -> list[str]:
    """The districts as they would be typed again, without those that ended and without everywhere else."""
    today = datetime.now(UTC).date()
    mine = districts(session, assessment)
    return [one.name for one in mine if not one.outside and (one.valid_to is None or one.valid_to >= today)]


def free_code(session: Session, name: str) -> str:
    """An address for a project that no other project and no round has, made of its name."""
    taken = {*RESERVED, *session.scalars(select(Assessment.code)), *session.scalars(select(Round.slug))}
    return _free(code_of(name) or "project", taken)


def _free(wanted: str, taken: set[str]) -> str:
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


def code_of(name: str) -> str:
    """A name as part of an address: plain small letters, digits and hyphens; empty if nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name.translate(_SPELLED)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_CODE].strip("-")


def folded(name: str) -> str:
    """A name as people compare it: capitals and the way accents are stored do not make two of one."""
    return unicodedata.normalize("NFC", name).casefold()


def _municipality(session: Session, name: str) -> Municipality:
    known = session.scalar(select(Municipality).where(Municipality.name == name)) or Municipality(name=name)
    session.add(known)
    session.flush()
    return known


def _district(session: Session, assessment: Assessment, name: str) -> District:
    taken = {one.code for one in districts(session, assessment)} | {OUTSIDE}
    made = District(assessment_id=assessment.id, code=_free(code_of(name), taken), name=name)
    session.add(made)
    session.flush()
    return made


def _in_use(session: Session, district: District) -> bool:
    """Whether any row of any table belongs to a district: an answer, a right, a room, a count of people."""
    from survey.store.tables import METADATA  # it lists this module's callers, so not before it is needed

    keys = (key for table in METADATA.sorted_tables for key in table.foreign_keys)
    mine = (key.parent for key in keys if key.column is District.__table__.c.id)
    return any(session.execute(select(column).where(column == district.id).limit(1)).first() for column in mine)
