"""What the lead of a district judges: what stands in the way, how much each part counts, what was tried before.

The numbers are checked here in plain words of Python, and the four questions by `analysis.gate` itself: the part of the
analysis that computes with the weights loads numpy, which no web process does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from analysis.gate import Gate
from analysis.inventory import Tried
from survey.store.accounts import User, visible_districts
from survey.store.audit import record
from survey.store.base import Base, Document, hold
from survey.store.districts import District
from survey.store.errors import AnswerNotYours, ReadAgain

QUESTIONS = ("legal_and_safe", "accessible", "host", "money")
"""The questions of `analysis.gate.Gate`, in the order of the page."""

USUAL: Mapping[str, int] = {"demand": 35, "gap": 25, "supply": 20, "fit": 10, "equity": 0}
"""How much each part counts until somebody changes it; only their proportions matter."""

EQUITY = 10
"""What the fifth part counts for when it is switched on and nobody says otherwise."""

MOST_WEIGHT = 100
GROUPS: Mapping[str, tuple[str, ...]] = {"age": ("up_to_29", "30_64", "65_up"), "gender": ("f", "m")}
"""Whom a lead may set first: groups by age or groups by gender, since figures never cross the two."""

EARLIEST, LATEST = 1900, 2100


class Judgement(Base):
    """One district's row; the place it is about has always been judged as a whole, by one person at a time."""

    __tablename__ = "judgement"

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), primary_key=True)
    gates: Mapped[Document]
    weights: Mapped[Document]
    tried: Mapped[Document]
    groups: Mapped[list[str]]
    revision: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Judged:
    """What holds for a district; before anybody has judged anything, the usual weights and nothing else.

    `gates` and `tried` by activity, `weights` by part, `groups` whom the lead sets first. `revision` counts the
    changes, `at` and `by` say when and by whom the last one was made.
    """

    gates: Mapping[str, Gate] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=lambda: dict(USUAL))
    tried: Mapping[str, Tried] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    revision: int = 0
    at: datetime | None = None
    by: str = ""


def judged(session: Session, district: District) -> Judged:
    """What the lead of a district has judged so far."""
    mine = select(Judgement, User.name).outerjoin(User, User.id == Judgement.user_id)
    found = session.execute(mine.where(Judgement.district_id == district.id)).one_or_none()
    return _read(*found) if found else Judged()


def _read(row: Judgement, name: str | None) -> Judged:
    return Judged(
        gates={activity: Gate(**answers) for activity, answers in row.gates.items()},
        weights={part: row.weights[part] for part in USUAL},
        tried={activity: Tried(*years) for activity, years in row.tried.items()},
        groups=tuple(row.groups),
        revision=row.revision,
        at=row.at,
        by=name or "",
    )


def keep_judgement(session: Session, user_id: int, district: District, given: Judged) -> None:
    """Keep what the lead of this district, or of the town, has judged; for anybody else `AnswerNotYours`.

    `given.revision` is what it was made from: `ReadAgain` when somebody else has changed it since. Weights that are no
    whole numbers from 0 to 100, or all 0, years that make no sense and groups of two kinds are a `ValueError`.
    """
    if district.id not in {one.id for one in visible_districts(session, user_id, district.assessment_id, "lead")}:
        raise AnswerNotYours
    check(given)
    hold(session, f"judgement {district.id}")
    if judged(session, district).revision != given.revision:
        raise ReadAgain
    put_judgement(session, district, given, user_id)
    record(session, user_id, f"priorities judged: {district.code}")


def put_judgement(session: Session, district: District, given: Judged, user_id: int | None = None) -> None:
    """Write the row itself; the example town does so before it has any staff."""
    row: dict[str, Any] = {
        "gates": {activity: vars(gate) for activity, gate in given.gates.items() if gate != Gate()},
        "weights": dict(given.weights),
        "tried": {activity: [tried.first, tried.last] for activity, tried in given.tried.items()},
        "groups": list(given.groups),
        "revision": given.revision + 1,
        "user_id": user_id,
        "at": datetime.now(UTC),
    }
    session.merge(Judgement(district_id=district.id, **row))
    session.flush()


def check(given: Judged) -> None:
    """Refuse what cannot be computed with, as `analysis.priorities.Weights` would: a `ValueError` that says what."""
    if set(given.weights) != set(USUAL):
        raise ValueError(f"give a weight for each of {', '.join(USUAL)}")
    for part, weight in given.weights.items():
        if type(weight) is not int or not 0 <= weight <= MOST_WEIGHT:
            raise ValueError(f"the weight of {part} is {weight}; give a whole number from 0 to {MOST_WEIGHT}")
    if not any(given.weights.values()):
        raise ValueError("all weights are 0; give at least one part a weight")
    for activity, tried in given.tried.items():
        if not EARLIEST <= tried.first <= tried.last <= LATEST:
            raise ValueError(f"{activity} was tried from {tried.first} to {tried.last}")
    if given.groups and dimension_of(given.groups) is None:
        raise ValueError(f"choose groups of one kind: {', '.join(given.groups)}")


def dimension_of(groups: Iterable[str]) -> str | None:
    """Whether these are groups by age or by gender; None for both at once, for none, and for what is no group."""
    chosen = set(groups)
    return next((dimension for dimension, known in GROUPS.items() if chosen and chosen <= set(known)), None)


def revisions(session: Session) -> dict[int, int]:
    """How often each district's judgement has changed, so that its figures know whether they are stale."""
    return dict(session.execute(select(Judgement.district_id, Judgement.revision)).all())
