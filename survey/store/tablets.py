"""Tablets of a workshop: paired by a code that works once, for one evening, with the right to send and nothing else."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.audit import record
from survey.store.base import Base, hold, store_of
from survey.store.guesses import count_wrong
from survey.store.seal import code_from, normalise
from survey.store.workshops import Workshop

HOURS = 14
"""How long a tablet may send: from setting up the hall to the next morning at the latest."""

MINUTES = 15
"""How long a code for pairing works when nobody uses it."""

SPACE = "tablet"
"""The kind of code, for counting the wrong ones."""

_CODE, _TOKEN = "tablet code", "tablet token"


class TabletCode(Base):
    """A code that pairs one tablet; kept as a fingerprint and gone as soon as it has been used."""

    __tablename__ = "tablet_code"

    mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), index=True)
    until: Mapped[datetime]


class Tablet(Base):
    """A tablet of one workshop, by its number there; what it proves itself with is kept as a fingerprint."""

    __tablename__ = "tablet"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    number: Mapped[int]
    paired: Mapped[datetime]
    until: Mapped[datetime]
    revoked: Mapped[bool] = mapped_column(default=False, server_default=false())
    heard: Mapped[datetime | None]
    """When it last sent something."""


@dataclass(frozen=True)
class Paired:
    """What a tablet is told once: its token is kept nowhere else."""

    tablet: Tablet
    token: str
    workshop: Workshop


def pairing_code(session: Session, by: int, workshop: Workshop, now: datetime | None = None) -> str:
    """A new code with which one tablet can be paired; whoever asks has to have the right to the workshop."""
    moment = now or datetime.now(UTC)
    session.execute(delete(TabletCode).where(TabletCode.until < moment))
    code = code_from(secrets.randbits(128))
    mac = store_of(session).keys.mac(_CODE, normalise(code))
    session.add(TabletCode(mac=mac, workshop_id=workshop.id, until=moment + timedelta(minutes=MINUTES)))
    record(session, by, f"pairing code for a tablet of workshop {workshop.id}")
    return code


def pair(session: Session, code: str, now: datetime | None = None) -> Paired | None:
    """Pair a tablet by a code that nobody has used yet; a wrong one is counted and gives nothing."""
    moment = now or datetime.now(UTC)
    macs = store_of(session).keys.macs(_CODE, normalise(code))
    used = delete(TabletCode).where(TabletCode.mac.in_(macs)).returning(TabletCode.workshop_id, TabletCode.until)
    found = session.execute(used).first()
    workshop = session.get(Workshop, found.workshop_id) if found and found.until > moment else None
    if workshop is None or workshop.state != "planned":
        count_wrong(session, [SPACE])
        return None
    return _paired(session, workshop, moment)


def _paired(session: Session, workshop: Workshop, moment: datetime) -> Paired:
    hold(session, f"tablets of {workshop.id}")
    token = secrets.token_urlsafe(32)
    mine = select(func.max(Tablet.number)).where(Tablet.workshop_id == workshop.id)
    tablet = Tablet(
        workshop_id=workshop.id, token=store_of(session).keys.mac(_TOKEN, token), paired=moment,
        number=(session.scalar(mine) or 0) + 1, until=moment + timedelta(hours=HOURS),
    )  # fmt: skip
    session.add(tablet)
    session.flush()
    record(session, None, f"tablet {tablet.number} paired with workshop {workshop.id}")
    return Paired(tablet, token, workshop)


def tablet_of(session: Session, token: str) -> Tablet | None:
    """The tablet that proves itself with this token, whether it may still send or not."""
    macs = store_of(session).keys.macs(_TOKEN, token)
    return session.scalar(select(Tablet).where(Tablet.token.in_(macs)))


def may_send(tablet: Tablet, now: datetime | None = None) -> bool:
    """Whether what a tablet sends is taken as it comes: it was not revoked and its hours are not over."""
    return not tablet.revoked and tablet.until > (now or datetime.now(UTC))


def revoke(session: Session, by: int, tablet: Tablet) -> None:
    """From now on what this tablet sends is kept apart, and it is told nothing but that it arrived."""
    tablet.revoked = True
    record(session, by, f"tablet {tablet.number} of workshop {tablet.workshop_id} revoked")


def tablets_of(session: Session, workshop: Workshop) -> Sequence[Tablet]:
    """All the tablets of a workshop in the order they were paired."""
    return session.scalars(select(Tablet).where(Tablet.workshop_id == workshop.id).order_by(Tablet.number)).all()
