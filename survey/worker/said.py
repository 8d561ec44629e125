"""Open answers for the pages: what was found in each of them, and the counts that a district's page tells."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.code_frame import CodeFrame
from analysis.disclosure import may_show
from analysis.found_words import found_in
from analysis.lemmas import WordsMissing
from analysis.redaction import redact
from analysis.themes import Answer, suggest, theme_counts
from survey.store import codings, prepared, said, tally
from survey.store.base import Store
from survey.store.districts import Assessment, District, StreetRange, districts
from survey.store.documents import OpenAnswer
from survey.store.open_answers import SHOWN
from survey.store.reading_steps import is_protected
from survey.store.rounds import Round
from survey.store.said import FORMAT, Figures, ItemSaid, ThemeSaid

AT_ONCE = 200
"""Answers looked through before they are kept, so that nobody waits long to write."""

AT_A_TURN = 600
"""After so many the figures have their turn again; the rest follows a moment later."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stale:
    """A place of which something is out of date, with everything its figures are made from in one word."""

    round_id: int
    district_id: int
    frame: int
    now: str
    counted: bool
    prepared: bool


def count_said(store: Store) -> int:
    """Count anew where somebody wrote, read or sorted something since, and say in how many places."""
    with store.read() as session:
        stale = [place for place in _stale(session) if not place.counted]
    for place in stale:
        with store.read() as session:
            figures = _figures(session, place)
        with store.write() as session:
            said.keep_counted(session, place.round_id, place.district_id, place.now, figures)
    return len(stale)


def prepare(store: Store, most: int = AT_A_TURN) -> int:
    """Look through answers that nobody has looked through as they are now, about `most`; say how many those were.

    Without the extra `words` there is nothing to propose; the pages say so themselves.
    """
    with store.read() as session:
        stale = [place for place in _stale(session) if not place.prepared]
    done = 0
    try:
        for place in stale:
            while done < most and (found := _prepare_some(store, place)):
                done += found
    except WordsMissing as missing:
        _log.warning("open answers are not looked through: %s", missing)
    return done


def _stale(session: Session) -> list[Stale]:
    """Every place with answers; asked every second, so only small tables are read."""
    stamps, revisions = tally.stamps(session), codings.revisions(session)
    rounds = session.execute(select(Round.id, Round.assessment_id).where(Round.state != "draft")).all()
    found = []
    for round_id, assessment_id in rounds:
        frame, standing = revisions.get(assessment_id, 0), said.standing(session, round_id)
        for (of_round, district), stamp in stamps.items():
            if of_round == round_id:
                there = standing.get(district, said.Standing())
                now = f"{FORMAT}.{stamp}.{there.steps}.{frame}"
                found.append(Stale(round_id, district, frame, now, there.counted == now, there.prepared == now))
    return [place for place in found if not (place.counted and place.prepared)]


def _prepare_some(store: Store, place: Stale) -> int:
    """Look through one portion of a place; when none is left, remember that it is done."""
    with store.read() as session:
        rows = prepared.unprepared(session, place.round_id, place.district_id, place.frame, AT_ONCE)
        found = list(_findings(session, place, rows)) if rows else []
    with store.write() as session:
        prepared.keep_prepared(session, found)
        if not rows:
            said.keep_prepared(session, place.round_id, place.district_id, place.now)
    return len(rows)


def _findings(session: Session, place: Stale, rows: list[OpenAnswer]) -> Iterator[dict[str, object]]:
    assessment = _assessment(session, place.round_id)
    frame, _revision = codings.code_frame(session, assessment)
    known = _places(session, assessment)
    shown = {row.id: Answer(str(row.id), row.redacted or "", row.language) for row in rows if row.state in SHOWN}
    suggested = suggest(shown.values(), frame)
    for row in rows:
        words = found_in(shown[row.id]) if row.id in shown else None
        spans = redact(row.text, _languages(row.language), places=known).spans
        yield {
            "answer_id": row.id,
            "revision": row.revision,
            "frame": place.frame,
            "hidden": [[span.start, span.end, span.kind] for span in spans],
            "words": {"forms": words.forms, "telling": words.telling, "pairs": words.pairs} if words else {},
            "suggested": [[one.theme, list(one.because)] for one in suggested.get(str(row.id), ())],
        }


def _languages(of_form: str) -> list[str]:
    """The form's language first; an older answer whose language nobody knows is read as the town's."""
    return [of_form or "sl"]


def _assessment(session: Session, round_id: int) -> Assessment:
    return session.get_one(Assessment, session.get_one(Round, round_id).assessment_id)


def _places(session: Session, assessment: Assessment) -> list[str]:
    """Names that may stay: a district or a street is no person."""
    streets = select(StreetRange.street).join(District, District.id == StreetRange.district_id)
    streets = streets.where(District.assessment_id == assessment.id).distinct()
    return [*(place.name for place in districts(session, assessment)), *session.scalars(streets)]


def _figures(session: Session, place: Stale) -> Figures:
    """Count one place, question by question; what is too little to show is not in here."""
    states = _states(session, place)
    frame, _revision = codings.code_frame(session, _assessment(session, place.round_id))
    items = [_item(session, place, frame, item, counts) for item, counts in states.items()]
    return Figures(items=sorted(items, key=lambda one: (-one["written"], one["item"])))


def _states(session: Session, place: Stale) -> dict[str, Counter[str]]:
    here = (OpenAnswer.round_id == place.round_id) & (OpenAnswer.district_id == place.district_id)
    counted = select(OpenAnswer.item, OpenAnswer.state, func.count()).where(
        here, OpenAnswer.counted, ~OpenAnswer.sensitive, OpenAnswer.state != "erased"
    )
    found: dict[str, Counter[str]] = {}
    for item, state, n in session.execute(counted.group_by(OpenAnswer.item, OpenAnswer.state)):
        found.setdefault(item, Counter())[state] += n
    return found


def _item(session: Session, place: Stale, frame: CodeFrame, item: str, states: Counter[str]) -> ItemSaid:
    here = (OpenAnswer.round_id == place.round_id) & (OpenAnswer.district_id == place.district_id)
    mine = select(OpenAnswer.id, OpenAnswer.redacted, OpenAnswer.language).where(
        here, OpenAnswer.item == item, OpenAnswer.counted, OpenAnswer.state.in_(SHOWN), ~is_protected()
    )
    answers = [Answer(str(key), text or "", language) for key, text, language in session.execute(mine)]
    given = codings.codings(session, session.get_one(Round, place.round_id), item)
    table = theme_counts(answers, given, frame)
    enough = may_show("wish", "lead_district", table.base)
    rows = [
        ThemeSaid(code=one.theme, names=dict(frame.theme(one.theme).names), n=one.n, disputed=one.disputed)
        for one in table.counts
        if enough and (one.n or one.disputed)
    ]
    return ItemSaid(
        item=item,
        written=states.total(),
        waiting=states["unread"],
        read=sum(states[state] for state in SHOWN),
        sorted=table.base if enough else 0,
        themes=sorted(rows, key=lambda row: -row["n"]),
    )
