"""How many answers a new version concerns, and an example of how to say where they go."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis.codebook import NO_ANSWER, YES
from analysis.disclosure import may_show
from survey.i18n import worded
from survey.questionnaire.compare import Change, Kind
from survey.questionnaire.mapping import codes_of
from survey.questionnaire.model import Questionnaire, Text
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import type_of
from survey.store import tally
from survey.store.rounds import Round


@dataclass(frozen=True)
class Example:
    """One line of a mapping about a real question: `r5.kitchen: cooking`, and the two options in words."""

    line: str
    question: str
    old: str
    new: str


def chosen(session: Session, round_: Round) -> dict[tuple[str, str], int]:
    """By question and option how many people chose it; a count of few people is not told."""
    found: Counter[tuple[str, str]] = Counter()
    for (item, option), n in tally.totals(session, round_.id).items():
        question, _dot, part = item.partition(".")
        if part and option == YES:
            found[question, part] += n
        elif not part and option not in NO_ANSWER:
            found[question, option] += n
    return {key: n for key, n in found.items() if may_show("breakdown", "lead_town", n)}


def example(changes: list[Change], asked_now: Questionnaire) -> Example | None:
    """A line that could stand in the field: about what the draft really changes, else about any two options."""
    for change in changes:
        gone = [(one.code, one.before) for one in change.options if one.kind is Kind.REMOVED]
        added = [(one.code, one.after) for one in change.options if one.kind is Kind.ADDED]
        if change.before and gone and added:
            return _example(change.before.id, worded(change.before.label), gone[0], added[0])
    for question in asked_now.questions():
        codes = codes_of(question) if type_of(question).value is Value.OPTION and not question.sensitive else set()
        pair = [(o.code, o.label) for o in getattr(question, "options", ()) if o.code in codes]
        if len(pair) > 1:
            return _example(question.id, worded(question.label), pair[1], pair[0])
    return None


def _example(question: str, label: str, old: tuple[str, Text | None], new: tuple[str, Text | None]) -> Example:
    words = [worded(label) or code for code, label in (old, new)]
    if words[0] == words[1]:
        words = [f"{word} ({code})" for word, (code, _label) in zip(words, (old, new), strict=True)]
    return Example(f"{question}.{old[0]}: {new[0]}", label, *words)
