"""A place in the town: a district from the list, or a square on the map; nothing finer is ever kept."""
# ruff: noqa: ARG002 (every type answers the same calls)

from typing import Annotated, Literal

from pydantic import Field

from analysis.codebook import Measure
from survey.i18n import LANGUAGES
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import OUTSIDE, Option, Question
from survey.questionnaire.one_answer import Somewhere
from survey.questionnaire.paper import Layout, Paper, boxes
from survey.questionnaire.places import map_of
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Control,
    State,
)
from survey.questionnaire.types.single import choice_code, labelled


class PlaceQuestion(Question):
    """A question answered by a place; `options` stand beside the map, such as "anywhere"."""

    type: Literal["place"]
    options: Annotated[tuple[Option, ...], Field(max_length=5)] = ()


class Place(Somewhere[PlaceQuestion]):
    """The answer is a district's code, a square's code such as map_b4, or the code of an option beside them."""

    name = "place"
    example = """
        - id: spot
          type: place
          measures: challenge
          label: {en: Where is it?}
    """
    xlsform = "`select_one` of the places and squares; never a point"
    Model = PlaceQuestion
    measure = Measure.NOMINAL

    def control(self, question: PlaceQuestion) -> Control:
        return Control.PLACE

    def options(self, question: PlaceQuestion, context: Context) -> tuple[Option, ...]:
        return (*named_places(context), *question.options)

    def applies(self, question: PlaceQuestion, answers: object, context: Context) -> bool:
        return bool(self.options(question, context))

    def offered(self, question: PlaceQuestion, context: Context) -> tuple[Option, ...]:
        return (*self.options(question, context), *squares(context))

    def encode(self, question: PlaceQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return [Code(question.id, choice_code(question.options, answer, state.asked))]

    def groups(self, question: PlaceQuestion, language: str) -> tuple[tuple[str, str], ...]:
        return labelled(question.options, language)

    def sample(self, question: PlaceQuestion, context: Context) -> Answer:
        return self.options(question, context)[0].code

    def on_paper(self, question: PlaceQuestion, context: Context) -> Paper:
        return boxes(question, self.offered(question, context), layout=Layout.MAP)

    def missing(self, question: PlaceQuestion) -> str:
        return _("Choose a place from the list or a square on the map.")


def named_places(context: Context) -> tuple[Option, ...]:
    """The districts by their names, without the one that stands for everywhere else."""
    return tuple(_named(code, name) for code, name in context.districts if code != OUTSIDE)


def squares(context: Context) -> tuple[Option, ...]:
    """The squares of the map that lie in some district, each with its district's name."""
    found = map_of(context.shapes)
    return tuple(_named(s.code, f"{s.name} – {s.district}") for s in found.offered()) if found else ()


def _named(code: str, name: str) -> Option:
    """A name of the town, the same in every language; its code is the town's and may have a dash."""
    return Option.model_construct(code=code, label=dict.fromkeys(LANGUAGES, name))


TYPE = Place()
