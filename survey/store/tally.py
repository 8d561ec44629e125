"""The tally: a table of counts that every figure is computed from, kept up to date from a queue."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, delete, func, select, text, update
from sqlalchemy.orm import Session, aliased

from analysis.codebook import NO_ANSWER
from survey.store.base import hold
from survey.store.counting import CELL, Cell, Count, Pair, Pending, SensitiveCount, Stamp
from survey.store.districts import District
from survey.store.documents import Response, SensitiveAnswer
from survey.store.rounds import Round, reading
from survey.store.sums import CellKey, Sums, opened
from survey.store.upsert import add_up, insert_new, table_of
from survey.store.vocabulary import Choice, Item

AT_ONCE = 1000
AnyRows = Select[*tuple[Any, ...]]


class CubeRow(NamedTuple):
    """How many people of one kind gave one answer; `round` is the slug, `district` the code."""

    round: str
    district: str
    channel: str
    access: str
    age: str
    gender: str
    item: str
    option: str
    n: int
    s1: float
    s2: float


class CellRow(NamedTuple):
    """How many people of one kind answered at all."""

    round: str
    district: str
    channel: str
    access: str
    age: str
    gender: str
    n: int


class PairRow(NamedTuple):
    """How many people of a district gave two answers together."""

    district: str
    item: str
    option: str
    other_item: str
    other_option: str
    n: int


class SensitiveRow(NamedTuple):
    """How many gave a sensitive answer, by district or by age but never by both."""

    grouped_by: str
    group: str
    item: str
    option: str
    n: int


def fold(session: Session) -> int:
    """Add what is waiting to the tally and say how many entries that was; nothing waiting costs one look."""
    hold(session, "tally")
    folded = 0
    queue = select(Pending.id, Pending.sign, Pending.payload, Pending.sealed).order_by(Pending.id).limit(AT_ONCE)
    while waiting := session.execute(queue).all():
        sums = Sums()
        for entry in waiting:
            sums.add(entry.sign, entry.payload, opened(session, "pending", entry.sealed))
        _write(session, sums)
        session.execute(delete(Pending).where(Pending.id.in_([entry.id for entry in waiting])))
        folded += len(waiting)
    return folded


def rebuild(session: Session) -> None:
    """Make the whole tally anew from the responses; what is queued is among them already."""
    hold(session, "tally")
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE pending IN SHARE ROW EXCLUSIVE MODE"))  # nobody queues meanwhile
    for table in (Pending, Pair, Count, SensitiveCount, Cell):
        session.execute(delete(table))
    for sums in _truth(session):
        _write(session, sums)


def verify(session: Session) -> list[str]:
    """What the tally with its queue says otherwise than the responses do; no line when all is well."""
    expected, found = Sums(), _stored(session)
    for part in _truth(session):
        expected.merge(part)
    for entry in session.execute(select(Pending.sign, Pending.payload, Pending.sealed)):
        found.add(entry.sign, entry.payload, opened(session, "pending", entry.sealed))
    return expected.differences(found)


def rows(session: Session, round_id: int, district_id: int | None = None) -> list[CubeRow]:
    """The counts of a round, or of one district in it, for the analysis."""
    kind = (Round.slug, District.code, Cell.channel, Cell.access, Cell.age, Cell.gender, Item.code, Choice.code)
    sums = (func.sum(Count.n), func.sum(Count.s1), func.sum(Count.s2))
    found = select(*kind, *sums).select_from(Count).join(Cell).join(Item).join(Choice).group_by(*kind).order_by(*kind)
    stored = session.execute(_of_place(found, round_id, district_id))
    return [CubeRow._make(row) for row in in_current_words(session, round_id, stored, items=(6,), sums=3)]


def cells(session: Session, round_id: int, district_id: int | None = None) -> list[CellRow]:
    """How many answered in a round, by everything a page may be filtered by."""
    kind = (Round.slug, District.code, Cell.channel, Cell.access, Cell.age, Cell.gender)
    found = select(*kind, func.sum(Cell.n)).select_from(Cell).group_by(*kind).order_by(*kind)
    return [CellRow._make(row) for row in session.execute(_of_place(found, round_id, district_id))]


def totals(session: Session, round_id: int) -> dict[tuple[str, str], int]:
    """How many people of a whole round gave each answer (item, option): quick enough for every page."""
    found = select(Item.code, Choice.code, func.sum(Count.n)).select_from(Count).join(Cell).join(Item).join(Choice)
    found = found.group_by(Item.code, Choice.code).order_by(Item.code, Choice.code)
    stored = session.execute(_of_place(found, round_id, None))
    return {(item, option): n for item, option, n in in_current_words(session, round_id, stored, items=(0,), sums=1)}


def pair_rows(session: Session, round_id: int, district_id: int | None = None) -> list[PairRow]:
    """The declared crossings of a round by district."""
    item, choice = aliased(Item), aliased(Choice)
    kind = (District.code, Item.code, Choice.code, item.code, choice.code)
    found: AnyRows = select(*kind, func.sum(Pair.n)).select_from(Pair).join(Cell)
    found = found.join(Item, Item.id == Pair.item_id).join(Choice, Choice.id == Pair.choice_id)
    found = found.join(item, item.id == Pair.other_item_id).join(choice, choice.id == Pair.other_choice_id)
    found = _of_place(found.group_by(*kind).order_by(*kind), round_id, district_id)
    return [
        PairRow._make(row) for row in in_current_words(session, round_id, session.execute(found), items=(1, 3), sums=1)
    ]


def sensitive_rows(session: Session, round_id: int) -> list[SensitiveRow]:
    """The sensitive counts of a round; a page shows them only as far as the rules of disclosure allow."""
    columns = (SensitiveCount.grouped_by, SensitiveCount.group, Item.code, Choice.code)
    found = select(*columns, SensitiveCount.n).select_from(SensitiveCount).join(Item).join(Choice)
    found = found.where(SensitiveCount.round_id == round_id).order_by(*columns)
    return [
        SensitiveRow._make(row)
        for row in in_current_words(session, round_id, session.execute(found), items=(2,), sums=1)
    ]


def in_current_words(
    session: Session, round_id: int, stored: Iterable[Sequence[Any]], items: tuple[int, ...], sums: int
) -> Iterable[Sequence[Any]]:
    """The stored rows in the words of the round's current version; what does not pool with it is left out.

    `items` says where an item stands with its answer behind it; the last `sums` columns are added up.
    """
    words = reading(session, round_id)
    if words.plain:
        return stored
    added: dict[tuple[Any, ...], list[Any]] = {}
    for row in stored:
        key = row[:-sums]
        pairs = [words.translate(key[place], key[place + 1]) for place in items]
        if None not in pairs:
            _add(added, _named(key, items, pairs), row[-sums:])
        for pair, sign in words.beside(key[items[0]], key[items[0] + 1]) if len(items) == 1 else ():
            _add(added, _named(key, items, [pair]), [sign * row[-sums], *[0] * (sums - 1)])
    return [(*key, *numbers) for key, numbers in sorted(added.items()) if any(numbers)]


def _named(key: Sequence[Any], items: Sequence[int], pairs: Sequence[tuple[str, str] | None]) -> tuple[Any, ...]:
    """The same kind of people under other names of their items and answers."""
    changed = list(key)
    for place, pair in zip(items, pairs, strict=True):
        changed[place : place + 2] = pair or ()
    return tuple(changed)


def _add(added: dict[tuple[Any, ...], list[Any]], key: tuple[Any, ...], numbers: Sequence[Any]) -> None:
    known = added.setdefault(key, [0] * len(numbers))
    known[:] = [one + more for one, more in zip(known, numbers, strict=True)]


def answered(session: Session, round_id: int) -> dict[str, int]:
    """How many people have answered each question of the current version, as far as that has been counted."""
    found: AnyRows = select(Item.code, Choice.code, func.sum(Count.n)).select_from(Count).join(Cell)
    found = found.join(Item).join(Choice).where(Cell.round_id == round_id).group_by(Item.code, Choice.code)
    apart: AnyRows = select(Item.code, Choice.code, func.sum(SensitiveCount.n)).select_from(SensitiveCount)
    apart = apart.join(Item).join(Choice).where(SensitiveCount.round_id == round_id)
    apart = apart.where(SensitiveCount.grouped_by == "district").group_by(Item.code, Choice.code)
    people: dict[str, int] = {}
    for query in (found, apart):
        for item, option, n in in_current_words(session, round_id, session.execute(query).all(), items=(0,), sums=1):
            people[item] = people.get(item, 0) + (0 if option in NO_ANSWER else n)
    most: dict[str, int] = {}
    for item, n in people.items():
        question = item.partition(".")[0]
        most[question] = max(n, most.get(question, 0))
    return most


def languages(session: Session, round_id: int) -> dict[str, int]:
    """How many answered in each language of the pages; never a breakdown of anything."""
    counted = select(Cell.language, func.sum(Cell.n)).where(Cell.round_id == round_id).group_by(Cell.language)
    return dict(session.execute(counted).all())


def stamp(session: Session, round_id: int, district_id: int | None = None) -> int:
    """A number that grows whenever the tally of a place, or of the whole round, changes."""
    changes = select(func.coalesce(func.sum(Stamp.n), 0)).where(Stamp.round_id == round_id)
    if district_id is not None:
        changes = changes.where(Stamp.district_id == district_id)
    return session.scalar(changes) or 0


def stamps(session: Session) -> dict[tuple[int, int], int]:
    """The stamp of every place that has answers, by round and district."""
    found = select(Stamp.round_id, Stamp.district_id, Stamp.n)
    return {(round_id, district_id): n for round_id, district_id, n in session.execute(found)}


def _of_place(
    found: Select[*tuple[object, ...]], round_id: int, district_id: int | None
) -> Select[*tuple[object, ...]]:
    found = found.join(Round, Round.id == Cell.round_id).join(District, District.id == Cell.district_id)
    found = found.where(Cell.round_id == round_id)
    return found if district_id is None else found.where(Cell.district_id == district_id)


def _write(session: Session, sums: Sums) -> None:
    """Add these sums to the tables, and let go of what has come to nothing."""
    ids = _cell_ids(session, sums)
    table = table_of(Cell)
    grown = update(table).where(table.c.id == bindparam("cell")).values(n=table.c.n + bindparam("more"))
    session.execute(grown, [{"cell": ids[key], "more": n} for key, n in sums.cells.items()])
    add_up(
        session, Count, ["n", "s1", "s2"], [(ids[key], *code, *three) for (key, *code), three in sums.counts.items()]
    )
    add_up(session, Pair, ["n"], [(ids[key], *codes, n) for (key, *codes), n in sums.pairs.items()])
    add_up(session, SensitiveCount, ["n"], [(*key, n) for key, n in sums.sensitive.items()])
    add_up(session, Stamp, ["n"], [(*place, 1) for place in sorted({key[:2] for key in sums.cells})])
    if sums.shrinks:
        _drop_empty(session, list(ids.values()))


def _cell_ids(session: Session, sums: Sums) -> dict[CellKey, int]:
    """The integers of these cells, made now where nobody was alike before."""
    insert_new(session, Cell, [dict(zip(CELL, key, strict=True)) | {"n": 0} for key in sums.cells])
    places = {"round_id": {key[0] for key in sums.cells}, "district_id": {key[1] for key in sums.cells}}
    found = select(Cell.id, *(getattr(Cell, name) for name in CELL))
    found = found.where(Cell.round_id.in_(places["round_id"]), Cell.district_id.in_(places["district_id"]))
    known = {tuple(key): number for number, *key in session.execute(found)}
    return {key: known[key] for key in sums.cells}


def _drop_empty(session: Session, touched: list[int]) -> None:
    for table in (Pair, Count):
        session.execute(delete(table).where(table.cell_id.in_(touched), table.n == 0))
    session.execute(delete(Cell).where(Cell.id.in_(touched), Cell.n == 0))
    session.execute(delete(SensitiveCount).where(SensitiveCount.n == 0))


def _truth(session: Session) -> Iterator[Sums]:
    """The counted responses, added up in parts that fit into memory."""
    counted = select(Response.coded, SensitiveAnswer.sealed).outerjoin(SensitiveAnswer)
    counted = counted.where(Response.state == "counted").execution_options(yield_per=AT_ONCE)
    for part in session.execute(counted).partitions():
        sums = Sums()
        for coded, sensitive in part:
            apart = opened(session, "sensitive", sensitive)
            sums.add(1, coded or {}, apart and apart["coded"])
        yield sums


def _stored(session: Session) -> Sums:
    """The tally as it stands in its tables."""
    sums = Sums()
    kinds = {number: tuple(key) for number, *key in session.execute(select(Cell.id, *(getattr(Cell, c) for c in CELL)))}
    sums.cells.update({kinds[cell]: n for cell, n in session.execute(select(Cell.id, Cell.n))})
    for cell, item, choice, *three in session.execute(select(*table_of(Count).columns)):
        sums.counts[(kinds[cell], item, choice)] = (three[0], three[1], three[2])
    for cell, a, b, c, d, n in session.execute(select(*table_of(Pair).columns)):
        sums.pairs[(kinds[cell], a, b, c, d)] = n
    for *key, n in session.execute(select(*table_of(SensitiveCount).columns)):
        sums.sensitive[(key[0], key[1], key[2], key[3], key[4])] = n
    return sums
