"""The pages of one round, in the order of the work: who finds which of them beside the others."""

from dataclasses import dataclass

from flask import current_app, g, request, url_for
from sqlalchemy import or_, select

from survey.i18n import gettext as _
from survey.store.accounts import Grant
from survey.web.account.staff import store

LEAD, TOWN = "lead", "town"
"""`lead` leads at least one district, `town` the whole town (or administers it); other roles go by their own names."""


@dataclass(frozen=True)
class RoundPage:
    """One page of a round, as it stands in the row of links."""

    label: str
    href: str
    current: bool


def round_pages(assessment_id: int, slug: str) -> list[RoundPage]:
    """The pages of a round that are open to whoever is logged in; nobody else gets a link that leads nowhere."""
    mine = _held(assessment_id)
    return [
        RoundPage(label, url_for(endpoint, slug=slug), request.blueprint == endpoint.partition(".")[0])
        for endpoint, (label, roles) in _pages().items()
        if endpoint in current_app.view_functions and mine & set(roles)
    ]


def _pages() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every page of a round, whom it is for."""
    return {
        "dashboard.round_": (_("Districts"), (LEAD,)),
        "compare.round_": (_("Compare"), (LEAD,)),
        "progress.round_": (_("While it runs"), (LEAD,)),
        "inventory.round_": (_("What exists"), (LEAD, TOWN)),
        "open_answers.round_": (_("What people wrote"), (LEAD, "data_keeper", "safeguarding_officer")),
        "downloads.round_": (_("Downloads"), (LEAD, "data_keeper")),
        "reports.round_": (_("Report"), (LEAD,)),
        "release.round_": (_("Release"), (TOWN,)),
        "setup.overview": (_("Project"), (TOWN,)),
    }


def _held(assessment_id: int) -> set[str]:
    """What somebody may do in one town."""
    here = or_(Grant.assessment_id.is_(None), Grant.assessment_id == assessment_id)
    with store().read() as session:
        held = session.execute(select(Grant.role, Grant.district_id).where(Grant.user_id == g.user.id, here)).all()
    whole = {TOWN for role, district in held if role in ("lead", "administrator") and district is None}
    return whole | {role for role, _district in held}
