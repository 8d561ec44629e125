"""Rounds of asking, and the questionnaire versions that are never changed once published."""

from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.questionnaire.answers import Context
from survey.questionnaire.compare import Change, compare
from survey.questionnaire.load import content_hash, from_document, resolve, structure_hash
from survey.questionnaire.mapping import Declared
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.places import Shape, rings_of
from survey.store.base import Base, Document, Text
from survey.store.districts import Assessment, District, districts, local_activities
from survey.store.errors import UnknownDistrict, UnknownVersion
from survey.store.mappings import FIRST, Items, any_pooled, document, heads, items_of, pooled_by, steps_of
from survey.store.reading import Form, Reading, added_since, forms_of, reading_of

GRACE = timedelta(days=1)  # an answer begun before the end may still be sent
VERSIONS_KEPT = 32

_questionnaires: OrderedDict[str, Questionnaire] = OrderedDict()


class QuestionnaireVersion(Base):
    """A published questionnaire, complete in itself and named by its content."""

    __tablename__ = "questionnaire_version"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    structure_hash: Mapped[str] = mapped_column(String(64), index=True)
    doc: Mapped[Document]
    note: Mapped[str] = mapped_column(String(500), default="")
    published_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Round(Base):
    """One time of asking; its slug is its address."""

    __tablename__ = "round"
    __table_args__ = (CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Text]
    state: Mapped[str] = mapped_column(String(10), default="draft")
    opens: Mapped[date | None]
    closes: Mapped[date | None]
    # How people come in by themselves: open, code or both (see access_codes.py).
    access: Mapped[str] = mapped_column(String(10), default="open", server_default="open")
    # About one evening: in no list of surveys, in no comparison, and no figures are made of it (see tryouts.py).
    aside: Mapped[bool] = mapped_column(default=False, server_default=false())


SURVEYS = (Round.state != "draft", Round.aside.is_(False))
"""What makes a round a survey with figures of its own, also one that is closed by now."""


class RoundVersion(Base):
    """Which versions a round has used, and the one that new answers begin with."""

    __tablename__ = "round_version"
    __table_args__ = (
        Index(
            "uq_round_version_current",
            "round_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"), primary_key=True)
    current: Mapped[bool]
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    note: Mapped[str] = mapped_column(String(500), default="", server_default="")
    published_at: Mapped[datetime | None] = mapped_column(default=lambda: datetime.now(UTC))
    # What the version's items are called in the tally, and since when they pool; nothing for what never changed.
    items: Mapped[Document] = mapped_column(default=dict, server_default="{}")


def publish(
    session: Session, round_: Round, questionnaire: Questionnaire, note: str = "", declared: Declared | None = None
) -> QuestionnaireVersion:
    """Fix a questionnaire for good and let the round ask with it from now on; earlier versions stay valid."""
    version = keep_version(session, questionnaire, note)
    known = session.get(RoundVersion, (round_.id, version.hash))
    number, items = (known.number, Items(known.items)) if known else _named(session, round_, questionnaire, declared)
    session.execute(update(RoundVersion).where(RoundVersion.round_id == round_.id).values(current=False))
    made = known or RoundVersion(
        round_id=round_.id, hash=version.hash, number=number, note=note, items=document(items), current=True
    )
    made.current = True
    session.add(made)
    session.flush()
    session.refresh(made)
    return version


def keep_version(session: Session, questionnaire: Questionnaire, note: str = "") -> QuestionnaireVersion:
    """The questionnaire under the name of its content, stored now if it is new."""
    doc = resolve(questionnaire)
    version = session.get(QuestionnaireVersion, content_hash(doc))
    if version is None:
        version = QuestionnaireVersion(hash=content_hash(doc), structure_hash=structure_hash(doc), doc=doc, note=note)
        session.add(version)
        session.flush()
    return version


def versions_of(session: Session, round_id: int) -> list[RoundVersion]:
    """Every version a round has asked with, the first one first."""
    mine = select(RoundVersion).where(RoundVersion.round_id == round_id)
    return list(session.scalars(mine.order_by(RoundVersion.number)))


def changes(
    session: Session, round_: Round, questionnaire_: Questionnaire, declared: Declared | None = None
) -> list[Change]:
    """What a new version would do to the answers of the current one; nothing when it would be the first."""
    current = current_of(session, round_.id)
    return compare(questionnaire(session, current.hash), questionnaire_, declared) if current else []


def current_of(session: Session, round_id: int) -> RoundVersion | None:
    """The version that new answers begin with, if there is one yet."""
    mine = select(RoundVersion).where(RoundVersion.round_id == round_id, RoundVersion.current)
    return session.scalar(mine)


def _named(
    session: Session, round_: Round, questionnaire_: Questionnaire, declared: Declared | None
) -> tuple[int, Items]:
    """The number of a new version and the names of its items; declared mappings are kept on the way."""
    earlier = versions_of(session, round_.id)
    before = current_of(session, round_.id)
    if before is None:
        return 1, {}
    number = max(version.number for version in earlier) + 1
    found = changes(session, round_, questionnaire_, declared)
    used = {question.id for version in earlier for question in questionnaire(session, version.hash).questions()}
    items = items_of(found, Items(before.items), number, used)
    session.add_all(pooled_by(round_.id, found, Items(before.items), items))
    return number, items


def reading(session: Session, round_id: int) -> Reading:
    """How the tally of a round is read: as it is stored, until a question has changed for the first time."""
    found = _history(session, round_id)
    return found[0] if found else Reading()


History = tuple[Reading, dict[str, Form], list[RoundVersion]]


def _history(session: Session, round_id: int) -> History | None:
    """How the tally is read, what each stored question was, and the versions; None while nothing was ever parted."""
    renamed = select(func.count()).select_from(RoundVersion).where(RoundVersion.round_id == round_id)
    if not session.scalar(renamed.where(RoundVersion.number > 1)):
        return None
    versions = versions_of(session, round_id)
    parted = any(version > 1 for kept in versions for version, _since in kept.items.values())
    if not parted and not any_pooled(session, round_id):
        return None
    current = next(version for version in versions if version.current)
    asked = (question.id for question in questionnaire(session, current.hash).questions())
    forms = forms_of((Items(v.items), questionnaire(session, v.hash).questions()) for v in versions)
    named = heads(asked, Items(current.items))
    return reading_of(steps_of(session, round_id), named, forms), forms, versions


def comparable_since(session: Session, round_: Round) -> dict[str, int]:
    """The version since which the figures of a question pool; only of those that do not since the first."""
    current = current_of(session, round_.id)
    return {name: since for name, (_version, since) in current.items.items() if since != FIRST[1]} if current else {}


def chosen_since(session: Session, round_: Round) -> dict[str, dict[str, int]]:
    """By question, the version since which an option can be chosen; only of those that came later than the others."""
    found = _history(session, round_.id)
    if found is None:
        return {}
    reading_, forms, versions = found
    asked = ((v.number, Items(v.items), questionnaire(session, v.hash).questions()) for v in versions)
    return added_since(reading_, forms, asked)


def open_rounds(session: Session, day: date | None = None) -> list[Round]:
    """The rounds that take answers on a day, today if none is named."""
    rounds = session.scalars(select(Round).where(Round.state == "open", Round.aside.is_(False)).order_by(Round.slug))
    return [round_ for round_ in rounds if is_open(round_, day or datetime.now(UTC).date())]


def for_visits(asked: Questionnaire) -> bool:
    """Whether a questionnaire is read aloud at people's homes, so that nobody opens it by themselves."""
    return asked.purpose == "home_visit"


def residents_open(session: Session, round_: Round) -> bool:
    """Whether people answer a round by themselves."""
    current = current_of(session, round_.id)
    return current is None or not for_visits(questionnaire(session, current.hash))


def is_open(round_: Round, day: date) -> bool:
    """Whether people are asked on this day."""
    begun = round_.opens is None or round_.opens <= day
    return round_.state == "open" and begun and (round_.closes is None or day <= round_.closes)


def takes_answers(round_: Round, day: date) -> bool:
    """Whether an answer may still come in: a day longer than people are asked."""
    return is_open(round_, day) or (round_.closes is not None and is_open(round_, day - GRACE))


def round_by_slug(session: Session, slug: str) -> Round | None:
    """The round at this address, whatever its state."""
    return session.scalar(select(Round).where(Round.slug == slug))


def current_version(session: Session, round_: Round) -> str:
    """The version that new answers begin with."""
    asked = select(RoundVersion.hash).where(RoundVersion.round_id == round_.id, RoundVersion.current)
    version = session.scalar(asked)
    if version is None:
        raise UnknownVersion(round_.slug)
    return version


def pinned_version(session: Session, round_: Round, version: str | None) -> str:
    """The version an answer was begun with, if the round ever asked with it; otherwise the current one."""
    if version is None:
        return current_version(session, round_)
    if session.get(RoundVersion, (round_.id, version)) is None:
        raise UnknownVersion(version)
    return version


def questionnaire(session: Session, version: str) -> Questionnaire:
    """The published questionnaire of that hash; versions never change, so each process reads one only once."""
    known = _questionnaires.get(version)
    if known is None:
        stored = session.get(QuestionnaireVersion, version)
        if stored is None:
            raise UnknownVersion(version)
        known = _questionnaires[version] = from_document(stored.doc)
        if len(_questionnaires) > VERSIONS_KEPT:
            _questionnaires.popitem(last=False)
    return known


def place(session: Session, round_: Round, district_code: str) -> District:
    """The district of that code in the round's assessment."""
    found = select(District).where(District.assessment_id == round_.assessment_id, District.code == district_code)
    district = session.scalar(found)
    if district is None:
        raise UnknownDistrict(district_code)
    return district


def context(session: Session, round_: Round, district_code: str | None = None) -> Context:
    """What the engine has to know about the place somebody answers in."""
    everywhere = _everywhere(session, round_)
    return within(session, round_, everywhere, district_code) if district_code else everywhere


def within(session: Session, round_: Round, everywhere: Context, district_code: str) -> Context:
    """The same for one district, when all of them are read already: only what it adds is looked up."""
    district = place(session, round_, district_code)
    return replace(everywhere, district=district_code, local_activities=local_activities(session, district))


def _everywhere(session: Session, round_: Round) -> Context:
    assessment = session.get_one(Assessment, round_.assessment_id)
    today = datetime.now(UTC).date()
    offered = [d for d in districts(session, assessment) if d.valid_to is None or d.valid_to >= today]
    return Context(
        district=None,
        districts=tuple((d.code, d.name) for d in offered),
        local_activities=(),
        minimum_age=assessment.minimum_age,
        legal_basis=assessment.legal_basis,
        shapes=tuple(Shape(d.code, d.name, rings_of(d.polygon)) for d in offered if d.polygon),
    )
