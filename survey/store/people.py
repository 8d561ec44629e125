"""Who gives whom which task: within their own town, never more than they hold, and never over their own head."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.accounts import (
    ROLES,
    Grant,
    User,
    create_user,
    disable,
    grant,
    new_password,
    set_password,
)
from survey.store.audit import record
from survey.store.base import hold
from survey.store.districts import Assessment, District
from survey.store.errors import AnswerNotYours

MANAGING = ("administrator", "lead")
"""Whoever holds one of these for a whole town answers for the people of that town."""


@dataclass(frozen=True)
class Power:
    """What somebody holds as a whole: roles everywhere, and roles by town."""

    user_id: int
    everywhere: frozenset[str]
    towns: dict[int, frozenset[str]]

    def may_give(self, role: str, town: int | None) -> bool:
        """Whether this task is theirs to give and to take.

        Only an administrator makes administrators, and only what holds everywhere gives something everywhere.
        """
        held = self.everywhere | (self.towns.get(town, frozenset()) if town is not None else frozenset())
        if role not in ROLES or not held & set(MANAGING):
            return False
        if "administrator" in held:
            return True
        return role != "administrator" and (town is not None or role == "lead")

    def manages(self, town: int) -> bool:
        """Whether they answer for the people of a town."""
        return bool((self.everywhere | self.towns.get(town, frozenset())) & set(MANAGING))

    @property
    def any(self) -> bool:
        """Whether they answer for anybody at all."""
        return bool(self.everywhere & set(MANAGING)) or any(map(self.manages, self.towns))


@dataclass(frozen=True)
class Held:
    """One task of somebody: the role, its town and its district, nothing for all; `mine` if the reader may take it."""

    id: int
    role: str
    town: Assessment | None
    district: District | None
    mine: bool


@dataclass(frozen=True)
class Person:
    """An account with its tasks, as one reader may see them; `mine` if the reader may let it in or not."""

    user: User
    tasks: tuple[Held, ...]
    others: bool
    mine: bool


def power_of(session: Session, user_id: int) -> Power:
    """What somebody may give."""
    held = select(Grant.role, Grant.assessment_id).join(User, User.id == Grant.user_id)
    rows = session.execute(held.where(User.id == user_id, User.disabled.is_(False), Grant.district_id.is_(None)))
    towns: dict[int, set[str]] = {}
    everywhere: set[str] = set()
    for role, town in rows:
        (everywhere if town is None else towns.setdefault(town, set())).add(role)
    return Power(user_id, frozenset(everywhere), {town: frozenset(roles) for town, roles in towns.items()})


def towns_of(session: Session, power: Power) -> list[Assessment]:
    """The towns whose people they answer for."""
    every = session.scalars(select(Assessment).order_by(Assessment.code))
    return [town for town in every if power.manages(town.id)]


def people_of(session: Session, power: Power) -> list[Person]:
    """Everybody with a task in one of their towns; whoever answers for every town sees every account."""
    rows = session.execute(
        select(User, Grant, Assessment, District)
        .outerjoin(Grant, Grant.user_id == User.id)
        .outerjoin(Assessment, Assessment.id == Grant.assessment_id)
        .outerjoin(District, District.id == Grant.district_id)
        .order_by(User.name, Grant.id)
    )
    found: dict[int, tuple[User, list[Held]]] = {}
    for user, given, town, district in rows:
        tasks = found.setdefault(user.id, (user, []))[1]
        if given:
            mine = power.may_give(given.role, given.assessment_id) and user.id != power.user_id
            tasks.append(Held(given.id, given.role, town, district, mine))
    seen = (_person(power, user, tasks) for user, tasks in found.values())
    return [person for person in seen if person]


def _person(power: Power, user: User, tasks: Iterable[Held]) -> Person | None:
    """What the reader may know of somebody: tasks in other towns are only told to be there."""
    every = tuple(tasks)
    all_towns = bool(power.everywhere & set(MANAGING))
    near = tuple(one for one in every if all_towns or one.town is None or power.manages(one.town.id))
    if not all_towns and not near and user.id != power.user_id:
        return None
    mine = user.id != power.user_id and all(one.mine for one in every)
    return Person(user, near, len(near) < len(every), mine)


def person(session: Session, power: Power, user_id: int) -> Person:
    """One account; somebody of another town is not there."""
    found = next((one for one in people_of(session, power) if one.user.id == user_id), None)
    if found is None:
        raise AnswerNotYours
    return found


def add(
    session: Session, power: Power, name: str, role: str, town: Assessment | None, district: District | None
) -> tuple[User, str]:
    """Make an account with its first task, and a password that is told once and changed at the first log in."""
    _need(power.may_give(role, town.id if town else None))
    password = new_password()
    user = create_user(session, name, password)
    user.temporary = True
    record(session, power.user_id, f"account added: {user.name}"[:300])
    give(session, power, user, role, town, district)
    return user, password


def give(
    session: Session, power: Power, user: User, role: str, town: Assessment | None, district: District | None
) -> None:
    """Give a task; nobody changes their own."""
    _need(power.may_give(role, town.id if town else None) and user.id != power.user_id)
    grant(session, user, role, town, district)
    record(session, power.user_id, f"task given: {_said(role, town, district)} to {user.name}"[:300])


def take(session: Session, power: Power, user: User, grant_id: int) -> None:
    """Take a task; the next page this person opens is without it. The last one stays: then the account is closed."""
    hold(session, "grants")
    held = {one.id: one for one in session.scalars(select(Grant).where(Grant.user_id == user.id))}
    given = held.get(grant_id)
    if given is None or len(held) < 2 or user.id == power.user_id:
        raise AnswerNotYours
    _need(power.may_give(given.role, given.assessment_id))
    town = session.get(Assessment, given.assessment_id) if given.assessment_id else None
    district = session.get(District, given.district_id) if given.district_id else None
    session.delete(given)
    record(session, power.user_id, f"task taken: {_said(given.role, town, district)} from {user.name}"[:300])


def shut_out(session: Session, power: Power, of: Person) -> None:
    """Let somebody in no more, from the next page on; their tasks stay, for the day they come back."""
    _need(of.mine)
    disable(of.user)
    record(session, power.user_id, f"account closed: {of.user.name}"[:300])


def renew(session: Session, power: Power, of: Person) -> str:
    """A new password for somebody who forgot theirs, or who is let in again."""
    _need(of.mine)
    password = new_password()
    set_password(of.user, password, temporary=True)
    of.user.disabled = False
    record(session, power.user_id, f"password given: {of.user.name}"[:300])
    return password


def _said(role: str, town: Assessment | None, district: District | None) -> str:
    return f"{role} ({district.code if district else '*'}, {town.code if town else '*'})"


def _need(allowed: bool) -> None:
    if not allowed:
        raise AnswerNotYours
