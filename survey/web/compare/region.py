"""The towns of a region side by side, for whoever leads all of each."""

from collections.abc import Callable
from typing import cast

from flask import abort, g, render_template
from sqlalchemy.orm import Session

from survey.figures import FORMAT, Town
from survey.i18n import text
from survey.sentences import region as said
from survey.store.regions import TownRound, towns_of_region
from survey.web.account.staff import store
from survey.web.compare.views import bp
from survey.web.dashboard.reading import Desk, desk
from survey.web.manage.uploaded import catalogue


@bp.context_processor
def regions() -> dict[str, object]:
    """Whether the row of links leads to the region; asked only where a town has one."""
    return {"reads_region": reads_region}


def reads_region(at: Desk) -> bool:
    """Whether this person leads all of this town and of another one in its region."""
    with store().read() as session:
        return bool(_towns(session, at))


@bp.get("/compare/<slug>/region")
def region(slug: str) -> str:
    """Every town of the region that this person leads, from its newest round; without a second one there is no page."""
    with store().read() as session:
        at = desk(session, slug)
        towns = _towns(session, at) or abort(404)
    here = {town: _figures(town) for town in towns}
    known = [(town, figures) for town, figures in here.items() if figures]
    return render_template(
        "compare/region.html",
        at=at,
        towns=[town for town, _figures_ in known],
        groups=said.groups([figures for _town, figures in known], _activity(at), at.labels.feature),
        answered=said.answered([figures for _town, figures in known]),
        waiting=said.waiting([town.town for town, figures in here.items() if figures is None]),
        how=said.method(),
    )


def _towns(session: Session, at: Desk) -> list[TownRound]:
    if not at.assessment.region:
        return []
    found = towns_of_region(session, g.user.id, at.assessment.region)
    mine = {town.assessment.id for town in found}
    return found if at.assessment.id in mine and len(mine) > 1 else []


def _figures(town: TownRound) -> Town | None:
    figures = town.figures.figures if town.figures else None
    return cast(Town, figures) if figures and figures["format"] == FORMAT else None


def _activity(at: Desk) -> Callable[[str], str]:
    """What an activity is called here, or in the catalogue that all towns share."""
    shared = catalogue()

    def name(code: str) -> str:
        known = at.labels.knows_activity(code) or code not in shared
        return at.labels.activity(code) if known else text(shared[code].label)

    return name
