"""Which answers of earlier versions a figure may count: told apart when they are stored, put together when read.

An answer is counted under its question's own id as long as the question keeps its structure. When a version changes
it, the question's items get a name of their own, `choir@2`, so that nothing is ever mixed in the tally. Reading then
takes the names of the current version as they are, follows declared mappings from earlier ones, and leaves out what
does not pool. How that is read stands in `reading.py`.
"""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.questionnaire.compare import Change, Kind
from survey.store.base import Base, Document, Text

Items = dict[str, list[int]]
"""By question: the version its items are named after, and the version since which its figures pool."""

FIRST = (1, 1)


class Pooled(Base):
    """How the answers to an earlier form of a question become answers to a later one, as somebody declared it."""

    __tablename__ = "pooled"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    into: Mapped[str] = mapped_column(String(80), primary_key=True)
    parts: Mapped[Text]
    answers: Mapped[Text]


def stored_name(question: str, version: int) -> str:
    """What a question's items are called in the tally."""
    return question if version == 1 else f"{question}@{version}"


def heads(questions: Iterable[str], items: Items) -> dict[str, str]:
    """The questions of a version by what they are called in the tally."""
    return {stored_name(name, items.get(name, FIRST)[0]): name for name in questions}


def stored_item(item: str, items: Items) -> str:
    """What an item of this version is called in the tally."""
    head, dot, rest = item.partition(".")
    return f"{stored_name(head, items[head][0])}{dot}{rest}" if head in items else item


def items_of(changes: Iterable[Change], before: Items, number: int, used: Iterable[str]) -> Items:
    """Which questions of a new version keep the names of their items, and since when their figures pool."""
    taken, items = set(used), Items()
    for change in changes:
        name, old = change.question, change.before.id if change.before else ""
        version, since = before.get(old, FIRST)
        if change.after is None:
            continue
        if Kind.NEW in change.kinds:
            found = [number if name in taken else 1, number]
        elif change.pools and change.pooling is None:
            found = [version, since]
        else:
            found = [number if name in taken else 1, since if change.pools else number]
        if tuple(found) != FIRST:
            items[name] = found
    return items


def pooled_by(round_id: int, changes: Iterable[Change], before: Items, after: Items) -> list[Pooled]:
    """The declared mappings in the words of the tally."""
    return [
        Pooled(
            round_id=round_id,
            question=stored_name(p.question, before.get(p.question, FIRST)[0]),
            into=stored_name(p.into, after.get(p.into, FIRST)[0]),
            parts=dict(p.parts),
            answers=dict(p.answers),
        )
        for p in (change.pooling for change in changes if change.pools)
        if p is not None
    ]


def any_pooled(session: Session, round_id: int) -> bool:
    """Whether anything was ever declared in a round."""
    return session.execute(select(Pooled.question).where(Pooled.round_id == round_id).limit(1)).first() is not None


def steps_of(session: Session, round_id: int) -> list[Pooled]:
    """Every declared mapping of a round."""
    return list(session.scalars(select(Pooled).where(Pooled.round_id == round_id).order_by(Pooled.into)))


def document(items: Items) -> Document:
    """The names as they are kept with a version."""
    return dict(items)
