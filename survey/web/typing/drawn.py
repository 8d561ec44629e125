"""The sheet as it lies beside the keyboard: the same questions in the same order, each box with the figure to press."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from survey.paper.items import Item, Tick, parts
from survey.questionnaire.condition import parse
from survey.questionnaire.paper import Layout
from survey.questionnaire.question_type import field_name
from survey.questionnaire.types import type_of
from survey.store.typed_in import Written


@dataclass(frozen=True)
class Press:
    """One box: `sign` is what is pressed on the keyboard, `line` the id of the line that opens with it."""

    id: str
    name: str
    value: str
    label: str
    hint: str
    sign: str
    chosen: bool
    line: str = ""


@dataclass(frozen=True)
class Stop:
    """Where the keyboard rests: boxes that are pressed, or one line to write on."""

    id: str
    label: str
    presses: tuple[Press, ...] = ()
    field: str = ""
    value: str = ""
    rows: int = 1
    sample: str = ""
    opens: str = ""
    """The id of the box that this line belongs to."""
    of: str = ""
    """The field and value of the pick without which nothing is asked here."""
    show_if: str = ""
    """As JSON: a condition about the other stops of the same card."""
    column: str = ""


@dataclass(frozen=True)
class Asked:
    """One question of the sheet."""

    item: Item
    stops: tuple[Stop, ...]
    value: str
    show_if: str
    kind: str
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """What is read aloud after the question, in full sentences."""

    @property
    def id(self) -> str:
        """What it is called on the page."""
        return f"asked-{self.item.id}"

    @property
    def many(self) -> bool:
        """Whether several boxes can be crossed."""
        return self.item.paper.many


@dataclass(frozen=True)
class Leaf:
    """One part of the sheet with its title."""

    title: str
    hint: str
    skip: str
    asked: tuple[Asked, ...]


def leaves(written: Written, notes: Mapping[str, Iterable[str]], *, calling: bool) -> list[Leaf]:
    """The whole questionnaire; on the telephone a second choice replaces the first, since one can ask."""
    order = written.sheet.order if written.sheet else 1
    printed = parts(written.asked, written.context, order)
    return [
        Leaf(part.title, part.hint, part.skip, tuple(_asked(item, written, notes, calling) for item in part.items))
        for part in printed
    ]


def _asked(item: Item, written: Written, notes: Mapping[str, Iterable[str]], calling: bool) -> Asked:
    question = written.asked.question(item.id)
    section = written.asked.section_of(item.id)
    conditions = [parse(text) for text in (section.show_if, question.show_if) if text]
    return Asked(
        item,
        tuple(_stops(item, written)),
        type_of(question).value.value,
        json.dumps(["and", *conditions]) if conditions else "",
        "radio" if calling and not item.paper.many and not item.consent else "checkbox",
        tuple(notes.get(item.id, ())),
    )


def _stops(item: Item, written: Written) -> Iterator[Stop]:
    lines = {line.field: line for line in item.paper.lines}
    for number, ticks in enumerate(_together(item), 1):
        yield _boxes(item, number, ticks, written)
        for tick in (tick for tick in ticks if tick.line):
            lines.pop(tick.line, None)
            opens = f"{tick.field}-{tick.value}"
            yield Stop(_id(tick.line), tick.label, field=tick.line, value=_value(written, tick.line), opens=opens)
    for line in lines.values():
        long = item.paper.layout is Layout.LINES and line.length > 200
        yield Stop(
            _id(line.field), item.label, field=line.field, value=_value(written, line.field), rows=4 if long else 1,
            sample=line.sample,
        )  # fmt: skip


def _together(item: Item) -> list[list[Tick]]:
    """Boxes that stand in one row of the sheet; those beside a table or a scale are pressed with it."""
    found: dict[tuple[str, str, str], list[Tick]] = {}
    whole = item.paper.layout not in (Layout.TABLE, Layout.CARDS)
    for tick in item.ticks:
        key = ("", "", "") if whole else (tick.field, tick.row, tick.column)
        found.setdefault(key, []).append(tick)
    return list(found.values())


def _boxes(item: Item, number: int, ticks: list[Tick], written: Written) -> Stop:
    first = ticks[0]
    label = " – ".join(part for part in (first.row, first.column) if part and part != item.label)
    signs = _signs(ticks, item)
    presses = tuple(_press(tick, sign, written) for tick, sign in zip(ticks, signs, strict=True))
    stop = Stop(f"stop-{item.id}-{number}", label or item.label, presses)
    if item.paper.layout is not Layout.CARDS:
        return stop
    only = next((box.only_if for box in item.paper.boxes if box.field == first.field and box.only_if), None)
    source = field_name(written.asked.question(item.paper.about))
    return replace(
        stop, of=f"{source}={first.key}", column=first.field.rpartition("__")[2],
        show_if=json.dumps(parse(only)) if only else "",
    )  # fmt: skip


def _signs(ticks: list[Tick], item: Item) -> list[str]:
    """The place in the list; on a scale the number of the point itself."""
    if item.paper.layout is not Layout.STRIP:
        return [str(place) for place in range(1, len(ticks) + 1)]
    points = [tick.value for tick in ticks if tick.row]
    beside = (str(int(points[-1]) + more) for more in range(1, len(ticks) + 1))
    return [tick.value if tick.row else next(beside) for tick in ticks]


def _press(tick: Tick, sign: str, written: Written) -> Press:
    chosen = tick.value in written.fields.get(tick.field, [])
    line = _id(tick.line) if tick.line else ""
    return Press(f"{tick.field}-{tick.value}", tick.field, tick.value, tick.label, tick.hint, sign, chosen, line)


def _id(field: str) -> str:
    return f"{field}-line"


def _value(written: Written, field: str) -> str:
    return " ".join(written.fields.get(field, []))
