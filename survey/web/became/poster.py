"""The poster "You said, we did", on A3 or A4: only what is public."""

from flask import render_template, request
from sqlalchemy.orm import Session

from survey.clock import now
from survey.sentences.became import Told
from survey.store.became import topics_of
from survey.store.districts import Municipality
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.became.views import bp
from survey.web.inventory.access import Desk, desk, district_of
from survey.web.public.became import Teller, place_name
from survey.web.setup.qr import qr

MOST = 6
MOST_LETTERS = 1500
"""What fits on the sheet in letters that are read from two metres."""


@bp.get("/became/<slug>/poster")
@bp.get("/became/<slug>/poster/<code>")
def poster(slug: str, code: str = "") -> str:
    """The newest topics of the town, or those of one place with those of the whole town."""
    with store().read() as session:
        at = desk(session, slug)
        place = district_of(at, code) if code else None
        told = _told(session, at, place.id if place else None)
        fit = _fitting(told)
        address = f"{site()}results/{slug}/became"
        return render_template(
            "became/poster.html",
            at=at,
            example=at.example,
            name=place_name(place) if place else "",
            town=session.get_one(Municipality, at.assessment.municipality_id).name,
            topics=fit,
            left=len(told) - len(fit),
            address=address,
            qr=qr(address),
            moment=now(),
            a4=request.args.get("paper") == "a4",
        )


def _told(session: Session, at: Desk, place: int | None) -> list[Told]:
    teller = Teller(session, at.round, at.assessment)
    topics = topics_of(session, at.round, public=True)
    return [teller.tell(one) for one in topics if place is None or one.district_id in (None, place)]


def _fitting(told: list[Told]) -> list[Told]:
    """As many as the sheet holds, at least one."""
    fit: list[Told] = []
    room = MOST_LETTERS
    for one in told[:MOST]:
        room -= 60 + len(one.title) + max(len(one.figure) + len(one.said), len(one.now.what))
        if fit and room < 0:
            break
        fit.append(one)
    return fit
