"""Typing some sheets a second time: which, how far both typings agree, and what holds where they do not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import ngettext, worded
from survey.questionnaire.types import type_of
from survey.store import rounds
from survey.store.districts import District
from survey.store.entries import FIRST, SECOND, Entry, agreement, entry_of, typed, undecided, waiting
from survey.store.errors import ReadAgain, RoundClosed
from survey.store.serials import spaced
from survey.store.sheets import sheet_of
from survey.store.typed_in import Written, choose, decide, differing, surroundings
from survey.web.account.staff import store
from survey.web.resident.controls import Typed, view
from survey.web.typing.desk import Desk, desk
from survey.web.typing.views import Answer, bp

SHARES = (5, 10, 20, 100)


@dataclass(frozen=True)
class Difference:
    """One question that two people typed differently: what each of them read."""

    question: str
    label: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@bp.get("/typing/<slug>/again")
def again(slug: str) -> str:
    """What waits to be typed a second time, what differs, and how often both were the same."""
    with store().read() as session:
        at = desk(session, slug)
        return render_template(
            "typing/again.html", at=at, shares=SHARES,
            waiting=[spaced(one.number) for one in waiting(session, at.round.id, at.places, g.user.id)],
            others=len(waiting(session, at.round.id, at.places)),
            undecided=[(one, spaced(one.number)) for one in undecided(session, at.round.id, at.places)],
            **_agreement(session, at),
        )  # fmt: skip


def _agreement(session: Session, at: Desk) -> dict[str, object]:
    """How often both typings said the same: question by question, and of all that was compared."""
    found = agreement(session, at.round.id, at.places)
    labels: dict[str, str] = {}
    for version in rounds.versions_of(session, at.round.id):
        labels |= {q.id: worded(q.label) for q in rounds.questionnaire(session, version.hash).questions()}
    lines = [(labels.get(name, name), alike, of) for name, (alike, of) in found.items()]
    return {"lines": lines, "alike": sum(line[1] for line in lines), "compared": sum(line[2] for line in lines)}


@bp.post("/typing/<slug>/again")
def ask_again(slug: str) -> Response:
    """Ask for a share of the sheets typed so far, drawn by lot, to be typed a second time."""
    share = request.form.get("share", "")
    if share not in map(str, SHARES):
        abort(404)
    with store().write() as session:
        at = desk(session, slug)
        chosen = choose(store(), session, at.round, at.places, int(share), g.user.id)
    flash(
        ngettext(
            "%(num)s more sheet waits to be typed a second time.",
            "%(num)s more sheets wait to be typed a second time.",
            chosen,
        )
    )
    return redirect(url_for("typing.again", slug=slug))


@bp.get("/typing/<slug>/differences/<int:number>")
def differences(slug: str, number: int) -> Answer:
    """Both typings of one sheet beside each other, where they differ."""
    with store().read() as session:
        at = desk(session, slug)
        return _page(session, at, _second(session, at, number))


@bp.post("/typing/<slug>/differences/<int:number>")
def settle(slug: str, number: int) -> Answer | Response:
    """Keep what was decided as a correction of the answer."""
    with store().read() as session:
        at = desk(session, slug)
        entry = _second(session, at, number)
        wanted = {name: request.form.get(f"right_{name}", "") for name in differing(entry)}
        if set(wanted.values()) - {"1", "2"}:
            return _page(session, at, entry, wanted, _("Say for every line which typing holds.")), 422
        written = _written(session, at, entry)
    right = {name: int(which) for name, which in wanted.items()}
    try:
        with store().write() as session:
            done = decide(store(), session, written, right, g.user.id)
    except (ReadAgain, RoundClosed) as why:
        flash(str(why))
        return redirect(url_for("typing.again", slug=slug))
    flash(_done()[done])
    return redirect(url_for("typing.again", slug=slug))


def _done() -> dict[str, str]:
    return {
        "kept": _("The first typing holds. The answer stays as it is."),
        "changed": _("The answer is corrected. The code on the sheet still opens it."),
        "late": _("The person has changed or withdrawn this answer in the meantime, so theirs holds."),
    }


def _second(session: Session, at: Desk, number: int) -> Entry:
    """A second typing that waits for a decision and is theirs to decide."""
    return next((one for one in undecided(session, at.round.id, at.places) if one.id == number), None) or abort(404)


def _written(session: Session, at: Desk, entry: Entry) -> Written:
    """The sheet as it was typed the first time."""
    sheet = sheet_of(session, at.round, entry.serial) if entry.serial else None
    first = entry_of(session, entry.number, FIRST) or abort(404)
    asked = rounds.questionnaire(session, first.version)
    place = session.get_one(District, first.district_id)
    fields = typed(session, first)
    context = surroundings(session, at.round, asked, fields, sheet)
    return Written(
        at.round, first.version, asked, context, first.language, place, first.day, sheet=sheet, fields=fields,
        loose=first.loose or "",
    )  # fmt: skip


def _page(session: Session, at: Desk, entry: Entry, right: Mapping[str, str] | None = None, fault: str = "") -> str:
    before = _written(session, at, entry)
    after = replace(before, fields=typed(session, entry))
    return render_template(
        "typing/differences.html", at=at, entry=entry, serial=spaced(entry.number), right=right or {},
        fault=fault, differences=[_difference(name, before, after) for name in differing(entry)], turns=(FIRST, SECOND),
    )  # fmt: skip


def _difference(name: str, before: Written, after: Written) -> Difference:
    question = before.asked.question(name)
    with i18n.use_texts(i18n.interface()):
        return Difference(name, worded(question.label), _words(name, before), _words(name, after))


def _words(name: str, written: Written) -> tuple[str, ...]:
    """An answer as people read it; nothing where the sheet was left blank or was not clear."""
    settled = written.settled()
    question = written.asked.question(name)
    if name not in settled.answers:
        return ()
    fields = type_of(question).fields(question, settled.answers[name])
    return tuple(view(question, Typed(fields, settled.answers, written.context)).said())
