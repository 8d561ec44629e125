"""People and their tasks: for whoever answers for a town, its accounts and nobody else's."""

from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from survey.i18n import gettext as _
from survey.i18n import text
from survey.store import people as store_people
from survey.store.accounts import User
from survey.store.districts import Assessment, District, districts
from survey.store.errors import AnswerNotYours, NameTaken
from survey.store.people import Person, Power, power_of, towns_of
from survey.web.account.roles import role_names, task
from survey.web.account.staff import store
from survey.web.errors import Page, http_error
from survey.web.manage.views import Answer, bp

LONGEST_NAME = 60
EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Asked:
    """A task as it was chosen on a page: the role, and where."""

    role: str
    town: Assessment | None
    district: District | None


@dataclass(frozen=True)
class Told:
    """A password, for the one time it is shown."""

    name: str
    password: str


class NotChosen(Exception):
    """What keeps something from being done, in a sentence; nothing was changed."""


@bp.errorhandler(AnswerNotYours)
def not_here(_refused: AnswerNotYours) -> Page:
    """Whoever may not see an account learns nothing about whether there is one."""
    return http_error(NotFound())


def _power(session: Session) -> Power:
    power = power_of(session, g.user.id)
    return power if power.any else abort(404)


@bp.get("/manage/people")
def people() -> str:
    """Everybody who has a task in a town of the reader's."""
    with store().read() as session:
        return _list(session)


@bp.post("/manage/people")
def add_person() -> Answer:
    """Make an account with its first task; its password is shown on this one page."""
    try:
        with store().write() as session:
            power = _power(session)
            asked, name = _asked(session, power), " ".join(request.form.get("name", "").split())
            if not 0 < len(name) <= LONGEST_NAME:
                raise NotChosen(_("Write a name of up to 60 characters, for example ana.novak."))
            user, password = store_people.add(session, power, name, asked.role, asked.town, asked.district)
            return _list(session, told=Told(user.name, password))
    except (NotChosen, NameTaken) as why:
        with store().read() as session:
            return _list(session, str(why)), 422


@bp.get("/manage/people/<int:user_id>")
def one_person(user_id: int) -> str:
    """One account: its tasks, and what can be changed."""
    with store().read() as session:
        power = _power(session)
        return _one(session, power, store_people.person(session, power, user_id))


@bp.post("/manage/people/<int:user_id>")
def change_person(user_id: int) -> Answer:
    """Give or take a task, give a new password, close the account."""
    try:
        with store().write() as session:
            power = _power(session)
            of = store_people.person(session, power, user_id)
            if request.form.get("act") == "renew":
                told = Told(of.user.name, store_people.renew(session, power, of))
                return _one(session, power, store_people.person(session, power, user_id), told=told)
            flash(_changed(session, power, of))
    except NotChosen as why:
        with store().read() as session:
            power = _power(session)
            return _one(session, power, store_people.person(session, power, user_id), str(why)), 422
    return redirect(url_for("manage.one_person", user_id=user_id))


def _changed(session: Session, power: Power, of: Person) -> str:
    act, _colon, number = request.form.get("act", "").partition(":")
    if act == "shut":
        store_people.shut_out(session, power, of)
        return _("The account is closed. It opens nothing any more, from this moment on.")
    if act == "take" and number.isascii() and number.isdigit() and len(number) < 12:
        store_people.take(session, power, of.user, int(number))
        return _("The task is taken away.")
    asked = _asked(session, power)
    store_people.give(session, power, of.user, asked.role, asked.town, asked.district)
    return _("The task is given.")


def _asked(session: Session, power: Power) -> Asked:
    """The task as it was chosen, as far as it is the reader's to give."""
    role, where = request.form.get("role", ""), request.form.get("where", "")
    place = _places(session, power).get(where)
    if role not in role_names() or place is None:
        raise NotChosen(_("Choose a task, and where it holds."))
    town, district = place
    if not power.may_give(role, town.id if town else None):
        raise NotChosen(_("This task is not yours to give there."))
    if role == "administrator" and district:
        raise NotChosen(_("Administering holds for a whole town. Choose the town."))
    return Asked(role, town, district)


def _places(session: Session, power: Power) -> dict[str, tuple[Assessment | None, District | None]]:
    """Where a task can hold: a town or a district of it, and everywhere for whoever answers for everything."""
    found: dict[str, tuple[Assessment | None, District | None]] = {}
    for town in towns_of(session, power):
        found[f"{town.id}"] = (town, None)
        for one in districts(session, town):
            if not one.outside:
                found[f"{town.id}-{one.id}"] = (town, one)
    if power.may_give("lead", None):
        found[EVERYWHERE] = (None, None)
    return found


def _where(session: Session, power: Power) -> list[tuple[str, str]]:
    places = _places(session, power).items()
    return [(key, one.name if one else text(town.name) if town else _("everywhere")) for key, (town, one) in places]


def _choices(session: Session, power: Power) -> dict[str, object]:
    may = {role for role in role_names() for town in (*power.towns, None) if power.may_give(role, town)}
    return {
        "roles": [(role, name) for role, name in role_names().items() if role in may],
        "where": _where(session, power),
        "typed": request.form if request.method == "POST" else {},
        "tab": "people",
    }


def _list(session: Session, fault: str = "", told: Told | None = None) -> str:
    power = _power(session)
    listed = [(one, [_task(held) for held in one.tasks]) for one in store_people.people_of(session, power)]
    return render_template(
        "manage/people.html", listed=listed, fault=fault, told=told, me=g.user.id, **_choices(session, power)
    )


def _one(session: Session, power: Power, of: Person, fault: str = "", told: Told | None = None) -> str:
    tasks = [(held, _task(held)) for held in of.tasks]
    return render_template(
        "manage/person.html", of=of, tasks=tasks, fault=fault, told=told, me=_is_me(of.user), **_choices(session, power)
    )


def _task(held: store_people.Held) -> str:
    return task(held.role, held.town, held.district)


def _is_me(user: User) -> bool:
    return bool(user.id == g.user.id)
