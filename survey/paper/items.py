"""The questions of a sheet in their order: numbered, with their boxes, and with the conditions in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from survey.i18n import gettext as _
from survey.i18n import in_language, language_of, ngettext
from survey.i18n import worded as text
from survey.paper.clauses import clause
from survey.paper.subjects import Subject, columns_of, subject_of
from survey.questionnaire.answers import paper_order
from survey.questionnaire.context import Context
from survey.questionnaire.message import fill
from survey.questionnaire.model import Option, Question, Questionnaire, Section
from survey.questionnaire.paper import Box, Layout, Paper
from survey.questionnaire.types import type_of


@dataclass(frozen=True)
class Tick:
    """One box to cross, as it is printed."""

    field: str
    value: str
    label: str
    hint: str = ""
    only: str = ""
    row: str = ""
    column: str = ""
    line: str = ""
    """The field of the line behind it, for a person's own words."""

    @property
    def key(self) -> str:
        """The code of what its row is about."""
        return [*self.field.split("__"), ""][1]


@dataclass(frozen=True)
class Item:
    """One question; `skip` is said before it and may be about several, `only` is about this one."""

    id: str
    number: int | None
    label: str
    hint: str
    how: str
    paper: Paper
    ticks: tuple[Tick, ...]
    only: str = ""
    skip: str = ""
    consent: bool = False


@dataclass(frozen=True)
class Part:
    """One section with the questions that this sheet asks."""

    id: str
    title: str
    hint: str
    skip: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class _Whole:
    """What every question has to know of the others."""

    asked: Questionnaire
    context: Context
    order: int
    numbers: Mapping[str, int]
    subjects: Mapping[str, Subject]

    def after(self, names: list[str]) -> int | None:
        """The number of the question that follows these."""
        last = max(self.numbers[name] for name in names)
        return last + 1 if last + 1 in self.numbers.values() else None


def parts(asked: Questionnaire, context: Context, order: int = 1) -> list[Part]:
    """The whole questionnaire as it is printed in the language spoken now."""
    on_sheet = [question for question in asked.questions() if _printed(question, context)]
    answered = [question for question in on_sheet if _answered(question)]
    numbers = {question.id: number for number, question in enumerate(answered, 1)}
    subjects = {q.id: subject_of(q, numbers.get(q.id), context) for q in asked.questions()}
    whole = _Whole(asked, context, order, numbers, subjects)
    sections = [(section, [q for q in section.questions if _printed(q, context)]) for section in asked.sections]
    shown = [(section, questions) for section, questions in sections if questions]
    return [_part(place, shown, whole) for place in range(len(shown))]


def _printed(question: Question, context: Context) -> bool:
    """What only a computer works out, and what nobody could answer here, is not on the sheet."""
    paper = type_of(question).on_paper(question, context)
    return paper.layout is Layout.WORDS or bool(paper.boxes or paper.lines)


def _answered(question: Question) -> bool:
    kind = type_of(question)
    return kind.answered_by_people and not kind.gives_consent


def _part(place: int, shown: list[tuple[Section, list[Question]]], whole: _Whole) -> Part:
    section, questions = shown[place]
    items = tuple(_item(question, questions, whole) for question in questions)
    return Part(section.id, text(section.title), text(section.hint), _skip_section(place, shown, whole), items)


def _skip_section(place: int, shown: list[tuple[Section, list[Question]]], whole: _Whole) -> str:
    """Sections in a row with one condition are skipped together, which is said before the first."""
    condition = shown[place][0].show_if
    if not condition or (place and shown[place - 1][0].show_if == condition):
        return ""
    run = takewhile(lambda part: part[0].show_if == condition, shown[place:])
    return _skip(condition, [question for _section, questions in run for question in questions], whole)


def _item(question: Question, beside: list[Question], whole: _Whole) -> Item:
    kind, paper = type_of(question), type_of(question).on_paper(question, whole.context)
    only, skip = _conditions(question, beside, whole)
    said = dict.fromkeys(whole.subjects)
    return Item(
        question.id,
        whole.numbers.get(question.id),
        _filled(text(question.label), said),
        _filled(text(_hint(question, whole.context)), said),
        _how(question, paper, whole),
        paper,
        tuple(_ordered(question, paper, whole)),
        only,
        skip,
        kind.gives_consent,
    )


def _filled(words: str, said: Mapping[str, object]) -> str:
    """On paper nothing is answered yet, so every placeholder is three dots."""
    spoken = language_of(words)
    return in_language(fill(words, said, spoken), spoken)


def _hint(question: Question, context: Context) -> dict[str, str] | None:
    promise = getattr(question, "promise", None)
    return promise(context) if promise else question.hint


# --- what is only for some -------------------------------------------------------------------------------------------


def _conditions(question: Question, beside: list[Question], whole: _Whole) -> tuple[str, str]:
    """A condition of one question stands at it; one of several in a row is said once, with where to go on."""
    if not question.show_if:
        return "", ""
    place = beside.index(question)
    run = list(_run(beside[place:], question.show_if))
    if place and beside[place - 1].show_if == question.show_if:
        return "", ""
    if len(run) == 1:
        return _("Only if %(clause)s.", clause=clause(question.show_if, whole.subjects)), ""
    return "", _skip(question.show_if, run, whole)


def _run(questions: list[Question], condition: str) -> Iterator[Question]:
    for question in questions:
        if question.show_if != condition:
            return
        yield question


def _skip(condition: str, questions: list[Question], whole: _Whole) -> str:
    """For whom these questions are, and where everybody else goes on."""
    said = clause(condition, whole.subjects)
    names = [question.id for question in questions if question.id in whole.numbers]
    if not names:
        return _("Only if %(clause)s.", clause=said)
    return f"{_for_whom(said, names, whole)} {_otherwise(whole.after(names))}"


def _for_whom(said: str, names: list[str], whole: _Whole) -> str:
    first, last = whole.numbers[names[0]], whole.numbers[names[-1]]
    if first == last:
        return _("Answer question %(first)s only if %(clause)s.", first=first, clause=said)
    return _("Answer questions %(first)s to %(last)s only if %(clause)s.", first=first, last=last, clause=said)


def _otherwise(number: int | None) -> str:
    if number is None:
        return _("Otherwise go on to the end of the sheet.")
    return _("Otherwise go on with question %(number)s.", number=number)


# --- how it is filled in ---------------------------------------------------------------------------------------------


def _how(question: Question, paper: Paper, whole: _Whole) -> str:
    """What to do, in a sentence; the questionnaire's own hint says it, where there is one."""
    said = [*_picks(paper, whole), paper.how or _unless_said(question, paper), *_needed(question)]
    return " ".join(sentence for sentence in said if sentence)


def _unless_said(question: Question, paper: Paper) -> str:
    """Who agrees has one box, and a hint of the questionnaire says it in its own words."""
    return "" if question.hint or type_of(question).gives_consent else _crosses(paper)


def _picks(paper: Paper, whole: _Whole) -> Iterator[str]:
    if paper.about in whole.numbers:
        yield _("Fill in only what you chose at question %(number)s.", number=whole.numbers[paper.about])


def _crosses(paper: Paper) -> str:
    if paper.layout is Layout.TABLE and not paper.many:
        return _("One cross in each row.")
    if paper.layout not in (Layout.LIST, Layout.STRIP, Layout.MAP, Layout.TABLE):
        return ""
    if paper.many and paper.at_most:
        return ngettext("At most %(num)s cross.", "At most %(num)s crosses.", paper.at_most)
    return _("As many crosses as you like.") if paper.many else _("One cross.")


def _needed(question: Question) -> Iterator[str]:
    kind = type_of(question)
    if kind.gives_consent:
        yield kind.missing(question)
    elif question.required:
        yield _("Please do not skip this question: without it the sheet cannot be counted.")


# --- boxes -----------------------------------------------------------------------------------------------------------


def _ordered(question: Question, paper: Paper, whole: _Whole) -> list[Tick]:
    """The boxes in the order of this sheet; what belongs to picks follows the order in which they are listed."""
    listed = whole.asked.question(paper.about) if paper.about else question
    options = {option.code: option for option in type_of(question).options(question, whole.context)}
    ticks = [_tick(box, paper, options, whole) for box in paper.boxes]
    if not type_of(listed).shuffles(listed):
        return ticks
    places = {code: place for place, code in enumerate(paper_order(listed, whole.order, whole.context))}
    by_row = any(tick.key in places for tick in ticks)
    return sorted(ticks, key=lambda tick: places.get(tick.key if by_row else tick.value, len(places)))


def _tick(box: Box, paper: Paper, options: Mapping[str, Option], whole: _Whole) -> Tick:
    option = options.get(box.value)
    lines = [line.field for line in paper.lines if option is not None and line.label == option.label]
    made = Tick(
        box.field, box.value, text(box.label), text(option.hint) if option and not box.row else "",
        row=text(box.row), column=text(box.column), line=lines[0] if lines else "",
    )  # fmt: skip
    return replace(made, only=_only(box, paper, whole)) if box.only_if else made


def _only(box: Box, paper: Paper, whole: _Whole) -> str:
    subjects = columns_of(paper.boxes) if paper.layout is Layout.CARDS else whole.subjects
    return _("only if %(clause)s", clause=clause(box.only_if or "", subjects))
