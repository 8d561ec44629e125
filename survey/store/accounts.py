"""Staff: who they are, and the one question of what they may see, answered no unless a grant says yes."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Select,
    String,
    and_,
    delete,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from survey.store.base import Base, hold, store_of
from survey.store.districts import Assessment, District
from survey.store.errors import NameTaken, TooManyAttempts

FREE_ATTEMPTS = 10
ATTEMPTS_KEPT = timedelta(minutes=15)
LONGEST_WAIT = 60
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""Letters and figures that nobody mistakes for one another, and no vowels to make words of."""

LONGEST_NAME = 200
ROLES = ("administrator", "lead", "facilitator", "data_keeper", "safeguarding_officer")


class User(Base):
    """Somebody who works with the figures; a new session key ends all their sessions.

    A `temporary` password was chosen by somebody else and opens only the page where its owner chooses another.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    password: Mapped[str] = mapped_column(String(300))
    session_key: Mapped[str] = mapped_column(String(64))
    disabled: Mapped[bool] = mapped_column(default=False)
    temporary: Mapped[bool] = mapped_column(default=False, server_default=false())


class Grant(Base):
    """A role within an assessment and a district; an empty place means all of them."""

    __tablename__ = "grant"
    __table_args__ = (
        CheckConstraint(
            "role IN ('administrator', 'lead', 'facilitator', 'data_keeper', 'safeguarding_officer')", name="role"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))


class LoginAttempt(Base):
    """A wrong password, kept for a quarter of an hour; the name is only a fingerprint."""

    __tablename__ = "login_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


def create_user(session: Session, name: str, password: str) -> User:
    """Add somebody who may see nothing yet; names differ by more than capitals and spaces."""
    name = plain_name(name)
    if not name or session.scalar(select(User.id).where(User.name == name)) is not None:
        raise NameTaken(name)
    user = User(name=name, password=generate_password_hash(password), session_key=secrets.token_hex(32), disabled=False)
    session.add(user)
    session.flush()
    return user


def user_named(session: Session, name: str) -> User | None:
    """The user of that name, for the command line."""
    return session.scalar(select(User).where(User.name == plain_name(name)))


def new_password() -> str:
    """A password that can be read out on the telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))


def set_password(user: User, password: str, *, temporary: bool = False) -> None:
    """Give a new password and end every session that the old one opened."""
    user.password = generate_password_hash(password)
    user.session_key = secrets.token_hex(32)
    user.temporary = temporary


def disable(user: User) -> None:
    """Let somebody in no more, from the next request on."""
    user.disabled = True
    user.session_key = secrets.token_hex(32)


def check_password(session: Session, name: str, password: str, source: str = "") -> User | None:
    """The user, if the password is right; for unknown names it takes as long and says the same.

    `source` is where the attempt comes from, so that a stranger's guesses do not lock the real person out.
    """
    key = store_of(session).keys.mac("log in", f"{plain_name(name)} {source}")
    _slow_down(session, key)
    user = user_named(session, name)
    right = check_password_hash(user.password if user else _nobodys_password(), password)
    if user is None or not right or user.disabled:
        _remember_failure(session, key)
        return None
    return user


def plain_name(name: str) -> str:
    """A name as it is kept: capitals and spaces make no other person of it."""
    # PostgreSQL cannot be asked about NUL.
    return " ".join(name.replace("\0", "\ufffd").split()).casefold()


@cache
def _nobodys_password() -> str:
    """Something to compare with where there is no such user."""
    return generate_password_hash(secrets.token_hex(16))


def _slow_down(session: Session, key: str) -> None:
    """After ten wrong passwords each further one has to wait longer, up to a minute; nobody is locked out for good."""
    since = datetime.now(UTC) - ATTEMPTS_KEPT
    recent = select(func.count(), func.max(LoginAttempt.at)).where(LoginAttempt.key == key, LoginAttempt.at > since)
    failures, last = session.execute(recent).one()
    if failures < FREE_ATTEMPTS:
        return
    pause = min(2 ** (failures - FREE_ATTEMPTS + 1), LONGEST_WAIT)
    left = pause - (datetime.now(UTC) - last).total_seconds()
    if left > 0:
        raise TooManyAttempts(int(left) + 1)


def _remember_failure(session: Session, key: str) -> None:
    with _writing(session) as writer:
        writer.add(LoginAttempt(key=key))
        writer.execute(delete(LoginAttempt).where(LoginAttempt.at < datetime.now(UTC) - ATTEMPTS_KEPT))


@contextmanager
def _writing(session: Session) -> Iterator[Session]:
    """Slow comparisons belong in a reading session, so what they lead to gets a short transaction of its own."""
    if session.info["writes"]:
        yield session
        return
    with store_of(session).write() as writer:
        yield writer


def grant(
    session: Session, user: User, role: str, assessment: Assessment | None = None, district: District | None = None
) -> Grant:
    """Give a role, everywhere or within an assessment or a district."""
    if role not in ROLES:
        raise ValueError(role)
    if district is not None and (assessment is None or assessment.id != district.assessment_id):
        raise ValueError(district.code)
    hold(session, "grants")
    found = session.scalar(
        select(Grant).where(
            Grant.user_id == user.id,
            Grant.role == role,
            Grant.assessment_id.is_(None) if assessment is None else Grant.assessment_id == assessment.id,
            Grant.district_id.is_(None) if district is None else Grant.district_id == district.id,
        )
    )
    made = found or Grant(
        user_id=user.id,
        role=role,
        assessment_id=assessment.id if assessment else None,
        district_id=district.id if district else None,
    )
    session.add(made)
    session.flush()
    return made


def visible_districts(
    session: Session, user_id: int | None, assessment_id: int | None = None, role: str = "lead"
) -> list[District]:
    """The districts a user may see in a role: none, unless a grant of exactly this role covers them."""
    seen = select(District).where(_granted(user_id, role))
    if assessment_id is not None:
        seen = seen.where(District.assessment_id == assessment_id)
    return list(session.scalars(seen.order_by(District.assessment_id, District.outside, District.name, District.id)))


def districts_of_roles(
    session: Session, user_id: int | None, assessment_id: int, roles: Iterable[str]
) -> list[District]:
    """The districts a user may see in any of these roles, the one for people from elsewhere last."""
    seen = select(District).where(_granted(user_id, *roles), District.assessment_id == assessment_id)
    return list(session.scalars(seen.order_by(District.outside, District.name, District.id)))


def ids_of_districts(user_id: int | None, roles: Iterable[str]) -> Select[int]:
    """The districts a user may see in any of these roles, to be asked within another question."""
    return select(District.id).where(_granted(user_id, *roles))


def visible_towns(user_id: int | None, role: str = "lead") -> Select[int]:
    """The assessments in which a user may see at least one district, to be asked within another question."""
    return select(District.assessment_id).where(_granted(user_id, role))


def grants_of(session: Session, user_id: int) -> list[tuple[str, Assessment | None, District | None]]:
    """What a user holds: each role with its town and its district, nothing for all of them."""
    mine = (
        select(Grant.role, Assessment, District)
        .outerjoin(Assessment, Assessment.id == Grant.assessment_id)
        .outerjoin(District, District.id == Grant.district_id)
        .where(Grant.user_id == user_id)
        .order_by(Grant.id)
    )
    return [(role, town, district) for role, town, district in session.execute(mine)]


def _granted(user_id: int | None, *roles: str) -> ColumnElement[bool]:
    """The one condition of all rights: an enabled user, one of these roles, this assessment, this district."""
    if user_id is None:
        return false()
    covers = and_(
        or_(Grant.assessment_id.is_(None), Grant.assessment_id == District.assessment_id),
        or_(Grant.district_id.is_(None), Grant.district_id == District.id),
    )
    holder = and_(User.id == Grant.user_id, User.disabled.is_(False))
    return exists().where(Grant.user_id == user_id, Grant.role.in_(roles), holder, covers).correlate(District)


def may(
    session: Session, user_id: int | None, role: str, assessment: Assessment, district: District | None = None
) -> bool:
    """Whether a user holds a role for a district, or for an assessment as a whole."""
    if district is not None:
        seen = visible_districts(session, user_id, assessment.id, role)
        return district.id in {one.id for one in seen}
    return may_whole_town(session, user_id, role, assessment)


def may_whole_town(session: Session, user_id: int | None, role: str, assessment: Assessment) -> bool:
    """Whether a user holds a role for all of an assessment, not only for some districts."""
    covers = or_(Grant.assessment_id.is_(None), Grant.assessment_id == assessment.id)
    holder = and_(User.id == Grant.user_id, User.disabled.is_(False))
    whole = select(Grant.id).where(Grant.user_id == user_id, Grant.role == role, holder, covers)
    return session.execute(whole.where(Grant.district_id.is_(None)).limit(1)).first() is not None
