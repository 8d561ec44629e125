"""Which reports somebody may make and have: of the districts they lead, and of the whole town who leads all of it."""

from dataclasses import dataclass

from flask import abort, g
from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.report.choices import ROUND, TOWN, Choices, from_document
from survey.sentences import words
from survey.store.accounts import may_whole_town
from survey.store.reports import MadeReport, made_of, plan, state
from survey.web.dashboard.reading import ROLE, Desk, desk


@dataclass(frozen=True)
class Place:
    """What a report can be about: its code, its name, and a line about it."""

    code: str
    name: str
    hint: str = ""


@dataclass(frozen=True)
class Builder:
    """One place with what was chosen for its reports; `revision` goes with every page."""

    at: Desk
    place: Place
    choices: Choices
    revision: int


def places_of(session: Session, at: Desk) -> list[Place]:
    """What this person may make reports of, the whole town first."""
    mine = [Place(one.code, words.place(one)) for one in at.districts if not one.outside]
    if not may_whole_town(session, g.user.id, ROLE, at.assessment):
        return mine
    whole = (
        Place(ROUND, _("The whole round"), _("Every district with all of its chapters.")),
        Place(TOWN, _("The town in short"), _("All districts in a table, and half a page for each.")),
    )
    return [*whole, *mine]


def place_of(session: Session, at: Desk, code: str) -> Place:
    """One of these; any other does not exist."""
    return next((place for place in places_of(session, at) if place.code == code), None) or abort(404)


def builder(session: Session, slug: str, code: str) -> Builder:
    """What was chosen for a place so far."""
    at = desk(session, slug)
    place = place_of(session, at, code)
    known = plan(session, at.round, code)
    return Builder(at, place, from_document(known.choices if known else {}), known.revision if known else 0)


def finished(session: Session, at: Desk, number: int) -> MadeReport:
    """A report that is not being made any more, for whoever may make reports of its place."""
    mine = [place.code for place in places_of(session, at)]
    known = next((made for made in made_of(session, at.round, mine) if made.id == number), None)
    if known is None or state(session, known)[0] in ("waiting", "running"):
        abort(404)
    return known


def report_of(session: Session, at: Desk, token: str) -> tuple[MadeReport, dict[str, str]]:
    """The report that a file belongs to, for whoever may have it now; everybody else finds nothing."""
    mine = [place.code for place in places_of(session, at)]
    found = ((made, file) for made in made_of(session, at.round, mine) for file in made.files if file["token"] == token)
    return next(found, None) or abort(404)
