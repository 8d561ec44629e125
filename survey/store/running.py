"""A round with the little that every page of the desk says of it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.districts import Assessment, Municipality
from survey.store.rounds import Round, RoundVersion


@dataclass(frozen=True)
class Running:
    """A round that people answer or have answered: its town, and the version that is asked now."""

    round: Round
    assessment: Assessment
    town: str
    version: str


def running(session: Session, slug: str) -> Running | None:
    """The round of that address once it was open, in one question to the database; rights are the caller's part."""
    found = session.execute(
        select(Round, Assessment, Municipality.name, RoundVersion.hash)
        .join(Assessment, Assessment.id == Round.assessment_id)
        .join(Municipality, Municipality.id == Assessment.municipality_id)
        .join(RoundVersion, (RoundVersion.round_id == Round.id) & RoundVersion.current)
        .where(Round.slug == slug, Round.state != "draft")
    ).one_or_none()
    return Running(*found) if found else None
