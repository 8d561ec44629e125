"""Whether answers to an earlier form of a question count together with new ones, once somebody declared it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.codebook import EARLIER
from survey.questionnaire.mapping import Pooling
from survey.questionnaire.model import Question
from survey.questionnaire.shape import alone_in, answers_of, depth_of, parts_of
from survey.questionnaire.types import type_of

Goes = Mapping[str, tuple[str, ...]]
"""Where the codes of the old form go in the new one."""


class Why(StrEnum):
    """Why answers do not pool."""

    NOTHING_LOST = ""
    UNDECLARED = "undeclared"
    NO_PLACE = "no_place"
    NO_SOURCE = "no_source"
    TWO_IN_ONE = "two_in_one"
    SPLIT = "split"
    TYPE = "type"
    SENSITIVE = "sensitive"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Found:
    """What comes of a declaration: how answers go on, or why they do not."""

    why: Why = Why.NOTHING_LOST
    culprits: tuple[str, ...] = ()
    pooling: Pooling | None = None
    added: tuple[str, ...] = ()
    """What could not be answered before; it counts by itself, of the people who could."""


def pooling_of(old: Question, new: Question, goes: Goes, *, whole: bool) -> Found:
    """Every old answer needs one place, and every new one had to be possible before.

    Where each part is answered by itself, a declaration of the `whole` question lets parts be added: the answers about
    the others stay what they were. One answer out of several is another matter: who could choose one more would
    perhaps have chosen it. There only what was part of another answer, and is named so (»other: [other, sometimes]«),
    may be new; then both count anew, and the rest goes on.
    """
    if old.sensitive != new.sensitive:
        return Found(Why.SENSITIVE)
    parts, answers = (parts_of(old), parts_of(new)), (answers_of(old), answers_of(new))
    divided = {code: to for code, to in goes.items() if len(to) > 1}
    if divided and (parts[0] or parts[1] or not _is_taken_out(divided, answers)):
        return Found(Why.SPLIT, tuple(divided))
    single = {code: to[0] for code, to in goes.items() if code not in divided}
    fresh_answers = {one for to in divided.values() for one in to}
    return _fitted(old, new, parts, (answers[0] - divided.keys(), answers[1] - fresh_answers), single, divided, whole)


def _is_taken_out(divided: Goes, answers: "Sides") -> bool:
    """Whether each divided answer stays, and what was taken out of it is new and comes from nowhere else."""
    targets = [one for to in divided.values() for one in to]
    stay = all(code in to for code, to in divided.items())
    return stay and len(set(targets)) == len(targets) and not (set(targets) - divided.keys()) & answers[0]


Sides = tuple[set[str], set[str]]


def _fitted(
    old: Question, new: Question, parts: Sides, answers: Sides, single: Mapping[str, str], divided: Goes, whole: bool
) -> Found:
    grows = type_of(new).grows and type(old) is type(new)
    lost = _lost(*parts, single) or _lost(*answers, single)
    if lost:
        return Found(Why.NO_PLACE, lost)
    joined = _joined(parts[0], single)
    if joined:
        return Found(Why.TWO_IN_ONE, joined)
    fresh = _fresh(*parts, single)
    alone = alone_in(new) & set(fresh)
    if _fresh(*answers, single) or (fresh and (not grows or alone)):
        return Found(Why.NO_SOURCE, _fresh(*answers, single) or tuple(alone) or fresh)
    if fresh and not whole:
        return Found(Why.UNSAID, fresh)
    if depth_of(old) != depth_of(new):
        return Found(Why.TYPE)
    moved = [{code: single[code] for code in sorted(side) if single.get(code, code) != code}
             for side in (parts[0], answers[0])]  # fmt: skip
    added = (*fresh, *(one for to in divided.values() for one in to))
    pooling = Pooling(old.id, new.id, moved[0], {**moved[1], **dict.fromkeys(divided, EARLIER)})
    return Found(pooling=pooling, added=added)


def _lost(before: set[str], after: set[str], single: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(code for code in sorted(before) if single.get(code, code) not in after)


def _joined(before: set[str], single: Mapping[str, str]) -> tuple[str, ...]:
    """Two ticks cannot become one, because who ticked both would count twice; two answers to one item can."""
    goes = [single.get(code, code) for code in sorted(before)]
    return tuple(code for code in sorted(before) if goes.count(single.get(code, code)) > 1)


def _fresh(before: set[str], after: set[str], single: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(after - {single.get(code, code) for code in before}))
