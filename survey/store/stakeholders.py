"""Who could do something: associations, institutions, and what they are ready to offer."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base


class Provider(Base):
    """An organisation that runs or could run activities."""

    __tablename__ = "provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60))


class Offer(Base):
    """What a provider is willing to do, and how far that has been agreed."""

    __tablename__ = "offer"
    __table_args__ = (CheckConstraint("readiness IN ('interested', 'named', 'agreed', 'fixed')", name="readiness"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    activities: Mapped[list[str]]
    format: Mapped[str] = mapped_column(String(60), default="")
    readiness: Mapped[str] = mapped_column(String(12), default="interested")
    hours_month: Mapped[int | None]
    slots: Mapped[list[str]] = mapped_column(default=list)
    needs: Mapped[str] = mapped_column(LongText, default="")
