"""What a browser has to know of a questionnaire to find the way through it by itself, as plain JSON.

`static/tablet/when.js` follows the same way as `survey.questionnaire.path`: tests hold both to each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from survey.i18n import text
from survey.questionnaire.condition import Node, parse, parse_sum
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question, Questionnaire, Section
from survey.questionnaire.own_words import OTHER, SHORT
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of
from survey.questionnaire.types.place import squares

HOME = "_district"
"""Where conditions find the district somebody chose; no question is called like that."""

Local = Mapping[str, tuple[str, ...]]
"""The activities that each district added, by its code."""


@dataclass(frozen=True)
class Everywhere:
    """A questionnaire as all districts see it together."""

    questionnaire: Questionnaire
    context: Context
    local: Local

    @property
    def union(self) -> Context:
        """A context in which every district's own activities are on offer."""
        every = dict.fromkeys(code for codes in self.local.values() for code in codes)
        return replace(self.context, local_activities=tuple(every))

    def widened(self, question: Question) -> Question:
        """The question with room for the activities of all districts, its options in the questionnaire's order."""
        if question.source is not None:
            copy = question.model_copy()
            copy.connect(pool=question.pool, source=self.widened(question.source))
            return copy
        room = {"local": len(self.union.local_activities)} if getattr(question, "local", 0) else {}
        order = {"random_order": False} if hasattr(question, "random_order") else {}
        return question.model_copy(update=room | order)

    def options(self, question: Question) -> tuple[Option, ...]:
        """Everything that is offered anywhere, the squares of a map among it."""
        kind = type_of(question)
        more = squares(self.union) if kind.control(question) is Control.PLACE else ()
        return (*kind.options(self.widened(question), self.union), *more)

    def only_in(self, question: Question, option: Option) -> list[str] | None:
        """The districts that offer an option; None where all do."""
        if not getattr(question, "local", 0) or option in getattr(question, "options", ()):
            return None
        return [code for code, own in self.local.items() if option in self._offered(question, own)]

    def _offered(self, question: Question, own: tuple[str, ...]) -> tuple[Option, ...]:
        return type_of(question).options(question, replace(self.context, local_activities=own))


def sections(every: Everywhere) -> list[dict[str, Any]]:
    """The pages with their questions, and the conditions on which somebody sees them."""
    return [_section(every, section) for section in every.questionnaire.sections]


def _section(every: Everywhere, section: Section) -> dict[str, Any]:
    asked = [_question(every, question) for question in section.questions]
    return _said({"id": section.id, "show_if": node(section.show_if), "questions": asked})


def _question(every: Everywhere, question: Question) -> dict[str, Any]:
    kind, control = type_of(question), type_of(question).control(question)
    return _said(
        {
            "id": question.id,
            "field": field_name(question),
            "control": control.value,
            "value": kind.value.value,
            "show_if": node(question.show_if),
            "unseen": not kind.drawn(question),
            "required": question.required,
            "require": [node(rule.condition) for rule in question.require],
            "never": _never(every, question),
            "options": _options(every, question),
            "many": kind.many,
            "filters": kind.filters,
            "other": getattr(question, "other", False),
            "most": getattr(question, "at_most", None),
            "shuffled": kind.shuffles(question),
            **_parts(every, question, control),
            **_limits(question, control),
        }
    )


def _never(every: Everywhere, question: Question) -> bool:
    """Whether there is nothing to ask here whatever somebody answers; what depends on answers, the browser judges."""
    kind = type_of(question)
    judged = kind.filters or kind.control(question) is Control.CARDS
    return not judged and not kind.applies(question, {}, every.union)


def _options(every: Everywhere, question: Question) -> list[dict[str, Any]]:
    return [
        _said(
            {
                "code": option.code,
                "show_if": node(option.show_if),
                "in": every.only_in(question, option),
                "alone": option.stands_alone,
                "last": type_of(question).stays_last(question, option),
            }
        )
        for option in every.options(question)
        if every.only_in(question, option) != []  # beyond what every district may add
    ]


def _parts(every: Everywhere, question: Any, control: Control) -> dict[str, Any]:
    """What is answered piece by piece."""
    if control is Control.CARDS:
        columns = [_said({"id": column.id, "show_if": node(column.show_if)}) for column in question.columns]
        codes = [option.code for option in every.widened(question).possible_rows(every.union)]  # type: ignore[attr-defined]
        return {"of": question.of, "rows": codes, "columns": columns}
    if control is Control.GRID:
        return {"rows": [row.code for row in question.rows]}
    if control is Control.RANKING:
        return {"places": list(question.places)}
    if control is Control.CALCULATED:
        return {"calculate": parse_sum(question.calculate)}
    return {}


def _limits(question: Any, control: Control) -> dict[str, Any]:
    """Between what a figure or a day has to be, and how long own words may be."""
    if control in (Control.NUMBER, Control.SCALE, Control.DAY):
        names = ("minimum", "maximum", "whole")
        return {name: value for name in names if (value := getattr(question, name, None)) is not None}
    if control in (Control.LINE, Control.TEXTAREA):
        return {"longest": getattr(question, "limit", SHORT), "input": type_of(question).input_type}
    return {"longest": SHORT} if getattr(question, "other", False) else {}


def node(condition: str | None) -> Node | None:
    """A condition as the browser reads it."""
    return parse(condition) if condition else None


def words(every: Everywhere, question: Any) -> dict[str, Any]:
    """What a question says when something is wrong, in the language spoken now."""
    kind, control, context = type_of(question), type_of(question).control(question), every.union
    said: dict[str, Any] = {
        "missing": kind.missing(question) if question.required else "",
        "require": [text(rule.message) for rule in question.require],
    }
    if control in (Control.NUMBER, Control.DAY) or kind.contact_only:
        said["bad"] = _first(kind.check(question, "?", context))
    if hasattr(question, "maximum") and "bad" in said:
        beyond = question.maximum + 1 if control is Control.NUMBER else "9999-12-31"
        said["range"] = _first(kind.check(question, beyond, context))
    if control is Control.RANKING:
        said["twice"] = {place: _ranked(question, context, place, place) for place in question.places}
        said["free"] = {place: _ranked(question, context, str(int(place) + 1)) for place in question.places[:-1]}
    if kind.many:
        said["alone"] = {o.code: _alone(question, o, context) for o in every.options(question) if o.stands_alone}
    return _said(said)


def _alone(question: Any, option: Option, context: Context) -> str:
    """What is said when an option that rules out all others was ticked beside one."""
    kind = type_of(question)
    others = [other.code for other in kind.options(question, context) if not other.stands_alone]
    return _first(kind.check(question, {"picked": [option.code, *others[:1]]}, context))


def _ranked(question: Any, context: Context, *places: str) -> str:
    """What is said when the first things of a ranking were given these places."""
    names = (field_name(question, option.code) for option in question.options)
    fields = {name: [place] for name, place in zip(names, places, strict=False)}
    return _first(type_of(question).parse(question, fields, context).faults)


def _first(sentences: Sequence[str]) -> str:
    return sentences[0] if sentences else ""


def _said(document: dict[str, Any]) -> dict[str, Any]:
    """A document without what says nothing, so that a board stays small."""
    return {name: value for name, value in document.items() if value or (value == 0 and value is not False)}


__all__ = ["HOME", "OTHER", "Everywhere", "node", "sections", "words"]
