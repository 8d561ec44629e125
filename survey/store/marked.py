"""Answers that bear a sign as rows of counts, to be taken out of all others. Only the worker reads this."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store import doubtful
from survey.store.counting import Pending
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.rounds import Round
from survey.store.sums import CellKey, Sums
from survey.store.tally import CellRow, CubeRow, in_current_words
from survey.store.vocabulary import Choice, Item, Vocabulary


class Rows(NamedTuple):
    """Counts and people as the tally hands them over."""

    counts: list[CubeRow]
    people: list[CellRow]


def taken_out(session: Session, round_: Round, districts: Sequence[District]) -> Rows:
    """The marked answers, each with a minus: added to all answers, they leave those without."""
    sums = Sums()
    for coded in session.scalars(doubtful.marked(round_, districts).with_only_columns(Response.coded)):
        sums.add(-1, coded or {}, None)
    return _rows(session, round_, districts, sums)


def waiting(session: Session, round_: Round, districts: Sequence[District]) -> Rows:
    """What the tally has not taken in yet: a marked answer among it must not be taken out of what lacks it."""
    here, sums = {one.id for one in districts}, Sums()
    for sign, payload in session.execute(select(Pending.sign, Pending.payload)):
        if payload["cell"][0] == round_.id and payload["cell"][1] in here:
            sums.add(sign, payload, None)
    return _rows(session, round_, districts, sums)


def _rows(session: Session, round_: Round, districts: Sequence[District], sums: Sums) -> Rows:
    places = {one.id: one.code for one in districts}

    def kind(cell: CellKey) -> tuple[str, ...]:
        _round, district, channel, access, _language, age, gender = cell
        return round_.slug, places[district], channel, access, age, gender

    items, choices = _codes(session, Item, round_), _codes(session, Choice, round_)
    counts = [
        (*kind(cell), items[item], choices[choice], *three) for (cell, item, choice), three in sums.counts.items()
    ]
    named = in_current_words(session, round_.id, counts, items=(6,), sums=3)
    return Rows(
        [CubeRow._make(row) for row in named], [CellRow._make((*kind(cell), n)) for cell, n in sums.cells.items()]
    )


def _codes(session: Session, table: Vocabulary, round_: Round) -> dict[int, str]:
    mine = select(table.id, table.code).where(table.assessment_id == round_.assessment_id)
    return {number: code for number, code in session.execute(mine)}  # noqa: C416 - dict() would take a result for a mapping
