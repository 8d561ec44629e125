"""What somebody entered about one thing: read field by field, and made into what is stored."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.i18n import gettext as _
from survey.i18n import interface, text
from survey.store.listing import Thing, document
from survey.web.inventory.controls import Form, One, Wrong
from survey.web.inventory.kinds import Field

Values = dict[str, Any]


@dataclass(frozen=True)
class Typed:
    """What stands in the fields, right or wrong; what was read of it; and what is wrong with it by field."""

    fields: Mapping[str, Any]
    values: Values = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def read_form(fields: Iterable[Field], form: Form) -> Typed:
    """Read a page; one wrong field never loses the others."""
    typed, values, faults = {}, {}, {}
    for one in fields:
        typed[one.name] = one.control.typed(form, one.name)
        try:
            values[one.name] = required(one, one.control.read(typed[one.name]))
        except Wrong as wrong:
            faults[one.name] = str(wrong)
    return Typed(typed, values, faults)


def required(one: Field, value: Any) -> Any:
    """A value that may not be missing."""
    if one.required and value in (None, "", [], {}):
        raise Wrong(_("This is still missing."))
    return value


def stored(kind: str, fields: Iterable[Field], values: Values, before: Thing | None) -> Values:
    """Values as the columns hold them."""
    controls = {one.name: one.control for one in fields}
    columns = {name: _column(name, value, controls[name]) for name, value in values.items()}
    if kind == "offerings" and "name" in columns:
        columns["name"] = _named(columns["name"], before)
    return columns


def _column(name: str, value: Any, control: object) -> Any:
    if name.endswith("_id"):
        return int(value) if value else None
    return "" if value is None and isinstance(control, One) else value


def _named(said: str, before: Thing | None) -> dict[str, str]:
    """A new name is one in the reader's language; one that it has in any language already keeps all of them."""
    known = getattr(before, "name", None)
    if isinstance(known, dict) and said in known.values():
        return dict(known)
    return {interface(): said}


def shown(fields: Iterable[Field], thing: Thing) -> dict[str, Any]:
    """What is stored, as it stands in the fields."""
    return {one.name: one.control.shown(value_of(thing, one.name)) for one in fields}


def value_of(thing: Thing, name: str) -> Any:
    """One stored value as the fields know it."""
    value = getattr(thing, name)
    return text(value) if name == "name" else value


def mark(thing: Thing) -> str:
    """A fingerprint of a thing as it is, so that nobody overwrites what somebody else has just changed."""
    plain = json.dumps(document(thing), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
