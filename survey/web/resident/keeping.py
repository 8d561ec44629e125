"""Keeping what was typed, and the page with the code for going on later or elsewhere."""

from flask import render_template
from sqlalchemy.orm import Session

from survey.store import drafts
from survey.store.rounds import Round
from survey.web.address import site
from survey.web.resident import tokens
from survey.web.resident.place import store
from survey.web.resident.receipt import strip
from survey.web.resident.sitting import LATER, Sitting


def keep(session: Session, sitting: Sitting) -> None:
    """Save the draft, unless somebody else has saved it since it was read."""
    round_, secret = session.get_one(Round, sitting.place.round_id), sitting.ticket.secret
    version, doc = sitting.version, sitting.document()
    drafts.save(store(), session, secret, round_, version, doc, sitting.revision, sitting.corrects)


def common(sitting: Sitting) -> dict[str, object]:
    """What every page of a survey needs; its token is fresh, so that it lasts as long as the draft."""
    ticket = tokens.ticket_for(sitting.place.key, sitting.ticket.secret, sitting.ticket.opened)
    here = {"place": sitting.place, "ticket": ticket, "revision": sitting.revision, "sitting": sitting}
    return {**here, "languages": sitting.languages, **strip(sitting.place)}


def draw_later(sitting: Sitting) -> str:
    """The code with which somebody goes on later, or on another device; everything typed is saved."""
    from survey.web.setup.qr import qr  # the pages of staff build on these, so they come later

    with store().write() as session:
        keep(session, sitting)
        code = drafts.resume_code(store(), session, sitting.ticket.secret)
    address = f"{site()}c"
    return render_template(
        "resident/later.html",
        code=code,
        address=address,
        qr=qr(f"{address}#{code.replace(' ', '')}"),
        days=drafts.DAYS,
        page_name=LATER,
        **common(sitting.saved()),
    )
