"""The page of all ways to answer, with how many came in by each."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, url_for

from analysis.disclosure import may_show
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store import deciding
from survey.store.ways import by_way
from survey.web.account.round_pages import LEAD, TOWN, roles_in
from survey.web.account.staff import only_staff, store
from survey.web.address import site
from survey.web.setup.qr import qr
from survey.web.ways.reading import ways_at

bp = Blueprint("ways", __name__)
bp.before_request(only_staff)

DESK = (LEAD, TOWN, "facilitator")


@dataclass(frozen=True)
class Way:
    """One card: what the way is, where it is looked after, and what came in by it."""

    name: str
    about: str
    href: str
    said: str


@dataclass(frozen=True)
class _Kind:
    endpoint: str
    roles: tuple[str, ...]
    name: str
    about: str
    came: Callable[[str, str], bool]


@bp.get("/ways/<slug>")
def round_(slug: str) -> str:
    """One card for each way that this person looks after."""
    with store().read() as session:
        at = ways_at(session, slug)
        came = by_way(session, at.round, at.districts)
        mine = roles_in(at.assessment.id)
        leads = bool(mine & {LEAD})
        waiting = (
            [case for case in deciding.cases(session, at.round, at.districts) if not case.decided] if leads else []
        )
    cards = [_card(kind, came, slug) for kind in _kinds() if _open_to(kind, mine)]
    if leads and "doubtful.round_" in current_app.view_functions:
        cards.append(_doubtful(slug, len(waiting)))
    address = f"{site()}s/{slug}"
    return render_template(
        "ways/round.html",
        at=at,
        cards=cards,
        opened=_answers(_sum(came, lambda channel, access: channel == "web" and access == "open")),
        every=sum(came.values()),
        others=_others(came),
        address=address,
        qr=qr(address),
    )


def _kinds() -> tuple[_Kind, ...]:
    """Every way that has pages of its own, in the order of the cards."""
    return (
        _Kind(
            "codes.round_", (LEAD,), _("Letters with codes"),
            _("Four codes for each household: whoever has one answers once, at home or on any device."),
            lambda channel, access: access == "code" and channel not in ("paper", "phone", "home_visit"),
        ),
        _Kind(
            "paper.round_", DESK, _("Paper sheets"),
            _("The same questions on paper, with numbers, so that you know which sheets have not come back."),
            lambda channel, _access: channel == "paper",
        ),
        _Kind(
            "typing.round_", DESK, _("Typing in, and answering by phone"),
            _("Sheets are typed in quickly by keyboard; whoever calls the help line is read the questions aloud."),
            lambda channel, _access: channel == "phone",
        ),
        _Kind(
            "visits.round_", (*DESK, "safeguarding_officer"), _("Home visits"),
            _("For people who do not leave their home: somebody comes and asks."),
            lambda channel, _access: channel == "home_visit",
        ),
        _Kind(
            "workshops.round_", (LEAD, "facilitator"), _("Workshops"),
            _("An evening with neighbours: plan it, count who came, and pass the questions round on a tablet."),
            lambda channel, _access: channel == "workshop",
        ),
    )  # fmt: skip


def _open_to(kind: _Kind, mine: set[str]) -> bool:
    return kind.endpoint in current_app.view_functions and bool(mine & set(kind.roles))


def _card(kind: _Kind, came: dict[tuple[str, str], int], slug: str) -> Way:
    n = _sum(came, kind.came)
    said = _by_phone(n) if kind.endpoint == "typing.round_" else _answers(n)
    return Way(kind.name, kind.about, url_for(kind.endpoint, slug=slug), said)


def _doubtful(slug: str, waiting: int) -> Way:
    said = ngettext("%(num)s case waits for you.", "%(num)s cases wait for you.", waiting) if waiting else ""
    about = _("Answers that may have been sent twice or by a program. Nothing is deleted by itself.")
    return Way(
        _("Answers to look at"), about, url_for("doubtful.round_", slug=slug), said or _("Nothing waits for you.")
    )


def _sum(came: dict[tuple[str, str], int], belongs: Callable[[str, str], bool]) -> int:
    n = sum(many for (channel, access), many in came.items() if belongs(channel, access))
    return n if may_show("answers", "facilitator", n) else 0


def _others(came: dict[tuple[str, str], int]) -> str:
    n = _sum(came, lambda channel, access: channel == "tablet" and access != "code")
    return ngettext("%(num)s came in on a tablet.", "%(num)s came in on a tablet.", n) if n else ""


def _answers(n: int) -> str:
    return ngettext("%(num)s answer", "%(num)s answers", n) if n else _("no answer yet")


def _by_phone(n: int) -> str:
    return ngettext("%(num)s answer by phone", "%(num)s answers by phone", n) if n else _("no answer by phone yet")
