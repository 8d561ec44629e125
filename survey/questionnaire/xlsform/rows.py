"""Questions as rows of the sheet survey: one function per control, which types share."""
# ruff: noqa: ARG001 (every writer answers the same call)

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.questionnaire.condition import Node, parse, parse_sum
from survey.questionnaire.context import Context
from survey.questionnaire.manner import Manner
from survey.questionnaire.model import Option, Question, Questionnaire, Section, Text
from survey.questionnaire.question_type import QuestionType
from survey.questionnaire.types import type_of
from survey.questionnaire.xlsform.expressions import figures, to_xpath
from survey.questionnaire.xlsform.form import OURS, REMARK

Row = dict[str, str | Text]
NOWHERE = Context()
COMMON = frozenset({"id", "label", "hint", "required", "show_if"})
NATIVE = {
    "select_one": "single", "select_multiple": "multiple", "rank": "ranking", "text": "text", "note": "note",
    "integer": "number", "decimal": "number", "date": "date", "time": "time", "calculate": "calculated",
}  # fmt: skip
"""What a row becomes again without being told; any other type is named beside it."""

BROUGHT = {"select_one": ("options",), "select_multiple": ("options",), "rank": ("options",)}
"""What reading a row of theirs brings along."""


@dataclass
class Sheets:
    """The rows of a form while it is written."""

    questionnaire: Questionnaire
    manner: Manner = field(default_factory=Manner)
    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    lists: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    several: dict[str, str] = field(default_factory=dict)
    """For a question of several rows, the expression that says whether it was answered."""

    def __post_init__(self) -> None:
        """Lists that somebody gave a name come first, each with all its choices."""
        for name, options in self.manner.lists.items():
            made = [Option.model_validate(option) for option in options]
            conditions = list(dict.fromkeys(map(condition_of, made)))
            rows = [choice(option, conditions) for option in made]
            self.shared.setdefault(json.dumps(rows, sort_keys=True), name)
            noted = [{**row, **self.remark("entry", name, str(row["name"]))} for row in rows]
            self.choices += [{"list_name": name, **row} for row in noted]

    def remark(self, *spot: str) -> Row:
        """The cell for what somebody noted at a place, where something is noted."""
        said = self.manner.remarks.get(spot)
        return {REMARK: "\n".join(said)} if said else {}

    def list_of(self, name: str, options: Iterable[Row]) -> str:
        """The name of a list with these choices; the same choices are written once."""
        bare = list(options)
        question = name.removesuffix(".list")
        rows = [{**row, **self.remark("option", question, str(row["name"]))} for row in bare]
        shared = self.shared.get(json.dumps(bare, sort_keys=True))
        if shared and rows == bare:
            return shared
        told = json.dumps(rows, sort_keys=True)
        if told not in self.lists:
            self.lists[told] = name
            self.choices += [{"list_name": name, **row} for row in rows]
        return self.lists[told]

    def xpath(self, condition: str | None) -> str:
        """A condition in their language, empty where there is none."""
        return to_xpath(parse(condition), self.several) if condition else ""

    def shown(self, filter_column: bool, options: Iterable[Option]) -> str:
        """The filter for options with conditions of their own; their row names the condition in a column."""
        conditions = list(dict.fromkeys(condition_of(option) for option in options))
        if not filter_column or conditions in ([""], []):
            return ""
        parts = [f"({WHEN} = '{number}' and ({self.xpath(said)}))"
                 for number, said in enumerate(conditions, start=1) if said]  # fmt: skip
        return " or ".join([f"{WHEN} = ''", *parts])


WHEN = "shown_when"
"""The column of the sheet choices that numbers the conditions of a list's options."""


def write_section(section: Section, sheets: Sheets) -> None:
    """One page as a group that is shown at once."""
    taken = {question.id for question in sheets.questionnaire.questions()}
    name = f"{section.id}.page" if section.id in taken else section.id
    own = section.model_dump(mode="json", exclude_defaults=True, exclude={"id", "title", "show_if", "questions"})
    sheets.survey.append({"type": "begin_group", "name": name, "label": section.title or {}, "appearance": "field-list",
                          "relevant": sheets.xpath(section.show_if), OURS: as_json(own),
                          **sheets.remark("page", section.id)})  # fmt: skip
    for question in section.questions:
        kind = type_of(question)
        WRITERS.get(kind.control(question), _text)(question, kind, sheets)
    sheets.survey.append({"type": "end_group", "name": name})


def choice(option: Option, conditions: list[str] | None = None) -> Row:
    """One option; what only we know of it stands beside its text."""
    own = option.model_dump(mode="json", exclude_defaults=True, exclude={"code", "label", "show_if"})
    row: Row = {"name": option.code, "label": option.label, OURS: as_json(own)}
    said = condition_of(option)
    return {**row, WHEN: str(conditions.index(said) + 1)} if conditions and said else row


def condition_of(option: Option) -> str:
    """The condition under which an option is offered, empty for most."""
    return option.show_if or ""


def _row(question: Question, sheets: Sheets, word: str, said: Iterable[str], **cells: str | Text) -> Row:
    """What every row has, and beside it what the row's own columns do not say."""
    document = question.model_dump(mode="json", exclude_defaults=True)
    own = {key: value for key, value in document.items() if key not in COMMON.union(said, {"type"})}
    fields = type(question).model_fields
    for key in set(BROUGHT.get(word.split()[0], ())) & set(fields) - set(said):
        own.setdefault(key, [])
    if NATIVE.get(word.split()[0]) != question.type:
        own = {"type": question.type, **own}
    row: Row = {"type": word, "name": question.id, "label": question.label, "hint": question.hint or {},
                "required": "yes" if question.required else "", "relevant": sheets.xpath(question.show_if),
                OURS: as_json(own), **sheets.remark("question", question.id), **cells}  # fmt: skip
    return _with_rules(question, row, sheets)


def _with_rules(question: Question, row: Row, sheets: Sheets) -> Row:
    """The rules that an answer must keep, after the limits; the sentence is that of the only rule."""
    rules = question.require
    limits = [str(row["constraint"])] if row.get("constraint") else []
    written = [sheets.xpath(rule.condition).replace(f"${{{question.id}}}", ".") for rule in rules]
    row["constraint"] = " and ".join([*limits, *(f"({rule})" for rule in written)])
    if len(rules) == 1 and not limits:
        row["constraint_message"] = rules[0].message
    return row


def as_json(own: Mapping[str, Any]) -> str:
    return json.dumps(own, ensure_ascii=False) if own else ""


def _options(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    word = "select_multiple" if kind.many else "select_one"
    _choices(question, kind, sheets, word, question.options, {"options"})


def _ranking(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    _choices(question, kind, sheets, "rank", question.options, {"options"})


def _beside(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    """Options that come from elsewhere: they are listed for other tools, and read back from what stands beside."""
    word = "select_multiple" if kind.many else "select_one"
    options = [_shown(option, sheets) for option in kind.options(question, NOWHERE)]
    _choices(question, kind, sheets, word, options, ())


def _shown(option: Option, sheets: Sheets) -> Option:
    """An option with a text in every language of the questionnaire."""
    label = {code: option.label.get(code) or option.label.get("en") or option.code
             for code in sheets.questionnaire.languages}  # fmt: skip
    return Option.model_construct(**{**option.__dict__, "label": label})


def _scale(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    languages = sheets.questionnaire.languages
    rows: list[Row] = [
        {"name": str(point), "label": {code: question.label_of(point).get(code) or str(point) for code in languages}}
        for point in question.points
    ]
    name = sheets.list_of(f"{question.id}.list", [*rows, *map(choice, question.options)])
    sheets.survey.append(_row(question, sheets, f"select_one {name}", (), appearance="likert"))


def _choices(
    question: Any, kind: QuestionType[Any], sheets: Sheets, word: str, options: Iterable[Option], said: Iterable[str]
) -> None:
    offered = list(options)
    conditions = list(dict.fromkeys(map(condition_of, offered)))
    name = sheets.list_of(f"{question.id}.list", [choice(option, conditions) for option in offered])
    random = bool(getattr(question, "random_order", False))
    cells = {"choice_filter": sheets.shown(bool(said), offered), "parameters": "randomize=true" if random else "",
             "constraint": _ticks(question, offered) if kind.many else ""}  # fmt: skip
    known = {*said, "random_order", *(("at_most",) if kind.many else ())}
    sheets.survey.append(_row(question, sheets, f"{word} {name}", known, **cells))
    if getattr(question, "other", False):
        _own_words(question, kind, sheets, offered)


def _ticks(question: Any, options: Iterable[Option]) -> str:
    """How many may be ticked, and which option stands alone."""
    parts = [f"count-selected(.) <= {question.at_most}"] if getattr(question, "at_most", None) else []
    parts += [f"not(selected(., '{option.code}') and count-selected(.) > 1)" for option in options
              if option.stands_alone]  # fmt: skip
    return " and ".join(parts)


def _own_words(question: Question, kind: QuestionType[Any], sheets: Sheets, options: list[Option]) -> None:
    """The line for another answer, which is a question of its own there and a part of this one here."""
    label = next(option.label for option in options if option.code == "other")
    ticked: Node = ("has" if kind.many else "eq", ("q", question.id), ("lit", "other"))
    sheets.survey.append({"type": "text", "name": f"{question.id}.other", "label": label,
                          "relevant": to_xpath(ticked), OURS: as_json({"part_of": question.id})})  # fmt: skip


def _grid(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    """A group drawn as a table."""
    group = _row(question, sheets, "begin_group", ("rows", "options"), appearance="table-list", required="")
    name = sheets.list_of(f"{question.id}.list", map(choice, question.options))
    sheets.survey.append(group)
    for row in question.rows:
        own = row.model_dump(mode="json", exclude_defaults=True, exclude={"code", "label", "hint"})
        sheets.survey.append({
            "type": f"select_one {name}", "name": f"{question.id}.{row.code}", "label": row.label,
            "hint": row.hint or {}, "required": "yes" if question.required else "", OURS: as_json(own),
            **sheets.remark("option", question.id, row.code)})  # fmt: skip
    sheets.survey.append({"type": "end_group", "name": question.id})
    answered = [f"${{{question.id}.{row.code}}} != ''" for row in question.rows]
    sheets.several[question.id] = f"({' or '.join(answered)})"


def _cards(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    """A group for each thing that can be picked, shown when it is."""
    sheets.survey.append(_row(question, sheets, "begin_group", ("columns",), required=""))
    answered: list[str] = []
    for card in (option for option in question.all_rows() if not option.local):
        name = f"{question.id}.{card.code}"
        picked: Node = ("has", ("q", question.of), ("lit", card.code))
        sheets.survey.append({"type": "begin_group", "name": name, "label": card.label, "relevant": to_xpath(picked),
                              "appearance": "field-list"})  # fmt: skip
        for column in question.columns:
            sheets.survey.append(_tap(column, name, question, sheets))
            answered.append(f"${{{name}.{column.id}}} != ''")
        sheets.survey.append({"type": "end_group", "name": name})
    sheets.survey.append({"type": "end_group", "name": question.id})
    sheets.several[question.id] = f"({' or '.join(answered)})"


def _tap(column: Any, card: str, question: Any, sheets: Sheets) -> Row:
    own = column.model_dump(mode="json", exclude_defaults=True, exclude={"id", "label", "hint", "options", "show_if"})
    name = sheets.list_of(f"{question.id}.{column.id}.list", map(choice, column.options))
    relevant = sheets.xpath(column.show_if).replace("${", f"${{{card}.")
    return {"type": f"select_one {name}", "name": f"{card}.{column.id}", "label": column.label,
            "hint": column.hint or {}, "required": "yes" if question.required else "", "relevant": relevant,
            OURS: as_json(own)}  # fmt: skip


def _number(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    limits = f". >= {figures(question.minimum)} and . <= {figures(question.maximum)}"
    word = "integer" if question.whole else "decimal"
    sheets.survey.append(_row(question, sheets, word, {"minimum", "maximum", "whole"}, constraint=limits))


def _text(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    """One line or several; also whatever has no counterpart, with its type beside it."""
    most = getattr(question, "max_length", None)
    long = bool(getattr(question, "long", False))
    sheets.survey.append(_row(
        question, sheets, "text", {"long", "max_length"}, appearance="multiline" if long else "",
        constraint=f"string-length(.) <= {most}" if most else ""))  # fmt: skip


def _plain(word: str) -> "Writer":
    def write(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
        sheets.survey.append(_row(question, sheets, word, ()))

    return write


def _day(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    sheets.survey.append(_row(question, sheets, kind.input_type, ()))


def _calculated(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    worked_out = to_xpath(parse_sum(question.calculate), sheets.several)
    sheets.survey.append(_row(question, sheets, "calculate", {"calculate"}, calculation=worked_out))


def _consent(question: Any, kind: QuestionType[Any], sheets: Sheets) -> None:
    """What is promised as a text to read, and the tick under it."""
    sheets.survey.append({"type": "note", "name": f"{question.id}.promise", "label": question.label,
                          "hint": question.hint or {}, "relevant": sheets.xpath(question.show_if),
                          OURS: as_json({"part_of": question.id})})  # fmt: skip
    row = _row(question, sheets, "acknowledge", {"agree"}, label=question.agree, hint={})
    sheets.survey.append(row)


Writer = Callable[[Any, QuestionType[Any], Sheets], None]
WRITERS: Mapping[str, Writer] = {
    "options": _options, "cards": _cards, "grid": _grid, "line": _text, "textarea": _text, "number": _number,
    "consent": _consent, "district": _beside, "scale": _scale, "ranking": _ranking, "slots": _beside, "day": _day,
    "calculated": _calculated, "note": _plain("note"), "place": _beside,
}  # fmt: skip
