"""A number in figures."""
# ruff: noqa: ARG002 (every type answers the same calls)

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from analysis.codebook import Measure
from survey.i18n import gettext as _
from survey.i18n import number as written
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.one_answer import OneAnswer
from survey.questionnaire.paper import Layout, Paper, line
from survey.questionnaire.question_type import (
    Answer,
    Answers,
    Code,
    Control,
    Problem,
    Value,
)

DISTINCT = 100
"""Up to so many different values are counted one by one, more in the bins of the questionnaire."""

DECIMALS = 6
_FIGURES = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")
Number = StrictInt | StrictFloat


class NumberQuestion(Question):
    """A question answered by a number between two limits; `bins` are the lower ends of the groups it is counted in."""

    type: Literal["number"]
    minimum: Number = 0
    maximum: Number = 1_000_000
    whole: StrictBool = True
    bins: Annotated[tuple[Number, ...], Field(max_length=50)] = ()

    @property
    def counts_each(self) -> bool:
        """Whether each value is counted by itself."""
        return self.whole and self.maximum - self.minimum < DISTINCT


class Numeric(OneAnswer[NumberQuestion]):
    """The answer is a number; it is counted with its value, so that means are exact."""

    name = "number"
    example = """
        - id: people
          type: number
          measures: offer_people
          label: {en: How many people can you take?}
          minimum: 1
          maximum: 500
          bins: [1, 11, 21, 51]
    """
    xlsform = "`integer`, or `decimal` with `whole: false`"
    Model = NumberQuestion
    measure = Measure.NUMERIC
    value = Value.NUMBER

    def control(self, question: NumberQuestion) -> Control:
        return Control.NUMBER

    def read(self, question: NumberQuestion, given: str) -> Answer:
        return plain(_read(given, question.whole))

    def write(self, answer: Answer) -> str:
        return figures(answer)

    def check(self, question: NumberQuestion, answer: Answer, context: Context) -> list[str]:
        if isinstance(answer, bool) or not isinstance(answer, (int, float)) or not isfinite(answer):
            return [_not_a_number(question)]
        if not question.minimum <= answer <= question.maximum:
            least, most = written(question.minimum), written(question.maximum)
            return [_("Write a number from %(least)s to %(most)s.", least=least, most=most)]
        if answer != round(answer, 0 if question.whole else DECIMALS):
            return [_not_a_number(question)]
        return []

    def cut(self, question: NumberQuestion, answer: Answer, answers: Answers, context: Context) -> Answer:
        return plain(answer)

    def group(self, question: NumberQuestion, answer: Answer) -> Code:
        option = figures(answer) if question.counts_each else bin_of(question.bins, answer)
        return Code(question.id, option, answer)

    def groups(self, question: NumberQuestion, language: str) -> tuple[tuple[str, str], ...]:
        return () if question.counts_each else tuple(bin_labels(question.bins, question.whole, language))

    def sample(self, question: NumberQuestion, context: Context) -> Answer:
        return question.minimum

    def on_paper(self, question: NumberQuestion, context: Context) -> Paper:
        longest = max(len(figures(question.minimum)), len(figures(question.maximum)))
        return line(question, longest + (0 if question.whole else 3), Layout.FIGURES)

    def missing(self, question: NumberQuestion) -> str:
        return _not_a_number(question)

    def problems(self, question: NumberQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if question.minimum >= question.maximum:
            yield ("maximum",), _("the largest number must be above the smallest; change one")
        if list(question.bins) != sorted(set(question.bins)):
            yield ("bins",), _("groups begin with rising numbers, such as [0, 15, 30]; put them in order")
        elif not question.bins and not question.counts_each:
            yield (), _("more than %(num)s different numbers are possible; write »bins:« with the beginnings of "
                        "the groups they are counted in", num=DISTINCT)  # fmt: skip
        elif question.bins and question.bins[0] > question.minimum:
            yield ("bins",), _("the first group begins above the smallest number; begin with %(least)s",
                               least=figures(question.minimum))  # fmt: skip


def figures(value: float) -> str:
    """A number as a code and as it stands in a form: no exponent, no minus before nought."""
    tidy = plain(value)
    return str(tidy) if isinstance(tidy, int) else f"{tidy:.{DECIMALS}f}".rstrip("0").rstrip(".")


def bin_of(bins: tuple[int | float, ...], value: float) -> str:
    """The group a number is counted in, named by its lower end."""
    return f"from_{figures(bins[max(bisect_right(bins, value) - 1, 0)])}"


def plain(value: Answer) -> Answer:
    """One form for the same number: 12.0 is 12."""
    return int(value) if isinstance(value, float) and isfinite(value) and value == int(value) else value


def _read(given: str, whole: bool) -> int | float | None:
    """Read figures of any script, with a point or a comma; None when they are no number.

    A whole number has neither, because 1.000 is a thousand to one reader and one to another.
    """
    plain = unicodedata.normalize("NFKC", given).strip().replace("\u2212", "-").replace(",", ".")
    if not _FIGURES.fullmatch(plain) or (whole and "." in plain):
        return None
    return float(plain) if "." in plain else int(plain)


def _not_a_number(question: NumberQuestion) -> str:
    if question.whole:
        return _("Write a whole number in figures, for example 12.")
    return _("Write a number in figures, for example 12 or 1.5.")


def bin_labels(bins: tuple[int | float, ...], whole: bool, language: str) -> Iterator[tuple[str, str]]:
    """Groups in figures only, which need no language: 0–14, 15–29, 30–."""
    for low, high in zip(bins, (*bins[1:], None), strict=True):
        if high is None:
            label = f"{written(low, language)}–"
        elif whole:
            label = f"{written(low, language)}–{written(high - 1, language)}"
        else:
            label = f"{written(low, language)}–<{written(high, language)}"
        yield bin_of(bins, low), label


TYPE = Numeric()
