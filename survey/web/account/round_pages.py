"""The pages of one round, in the order of the work: who finds which of them beside the others."""

from dataclasses import dataclass

from flask import current_app, g, request, url_for
from sqlalchemy import select

from survey.i18n import gettext as _
from survey.store.accounts import Grant
from survey.store.people import MANAGING
from survey.web.account.staff import store

LEAD, TOWN = "lead", "town"
"""`lead` leads at least one district, `town` the whole town (or administers it); other roles go by their own names."""


BEHIND_WAYS = ("codes", "paper", "typing", "visits", "workshops", "doubtful")
"""Pages of single ways to answer: they stand on the page of all ways, not in the row."""


@dataclass(frozen=True)
class RoundPage:
    """One page of a round, as it stands in the row of links."""

    label: str
    href: str
    current: bool


def round_pages(assessment_id: int, slug: str) -> list[RoundPage]:
    """The pages of a round that are open to whoever is logged in; nobody else gets a link that leads nowhere."""
    mine = roles_in(assessment_id)
    return [
        RoundPage(label, url_for(endpoint, slug=slug), _belongs_to(endpoint.partition(".")[0]))
        for endpoint, (label, roles) in _pages().items()
        if endpoint in current_app.view_functions and mine & set(roles)
    ]


def _belongs_to(page: str) -> bool:
    """Whether this request is for that page, or for one that stands behind it."""
    return request.blueprint == page or (page == "ways" and request.blueprint in BEHIND_WAYS)


def keeps_people() -> bool:
    """Whether whoever is logged in answers for the people of some town."""
    return any(role in MANAGING and district is None for role, _town, district in _grants())


def _pages() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every page of a round, whom it is for."""
    return {
        "dashboard.round_": (_("Districts"), (LEAD,)),
        "compare.round_": (_("Compare"), (LEAD,)),
        "progress.round_": (_("While it runs"), (LEAD,)),
        "ways.round_": (_("Ways to answer"), (LEAD, "facilitator")),
        "inventory.round_": (_("What exists"), (LEAD, TOWN)),
        "open_answers.round_": (_("What people wrote"), (LEAD, "data_keeper", "safeguarding_officer")),
        "downloads.round_": (_("Downloads"), (LEAD, "data_keeper")),
        "reports.round_": (_("Report"), (LEAD,)),
        "release.round_": (_("Release"), (TOWN,)),
        "setup.overview": (_("Project"), (TOWN,)),
    }


def roles_in(assessment_id: int) -> set[str]:
    """What somebody may do in one town."""
    held = [(role, district) for role, town, district in _grants() if town in (None, assessment_id)]
    whole = {TOWN for role, district in held if role in MANAGING and district is None}
    return whole | {role for role, _district in held}


def _grants() -> list[tuple[str, int | None, int | None]]:
    """Each role with its town and its district, asked once for a page."""
    if "grants" not in g:
        with store().read() as session:
            mine = select(Grant.role, Grant.assessment_id, Grant.district_id).where(Grant.user_id == g.user.id)
            g.grants = [(role, town, district) for role, town, district in session.execute(mine)]
    found: list[tuple[str, int | None, int | None]] = g.grants
    return found
