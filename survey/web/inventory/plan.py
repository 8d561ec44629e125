"""What a file would do, line by line, before anything is written."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from survey.clock import today
from survey.i18n import gettext as _
from survey.store.deeds import state_of
from survey.store.listing import Entry, Thing, document, listed, place_of
from survey.store.offerings import Offering
from survey.web.inventory import words
from survey.web.inventory.access import Desk
from survey.web.inventory.controls import Day, One, Wrong, folded
from survey.web.inventory.entered import Values, mark, required, stored, value_of
from survey.web.inventory.kinds import Field, fields_of
from survey.web.inventory.sheet import NUMBER, Headings, Read, Row, each_language

STATE, CONFIRMED = "standing", "confirmed_on"


@dataclass(frozen=True)
class Step:
    """One line: what it is called, what it would do, and each fault with its column."""

    line: int
    name: str
    does: str
    columns: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    entry: Entry | None = None


@dataclass(frozen=True)
class Plan:
    """Everything a file would do; `mark` changes as soon as the lists do."""

    steps: tuple[Step, ...]
    mark: str

    @property
    def entries(self) -> list[Entry]:
        """What would be written."""
        return [step.entry for step in self.steps if step.entry]

    def count(self, does: str) -> int:
        """How many lines would do this."""
        return sum(step.does == does for step in self.steps)


def columns_of(session: Session, at: Desk, kind: str) -> list[Field]:
    """The columns of a file: the fields of the page, then where a thing stands and since when."""
    fields = [one for one in fields_of(session, at, kind) if (kind, one.name) != ("offerings", "state")]
    return [
        *fields,
        Field(STATE, _("Is it confirmed, paused or ended?"), One(_stands(kind))),
        Field(CONFIRMED, _("Confirmed on"), Day()),
    ]


def _stands(kind: str) -> list[tuple[str, str]]:
    codes = ("draft", "confirmed", *(("planned",) if kind == "offerings" else ()), "paused", "ended")
    return [("", ""), *((code, words.state(code)) for code in codes)]


def headings(session: Session, at: Desk, kind: str) -> Headings:
    """What the columns may be called."""
    found = Headings()
    found.add(NUMBER, NUMBER)
    for _language in each_language():
        for one in columns_of(session, at, kind):
            found.add(one.name, one.label)
    return found


class Planner:
    """Lays the lines of one file beside what is there."""

    def __init__(self, session: Session, at: Desk, kind: str) -> None:
        self._at, self._kind = at, kind
        self._spoken = [{one.name: one for one in columns_of(session, at, kind)}]
        self._spoken += [{one.name: one for one in columns_of(session, at, kind)} for _l in each_language()]
        self._known = [one for one in listed(session, kind, at.reach) if at.reach.covers(place_of(session, one))]
        self._taken: dict[object, int] = {}

    @property
    def fields(self) -> dict[str, Field]:
        """The columns in the reader's language."""
        return self._spoken[0]

    def plan(self, read: Read) -> Plan:
        """What each line would do."""
        steps = tuple(self._step(row, read.columns) for row in read.rows)
        seen = "".join(mark(one) for one in self._known) + repr([(s.line, s.does, s.name) for s in steps])
        return Plan(steps, hashlib.sha256(seen.encode()).hexdigest()[:16])

    def _step(self, row: Row, columns: Sequence[str]) -> Step:
        values, faults = self._read(row, columns)
        known = self._found(row, values, faults)
        name = row.cells.get("name") or row.cells.get("provider_id", "")
        if known is None and not faults:
            faults += self._missing(columns)
        key = known.id if known else self._key(values)
        if not faults and key in self._taken:
            faults.append((NUMBER, _("Line %(line)s is about the same.", line=self._taken[key])))
        if faults:
            return Step(row.line, name, "faulty", faults=tuple((self._called(code), said) for code, said in faults))
        self._taken[key] = row.line
        return self._done(row, name, values, known)

    def _read(self, row: Row, columns: Sequence[str]) -> tuple[Values, list[tuple[str, str]]]:
        values: Values = {}
        faults = []
        for code in columns:
            try:
                values[code] = required(self.fields[code], self._parsed(code, row.cells.get(code, "")))
            except Wrong as wrong:
                faults.append((code, str(wrong)))
        return values, faults

    def _parsed(self, code: str, cell: str) -> Any:
        """Read a cell in the reader's language, else in the others."""
        first: Wrong | None = None
        for spoken in self._spoken:
            try:
                return spoken[code].control.parsed(cell)
            except Wrong as wrong:
                first = first or wrong
        raise first or Wrong

    def _missing(self, columns: Sequence[str]) -> list[tuple[str, str]]:
        """A new thing needs more than a change does; what a page offers ready-made may be left out."""
        needed = [one for one in self.fields.values() if one.required and one.name not in (*columns, *_USUAL)]
        return [(one.name, _("This column is missing, and a new line needs it.")) for one in needed]

    def _found(self, row: Row, values: Mapping[str, Any], faults: list[tuple[str, str]]) -> Thing | None:
        """The thing that a line speaks of: by its number, else by its name in its district."""
        said = row.cells.get(NUMBER, "").strip()
        if said:
            found = next((one for one in self._known if str(one.id) == said), None)
            if found is None:
                sentence = _("There is no %(number)s in this list. Leave it empty for a new line.", number=said[:20])
                faults.append((NUMBER, sentence))
            return found
        key = self._key(values)
        return next((one for one in self._known if key and self._key_of(one) == key), None)

    def _key(self, values: Mapping[str, Any]) -> object:
        if self._kind == "offers":
            return (str(values.get("provider_id")), frozenset(values.get("activities") or ()))
        same = (folded(values.get("name") or ""), str(values.get("district_id") or ""))
        return (*same, frozenset(values.get("activities") or ())) if self._kind == "requests" else same

    def _key_of(self, thing: Thing) -> object:
        names = _SAME_BY.get(self._kind, ("name", "district_id"))
        return self._key({name: value_of(thing, name) for name in names})

    def _done(self, row: Row, name: str, values: Values, known: Thing | None) -> Step:
        if known and not row.cells.get(NUMBER, "").strip():
            # Found by its name only: what the file says nothing about stays; a line with its number says all.
            values = {code: value for code, value in values.items() if value not in (None, "", [], {})}
        columns = self._columns(values, known)
        if known is None:
            fresh = {"source": "file", "entered_by": self._at.reach.name}
            return Step(row.line, name, "added", entry=Entry(self._kind, columns | fresh))
        before = document(known)
        differs = [key for key, value in columns.items() if _simple(value) != before[key]]
        if not differs:
            return Step(row.line, name, "same")
        named = tuple(dict.fromkeys(self._called(key) for key in differs))
        return Step(row.line, name, "changed", named, entry=Entry(self._kind, columns, known.id))

    def _columns(self, values: Values, known: Thing | None) -> Values:
        said = {code: value for code, value in values.items() if code not in (STATE, CONFIRMED)}
        usual = {code: value for code, value in _USUAL.items() if code in self.fields and code not in said}
        columns = stored(self._kind, self.fields.values(), said | (usual if known is None else {}), known)
        state = values.get(STATE) or (None if known else "confirmed")
        if state:
            columns |= _standing(self._kind, state)
        if CONFIRMED in values and (values[CONFIRMED] or known):
            columns[CONFIRMED] = values[CONFIRMED]
        elif known is None and state != "draft":
            columns[CONFIRMED] = today()
        return columns

    def _called(self, code: str) -> str:
        aliases = {"draft": STATE, "state": STATE}
        found = self.fields.get(aliases.get(code, code))
        return found.label if found else code


_SAME_BY: Mapping[str, tuple[str, ...]] = {
    "offers": ("provider_id", "activities"),
    "requests": ("name", "district_id", "activities"),
}
"""By what a line is the same as one in the list; everything else has a name and a district."""

_USUAL: Mapping[str, str] = {"audience": "all", "affordable": "all", "readiness": "interested"}
"""What a new line has where its file says nothing."""


def _standing(kind: str, state: str) -> Values:
    if kind != "offerings":
        return {"state": state}
    return {"draft": state == "draft", "state": "running" if state in ("draft", "confirmed") else state}


def standing_of(thing: Thing) -> str:
    """Where a thing stands, as a cell says it; a planned draft is a draft."""
    return "draft" if isinstance(thing, Offering) and thing.draft else state_of(thing)


def _simple(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
