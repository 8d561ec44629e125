"""The steps that may come later, or never: each makes the figures say more, and none is needed to begin."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.i18n import dated, ngettext
from survey.i18n import gettext as _
from survey.store import own_activities, places
from survey.store.districts import District, districts
from survey.web.manage.rights import At


@dataclass(frozen=True)
class Step:
    """One page of setting up: its address's last part, its name, what is known, whether it is done."""

    code: str
    name: str
    said: str
    done: bool


def later(session: Session, at: At) -> tuple[Step, ...]:
    """What is known about the places of a project, and what it would be good for."""
    return _map(session, at), _streets(session, at), _census(session, at), _activities(session, at)


def places_of(session: Session, at: At) -> list[District]:
    """The districts of a project, without everywhere else."""
    return [one for one in districts(session, at.assessment) if not one.outside]


def _map(session: Session, at: At) -> Step:
    mine = places_of(session, at)
    drawn = sum(1 for one in mine if one.polygon)
    if not drawn:
        return Step("map", _("The map"), _("For a picture of all districts at a glance."), False)
    said = ngettext("%(num)s district of %(all)s is drawn.", "%(num)s districts of %(all)s are drawn.", drawn,
                    all=len(mine))  # fmt: skip
    return Step("map", _("The map"), said, True)


def _streets(session: Session, at: At) -> Step:
    names = {(one.district, one.street) for one in places.streets_of(session, at.assessment)}
    said = ngettext("%(num)s street", "%(num)s streets", len(names)) if names else _(
        "For people who know their street and not their district, and for visits from door to door."
    )  # fmt: skip
    return Step("streets", _("The streets"), said, bool(names))


def _census(session: Session, at: At) -> Step:
    living = places.census_of(session, at.assessment)
    if not living:
        return Step("census", _("Who lives there"), _("Only with it can be said who has not answered yet."), False)
    said = _("%(source)s, %(day)s", source=living[0].source, day=dated(living[0].day))
    return Step("census", _("Who lives there"), said, True)


def _activities(session: Session, at: At) -> Step:
    adding = len(own_activities.choices(session, at.assessment))
    said = ngettext("%(num)s district adds something.", "%(num)s districts add something.", adding) if adding else _(
        "What only this town or one district would ask for, beside the list for all."
    )  # fmt: skip
    return Step("activities", _("Activities of the districts"), said, bool(adding))
