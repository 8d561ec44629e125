"""What templates draw: each question with its texts in the reader's language and what was chosen or typed so far."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import ngettext, number, text
from survey.questionnaire.answers import Context, order
from survey.questionnaire.condition import evaluate, parse
from survey.questionnaire.message import fill
from survey.questionnaire.model import Option, Question
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of

OTHER = "other"
_SHORT_LABEL = 26
"""Characters: longer options are not set in two columns."""
_AUTOCOMPLETE = {"email": "email", "tel": "tel"}


@dataclass(frozen=True)
class Row:
    """One thing to choose, or one line to write on."""

    id: str
    name: str
    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    opens: bool = False
    """Choosing it makes a further group of the same card visible."""


@dataclass(frozen=True)
class Group:
    """One choice within a card."""

    label: str
    rows: tuple[Row, ...]
    depends: bool = False


@dataclass(frozen=True)
class Card:
    """What is asked about one row of a question."""

    id: str
    label: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class View:
    """One question, ready to be drawn."""

    id: str
    question: str
    control: str
    label: str
    hint: str = ""
    faults: tuple[str, ...] = ()
    kind: str = "radio"
    rows: tuple[Row, ...] = ()
    apart: tuple[Row, ...] = ()
    other: Row | None = None
    most: int | None = None
    counts: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    line: Row | None = None
    input: str = "text"
    inputmode: str = ""
    autocomplete: str = ""

    @property
    def described(self) -> str:
        """Ids of the sentences that belong to the field: hint and faults."""
        notes = [f"{self.id}-note"] if self.hint else []
        return " ".join(notes + [f"{self.id}-fault{place}" for place in range(1, len(self.faults) + 1)])

    @property
    def target(self) -> str:
        """Where a link to the question leads: its first field."""
        return next((row.id for row in self.fields()), self.id)

    @property
    def short(self) -> bool:
        """Whether the options are short enough for two columns."""
        every = (*self.rows, *self.apart)
        return len(every) > 3 and all(len(row.label) <= _SHORT_LABEL and not row.hint for row in every)

    def fields(self) -> Iterator[Row]:
        """Every field of the question in reading order."""
        yield from self.rows
        for card in self.cards:
            for group in card.groups:
                yield from group.rows
        yield from (row for row in (self.other, self.line) if row)
        yield from self.apart

    def names(self) -> set[str]:
        """The names of the fields, to tell whether somebody has seen them."""
        return {row.name for row in self.fields()}

    def said(self) -> list[str]:
        """The answer in words, for the review page."""
        chosen = [row.label for row in (*self.rows, *self.apart) if row.chosen]
        typed = [row.value for row in (self.other, self.line) if row and row.value.strip()]
        return chosen + typed + [words for card in self.cards if (words := _card_said(card))]


def _card_said(card: Card) -> str:
    labels = [row.label for group in card.groups for row in group.rows if row.chosen]
    return f"{card.label}: {'; '.join(labels)}" if labels else ""


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


def view(question: Question, typed: Typed) -> View:
    """Draw one question by its control; a new type needs nothing here."""
    kind = type_of(question)
    if (question.sensitive or kind.gives_consent) and not i18n.reviewed(i18n.language()):
        # What people agree to, and what could hurt, is never shown in words that nobody has reviewed.
        with i18n.use_language(i18n.LANGUAGES[0]):
            return _drawn(question, typed)
    return _drawn(question, typed)


def _drawn(question: Question, typed: Typed) -> View:
    control = type_of(question).control(question)
    common = {
        "id": field_name(question),
        "question": question.id,
        "control": control.value,
        "label": fill(text(question.label), typed.said(), i18n.language()),
        "hint": fill(text(question.hint), typed.said(), i18n.language()),
        "faults": tuple(typed.faults.get(question.id, ())),
    }
    return View(**{**common, **_BUILDERS[control](question, typed)})


def _options(question: Any, typed: Typed) -> dict[str, Any]:
    kind = type_of(question)
    offered = {option.code: option for option in kind.options(question, typed.context)}
    shown = [offered[code] for code in order(question, typed.seed, typed.context)]
    has_words = bool(getattr(question, "other", False)) and OTHER in offered
    last = [option for option in shown if kind.stays_last(question, option)]
    return {
        "kind": "checkbox" if kind.many else "radio",
        "rows": _rows(field_name(question), [o for o in shown if o not in last], typed),
        "apart": _rows(field_name(question), [o for o in last if not (has_words and o.code == OTHER)], typed),
        "other": _words(question, offered[OTHER], typed) if has_words else None,
        **_limit(getattr(question, "at_most", None), len(shown)),
    }


def _words(question: Question, option: Option, typed: Typed) -> Row:
    """The line for one's own words: writing on it is choosing it, so it has no box of its own."""
    name = field_name(question, OTHER)
    return Row(f"{name}-words", name, typed.value(name), text(option.label))


def _rows(name: str, options: list[Option], typed: Typed, opens: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    chosen = typed.values(name)
    return tuple(
        Row(
            f"{name}-{option.code}", name, option.code, text(option.label), text(option.hint),
            chosen=option.code in chosen, opens=option.code in opens,
        )
        for option in options
    )  # fmt: skip


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
}
