"""A question without its words: what can be answered, and whether each part of it is answered by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.codebook import Measure
from survey.questionnaire.condition import BadCondition, parse, parse_sum
from survey.questionnaire.model import Question
from survey.questionnaire.types import type_of

TEXTS = frozenset({"label", "hint", "title", "agree", "legal_basis", "message", "low", "middle", "high"})
CONDITIONS = frozenset({"show_if", "condition", "calculate"})
NO_MATTER = frozenset({"id", "type", "required", "random_order", "measures"})
"""What does not change whom a question is put to and what can be answered."""


@dataclass(frozen=True)
class Renamed:
    """Under which names questions and their options go on."""

    questions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def meant(part: Any, renamed: Renamed) -> Any:
    """A part of a question with its conditions as what they mean: a name or a code that goes on is no change."""
    if isinstance(part, list):
        return [meant(inside, renamed) for inside in part]
    if not isinstance(part, dict):
        return part
    return {key: condition_meant(inside, renamed, key == "calculate") if key in CONDITIONS and isinstance(inside, str)
            else meant(inside, renamed) for key, inside in part.items()}  # fmt: skip


def condition_meant(condition: str | None, renamed: Renamed, is_sum: bool = False) -> str | None:
    """One condition or sum, read and written in one way."""
    if condition is None:
        return None
    try:
        return repr(_node(parse_sum(condition) if is_sum else parse(condition), renamed))
    except BadCondition:
        return condition


def _node(node: Any, renamed: Renamed) -> Any:
    match node:
        case (sign, ("q", name), ("lit", str(code))):
            goes = renamed.options.get(name, {}).get(code, code)
            return (sign, ("q", renamed.questions.get(name, name)), ("lit", goes))
        case ("q" | "count" | "answered" as word, str(name)):
            return (word, renamed.questions.get(name, name))
        case tuple():
            return tuple(_node(part, renamed) for part in node)
    return node


@dataclass(frozen=True)
class Shape:
    """A question without its words: its type, its lists of codes, and everything else that was set."""

    type: str
    lists: Mapping[str, Mapping[str, Mapping[str, Any]]]
    settings: Mapping[str, Any]
    codes: frozenset[str] = field(default=frozenset())


def shape_of(question: Question, renamed: Renamed | None = None) -> Shape:
    """What is left of a question without its words; its conditions under the names that questions go on by."""
    data = meant(question.model_dump(mode="json", exclude_defaults=True), renamed or Renamed())
    lists = dict(_lists(data, ""))
    if question.source is not None:
        lists.update({f"of.{name}": dict(codes) for name, codes in shape_of(question.source, renamed).lists.items()})
    codes = frozenset(code for found in lists.values() for code in found)
    settings = {k: v for k, v in data.items() if k not in TEXTS | NO_MATTER and not is_list(v)}
    return Shape(question.type, lists, settings, codes)


def is_list(value: Any) -> bool:
    """Whether something is a list of options, rows or columns."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _lists(data: Mapping[str, Any], before: str) -> Iterator[tuple[str, dict[str, Mapping[str, Any]]]]:
    """Each list of options, rows or columns by its name, those inside columns too."""
    for key, value in data.items():
        if key not in TEXTS and is_list(value):
            codes = {str(one.get("code", one.get("id", place))): one for place, one in enumerate(value)}
            yield before + key, codes
            for code, one in codes.items():
                yield from _lists(one, f"{before}{key}.{code}.")


def parts_of(question: Question) -> set[str]:
    """The rows or ticks that are counted one by one; what only a district adds is not part of the question."""
    codes = shape_of(question).codes
    return {v.option for v in type_of(question).variables(question, "en") if v.option in codes}


def answers_of(question: Question) -> set[str]:
    """The answers of which a person gives one to each item."""
    variables = type_of(question).variables(question, "en")
    return {code for v in variables if v.measure is not Measure.BINARY for code in v.option_codes()}


def depth_of(question: Question) -> set[tuple[str, ...]]:
    """The form of the items behind a question and its row: what else there is has to be the same."""
    return {(*v.item.split(".")[2:], str(v.measure)) for v in type_of(question).variables(question, "en")}


def alone_in(question: Question) -> set[str]:
    """The options that rule out all others."""
    return {option.code for option in getattr(question, "options", ()) if option.stands_alone}
