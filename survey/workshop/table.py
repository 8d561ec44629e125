"""What lies on the table: the headings of an evening with the notes or cards under each."""

import re
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey.i18n import text
from survey.workshop.telling import Entry, Evening

OWN = re.compile(r"h[0-9a-f]{8}")
"""The key of a heading that was named on the spot."""


@dataclass(frozen=True)
class Heading:
    """A heading, the activities of the catalogue it stands for, and what lies under it."""

    key: str
    name: str
    activities: tuple[str, ...]
    notes: tuple[Entry, ...] = ()
    cards: int = 0

    @property
    def many(self) -> int:
        """How many notes or cards lie here."""
        return len(self.notes) + self.cards


def headings_of(evening: Evening, step_id: str) -> list[Heading]:
    """The headings of a step: those of the agenda, then those named on the spot in the order of their naming."""
    step = next((one for one in evening.steps if one.id == step_id and one.step == "headings"), None)
    if step is None:
        return []
    entries = evening.of(step_id)
    cards = Counter(entry.body["card"] for entry in entries if "card" in entry.body)
    lying = _lying(evening, step.notes or "", entries)
    named = [(key, text(one.label), tuple(one.activities)) for key, one in step.headings.items()]
    own = {entry.body["heading"]: entry.body for entry in entries if "heading" in entry.body}
    named += [(key, body["name"], tuple(body["activities"])) for key, body in own.items()]
    return [Heading(key, name, acts, tuple(lying.get(key, ())), cards[key]) for key, name, acts in named]


def _lying(evening: Evening, notes_step: str, entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The notes under each heading. A note that two tablets have laid lies where it was laid last."""
    laid = sorted((entry for entry in entries if "note" in entry.body), key=lambda entry: entry.changed)
    under = {entry.body["note"]: entry.body["under"] for entry in laid}
    found: dict[str, list[Entry]] = {}
    for note in shown_notes(evening, notes_step):
        if str(note.item) in under:
            found.setdefault(under[str(note.item)], []).append(note)
    return found


def shown_notes(evening: Evening, notes_step: str) -> list[Entry]:
    """The notes of a step without those that are held back; of a silent round the lines of its cards."""
    return [note for note in evening.of(notes_step) if "text" in note.body and "held" not in note.body]


def loose_notes(evening: Evening, notes_step: str) -> list[Entry]:
    """The notes that lie under no heading, of which nothing else would tell."""
    lying = {note.item for step in evening.steps if _lays(step, notes_step) for note in _laid(evening, step.id)}
    return [note for note in shown_notes(evening, notes_step) if note.item not in lying]


def is_laid(evening: Evening, notes_step: str) -> bool:
    """Whether the agenda has headings under which the notes of this step are laid."""
    return any(_lays(step, notes_step) for step in evening.steps)


def _lays(step: Any, notes_step: str) -> bool:
    return bool(step.step == "headings" and step.notes == notes_step)


def _laid(evening: Evening, step_id: str) -> list[Entry]:
    return [note for heading in headings_of(evening, step_id) for note in heading.notes]


def called(notes: Sequence[Entry], names: Mapping[uuid.UUID, str]) -> tuple[str, ...]:
    """The texts of notes, each after its number; the lines of a silent round have none."""
    return tuple(" · ".join((*filter(None, [names.get(note.item)]), note.body["text"])) for note in notes)


def numbers(evening: Evening, notes_step: str) -> dict[uuid.UUID, str]:
    """What each note is called: its number, with a letter where a second tablet has counted, too."""
    tablets = list(dict.fromkeys(note.tablet for note in evening.of(notes_step)))
    letters = {tablet: chr(ord("A") + place) if place else "" for place, tablet in enumerate(tablets)}
    return {
        note.item: f"{note.body['no']} {letters[note.tablet]}".strip()
        for note in evening.of(notes_step)
        if "no" in note.body
    }
