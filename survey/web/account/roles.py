"""Who can do what, said to whoever finds a page empty: their own account first, and whom to ask for more."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import text
from survey.store.accounts import grants_of, visible_towns
from survey.store.districts import Assessment, District
from survey.store.rounds import Round

WORKS_BESIDE = ("data_keeper", "safeguarding_officer", "facilitator")


@dataclass(frozen=True)
class Role:
    """One kind of account: what it is called, and what it opens."""

    name: str
    opens: str
    mine: bool


@dataclass(frozen=True)
class Account:
    """What somebody may do, in sentences, beside what others may."""

    sentences: tuple[str, ...]
    roles: tuple[Role, ...]
    district: bool
    """Whether the figures of a district are open to them."""
    town: bool
    """Whether the questionnaires of a town are theirs to change."""
    founds: bool
    """Whether they may begin a project in a town that has none."""
    rounds: tuple[Round, ...] = ()
    """The rounds in which they work without seeing the figures: some of their pages may be theirs."""


def account(session: Session) -> Account:
    """The account of whoever is logged in."""
    held = [(_kind(role, district), town, district) for role, town, district in grants_of(session, g.user.id)]
    said = tuple(dict.fromkeys(_sentence(kind, town, district) for kind, town, district in held))
    kinds = {kind for kind, _town, _district in held}
    roles = tuple(Role(name, opens, kind in kinds) for kind, (name, opens) in _roles().items())
    figures, forms = kinds & {"lead", "lead_district"}, kinds & {"lead", "administrator"}
    everywhere = any(town is None and kind in forms for kind, town, _district in held)
    rounds = tuple(_rounds_beside(session))
    return Account(said or (_("You have no task yet."),), roles, bool(figures), bool(forms), everywhere, rounds)


def _rounds_beside(session: Session) -> list[Round]:
    """The newest first, as on every other page."""
    seen = or_(*(Round.assessment_id.in_(visible_towns(g.user.id, role)) for role in WORKS_BESIDE))
    return list(session.scalars(select(Round).where(seen, Round.state != "draft").order_by(Round.id.desc())))


def task(role: str, town: Assessment | None, district: District | None) -> str:
    """One task of somebody, with where it holds."""
    name = _roles()[_kind(role, district)][0]
    place = (district.name if district else "") or (text(town.name) if town else "") or _("everywhere")
    return _("%(task)s: %(place)s", task=name, place=place)


def role_names() -> dict[str, str]:
    """What can be given, in the order in which people ask for it; leading means the town or the district beside it."""
    every = {role: name for role, (name, _opens) in _roles().items() if role != "lead_district"}
    return every | {"lead": _("leading, as the town or the district chosen below")}


def _kind(role: str, district: District | None) -> str:
    """A lead of one district may less than the lead of the town, so they are told apart."""
    return "lead_district" if role == "lead" and district else role


def _sentence(kind: str, town: Assessment | None, district: District | None) -> str:
    place = (district.name if district else "") or (text(town.name) if town else "")
    if not place:
        return _("Your task: %(task)s, everywhere.", task=_roles()[kind][0])
    return _("Your task: %(task)s, in %(place)s.", task=_roles()[kind][0], place=place)


def _roles() -> dict[str, tuple[str, str]]:
    """Every kind of account and what it opens, in the order in which people ask for it."""
    return {
        "lead": (
            _("leading the whole town"),
            _("Sees the figures of all districts. Makes, publishes and closes questionnaires."),
        ),
        "lead_district": (_("leading one district"), _("Sees the figures of that district.")),
        "facilitator": (
            _("facilitating workshops"),
            _("Plans workshops, connects their tablets and sees who came."),
        ),
        "data_keeper": (
            _("keeping the data"),
            _("Reads what people wrote before anybody else does, and hides names and numbers."),
        ),
        "safeguarding_officer": (
            _("looking after people at risk"),
            _("Sees the answers that say somebody may need protection."),
        ),
        "administrator": (
            _("administering the site"),
            _("Makes questionnaires and gives people their tasks."),
        ),
    }
