"""Several options out of many, with at most so many ticks."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from analysis.codebook import NO, TICKS, YES, Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import number, text
from survey.questionnaire.condition import holds
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question, Text
from survey.questionnaire.own_words import OTHER, SHORT, own_words_problem, tidy, too_long
from survey.questionnaire.paper import Line, Paper, boxes
from survey.questionnaire.question_type import (
    ANSWERED,
    BLANK,
    NOT_ASKED,
    REFUSED,
    Answer,
    Answers,
    Code,
    Control,
    Fields,
    Parsed,
    Problem,
    QuestionType,
    State,
    Value,
    field_name,
    unreadable,
)
from survey.questionnaire.types.single import choose_one

YES_NO: tuple[tuple[str, Text], ...] = (
    (YES, {"sl": "da", "hr": "da", "en": "yes"}),
    (NO, {"sl": "ne", "hr": "ne", "en": "no"}),
)


class MultipleQuestion(Question):
    """A question answered by ticking; a district may add up to `local` activities of the catalogue."""

    type: Literal["multiple"]
    options: tuple[Option, ...] = Field(min_length=1, max_length=200)
    local: Annotated[StrictInt, Field(ge=0, le=20)] = 0
    at_most: Annotated[StrictInt, Field(ge=1)] | None = None
    random_order: StrictBool = False
    other: StrictBool = False

    def offered(self, context: Context) -> tuple[Option, ...]:
        """What this district sees: its own activities stand before the options that stand alone."""
        pool = {option.code: option for option in self.pool}
        chosen = [pool[code] for code in dict.fromkeys(context.local_activities) if code in pool]
        apart = [option for option in self.options if self.stands_last(option)]
        return (*(option for option in self.options if option not in apart), *chosen[: self.local], *apart)

    def all_options(self) -> tuple[Option, ...]:
        """Everything that is offered in any district."""
        return (*self.options, *self.pool)

    def stands_last(self, option: Option) -> bool:
        """Whether an option keeps its place at the end, whatever the order of the others."""
        return option.stands_alone or (self.other and option.code == OTHER)

    def picks(self, answer: Answer, context: Context) -> tuple[Option, ...]:
        """The ticked options that more can be asked about: not "other", not "none of these"."""
        ticked = ticks(answer)
        return tuple(o for o in self.offered(context) if o.code in ticked and not self.stands_last(o))


class Multiple(QuestionType[MultipleQuestion]):
    """The answer is `{"picked": [codes]}`, with the person's own words under `other`."""

    name = "multiple"
    example = """
        - id: wishes
          type: multiple
          measures: feature
          at_most: 2
          label: {en: What must the space have?}
          options:
            kitchen: {en: a kitchen}
            garden: {en: a garden}
            hall: {en: a hall}
          other: {en: Something else}
          none: {en: None of these}
    """
    xlsform = "`select_multiple`"
    Model = MultipleQuestion
    measure = Measure.MULTIPLE
    value = Value.OPTIONS
    many = True
    grows = True
    filters = True

    def control(self, question: MultipleQuestion) -> Control:
        return Control.OPTIONS

    def options(self, question: MultipleQuestion, context: Context) -> tuple[Option, ...]:
        return question.offered(context)

    def offered_codes(self, question: MultipleQuestion) -> frozenset[str] | None:
        return frozenset(option.code for option in question.all_options())

    def parse(self, question: MultipleQuestion, fields: Fields, context: Context) -> Parsed:
        picked = list(dict.fromkeys(code for code in fields.get(field_name(question), []) if code))
        words = tidy(" ".join(fields.get(field_name(question, OTHER), []))) if question.other else ""
        if words and OTHER not in picked:
            picked.append(OTHER)
        if not picked:
            return Parsed(None, [])
        answer = {"picked": picked, OTHER: words} if words else {"picked": picked}
        faults = self.check(question, answer, context)
        return Parsed(None if faults else _ordered(question, answer, context), faults)

    def fields(self, question: MultipleQuestion, answer: Answer) -> dict[str, list[str]]:
        if answer is None:
            return {}
        written = {field_name(question): list(answer["picked"])}
        if answer.get(OTHER):
            written[field_name(question, OTHER)] = [answer[OTHER]]
        return written

    def check(self, question: MultipleQuestion, answer: Answer, context: Context) -> list[str]:
        if not _well_formed(question, answer):
            return [unreadable()]
        offered = {option.code: option for option in question.offered(context)}
        picked = answer["picked"]
        if any(code not in offered for code in picked):
            return [_("One of these options is not on offer here. Choose from the list.")]
        faults = too_long(tidy(answer.get(OTHER, "")), SHORT)
        alone = [offered[code] for code in picked if offered[code].stands_alone]
        if alone and len(picked) > 1:
            faults.append(_("»%(option)s« stands alone. Choose either it or the others.", option=text(alone[0].label)))
        if question.at_most and len(picked) > question.at_most:
            chosen, limit = number(len(picked)), number(question.at_most)
            faults.append(_("You chose %(chosen)s. Choose up to %(limit)s.", chosen=chosen, limit=limit))
        return faults

    def applies(self, question: MultipleQuestion, answers: Answers, context: Context) -> bool:
        return any(holds(option.show_if, answers) for option in question.offered(context))

    def cut(self, question: MultipleQuestion, answer: Answer, answers: Answers, context: Context) -> Answer:
        if not _well_formed(question, answer):
            return answer
        hidden = {o.code for o in question.options if not holds(o.show_if, answers)}
        kept = {**answer, "picked": [code for code in answer["picked"] if code not in hidden]}
        return _ordered(question, kept, context) if kept["picked"] else None

    def encode(self, question: MultipleQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        shown = [option for option in question.offered(context) if not option.refusal]
        same = _same_for_all(question, answer, context, state)
        if same:
            return [Code(f"{question.id}.{code}", same) for code in (*(o.code for o in shown), TICKS)]
        ticked = ticks(answer)
        codes = [Code(f"{question.id}.{o.code}", _tick(o, ticked, state)) for o in shown]
        count = sum(1 for option in shown if option.code in ticked and not option.exclusive)
        return [*codes, Code(f"{question.id}.{TICKS}", str(count), count)]

    def texts(self, question: MultipleQuestion, answer: Answer) -> dict[str, str]:
        return {f"{question.id}.{OTHER}": answer[OTHER]} if answer and answer.get(OTHER) else {}

    def without_texts(self, question: MultipleQuestion, answer: Answer) -> Answer:
        return {"picked": answer["picked"]} if answer else answer

    def with_texts(self, question: MultipleQuestion, answer: Answer, words: Mapping[str, str]) -> Answer:
        said = words.get(f"{question.id}.{OTHER}")
        return {**answer, OTHER: said} if said else answer

    def crossing(self, question: MultipleQuestion, codes: list[Code]) -> list[Code]:
        ticked = [code for code in codes if code.option == YES]
        answered = any(code.option in (YES, NO) for code in codes)
        return [*ticked, Code(question.id, ANSWERED)] if answered else []

    def variables(self, question: MultipleQuestion, language: str) -> list[Variable]:
        role = question.measures or ""
        shown = [o for o in question.all_options() if not o.refusal]
        yes_no = tuple((code, text(label, language)) for code, label in YES_NO)
        described = [
            Variable(
                f"{question.id}.{o.code}", text(o.label, language), Measure.BINARY, yes_no, role, question.id, o.code,
                o.like or "",
            )
            for o in shown
        ]  # fmt: skip
        label = text(question.label, language)
        ticked = Variable(f"{question.id}.{TICKS}", label, Measure.NUMERIC, (), role, question.id, TICKS)
        return [*described, ticked]

    def sample(self, question: MultipleQuestion, context: Context) -> Answer:
        pickable = [o.code for o in question.offered(context) if not question.stands_last(o)]
        return {"picked": pickable[: question.at_most or 2] or [question.options[0].code]}

    def on_paper(self, question: MultipleQuestion, context: Context) -> Paper:
        offered = question.offered(context)
        words = [option for option in offered if question.other and option.code == OTHER]
        lines = tuple(Line(field_name(question, OTHER), option.label, SHORT) for option in words)
        return replace(boxes(question, offered, many=True), lines=lines, at_most=question.at_most)

    def missing(self, question: MultipleQuestion) -> str:
        if any(option.refusal for option in question.options):
            return choose_one(question.options)
        return _("Choose at least one.")

    def shuffles(self, question: MultipleQuestion) -> bool:
        return question.random_order

    def stays_last(self, question: MultipleQuestion, option: Option) -> bool:
        return question.stands_last(option)

    def problems(self, question: MultipleQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        yield from own_words_problem(question, question.other)
        most = len(question.options) + question.local
        if question.at_most and question.at_most > most:
            yield ("at_most",), _("more ticks than options are allowed; the most is %(limit)s", limit=most)

    def connect(
        self, question: MultipleQuestion, earlier: Mapping[str, Question], activities: Mapping[str, Option]
    ) -> None:
        if question.local:
            own = {option.code for option in question.options}
            others = (o for code, o in sorted(activities.items()) if code not in own and not o.sensitive)
            question.connect(
                pool=tuple(Option(code=o.code, label=o.label, hint=o.hint, local=True, like=o.like) for o in others)
            )


def ticks(answer: Answer) -> frozenset[str]:
    """The codes ticked in an answer, none in anything that is not one."""
    picked = answer.get("picked") if isinstance(answer, dict) else None
    return frozenset(code for code in picked if isinstance(code, str)) if isinstance(picked, list) else frozenset()


def _well_formed(question: MultipleQuestion, answer: Answer) -> bool:
    """Whether an answer has the form of this type, whatever it says."""
    if not isinstance(answer, dict) or not isinstance(answer.get("picked"), list) or not answer["picked"]:
        return False
    picked, words = answer["picked"], answer.get(OTHER, "")
    if not all(isinstance(code, str) for code in picked) or len(set(picked)) != len(picked):
        return False
    words_fit = isinstance(words, str) and (not words or (question.other and OTHER in picked))
    return words_fit and set(answer) <= {"picked", OTHER}


def _ordered(question: MultipleQuestion, answer: Answer, context: Context) -> Answer:
    """One form for the same ticks: in the questionnaire's order, with tidy words only where there are some."""
    place = {option.code: index for index, option in enumerate(question.offered(context))}
    picked = sorted(answer["picked"], key=lambda code: (place.get(code, len(place)), code))
    words = tidy(answer.get(OTHER, ""))
    return {"picked": picked, OTHER: words} if words else {"picked": picked}


def _tick(option: Option, ticked: frozenset[str], state: State) -> str:
    """An option that was not shown to this person is neither chosen nor passed over."""
    if not holds(option.show_if, state.answers):
        return NOT_ASKED
    return YES if option.code in ticked else NO


def _same_for_all(question: MultipleQuestion, answer: Answer, context: Context, state: State) -> str | None:
    """The code that all items share when nothing was chosen."""
    if not state.asked:
        return NOT_ASKED
    if answer is None:
        return BLANK
    refusals = {option.code for option in question.offered(context) if option.refusal}
    return REFUSED if ticks(answer) & refusals else None


TYPE = Multiple()
