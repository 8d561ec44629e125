"""What templates draw: plain data, every text already in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from survey.i18n import in_language, language_of

_SHORT_LABEL = 26
"""Characters: longer options are not set in two columns."""


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
    show_if: str = ""
    """As JSON, where only some answers make it visible."""
    closed: bool = False
    offer: str = ""


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
    show_if: str = ""
    closed: bool = False
    offer: str = ""


@dataclass(frozen=True)
class Chart:
    """The map of a place question: its squares row by row, empty ones without a field, and the districts' outlines."""

    rows: int
    squares: tuple[Row | None, ...]
    outlines: tuple[str, ...]


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
    in_words: str = ""
    """What stands on the line, where people would say it otherwise than the field keeps it."""
    ends: tuple[str, str, str] = ("", "", "")
    chart: Chart | None = None
    output: str = ""
    value: str = "whole"
    """What kind of answer it gives to conditions on the same page."""
    show_if: str = ""
    calculate: str = ""
    closed: bool = False
    """Drawn but hidden, until an answer on the same page opens it."""
    answered_by_people: bool = True
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
        if self.chart:
            yield from (square for square in self.chart.squares if square)

    def names(self) -> set[str]:
        """The names of the fields, to tell whether somebody has seen them."""
        return {row.name for row in self.fields()}

    def said(self) -> list[str]:
        """The answer in words, for the review page."""
        squares = self.chart.squares if self.chart else ()
        chosen = [row.label for row in (*self.rows, *self.apart, *squares) if row and row.chosen]
        line = replace(self.line, value=self.in_words or self.line.value) if self.line else None
        typed = [row.value for row in (self.other, line) if row and row.value.strip()]
        typed += [self.output] if self.output else []
        return chosen + typed + [words for card in self.cards if (words := _card_said(card))]


def _card_said(card: Card) -> str:
    labels = [row.label for group in card.groups for row in group.rows if row.chosen and row.value]
    said = f"{card.label}: {'; '.join(labels)}"
    return in_language(said, language_of(card.label)) if labels else ""
