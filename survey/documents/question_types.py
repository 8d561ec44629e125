"""The page about the types of questions, made from the types themselves so that it is never out of date."""

import inspect
import json
from collections.abc import Iterator
from textwrap import dedent, indent
from typing import Any

from survey.i18n import use_language
from survey.questionnaire.context import Context
from survey.questionnaire.load import load_text
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Code, QuestionType, State
from survey.questionnaire.roles import OWN, ROLES
from survey.questionnaire.types import registry, type_of

HEAD = """\
# The types of questions

This page is made from the types by `.ci/docs`. [adding-a-type.md](adding-a-type.md) tells how a type is added,
[questionnaires/README.md](../questionnaires/README.md) how a questionnaire is written.

Every question has `id`, `type` and `label`, and may have `hint`, `required`, `measures`, `sensitive`, `stratum`,
`show_if`, `require` and `locked`. Whatever the type, an item without an option is counted as `_not_asked`, `_blank` or
`_refused`; own words as `_answered`.
"""
ROLES_HEAD = f"""
## What a question can measure

The figures find their questions by these words and never by an id. Words of your own begin with `{OWN}`; the figures
leave them alone.

| `measures` | is |
|---|---|
"""
PLACE = Context("polje", (("polje", "Polje"), ("podgorica", "Podgorica")))
CONSENT = "- {id: agreed, type: consent, label: {en: Before you begin}, agree: {en: I agree}}\n"
MOST_CODES = 4


def framed(questions: str, *, purpose: str = "survey", languages: str = "[en]", consent: bool = True) -> str:
    """A whole questionnaire round a few questions, as short as one can be."""
    asked = (CONSENT if consent else "") + dedent(questions).strip("\n")
    head = f"questionnaire: example\ntitle: {{en: Example}}\nlanguages: {languages}\npurpose: {purpose}\n"
    return f"{head}sections:\n  - id: start\n    questions:\n{indent(asked, ' ' * 6)}\n"


def example(kind: QuestionType[Any]) -> tuple[Questionnaire, Question]:
    """The example of a type as a questionnaire that loads; the last question of it is of this type."""
    purpose = "contact" if kind.contact_only else "survey"
    text = framed(kind.example, purpose=purpose, consent=not kind.gives_consent)
    questionnaire = load_text(text, f"{kind.name}.yaml")
    return questionnaire, list(questionnaire.questions())[-1]


def markdown() -> str:
    """The whole page."""
    with use_language("en"):
        types = "".join(_type(kind) for _name, kind in sorted(registry().items()))
    return HEAD + types + ROLES_HEAD + "".join(f"| `{role}` | {said} |\n" for role, said in ROLES.items())


def _type(kind: QuestionType[Any]) -> str:
    questionnaire, question = example(kind)
    parts = [f"\n## `{kind.name}`\n", f"{_sentence(inspect.getmodule(kind))} {_sentence(type(kind))}\n"]
    parts.append(f"```yaml\n{dedent(kind.example).strip()}\n```\n")
    parts += [f"- {line}" for line in _facts(kind, questionnaire, question)]
    return "\n".join(parts) + "\n"


def _sentence(documented: object) -> str:
    """The first line of what is said of a thing where it is defined."""
    return (inspect.getdoc(documented) or "").partition("\n")[0]


def _facts(kind: QuestionType[Any], questionnaire: Questionnaire, question: Question) -> Iterator[str]:
    settings = [name for name in kind.Model.model_fields if name not in Question.model_fields]
    if settings:
        yield "**its own settings**: " + ", ".join(f"`{name}`" for name in settings)
    answers = {q.id: type_of(q).sample(q, PLACE) for q in questionnaire.questions()}
    answer = kind.settle(question, answers.pop(question.id), answers, PLACE)
    yield f"**an answer**: `{json.dumps(answer, ensure_ascii=False)}`"
    coded = kind.encode(question, answer, PLACE, State(True, answers))
    yield "**counted as**: " + (_codes(coded) if coded else "no item of its own")
    if coded:
        yield f"**kind of figure**: {kind.measure.value}"
    if kind.xlsform:
        yield f"**in an XLSForm**: {kind.xlsform}"


def _codes(coded: list[Code]) -> str:
    shown = ", ".join(f"`{code.item}` = `{code.option}`" for code in coded[:MOST_CODES])
    return f"{shown} …" if len(coded) > MOST_CODES else shown
