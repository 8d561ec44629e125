"""Links by which organisations enter themselves, kept only as fingerprints; and whom one can reach there."""

import secrets
import uuid
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Store
from survey.store.rounds import Round
from survey.store.stakeholders import Provider

_PURPOSE = "provider link"
MOST = 500
"""How many forms one link takes: far more than any town has organisations, and an end for whoever plays with it."""


class ProviderLink(Base):
    """One link: for whoever gets it, or for one organisation that is listed already."""

    __tablename__ = "provider_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"))
    mac: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    ended_at: Mapped[datetime | None]
    sent: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def full(self) -> bool:
        """Whether it takes no more forms."""
        return self.sent >= MOST


class ProviderContact(Base):
    """That somebody of an organisation can be reached; it goes with the contact itself."""

    __tablename__ = "provider_contact"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)


def make_link(store: Store, session: Session, round_: Round, provider_id: int | None, user_id: int | None) -> str:
    """Make a link and say its secret, which nobody can look up afterwards."""
    token = secrets.token_urlsafe(16)
    mac = _mac(store, token)
    session.add(ProviderLink(round_id=round_.id, provider_id=provider_id, mac=mac, user_id=user_id))
    session.flush()
    return token


def link_of(store: Store, session: Session, token: str) -> ProviderLink | None:
    """The link of a secret, as long as nobody has ended it."""
    asked = select(ProviderLink).where(
        ProviderLink.mac.in_(store.keys.macs(_PURPOSE, token)), ProviderLink.ended_at.is_(None)
    )
    return session.scalar(asked)


def links_of(session: Session, round_: Round) -> list[ProviderLink]:
    """The links of a round that still open something, the newest first."""
    asked = select(ProviderLink).where(ProviderLink.round_id == round_.id, ProviderLink.ended_at.is_(None))
    return list(session.scalars(asked.order_by(ProviderLink.id.desc())))


def reachable(session: Session, assessment_id: int) -> dict[int, int]:
    """How many people of each organisation left a way to be reached."""
    asked = select(ProviderContact.provider_id, func.count())
    asked = asked.join(Provider, Provider.id == ProviderContact.provider_id)
    asked = asked.where(Provider.assessment_id == assessment_id).group_by(ProviderContact.provider_id)
    return dict(session.execute(asked).all())


def _mac(store: Store, token: str) -> str:
    return store.keys.mac(_PURPOSE, token)
