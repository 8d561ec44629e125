"""The tally in the words of a round's current version.

A stored row has its question's name at that time. `Reading` gives it the name of today, or leaves it out where it does
not count together with new answers. What could not be answered before (an activity added to a list) is »not asked« for
everybody of that time, never »no«: so its base is the people who could choose it, each counted once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.codebook import NO, NO_ANSWER, NOT_ASKED, TICKS, YES
from survey.questionnaire.model import Question
from survey.questionnaire.shape import answers_of, parts_of
from survey.questionnaire.types import type_of
from survey.store.mappings import FIRST, Items, Pooled, stored_name

Named = tuple[str, str]
"""An item and an answer to it."""


@dataclass(frozen=True)
class Form:
    """What one stored question could be answered with: its parts with their items, or its answers."""

    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()
    witness: str = ""
    """An item in which everybody who met the question is counted exactly once; empty where that is the question."""

    @classmethod
    def of(cls, question: Question) -> "Form":
        """The form of a question; of a list that districts add to only what all of them have."""
        listed = parts_of(question)
        items: dict[str, tuple[str, ...]] = {}
        every = [(v.option, v.item.partition(".")[2]) for v in type_of(question).variables(question, "en")]
        for part, item in every:
            if part in listed:
                items[part] = (*items.get(part, ()), item)
        ticks = [item for part, item in every if part == TICKS]
        witness = next(iter(ticks), next((item for own in items.values() for item in own), ""))
        return cls(items, frozenset() if items else frozenset(answers_of(question)), witness)


@dataclass(frozen=True)
class Way:
    """From a stored question to the one that is read."""

    question: str
    parts: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    witness: str = ""
    absent: tuple[str, ...] = ()
    """Items of today's question that nobody could answer then."""
    watched: Mapping[str, bool] = field(default_factory=dict)
    """Answers of today that some earlier version did not have, and whether this one had them."""

    def after(self, parts: Mapping[str, str], answers: Mapping[str, str]) -> "Way":
        """The way from one step further back."""
        return Way(self.question, _chained(parts, self.parts), _chained(answers, self.answers))

    def reach(self, form: Form) -> frozenset[str]:
        """What could be answered then, in the words of today."""
        own = {self.parts.get(part, part) for part in form.parts}
        return frozenset(own | {self.answers.get(answer, answer) for answer in form.answers})


def _chained(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """First one step, then the next; what only the next one moves is moved, too."""
    return {**then, **{code: then.get(to, to) for code, to in first.items()}}


@dataclass(frozen=True)
class Reading:
    """What each stored question is called in the current version; one that is not in here does not pool."""

    known: Mapping[str, Way] = field(default_factory=dict)
    plain: bool = True
    """Whether everything is read as it is stored, which is so until a question changes for the first time."""

    def translate(self, item: str, option: str) -> Named | None:
        """An item and its answer in the words of the current version."""
        head, dot, rest = item.partition(".")
        way = self.known.get(head)
        if way is None:
            return None
        part, more, column = rest.partition(".")
        option = way.answers.get(option, option)
        return f"{way.question}{dot}{way.parts.get(part, part)}{more}{column}", option

    def beside(self, item: str, option: str) -> Iterator[tuple[Named, int]]:
        """What else a row says: who could not answer what is new, and who could but answered something else.

        Each with a sign: somebody who met a new part all the same, because their district had it, is taken off.
        """
        head, _dot, rest = item.partition(".")
        way = self.known.get(head)
        if way is None:
            return
        for absent in way.absent:
            if rest == way.witness:
                yield (f"{way.question}.{absent}", NOT_ASKED), 1
            if rest == absent:
                yield (f"{way.question}.{absent}", NOT_ASKED), -1
        for code, had in way.watched.items() if not rest else ():
            said = way.answers.get(option, option)
            answer = said if said in NO_ANSWER else YES if said == code else NO
            yield (f"{way.question}.{code}", answer if had else NOT_ASKED), 1


def reading_of(steps: Sequence[Pooled], current: Mapping[str, str], forms: Mapping[str, Form]) -> Reading:
    """How a tally is read: `current` names today's questions by their stored names, `forms` every stored one's form."""
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
    today = {question: forms[head] for head, question in current.items() if head in forms}
    return Reading(dict(_with_gaps(known, forms, today)), plain=False)


def _with_gaps(
    known: Mapping[str, Way], forms: Mapping[str, Form], today: Mapping[str, Form]
) -> Iterator[tuple[str, Way]]:
    """Each way with what its version lacked of today's question."""
    lacked = {head: _lacked(way, forms.get(head), today.get(way.question)) for head, way in known.items()}
    watched: dict[str, set[str]] = {}
    for head, way in known.items():
        watched.setdefault(way.question, set()).update(lacked[head] & today.get(way.question, Form()).answers)
    for head, way in known.items():
        form = today.get(way.question, Form())
        absent = tuple(item for part in sorted(lacked[head]) for item in form.parts.get(part, ()))
        had = {code: code not in lacked[head] for code in sorted(watched[way.question])}
        yield head, replace(way, absent=absent, watched=had, witness=forms.get(head, Form()).witness)


def _lacked(way: Way, then: Form | None, now: Form | None) -> frozenset[str]:
    if then is None or now is None:
        return frozenset()
    return frozenset({*now.parts, *now.answers}) - way.reach(then)


def forms_of(versions: Iterable[tuple[Items, Iterable[Question]]]) -> dict[str, Form]:
    """The forms of all stored questions of a round, from its versions in their order."""
    found: dict[str, Form] = {}
    for items, questions in versions:
        for question in questions:
            head = stored_name(question.id, items.get(question.id, FIRST)[0])
            if head not in found:
                found[head] = Form.of(question)
    return found


def added_since(
    reading: Reading, forms: Mapping[str, Form], versions: Iterable[tuple[int, Items, Iterable[Question]]]
) -> dict[str, dict[str, int]]:
    """By question, the version since which something can be chosen that could not be chosen at first."""
    first: dict[str, dict[str, int]] = {}
    began: dict[str, int] = {}
    for number, items, questions in versions:
        for question in questions:
            head = stored_name(question.id, items.get(question.id, FIRST)[0])
            way = reading.known.get(head)
            if way is None:
                continue
            began.setdefault(way.question, number)
            for code in way.reach(forms[head]):
                first.setdefault(way.question, {}).setdefault(code, number)
    late = {name: {c: n for c, n in codes.items() if n > began[name]} for name, codes in first.items()}
    return {name: codes for name, codes in late.items() if codes}
