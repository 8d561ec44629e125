"""Whose sheets these are, and the sheet that a request is about: its version, its language, its order."""

from dataclasses import dataclass, replace

from flask import abort, g, request
from sqlalchemy.orm import Session

from survey import i18n
from survey.clock import today
from survey.store import rounds
from survey.store.districts import Assessment, District
from survey.store.entries import Entry, entry_of, places, typed_today
from survey.store.rounds import Round, current_version, round_by_slug
from survey.store.serials import read_serial
from survey.store.sheets import Sheet, batch_of, sheet_of
from survey.store.typed_in import Fields, Written, surroundings
from survey.web.resident import tokens
from survey.web.resident.flow import Posted
from survey.web.typing.days import paper_day


@dataclass(frozen=True)
class Desk:
    """One round and the districts for which this person types in."""

    round: Round
    assessment: Assessment
    districts: tuple[District, ...]
    mine: int
    """How many this person has typed in today."""
    all: int

    @property
    def slug(self) -> str:
        """The round's address."""
        return self.round.slug

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    @property
    def places(self) -> list[District]:
        """Their districts, as a list."""
        return list(self.districts)

    def place(self, code: str) -> District | None:
        """One of their districts; any other is not there."""
        return next((one for one in self.districts if one.code == code), None)


def desk(session: Session, slug: str) -> Desk:
    """The round of that address, if any of its sheets are theirs to type in."""
    round_ = round_by_slug(session, slug)
    if round_ is None or round_.state == "draft":
        abort(404)
    assessment = session.get_one(Assessment, round_.assessment_id)
    mine = places(session, g.user.id, assessment.id) or abort(404)
    return Desk(round_, assessment, tuple(mine), *typed_today(session, round_.id, g.user.id))


def sheet_at(session: Session, at: Desk, serial: str) -> Sheet:
    """The sheet of that number, if it is theirs: one printed for another district is not there for them."""
    sheet = sheet_of(session, at.round, serial)
    place = batch_of(session, sheet).district_id
    if place is not None and place not in {one.id for one in at.districts}:
        abort(404)
    return sheet


def of_sheet(session: Session, at: Desk, sheet: Sheet, fields: Fields | None = None) -> Written:
    """A sheet with a number: its version and its language are those it was printed with."""
    batch = batch_of(session, sheet)
    asked = rounds.questionnaire(session, batch.version)
    chosen = at.place(request.form.get("place", ""))
    place = next((one for one in at.districts if one.id == batch.district_id), None) or chosen or at.districts[0]
    context = surroundings(session, at.round, asked, fields or {}, sheet)
    return Written(
        at.round, batch.version, asked, context, batch.language, place, today(), sheet=sheet, fields=fields or {},
        printed_for=batch.district_id,
    )  # fmt: skip


def loose_at(session: Session, at: Desk, typed: str) -> Entry | None:
    """The first typing of a sheet that was given its number then, if it is of this round and theirs."""
    known = entry_of(session, read_serial(typed) or "")
    here = known is not None and known.loose and known.round_id == at.round.id
    if known is None or not here:
        return None
    return known if known.district_id in {one.id for one in at.districts} else abort(404)


def of_loose(session: Session, at: Desk, first: Entry, fields: Fields | None = None) -> Written:
    """A sheet that was given its number: what it asks, and in which language, is known from the first typing."""
    asked = rounds.questionnaire(session, first.version)
    place = session.get_one(District, first.district_id)
    context = surroundings(session, at.round, asked, fields or {}, None)
    return Written(
        at.round, first.version, asked, context, first.language, place, today(), fields=fields or {}, loose=first.number
    )


def of_form(session: Session, at: Desk, channel: str, fields: Fields | None = None) -> Written:
    """A sheet without a number, or a call: the language and the place are chosen, the version is that of its page."""
    pinned = request.form.get("version") or current_version(session, at.round)
    if session.get(rounds.RoundVersion, (at.round.id, pinned)) is None:
        abort(404)
    asked = rounds.questionnaire(session, pinned)
    place = at.place(request.form.get("place", "")) or at.districts[0]
    language = request.form.get("spoken", "")
    spoken = language if language in i18n.offered(asked.languages) else i18n.interface()
    context = surroundings(session, at.round, asked, fields or {}, None)
    ticket = tokens.read(request.form.get("token", ""), f"typing {at.slug}") or tokens.mint(f"typing {at.slug}")
    return Written(
        at.round, pinned, asked, context, spoken, place, today(), channel, fields=fields or {}, secret=ticket.secret
    )


def posted(session: Session, at: Desk) -> Written:
    """What a page has sent, on the sheet that it belongs to."""
    fields = {name: values for name, values in Posted.of(request.form).fields.items() if any(values)}
    serial = request.form.get("serial", "")
    loose = loose_at(session, at, serial)
    if loose:
        return of_loose(session, at, loose, fields)
    if serial:
        return of_sheet(session, at, sheet_at(session, at, serial), fields)
    return of_form(session, at, "phone" if request.form.get("aloud") else "paper", fields)


def dated(at: Desk, written: Written) -> Written:
    """With the day that stands on the sheet; `BadDay` where that cannot be."""
    if written.channel == "phone":
        return written
    return replace(written, day=paper_day(request.form.get("filled_on", ""), at.round))


def token_of(at: Desk, written: Written) -> str:
    """What the page of a sheet without a number is known by when it is sent twice."""
    return "" if written.number else tokens.ticket_for(f"typing {at.slug}", written.secret).token


def fixed_place(written: Written) -> bool:
    """Whether the place is known without asking: the sheet was printed for one district, or typed in before."""
    return bool(written.loose) or (written.sheet is not None and written.place.id == written.printed_for)


def languages(session: Session, at: Desk) -> list[str]:
    """The languages of the loose print, and of a call."""
    asked = rounds.questionnaire(session, current_version(session, at.round))
    return [code for code in i18n.offered(asked.languages) if code in asked.languages]
