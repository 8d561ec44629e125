"""How each control is drawn: a question with its texts in the reader's language and what was chosen so far."""

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import in_language, language_of, ngettext, number
from survey.i18n import worded as text
from survey.questionnaire.answers import Context, order
from survey.questionnaire.condition import evaluate, holds, parse, parse_sum
from survey.questionnaire.message import fill
from survey.questionnaire.model import Option, Question
from survey.questionnaire.places import Square, map_of
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of
from survey.questionnaire.types.place import named_places
from survey.questionnaire.types.slots import DAYS, PARTS
from survey.web.resident.drawn import Card, Chart, Group, Row, View

OTHER = "other"
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d", re.ASCII)
"""What a browser's own calendar or clock sends, right or wrong; it can show it again."""
_AUTOCOMPLETE = {"email": "email", "tel": "tel"}


@dataclass(frozen=True)
class Typed:
    """What the questions of a page are drawn from."""

    fields: Mapping[str, list[str]]
    answers: Mapping[str, Any]
    context: Context
    seed: str = ""
    faults: Mapping[str, list[str]] = field(default_factory=dict)

    def values(self, name: str) -> list[str]:
        """The raw values of a field."""
        return self.fields.get(name, [])

    def said(self) -> Mapping[str, Any]:
        """What a text may be filled from: the answers so far."""
        return self.answers

    def value(self, name: str) -> str:
        """The raw text of a field."""
        return " ".join(self.values(name))


def view(question: Question, typed: Typed, closed: bool = False) -> View:
    """Draw one question by its control; a new type needs nothing here."""
    kind = type_of(question)
    if (question.sensitive or kind.gives_consent) and not i18n.reviewed(i18n.language()):
        # What people agree to, and what could hurt, is never shown in words that nobody has reviewed.
        with i18n.use_texts(i18n.interface()):
            return _drawn(question, typed, closed)
    return _drawn(question, typed, closed)


def _drawn(question: Question, typed: Typed, closed: bool) -> View:
    kind = type_of(question)
    control = kind.control(question)
    common = {
        "id": field_name(question),
        "question": question.id,
        "control": control.value,
        "label": _filled(text(question.label), typed),
        "hint": _filled(text(question.hint), typed),
        "faults": tuple(typed.faults.get(question.id, ())),
        "value": kind.value.value,
        "show_if": _as_json(question.show_if),
        "closed": closed,
        "answered_by_people": kind.answered_by_people,
    }
    return View(**{**common, **_BUILDERS[control](question, typed)})


def _filled(words: str, typed: Typed) -> str:
    spoken = language_of(words)
    return in_language(fill(words, typed.said(), spoken), spoken)


def _as_json(condition: str | None) -> str:
    """A condition as the script reads it."""
    return json.dumps(parse(condition)) if condition else ""


def offer(name: str, code: str) -> str:
    """The name under which a page says that it showed an option that not everybody is offered."""
    return f"{name}.{code}"


def offers(question: Question, typed: Typed) -> set[str]:
    """The options of a question that only some people are offered, as far as this one is."""
    filtered = [o for o in type_of(question).options(question, typed.context) if o.show_if]
    return {offer(field_name(question), o.code) for o in filtered if holds(o.show_if, typed.answers)}


def _options(question: Any, typed: Typed) -> dict[str, Any]:
    kind = type_of(question)
    offered = {option.code: option for option in kind.options(question, typed.context)}
    shown = [offered[code] for code in order(question, typed.seed, typed.context)]
    has_words = bool(getattr(question, "other", False)) and OTHER in offered
    # Where several can be ticked, writing on the line is ticking it; where one is chosen, it can be unchosen.
    words_alone = has_words and kind.many
    last = [option for option in shown if kind.stays_last(question, option)]
    return {
        "kind": "checkbox" if kind.many else "radio",
        "rows": _rows(field_name(question), [o for o in shown if o not in last], typed),
        "apart": _rows(field_name(question), [o for o in last if not (words_alone and o.code == OTHER)], typed),
        "other": _words(question, offered[OTHER], typed) if has_words else None,
        **_limit(getattr(question, "at_most", None), len(shown)),
    }


def _words(question: Question, option: Option, typed: Typed) -> Row:
    """The line for one's own words: writing on it is choosing it, so it has no box of its own."""
    name = field_name(question, OTHER)
    label = text(option.label) if type_of(question).many else _("In your own words")
    return Row(f"{name}-words", name, typed.value(name), label)


def _id(name: str, code: str) -> str:
    """What a row is called on the page; some names belong to the parts of the question itself."""
    return f"{name}-{code}-row" if code in ("all", "label", "note", "fault") else f"{name}-{code}"


def _rows(name: str, options: Sequence[Option], typed: Typed, opens: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    chosen = typed.values(name)
    return tuple(
        Row(
            _id(name, option.code), name, option.code, text(option.label), text(option.hint),
            chosen=option.code in chosen, opens=option.code in opens,
            show_if=_as_json(option.show_if), closed=not holds(option.show_if, typed.answers),
            offer=offer(name, option.code) if option.show_if else "",
        )
        for option in options
    )  # fmt: skip


def _scale(question: Any, typed: Typed) -> dict[str, Any]:
    name = field_name(question)
    points = [Option.model_construct(code=str(p), label=question.label_of(p)) for p in question.points]
    return {
        "rows": _rows(name, points, typed),
        "apart": _rows(name, list(question.options), typed),
        "ends": (text(question.low), text(question.middle), text(question.high)),
    }


def _ranking(question: Any, typed: Typed) -> dict[str, Any]:
    """A card for each thing with the places to give it; the first choice takes its place away again."""
    offered = {option.code: option for option in question.options}
    shown = [offered[code] for code in order(question, typed.seed, typed.context)]
    return {"cards": tuple(_placing(question, option, typed) for option in shown)}


def _placing(question: Any, option: Option, typed: Typed) -> Card:
    name = field_name(question, option.code)
    given = typed.value(name)
    none = Row(f"{name}-none", name, "", _("no place"), chosen=given not in question.places)
    rows = [Row(f"{name}-{p}", name, p, _("place %(place)s", place=p), chosen=given == p) for p in question.places]
    return Card(
        f"{name}-card", text(option.label), (Group("", (none, *rows)),), show_if=_as_json(option.show_if),
        closed=not holds(option.show_if, typed.answers),
        offer=offer(field_name(question), option.code) if option.show_if else "",
    )  # fmt: skip


def _slots(question: Any, typed: Typed) -> dict[str, Any]:
    """A card for each day, with the parts of the day as its boxes."""
    name = field_name(question)
    week = [question.week()[place : place + len(question.parts)] for place in _every(question)]
    days = tuple(
        Card(f"{name}-{day}-card", text(DAYS[day]), (Group("", _parts(name, slots, typed)),))
        for day, slots in zip(question.days, week, strict=True)
    )
    limit = _limit(question.at_most, len(question.all_options()))
    return {"kind": "checkbox", "cards": days, "apart": _rows(name, question.options, typed), **limit}


def _every(question: Any) -> range:
    return range(0, len(question.days) * len(question.parts), len(question.parts))


def _parts(name: str, slots: Sequence[Option], typed: Typed) -> tuple[Row, ...]:
    chosen = typed.values(name)
    return tuple(
        Row(f"{name}-{slot.code}", name, slot.code, text(PARTS[slot.code[-2:]]), chosen=slot.code in chosen)
        for slot in slots
    )


def _place(question: Any, typed: Typed) -> dict[str, Any]:
    name = field_name(question)
    drawn = map_of(typed.context.shapes)
    squares = tuple(_square(name, square, typed) for square in drawn.squares) if drawn else ()
    return {
        "rows": _rows(name, named_places(typed.context), typed),
        "apart": _rows(name, question.options, typed),
        "chart": Chart(drawn.rows, squares, drawn.outlines) if drawn else None,
    }


def _square(name: str, square: Square, typed: Typed) -> Row | None:
    if not square.district:
        return None
    label = f"{square.name} – {square.district}"
    chosen = square.code in typed.values(name)
    return Row(f"{name}-{square.code}", name, square.code, label, hint=square.name, chosen=chosen)


def _day(question: Any, typed: Typed) -> dict[str, Any]:
    """A browser's calendar would hide what it cannot read, so words that are no day come back as words."""
    drawn = _line(question, typed)
    readable = not drawn["line"].value.strip() or _DAY.fullmatch(drawn["line"].value)
    readable = readable or type_of(question).parse(question, typed.fields, typed.context).answer
    answer = typed.answers.get(question.id) if drawn["line"].value.strip() else None
    line = replace(drawn["line"], value=answer) if isinstance(answer, str) else drawn["line"]
    return {**drawn, "line": line, "in_words": _in_words(answer)} if readable else {**drawn, "input": "text"}


def _in_words(answer: Any) -> str:
    """A day or an hour as it is said; nothing where there is none."""
    if not isinstance(answer, str) or not _DAY.fullmatch(answer):
        return ""
    if ":" in answer:
        return i18n.time(datetime.time.fromisoformat(answer))
    return i18n.dated(datetime.date.fromisoformat(answer))


def _calculated(question: Any, typed: Typed) -> dict[str, Any]:
    answer = typed.answers.get(question.id)
    said = number(answer) if isinstance(answer, (int, float)) else ""
    return {"output": said, "calculate": json.dumps(parse_sum(question.calculate))}


def _note(question: Any, typed: Typed) -> dict[str, Any]:  # noqa: ARG001 (all builders are called alike)
    return {}


def _limit(most: int | None, offered: int) -> dict[str, Any]:
    """How many may be chosen, with the sentence for every number of ticks, so that the script needs no grammar."""
    if not most:
        return {}
    return {"most": most, "counts": tuple(_count(ticks, most) for ticks in range(offered + 1))}


def _count(ticks: int, most: int) -> str:
    if ticks <= most:
        return _("You have chosen %(chosen)s of %(most)s", chosen=number(ticks), most=number(most))
    return ngettext(
        "You have chosen %(chosen)s, one too many",
        "You have chosen %(chosen)s, %(num)s too many",
        ticks - most,
        chosen=number(ticks),
    )


def _cards(question: Any, typed: Typed) -> dict[str, Any]:
    picks = question.rows(typed.answers, typed.context)
    return {"cards": tuple(_card(question, pick, typed) for pick in picks)}


def _card(question: Any, pick: Option, typed: Typed) -> Card:
    opening = _opening(question)
    groups = tuple(
        Group(
            text(column.label),
            _rows(
                field_name(question, pick.code, column.id), list(column.options), typed,
                frozenset(code for name, code in opening if name == column.id),
            ),
            depends=bool(opening) and column.show_if is not None,
        )
        for column in question.columns
    )  # fmt: skip
    return Card(f"{field_name(question, pick.code)}-card", text(pick.label), groups)


def _opening(question: Any) -> set[tuple[str, str]]:
    """The options (column, code) that open the card's one conditional column; none where that is not so simple."""
    conditions = [column.show_if for column in question.columns if column.show_if]
    if len(conditions) != 1:
        return set()
    node = parse(conditions[0])
    return {
        (column.id, option.code)
        for column in question.columns
        for option in column.options
        if evaluate(node, {column.id: option.code})
    }


def _grid(question: Any, typed: Typed) -> dict[str, Any]:
    return {
        "cards": tuple(
            Card(
                f"{field_name(question, row.code)}-card",
                text(row.label),
                (Group("", _rows(field_name(question, row.code), list(question.options), typed)),),
            )
            for row in question.rows
        )
    }


def _line(question: Any, typed: Typed) -> dict[str, Any]:
    kind, name = type_of(question), field_name(question)
    return {
        "line": Row(name, name, typed.value(name), text(question.label)),
        "input": kind.input_type,
        "autocomplete": _AUTOCOMPLETE.get(kind.input_type, ""),
    }


def _number(question: Any, typed: Typed) -> dict[str, Any]:
    whole = getattr(question, "whole", False)
    return {**_line(question, typed), "input": "text", "inputmode": "numeric" if whole else "decimal"}


def _consent(question: Any, typed: Typed) -> dict[str, Any]:
    name = field_name(question)
    agree = Row(f"{name}-yes", name, "yes", text(question.agree), chosen="yes" in typed.values(name))
    return {"hint": text(question.promise(typed.context)), "kind": "checkbox", "rows": (agree,)}


_BUILDERS: dict[Control, Callable[[Any, Typed], dict[str, Any]]] = {
    Control.OPTIONS: _options,
    Control.DISTRICT: _options,
    Control.CARDS: _cards,
    Control.GRID: _grid,
    Control.LINE: _line,
    Control.TEXTAREA: _line,
    Control.NUMBER: _number,
    Control.CONSENT: _consent,
    Control.SCALE: _scale,
    Control.RANKING: _ranking,
    Control.SLOTS: _slots,
    Control.PLACE: _place,
    Control.DAY: _day,
    Control.CALCULATED: _calculated,
    Control.NOTE: _note,
}
