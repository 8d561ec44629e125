"""The data keeper's first reading: one answer after the other, each decision saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from analysis.redaction import Span
from survey.i18n import gettext as _
from survey.i18n import number
from survey.sentences import said, words
from survey.store.districts import District
from survey.store.errors import AnswerNotYours, ReadAgain
from survey.store.first_reading import Before, decided, next_to_read, piles, to_decide
from survey.store.open_answers import Unread, keep_reading
from survey.store.protection import flag, has_officer
from survey.store.reading_steps import REASONS
from survey.web.account.staff import store
from survey.web.open_answers import desk as here
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.desk import Desk, Key, desk, filters, items_of, parts
from survey.web.open_answers.marking import marked, pieces

PAGE = 40
DECISIONS = ("readable", "held", "protection")
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Queue:
    """Which answers somebody goes through: those to one question, of one district, or all of theirs."""

    at: Desk
    item: str
    district: District | None
    items: tuple[str, ...]
    waiting: int

    @property
    def args(self) -> dict[str, Any]:
        """The filters as they stand in an address."""
        return filters(self.item, self.district)


@dataclass(frozen=True)
class Typed:
    """What somebody sent that could not be kept as it is."""

    spans: tuple[Span, ...]
    words: str = ""
    reason: str = ""
    quote: bool = False
    faults: tuple[tuple[str, str], ...] = ()
    meanwhile: bool = False


def _queue(session: Session, slug: str) -> Queue:
    at = desk(session, slug)
    here.only(at.keeps)
    mine = {one.id for one in at.keeps}
    found = [pile for pile in piles(session, g.user.id, at.round) if pile.district_id in mine]
    item, district = here.chosen_item(items_of(found)), here.chosen_district(at.keeps)
    chosen = [
        pile.waiting
        for pile in found
        if (not item or pile.item == item) and (district is None or pile.district_id == district.id)
    ]
    return Queue(at, item, district, tuple(items_of(found)), sum(chosen))


def _next(session: Session, queue: Queue, after: Key | None = None) -> Key | None:
    return next_to_read(session, g.user.id, queue.at.round, queue.item, queue.district, after)


@bp.get("/open-answers/<slug>/first")
def first(slug: str) -> Answer:
    """The next answer of the queue, or that everything is read; `after` puts one off."""
    with store().read() as session:
        queue = _queue(session, slug)
        key = _next(session, queue, _put_off())
    if key is None:
        return render_template("open_answers/all_read.html", at=queue.at, parts=parts(queue.at), queue=queue)
    return redirect(url_for("open_answers.answer", slug=slug, key=key, **queue.args))


def _put_off() -> Key | None:
    try:
        return Key(request.args["after"]) if "after" in request.args else None
    except ValueError:
        abort(404)


@bp.get("/open-answers/<slug>/first/<uuid:key>")
def answer(slug: str, key: Key) -> str:
    """One answer in full, with what the program would hide, or with what somebody decided before."""
    with store().read() as session:
        queue = _queue(session, slug)
        found, before = _one(session, queue.at, key)
        return _drawn(session, queue, found, before)


@bp.post("/open-answers/<slug>/first/<uuid:key>")
def decide(slug: str, key: Key) -> Answer:
    """Save one decision and go on to the next answer."""
    with store().read() as session:
        queue = _queue(session, slug)
        found, before = _one(session, queue.at, key)
        sent = _sent(found)
        if sent.faults:
            return _drawn(session, queue, found, before, sent), 422
    try:
        _save(key, sent)
    except ReadAgain:
        with store().read() as session:
            found, before = _one(session, queue.at, key)
            return _drawn(session, queue, found, before, replace(sent, meanwhile=True)), 409
    flash(_saved(request.form["decision"]))
    if request.form["decision"] != "protection":
        flash(url_for("open_answers.answer", slug=slug, key=key, **queue.args), "again")
    with store().read() as session:
        following = _next(session, queue, after=key)
    if following is None:
        return redirect(url_for("open_answers.first", slug=slug, **queue.args), 303)
    return redirect(url_for("open_answers.answer", slug=slug, key=following, **queue.args), 303)


def _one(session: Session, at: Desk, key: Key) -> tuple[Unread, Before]:
    try:
        return to_decide(session, g.user.id, at.round, key)
    except AnswerNotYours:
        abort(404)


def _sent(found: Unread) -> Typed:
    """Read the form against the text; nothing of it is lost where it cannot be kept."""
    if request.form.get("decision") not in DECISIONS:
        abort(400)
    typed, reason = request.form.get("words", ""), request.form.get("reason", "")
    try:
        hidden = marked(found.text, request.form.getlist("mark"), typed)
    except ValueError:
        abort(400)
    faults = [("words", hidden.fault)] if hidden.fault and request.form["decision"] == "readable" else []
    if request.form["decision"] == "held" and reason not in REASONS:
        faults.append(("reason", _("Choose why nobody else should read it.")))
    return Typed(hidden.spans, typed, reason, "quote" in request.form, tuple(faults))


def _save(key: Key, sent: Typed) -> None:
    at_step, decision = here.revision(), request.form["decision"]
    with store().write() as session:
        if decision == "protection":
            flag(session, g.user.id, key, at_step)
        else:
            hold = decision == "held"
            more: dict[str, Any] = {"hold": hold, "reason": sent.reason or "other", "quote": sent.quote and not hold}
            keep_reading(session, g.user.id, key, sent.spans, at_step, **more)


def _saved(decision: str) -> str:
    return {
        "readable": _("Saved: the lead can read it, with what you hid."),
        "held": _("Saved: nobody else reads it."),
        "protection": _("Handed over to whoever looks after people at risk. Nobody else sees it now."),
    }[decision]


def _drawn(session: Session, queue: Queue, found: Unread, before: Before, sent: Typed | None = None) -> str:
    at, fresh = queue.at, found.state == "unread"
    hidden: Sequence[Span] = sent.spans if sent else before.proposed if fresh else found.hidden
    offered = {*before.proposed, *found.hidden, *hidden}
    reasons = said.reasons()
    return render_template(
        "open_answers/first.html",
        at=at,
        parts=parts(at),
        queue=queue,
        answer=found,
        before=before,
        fresh=fresh,
        sent=sent or Typed((), reason=before.reason, quote=before.quote),
        pieces=pieces(found.text, offered, hidden),
        mark=said.mark,
        question=at.question(found.item),
        place=words.place(at.place(found.district_id)),
        reasons=[(code, reasons[code]) for code in REASONS],
        officer=has_officer(session, at.round, found.district_id),
        left=number(queue.waiting),
        state=state_word(found.state, before),
    )


def state_word(state: str, before: Before) -> str:
    """What was decided about an answer, in a word or two."""
    if state == "held":
        return _("Kept back: %(why)s", why=words.within(said.reasons().get(before.reason, _("Another reason"))))
    return {"read": _("Readable"), "approved": _("May be quoted")}.get(state, _("Waits to be read"))


@bp.get("/open-answers/<slug>/decided")
def decided_(slug: str) -> str:
    """What was decided so far, to look at once more."""
    page = request.args.get("page", "1")
    at_page = max(1, int(page[:6])) if page.isascii() and page.isdigit() else 1
    with store().read() as session:
        queue = _queue(session, slug)
        of = (session, g.user.id, queue.at.round, queue.item, queue.district)
        found = decided(*of, skip=(at_page - 1) * PAGE, most=PAGE + 1)
    rows = [
        (one, before, pieces(one.text, one.hidden, one.hidden), state_word(one.state, before))
        for one, before in found[:PAGE]
    ]
    return render_template(
        "open_answers/decided.html",
        at=queue.at,
        parts=parts(queue.at),
        queue=queue,
        rows=rows,
        page=at_page,
        more=len(found) > PAGE,
        name=lambda one: words.place(queue.at.place(one.district_id)),
    )
