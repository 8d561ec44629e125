"""Whole people, for what cannot be said from counts: what each one answered to a few ordinary questions.

Only the worker asks here. It keeps figures, and for who keeps the data of a town a file that does not stay long.
Sensitive answers and own words are not in it.
"""

import uuid
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.districts import District
from survey.store.documents import Response
from survey.store.rounds import Round, reading
from survey.store.vocabulary import Choice, Item

AT_ONCE = 1000
FEW = 200
"""Whole answers are read in smaller portions, since each has a line for every item."""

Pair = tuple[str, str]


class Person(NamedTuple):
    """How somebody was asked, and the answers to some items in the words of the round's current version."""

    channel: str
    answers: dict[str, str]


def persons(session: Session, round_: Round, district: District, items: Collection[str]) -> Iterator[Person]:
    """Everybody whose answer counts in a district, with the items named; an item that was not asked is absent."""
    read = reader(session, round_, frozenset(items))
    mine = select(Response.channel, Response.coded).where(Response.round_id == round_.id)
    mine = mine.where(Response.district_id == district.id, Response.state == "counted")
    for channel, coded in session.execute(mine.execution_options(yield_per=AT_ONCE)):
        pairs = (read(item, choice) for item, choice, *_value in (coded or {}).get("codes", ()))
        yield Person(channel, dict(pair for pair in pairs if pair))


class Whole(NamedTuple):
    """One person's answer as it counts: where, how and when it was given, and all its codes in the tally's integers.

    `id` says nothing about a person; it is random, and so is an order by it. A code: item, choice, perhaps a value.
    """

    id: uuid.UUID
    district: int
    channel: str
    access: str
    day: date
    codes: list[list[Any]]


def everybody(session: Session, round_: Round) -> Iterator[Whole]:
    """Everybody whose answer counts in a round, one after the other, so that memory does not grow with them.

    The order is asked for first and alone: a database that sorts whole answers holds all of them at once.
    """
    counted = (Response.round_id == round_.id, Response.state == "counted")
    order = session.scalars(select(Response.id).where(*counted).order_by(Response.id)).all()
    columns = (Response.id, Response.district_id, Response.channel, Response.access, Response.day, Response.coded)
    for start in range(0, len(order), FEW):
        some = order[start : start + FEW]
        found = {row.id: row for row in session.execute(select(*columns).where(Response.id.in_(some)))}
        for row in (found[one] for one in some):
            codes = (row.coded or {}).get("codes", [])
            yield Whole(row.id, row.district_id, row.channel, row.access, row.day, codes)


def reader(session: Session, round_: Round, wanted: frozenset[str]) -> Callable[[int, int], Pair | None]:
    """From the tally's integers to words, each looked up once."""
    words = reading(session, round_.id)
    items, choices = (_codes(session, table, round_.assessment_id) for table in (Item, Choice))
    known: dict[tuple[int, int], Pair | None] = {}

    def read(item: int, choice: int) -> Pair | None:
        if (item, choice) not in known:
            said = (items[item], choices[choice])
            found = said if words.plain else words.translate(*said)
            known[item, choice] = found if found and found[0] in wanted else None
        return known[item, choice]

    return read


def _codes(session: Session, table: type[Item] | type[Choice], assessment_id: int) -> dict[int, str]:
    found: dict[int, Any] = dict(
        session.execute(select(table.id, table.code).where(table.assessment_id == assessment_id)).all()
    )
    return found
