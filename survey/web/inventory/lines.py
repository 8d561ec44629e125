"""Fields of several short lines: a week by its days, and the ways to a place by where people come from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.week import DAYS
from survey.i18n import gettext as _
from survey.web.inventory import hours
from survey.web.inventory.controls import LONGEST, Choice, Form, Whole, Wrong, code_of


@dataclass(frozen=True)
class Week:
    """Hours by day of the week: seven short lines, or one for a file."""

    draws: str = "week"

    def typed(self, form: Form, name: str) -> dict[str, str]:
        return {day: form.get(f"{name}.{day}", "")[:LONGEST] for day in DAYS}

    def read(self, typed: Mapping[str, str]) -> dict[str, Any]:
        week = {}
        for day in DAYS:
            try:
                spans = hours.spans_of(typed.get(day, ""))
            except hours.NotHours as fault:
                raise Wrong(
                    _("%(day)s: »%(typed)s« cannot be read. Write hours such as 8-12 or 15-17.30.",
                      day=hours.day_name(day), typed=fault.typed[:40])
                ) from None  # fmt: skip
            if spans:
                week[day] = spans
        return week

    def shown(self, value: Mapping[str, Any] | None) -> dict[str, str]:
        return {day: hours.typed_of((value or {}).get(day, [])) for day in DAYS}

    def parsed(self, cell: str) -> dict[str, Any]:
        try:
            return hours.week_of(cell)
        except hours.NotHours as fault:
            example = hours.line_of({"mon": [["08:00", "12:00"]], "wed": [["15:00", "17:30"]]})
            raise Wrong(
                _(
                    "»%(typed)s« cannot be read. Write hours such as: %(example)s",
                    typed=fault.typed[:40],
                    example=example,
                )
            ) from None

    def cell(self, value: Mapping[str, Any] | None) -> str:
        return hours.line_of(value or {})

    def days(self) -> list[Choice]:
        """The seven days with their names."""
        return [(day, hours.day_name(day)) for day in DAYS]


@dataclass(frozen=True)
class Ways:
    """Minutes from other districts: one short line for each, or »name: minutes« for a file."""

    places: Sequence[Choice]
    most: int = 240
    draws: str = "ways"

    def typed(self, form: Form, name: str) -> dict[str, str]:
        return {code: form.get(f"{name}.{code}", "")[:LONGEST] for code, _label in self.places}

    def read(self, typed: Mapping[str, str]) -> dict[str, int]:
        found = {}
        for code, name in self.places:
            try:
                minutes = Whole(self.most, 1).read(typed.get(code, ""))
            except Wrong as fault:
                raise Wrong(f"{name}: {fault}") from None
            if minutes is not None:
                found[code] = minutes
        return found

    def shown(self, value: Mapping[str, int] | None) -> dict[str, str]:
        return {code: str(minutes) for code, minutes in (value or {}).items()}

    def parsed(self, cell: str) -> dict[str, int]:
        typed = {}
        for piece in filter(str.strip, re.split(r"[;|\n]", cell)):
            name, _colon, minutes = piece.rpartition(":")
            typed[code_of(name, self.places)] = minutes
        return self.read(typed)

    def cell(self, value: Mapping[str, int] | None) -> str:
        names = dict(self.places)
        return "; ".join(f"{names.get(code, code)}: {minutes}" for code, minutes in (value or {}).items())
