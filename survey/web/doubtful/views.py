"""What looks doubtful, set apart for the lead: with and without; and the choice which of two answers counts."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey import i18n
from survey.clock import local
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.sentences import words
from survey.sentences.labels import labels_of
from survey.sentences.said import question_name
from survey.store import deciding, doubtful
from survey.store.deciding import Case
from survey.store.errors import ReadAgain
from survey.store.rounds import current_version
from survey.store.ways import by_way
from survey.web.account.staff import only_staff, store
from survey.web.doubtful.apart import columns
from survey.web.ways.reading import At, lead_at

bp = Blueprint("doubtful", __name__)
bp.before_request(only_staff)


@dataclass(frozen=True)
class Line:
    """One district: its answers, and how many of them bear no sign."""

    name: str
    n: int
    without: int


@bp.get("/doubtful/<slug>")
def round_(slug: str) -> str:
    """Signs first, then every choice that waits or was made."""
    with store().read() as session:
        at = lead_at(session, slug)
        return render_template(
            "doubtful/round.html",
            at=at,
            signs=_signs(session, at),
            texts=_texts(session, at),
            bursts=[_burst(at_, n) for at_, n in doubtful.bursts(session, at.round)],
            lines=_lines(session, at),
            columns=columns(session, at),
            cases=[_told(at, case) for case in deciding.cases(session, at.round, at.districts)],
        )


@bp.post("/doubtful/<slug>")
def decide(slug: str) -> Response:
    """Let one answer of a case count, or take that back."""
    return _change(slug, lambda session, at, case: deciding.decide(session, at.round, case, _chosen(case), g.user.id),
                   lambda: _("It is kept: only the answer that you chose counts."))  # fmt: skip


@bp.post("/doubtful/<slug>/undo")
def undo(slug: str) -> Response:
    """What counted before counts again."""
    return _change(slug, lambda session, at, case: deciding.take_back(session, at.round, case, g.user.id),
                   lambda: _("It is taken back: what counted before counts again."))  # fmt: skip


def _change(slug: str, deed: Callable[[Session, At, Case], None], said: Callable[[], str]) -> Response:
    try:
        with store().write() as session:
            at = lead_at(session, slug)
            case = deciding.case_of(session, at.round, at.districts, _key("case")) or abort(404)
            _as_seen(case)
            deed(session, at, case)
    except ReadAgain as why:
        flash(str(why))
    else:
        flash(said())
    return redirect(url_for("doubtful.round_", slug=slug))


def _as_seen(case: Case) -> None:
    """Two leads may have the same page open: the second is told that the first has decided."""
    if request.form.get("seen", "") != case.mark:
        raise ReadAgain


def _key(name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError:
        abort(404)


def _chosen(case: Case) -> uuid.UUID:
    chosen = _key("chosen")
    return chosen if chosen in {choice.id for choice in case.choices} else abort(404)


def _signs(session: Session, at: At) -> list[tuple[str, str, int]]:
    """Each sign that can be told from an answer: what it is, what it may mean, how many bear it."""
    found = doubtful.by_sign(session, at.round, at.districts)
    return [
        (_("Sent faster than anybody can read"), _("Less than a second for each question."), found[doubtful.FAST]),
        (
            _("Filled in where no person sees a field"),
            _("The form has a field that only programs find."),
            found[doubtful.TRAP],
        ),
        (
            _("The same answers three times or more, by the open link"),
            _("Every answer alike, in the same place. Two neighbours who answer little may well agree."),
            found["alike"],
        ),
    ]


def _texts(session: Session, at: At) -> list[str]:
    labels = labels_of(session, current_version(session, at.round), i18n.language())
    return [
        ngettext("»%(question)s«: %(num)s answer has the same text.",
                 "»%(question)s«: %(num)s answers have the same text.", one.n, question=question_name(labels, one.item))
        for one in doubtful.same_texts(session, at.round, at.districts)
    ]  # fmt: skip


def _burst(began: int, n: int) -> str:
    moment = local(datetime.fromtimestamp(began, UTC))
    return ngettext("%(day)s, in the hour from %(time)s on: %(num)s answer by the open link.",
                    "%(day)s, in the hour from %(time)s on: %(num)s answers by the open link.",
                    n, day=i18n.dated(moment.date()), time=i18n.time(moment))  # fmt: skip


def _lines(session: Session, at: At) -> list[Line]:
    """Every district with and without the answers that bear a sign; only where there are any."""
    found = doubtful.doubted(session, at.round, at.districts)
    mine = [one for one in at.districts if found.get(one.id)]
    whole = {one.id: sum(by_way(session, at.round, [one]).values()) for one in mine}
    return [Line(words.place(one), whole[one.id], whole[one.id] - found[one.id]) for one in mine]


def _told(at: At, case: Case) -> dict[str, object]:
    places = {one.id: words.place(one) for one in at.districts}
    choices = [
        (
            choice,
            _("%(place)s, %(day)s, %(way)s", place=places[choice.district_id], day=i18n.dated(choice.day),
              way=words.way(choice.channel)),
            choice.state == "counted",
        )
        for choice in case.choices
    ]  # fmt: skip
    return {"key": case.key, "seen": case.mark, "choices": choices, "decided": case.decided}
