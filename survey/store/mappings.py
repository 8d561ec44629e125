"""Which answers of earlier versions a figure may count: told apart when they are stored, put together when read.

An answer is counted under its question's own id as long as the question keeps its structure. When a version changes
it, the question's items get a name of their own, `choir@2`, so that nothing is ever mixed in the tally. Reading then
takes the names of the current version as they are, follows declared mappings from earlier ones, and leaves out what
does not pool.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Reading:
    """What each stored question is called in the current version; one that is not in here does not pool."""

    known: Mapping[str, "Way"] = field(default_factory=dict)
    plain: bool = True
    """Whether everything is read as it is stored, which is so until a question changes for the first time."""

    def translate(self, item: str, option: str) -> tuple[str, str] | None:
        """An item and its answer in the words of the current version."""
        head, dot, rest = item.partition(".")
        way = self.known.get(head)
        if way is None:
            return None
        part, more, column = rest.partition(".")
        option = way.answers.get(option, option)
        return f"{way.question}{dot}{way.parts.get(part, part)}{more}{column}", option


@dataclass(frozen=True)
class Way:
    """From a stored question to the one that is read."""

    question: str
    parts: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def after(self, parts: Mapping[str, str], answers: Mapping[str, str]) -> "Way":
        """The way from one step further back."""
        return Way(self.question, _chained(parts, self.parts), _chained(answers, self.answers))


def _chained(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """First one step, then the next; what only the next one moves is moved, too."""
    return {**then, **{code: then.get(to, to) for code, to in first.items()}}


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


def reading_of(session: Session, round_id: int, current: Mapping[str, str]) -> Reading:
    """How the tally of a round is read in the words of its current version, given by `heads`."""
    steps = list(session.scalars(select(Pooled).where(Pooled.round_id == round_id).order_by(Pooled.into)))
    known = {head: Way(question) for head, question in current.items()}
    grown = True
    while grown:
        further = {
            step.question: known[step.into].after(step.parts, step.answers)
            for step in steps
            if step.into in known and step.question not in known
        }
        known |= further
        grown = bool(further)
    return Reading(known, plain=False)


def document(items: Items) -> Document:
    """The names as they are kept with a version."""
    return dict(items)
