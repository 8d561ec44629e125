"""After sending: the code, the people of the place, and what comes next."""

from dataclasses import dataclass

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.disclosure import may_show
from survey.clock import now
from survey.i18n import gettext as _
from survey.store.became import has_public
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.receipts import code_of
from survey.store.responses import Submitted, answers_of_place
from survey.store.rounds import Round
from survey.web.resident.place import Place, store
from survey.web.resident.tokens import Ticket

_MOST_DOTS = 100
_SENDER = "client id"


@dataclass(frozen=True)
class Sent:
    """An answer that is stored."""

    code: str
    state: str
    district: str
    outside: bool
    people: int
    corrected: bool = False
    """Whether it took the place of an earlier answer; the code of that one stays valid."""
    by_letter: bool = False
    """Whether it came with the code of a letter, which may have been open on two devices."""

    @property
    def told(self) -> bool:
        """Whether anybody may know how many people of the place have answered."""
        return bool(may_show("answers", "public", self.people))

    @property
    def dots(self) -> int:
        """One dot a person, as long as they can be counted by eye."""
        return self.people if self.told and self.people <= _MOST_DOTS else 0


def client_id(ticket: Ticket) -> str:
    """The name under which this visit sends its answer: always the same, so that sending twice stores one."""
    return store().keys.mac(_SENDER, ticket.secret)


def find_sent(session: Session, place: Place, ticket: Ticket) -> Sent | None:
    """The answer this visit has sent already, if it has."""
    senders = {keys.mac(_SENDER, ticket.secret): keys for keys in store().keys.every()}
    response = session.scalar(
        select(Response).where(Response.client_id.in_(senders)).order_by(Response.state == "flagged").limit(1)
    )
    if response is None:
        return None
    sender = response.client_id
    return _sent(session, place, response, code_of(store(), sender, response.content_hash, senders[sender]))


def sent_by(session: Session, place: Place, submitted: Submitted) -> Sent:
    """The answer that was sent this very moment."""
    return _sent(session, place, session.get_one(Response, submitted.response_id), submitted.code)


def _sent(session: Session, place: Place, response: Response, code: str) -> Sent:
    district = session.get_one(District, response.district_id)
    return Sent(
        code=code,
        state=response.state,
        district=district.name,
        outside=district.outside,
        people=answers_of_place(session, session.get_one(Round, place.round_id), district),
        corrected=response.supersedes is not None,
        by_letter=response.access == "code",
    )


def draw_receipt(place: Place, ticket: Ticket, sent: Sent, *, fresh: bool, changed: bool = False) -> str:
    """The receipt page; `fresh` when it was sent this very moment, `changed` when more was typed after sending."""
    if place.trial:
        return render_template("manage/tried.html", place=place, **strip(place))
    if sent.state == "withdrawn":
        return render_template("resident/withdrawn.html", place=place, **strip(place))
    notice = _notice(sent, changed, again=not fresh)
    return render_template(
        "resident/receipt.html",
        place=place,
        ticket=ticket,
        sent=sent,
        now=now() if fresh else None,
        notice=notice,
        **strip(place),
    )


def _notice(sent: Sent, changed: bool, again: bool) -> str:
    """What somebody should know who sent more than one answer from one page."""
    if sent.state == "flagged":
        return _("Another answer was sent from the same page. We keep both, and somebody decides which one counts.")
    if changed:
        return _("Your answer had been sent before. What you changed afterwards is not in it.")
    told = again and sent.by_letter and not sent.corrected
    return _("An answer was sent with this code already. This is its receipt.") if told else ""


def became_public(place: Place) -> bool:
    """Whether there is something to read of what became of it, for whoever comes back with a code."""
    with store().read() as session:
        return has_public(session, place.round_id)


def strip(place: Place) -> dict[str, object]:
    """What the base page says about an invented example."""
    return {"example": place.town if place.example else None, "trial": bool(place.trial)}
