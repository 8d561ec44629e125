"""Putting several things in order by giving each a place: no dragging, so it works for every hand and every browser."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import number, text
from survey.questionnaire.condition import holds
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question, Text
from survey.questionnaire.paper import Box, Layout, Paper
from survey.questionnaire.question_type import (
    BLANK,
    NOT_ASKED,
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
    one_value,
    two_answers,
    unreadable,
)

UNPLACED = "unplaced"
NO_PLACE: Text = {"sl": "brez mesta", "hr": "bez mjesta", "en": "no place"}


class RankingQuestion(Question):
    """A question answered by giving the first place, the second and so on, to at most `at_most` options."""

    type: Literal["ranking"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=10)
    at_most: Annotated[StrictInt, Field(ge=1)] | None = None
    random_order: StrictBool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The places that can be given, as they stand in a form."""
        return tuple(str(place) for place in range(1, (self.at_most or len(self.options)) + 1))


class Ranking(QuestionType[RankingQuestion]):
    """The answer is the list of codes in their order, the best first; what got no place is not in it."""

    name = "ranking"
    example = """
        - id: first
          type: ranking
          label: {en: What should come first?}
          options: {bench: {en: a bench}, bus: {en: a bus stop}, shop: {en: a shop}}
    """
    xlsform = "`rank`"
    Model = RankingQuestion
    measure = Measure.ORDINAL
    value = Value.OPTIONS
    filters = True

    def control(self, question: RankingQuestion) -> Control:
        return Control.RANKING

    def options(self, question: RankingQuestion, context: Context) -> tuple[Option, ...]:
        return question.options

    def offered_codes(self, question: RankingQuestion) -> frozenset[str] | None:
        return frozenset(option.code for option in question.options)

    def applies(self, question: RankingQuestion, answers: Answers, context: Context) -> bool:
        return sum(holds(option.show_if, answers) for option in question.options) > 1

    def parse(self, question: RankingQuestion, fields: Fields, context: Context) -> Parsed:
        given = [one_value(fields, field_name(question, option.code)) for option in question.options]
        if any(twice for _place, twice in given):
            return Parsed(None, [two_answers()])
        placed = {o.code: place for o, (place, _twice) in zip(question.options, given, strict=True) if place}
        if not placed:
            return Parsed(None, [])
        if not set(placed.values()) <= set(question.places):
            return Parsed(None, [unreadable()])
        faults = _gaps(list(placed.values()))
        return Parsed(None if faults else sorted(placed, key=lambda code: int(placed[code])), faults)

    def fields(self, question: RankingQuestion, answer: Answer) -> dict[str, list[str]]:
        return {field_name(question, code): [str(place)] for place, code in enumerate(answer or (), start=1)}

    def check(self, question: RankingQuestion, answer: Answer, context: Context) -> list[str]:
        codes = {option.code for option in question.options}
        if not isinstance(answer, list) or not answer or not all(isinstance(c, str) and c in codes for c in answer):
            return [unreadable()]
        fits = len(set(answer)) == len(answer) <= len(question.places)
        return [] if fits else [unreadable()]

    def cut(self, question: RankingQuestion, answer: Answer, answers: Answers, context: Context) -> Answer:
        hidden = {option.code for option in question.options if not holds(option.show_if, answers)}
        return ([code for code in answer if code not in hidden] or None) if _is_list(answer) else answer

    def encode(self, question: RankingQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        places = {code: str(place) for place, code in enumerate(answer or (), start=1)}
        return [Code(f"{question.id}.{option.code}", _place_code(option, places, state)) for option in question.options]

    def variables(self, question: RankingQuestion, language: str) -> list[Variable]:
        places = tuple((place, number(int(place), language)) for place in question.places)
        options = (*places, (UNPLACED, text(NO_PLACE, language)))
        return [
            Variable(
                f"{question.id}.{option.code}", text(option.label, language), self.measure, options,
                question.measures or "", question.id, option.code,
            )
            for option in question.options
        ]  # fmt: skip

    def sample(self, question: RankingQuestion, context: Context) -> Answer:
        return [option.code for option in reversed(question.options)][: len(question.places)]

    def on_paper(self, question: RankingQuestion, context: Context) -> Paper:
        boxes = tuple(
            Box(
                field_name(question, option.code), place, dict.fromkeys(option.label, place), option.label,
                only_if=option.show_if,
            )
            for option in question.options
            for place in question.places
        )  # fmt: skip
        how = _("Put one cross under each figure: 1 for what comes first, 2 for what comes next.")
        return Paper(Layout.TABLE, boxes, at_most=question.at_most, how=how)

    def missing(self, question: RankingQuestion) -> str:
        return _("Give at least one thing the first place.")

    def shuffles(self, question: RankingQuestion) -> bool:
        return question.random_order

    def problems(self, question: RankingQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if any(option.stands_alone for option in question.options):
            yield ("options",), _("things are put in order here, so none of them can stand alone; remove it")
        if question.at_most and question.at_most > len(question.options):
            limit = len(question.options)
            yield ("at_most",), _("more places than options are given; the most is %(limit)s", limit=limit)


def _is_list(answer: Answer) -> bool:
    return isinstance(answer, list) and all(isinstance(code, str) for code in answer)


def _gaps(places: list[str]) -> list[str]:
    """Each place belongs to one thing, and none is left out before a later one."""
    twice = sorted(int(place) for place, times in Counter(places).items() if times > 1)
    if twice:
        return [_("Two things have place %(place)s. Give each place only once.", place=number(twice[0]))]
    free = sorted(set(range(1, len(places) + 1)) - {int(place) for place in places})
    return [_("Place %(place)s is still free. Give the places in order.", place=number(free[0]))] if free else []


def _place_code(option: Option, places: Mapping[str, str], state: State) -> str:
    if not state.asked or not holds(option.show_if, state.answers):
        return NOT_ASKED
    return places.get(option.code, UNPLACED) if places else BLANK


TYPE = Ranking()
