"""Typing in: a sheet by its number or without one, its receipt, and the next sheet at once."""

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from survey import i18n
from survey.i18n import gettext as _
from survey.questionnaire.answers import Refused
from survey.store.accounts import User
from survey.store.entries import SECOND, Entry, entry_of, undecided, waiting
from survey.store.errors import AlreadyTyped, Mistyped, RoundClosed, UnknownSheet
from survey.store.serials import spaced
from survey.store.sheets import mark
from survey.store.typed_in import Entered, Written, enter, enter_again
from survey.web.account.staff import only_staff, store
from survey.web.typing import desk as laid
from survey.web.typing.days import BadDay
from survey.web.typing.desk import Desk, desk
from survey.web.typing.drawn import leaves
from survey.web.typing.notes import Notes, decided, look_at, soft
from survey.web.typing.spoken import WORDS, aloud, spelled

bp = Blueprint("typing", __name__)
bp.before_request(only_staff)
Answer = str | tuple[str, int]


@dataclass(frozen=True)
class Done:
    """What is told of the sheet that was typed in last."""

    said: str
    code: str = ""
    number: str = ""
    """What is to be written on a sheet that had no number."""
    on_sheet: bool = False
    """Whether the code stands on the sheet already, so that nothing has to be written on it."""
    decided: tuple[str, ...] = ()


@bp.get("/typing/<slug>")
def round_(slug: str) -> Answer:
    """Where each sheet begins: its number, typed or scanned."""
    with store().read() as session:
        return start(session, desk(session, slug))


@bp.post("/typing/<slug>")
def open_(slug: str) -> Answer:
    """The sheet of that number, or an empty one of the loose print."""
    typed = request.form.get("serial", "")
    with store().read() as session:
        at = desk(session, slug)
        if request.form.get("go") == "loose":
            return sheet_page(at, laid.of_form(session, at, "paper"))
        try:
            loose = laid.loose_at(session, at, typed)
            of = laid.of_loose(session, at, loose) if loose else None
            written = of or laid.of_sheet(session, at, laid.sheet_at(session, at, typed))
        except (Mistyped, UnknownSheet) as why:
            return start(session, at, fault=str(why), serial=typed), 422
        before = entry_of(session, written.number)
        if before is None:
            return sheet_page(at, written)
        if request.form.get("go") == "again" and may_repeat(session, before):
            return sheet_page(at, written, again=True)
        return typed_before(session, at, before)


@bp.post("/typing/<slug>/sheet")
def keep(slug: str) -> Answer:
    """Take a sheet in; what is not clear comes back once to be looked at, and is then decided by the one rule."""
    again = bool(request.form.get("again"))
    with store().read() as session:
        at = desk(session, slug)
        written = laid.posted(session, at)
        if request.form.get("go") == "aside" and written.sheet:
            return aside(slug)
        try:
            written = laid.dated(at, written)
        except BadDay as why:
            return sheet_page(at, written, day_fault=str(why), again=again), 422
    notes = look_at(written)
    if notes and not (request.form.get("as_it_is") and soft(notes, written)):
        return sheet_page(at, written, notes=notes, again=again), 422
    return second(at, written) if again else first(at, written)


@bp.get("/typing/<slug>/sheet")
def no_sheet(slug: str) -> Redirect:
    """Where the language buttons of a receipt lead: to the next sheet."""
    return redirect(url_for("typing.round_", slug=slug))


def first(at: Desk, written: Written) -> Answer:
    """The answer counts from now on; nothing of a sheet that somebody else typed at this moment counts twice."""
    try:
        with store().write() as session:
            entered = enter(store(), session, written, g.user.id)
    except Refused as refused:
        return sheet_page(at, written, notes=refused.faults), 422
    except RoundClosed as why:
        return sheet_page(at, written, notice=str(why)), 409
    except AlreadyTyped as why:
        with store().read() as session:
            known = entry_of(session, why.serial) or abort(404)
            if not may_repeat(session, known):
                return typed_before(session, at, known)
        said = _("Somebody typed this sheet in at the same moment. Send yours as the second typing; it is compared.")
        return sheet_page(at, written, notice=said, again=True), 409
    if written.channel == "phone":
        return read_out(at, written, entered)
    with store().read() as session:
        return start(session, desk(session, at.slug), done=told(written, entered))


def read_out(at: Desk, written: Written, entered: Entered) -> str:
    """The code of a call, sign by sign, as it is said on the telephone."""
    groups = spelled(entered.code, written.language)
    spelled_in = written.language if written.language in WORDS else "en"
    return render_template(
        "typing/told_aloud.html", at=at, groups=groups, flagged=entered.flagged, spelled_in=spelled_in
    )


def told(written: Written, entered: Entered) -> Done:
    """The receipt: the code on the sheet, or one to be written on it."""
    if entered.flagged:
        said = _("This answer is kept, but it does not count yet: another one was sent from the same page.")
    elif written.sheet:
        said = _("Sheet %(serial)s is typed in and counted.", serial=spaced(written.sheet.serial))
    else:
        said = _("The sheet is typed in and counted.")
    number = spaced(entered.number) if entered.number else ""
    return Done(said, entered.code, number, bool(written.sheet), tuple(decided(written, entered.flags)))


def second(at: Desk, written: Written) -> Answer:
    """The second typing is compared at once; it never counts by itself."""
    with store().write() as session:
        alike = enter_again(session, written, g.user.id)
    if alike:
        said = _("Both typings of this sheet are the same. Nothing has to be decided.")
    else:
        said = _("The two typings of this sheet differ. Take the sheet and say which holds.")
    with store().read() as session:
        return start(session, desk(session, at.slug), done=Done(said))


def aside(slug: str) -> Answer:
    """A sheet without the cross of consent: nothing of it is kept."""
    with store().write() as session:
        at = desk(session, slug)
        sheet = laid.sheet_at(session, at, request.form.get("serial", ""))
        if entry_of(session, sheet.serial) is None:
            mark(session, [sheet], "spoiled", g.user.id)
    said = _("Sheet %(serial)s is set aside. Nothing of it was kept or counted.", serial=spaced(sheet.serial))
    with store().read() as session:
        return start(session, desk(session, slug), done=Done(said))


def may_repeat(session: Session, before: Entry) -> bool:
    """Whether a second typing is possible: by somebody else, once, and while the first is still there."""
    mine = before.user_id == g.user.id
    return not mine and before.sealed is not None and entry_of(session, before.number, SECOND) is None


def typed_before(session: Session, at: Desk, before: Entry) -> str:
    """Told at once: by whom and when, and what can be done."""
    by = session.get(User, before.user_id)
    return render_template(
        "typing/before.html",
        at=at,
        before=before,
        serial=spaced(before.number),
        by=by.name if by else "",
        mine=before.user_id == g.user.id,
        twice=entry_of(session, before.number, SECOND) is not None,
        may_repeat=may_repeat(session, before),
    )


def start(session: Session, at: Desk, fault: str = "", serial: str = "", done: Done | None = None) -> str:
    """The page between two sheets."""
    asked = laid.languages(session, at)
    return render_template(
        "typing/round.html", at=at, fault=fault, serial=serial, done=done, spoken=asked,
        filled_on=request.form.get("filled_on", ""), place=request.form.get("place", ""),
        wanted=len(waiting(session, at.round.id, at.places, g.user.id)),
        differ=len(undecided(session, at.round.id, at.places)),
    )  # fmt: skip


def sheet_page(
    at: Desk, written: Written, *, notes: Notes | None = None, day_fault: str = "", again: bool = False,
    notice: str = "",
) -> str:  # fmt: skip
    """The sheet, with everything typed so far in it."""
    calling, said = written.channel == "phone", notes or {}
    with i18n.use_texts(written.language):
        drawn = leaves(written, said, calling=calling)
        return render_template(
            "typing/call.html" if calling else "typing/sheet.html",
            at=at,
            written=written,
            leaves=aloud(drawn, written.language) if calling else drawn,
            notes=said,
            day_fault=day_fault,
            notice=notice,
            again=again,
            serial=spaced(written.number) if written.number else "",
            token=laid.token_of(at, written),
            filled_on=request.form.get("filled_on", ""),
            as_it_is=bool(said) and soft(said, written),
            no_consent=bool(said) and not soft(said, written) and not calling,
            chosen_place=laid.fixed_place(written),
        )
