"""When somebody could come: ticks in a week of seven days with three parts each."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from analysis.codebook import Measure
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question, Text
from survey.questionnaire.paper import Box, Layout, Paper
from survey.questionnaire.question_type import Answer, Control, Problem, field_name
from survey.questionnaire.types.multiple import Multiple, MultipleQuestion

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Part = Literal["am", "pm", "ev"]
DAYS: dict[str, Text] = {
    "mon": {"sl": "ponedeljek", "hr": "ponedjeljak", "en": "Monday"},
    "tue": {"sl": "torek", "hr": "utorak", "en": "Tuesday"},
    "wed": {"sl": "sreda", "hr": "srijeda", "en": "Wednesday"},
    "thu": {"sl": "četrtek", "hr": "četvrtak", "en": "Thursday"},
    "fri": {"sl": "petek", "hr": "petak", "en": "Friday"},
    "sat": {"sl": "sobota", "hr": "subota", "en": "Saturday"},
    "sun": {"sl": "nedelja", "hr": "nedjelja", "en": "Sunday"},
}
PARTS: dict[str, Text] = {
    "am": {"sl": "dopoldne", "hr": "prije podne", "en": "morning"},
    "pm": {"sl": "popoldne", "hr": "poslije podne", "en": "afternoon"},
    "ev": {"sl": "zvečer", "hr": "navečer", "en": "evening"},
}


class SlotsQuestion(MultipleQuestion):
    """A question answered by parts of days; `options` stand beside the week, such as "it varies"."""

    type: Literal["slots"]  # type: ignore[assignment]
    days: tuple[Day, ...] = Field(tuple(DAYS), min_length=1, max_length=7)  # type: ignore[arg-type]
    parts: tuple[Part, ...] = Field(tuple(PARTS), min_length=1, max_length=3)  # type: ignore[arg-type]
    options: tuple[Option, ...] = Field((), max_length=5)

    def offered(self, context: Context) -> tuple[Option, ...]:
        return self.all_options()

    def all_options(self) -> tuple[Option, ...]:
        return (*self.week(), *self.options)

    def week(self) -> tuple[Option, ...]:
        """Every slot, by days: mon_am, mon_pm … sun_ev."""
        return tuple(slot(day, part) for day in self.days for part in self.parts)

    def stands_last(self, option: Option) -> bool:
        return option in self.options


class Slots(Multiple):
    """The answer is that of a multiple choice, `{"picked": ["mon_am"]}`: it counts and is compared in the same way."""

    name = "slots"
    example = """
        - id: when
          type: slots
          measures: time
          label: {en: When could you come?}
          options: {varies: {label: {en: it varies}, exclusive: true}}
    """
    xlsform = "`select_multiple`"
    Model = SlotsQuestion
    measure = Measure.MULTIPLE
    filters = False

    def control(self, question: MultipleQuestion) -> Control:
        return Control.SLOTS

    def on_paper(self, question: MultipleQuestion, context: Context) -> Paper:
        name = field_name(question)
        slots = [
            Box(name, slot(day, part).code, PARTS[part], row=DAYS[day]) for day in days_of(question)
            for part in parts_of(question)
        ]  # fmt: skip
        beside = [Box(name, option.code, option.label) for option in question.options]
        return Paper(Layout.TABLE, (*slots, *beside), many=True, at_most=question.at_most)

    def sample(self, question: MultipleQuestion, context: Context) -> Answer:
        return {"picked": [question.offered(context)[0].code]}

    def problems(self, question: MultipleQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if question.other or question.local or question.random_order:
            yield (), _("a week has no other days and no other order; remove »other:«, »local:« and »random_order:«")
        codes = {option.code for option in question.all_options()[: -len(question.options) or None]}
        if any(option.code in codes for option in question.options):
            yield ("options",), _("the days of the week are there already; remove them from »options:«")


def slot(day: str, part: str) -> Option:
    """One part of one day, with its name in full."""
    label = {code: f"{DAYS[day][code]}, {PARTS[part][code]}" for code in DAYS[day]}
    return Option(code=f"{day}_{part}", label=label)


def days_of(question: Question) -> tuple[str, ...]:
    """The days a question asks about."""
    return tuple(getattr(question, "days", ()))


def parts_of(question: Question) -> tuple[str, ...]:
    """The parts of a day a question asks about."""
    return tuple(getattr(question, "parts", ()))


TYPE = Slots()
