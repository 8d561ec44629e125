"""The kinds of fields: each reads what is typed on a page or stands in a cell, and shows what is stored."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from werkzeug.datastructures import MultiDict

from survey.i18n import LANGUAGES, number, use_language
from survey.i18n import gettext as _

Form = MultiDict[str, str]
Choice = tuple[str, str]
LONGEST = 200
LONGEST_NOTE = 2000


class Wrong(ValueError):
    """A sentence that says what is wrong with a field and what to write instead."""


class Control(Protocol):
    """What every kind of field does; `typed` is what stands in the field, whatever it is."""

    @property
    def draws(self) -> str: ...
    def typed(self, form: Form, name: str) -> Any: ...
    def read(self, typed: Any) -> Any: ...
    def shown(self, value: Any) -> Any: ...
    def parsed(self, cell: str) -> Any: ...
    def cell(self, value: Any) -> str: ...


def plain(written: str) -> str:
    """One line without what nobody sees."""
    return " ".join("".join(c for c in written if unicodedata.category(c) not in ("Cc", "Cs") or c in "\t\n\r").split())


@dataclass(frozen=True)
class Line:
    """One line of text."""

    most: int = LONGEST
    draws: str = "line"

    def typed(self, form: Form, name: str) -> str:
        return form.get(name, "")

    def read(self, typed: str) -> str:
        said = plain(typed)
        if len(said) > self.most:
            raise Wrong(_("Write at most %(most)s letters.", most=number(self.most)))
        return said

    def shown(self, value: str | None) -> str:
        return value or ""

    parsed = read

    def cell(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class Note(Line):
    """Several lines of text."""

    most: int = LONGEST_NOTE
    draws: str = "note"

    def read(self, typed: str) -> str:
        lines = [plain(line) for line in typed.splitlines()]
        said = "\n".join(lines).strip()
        if len(said) > self.most:
            raise Wrong(_("Write at most %(most)s letters.", most=number(self.most)))
        return said

    parsed = read


@dataclass(frozen=True)
class Whole:
    """A whole number, or nothing."""

    most: int
    least: int = 0
    draws: str = "whole"

    def typed(self, form: Form, name: str) -> str:
        return form.get(name, "")

    def read(self, typed: str) -> int | None:
        said = plain(typed)
        if not said:
            return None
        if not said.isascii() or not said.isdigit() or not self.least <= int(said[:9]) <= self.most:
            raise Wrong(
                _("Write a whole number from %(least)s to %(most)s, or leave it empty.",
                  least=number(self.least), most=number(self.most))
            )  # fmt: skip
        return int(said)

    def shown(self, value: int | None) -> str:
        return "" if value is None else str(value)

    parsed = read
    cell = shown


@dataclass(frozen=True)
class Day:
    """A day, or nothing: as a calendar gives it, or as people here write it."""

    draws: str = "day"

    def typed(self, form: Form, name: str) -> str:
        return form.get(name, "")

    def read(self, typed: str) -> datetime.date | None:
        said = plain(typed)
        if not said:
            return None
        found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said)
        local = re.fullmatch(r"(\d{1,2})[./]\s?(\d{1,2})[./]\s?(\d{4})\.?", said)
        parts = found.groups() if found else local.groups()[::-1] if local else ()
        try:
            day = datetime.date(*(int(part) for part in parts))
        except (TypeError, ValueError):
            raise Wrong(_("Write a day such as 31. 12. 2026 or 2026-12-31.")) from None
        if not 2000 <= day.year <= 2100:
            raise Wrong(_("Write a day such as 31. 12. 2026 or 2026-12-31."))
        return day

    def shown(self, value: datetime.date | None) -> str:
        return value.isoformat() if value else ""

    parsed = read
    cell = shown


@dataclass(frozen=True)
class One:
    """One of several; an empty code is »none of them«. `also`: other names under which a file may speak of them."""

    choices: Sequence[Choice]
    also: Sequence[Choice] = ()
    draws: str = "one"

    def typed(self, form: Form, name: str) -> str:
        return form.get(name, "")

    def read(self, typed: str) -> str | None:
        if typed not in {code for code, _label in self.choices}:
            raise Wrong(_("Choose one of the list."))
        return typed or None

    def shown(self, value: Any) -> str:
        return "" if value is None else str(value)

    def parsed(self, cell: str) -> str | None:
        return code_of(cell, [*self.choices, *self.also]) or None

    def cell(self, value: Any) -> str:
        return dict(self.choices).get(self.shown(value), self.shown(value)) if self.shown(value) else ""


@dataclass(frozen=True)
class Several:
    """Any of several; the first `near` stand open, the others behind a line to open."""

    choices: Sequence[Choice]
    near: int = 100
    draws: str = "several"

    def typed(self, form: Form, name: str) -> list[str]:
        return form.getlist(name)

    def read(self, typed: Iterable[str]) -> list[str]:
        given = list(dict.fromkeys(typed))
        known = [code for code, _label in self.choices]
        if not set(given) <= set(known):
            raise Wrong(_("Choose one of the list."))
        return [code for code in known if code in given]

    def shown(self, value: Iterable[str] | None) -> list[str]:
        return list(value or ())

    def parsed(self, cell: str) -> list[str]:
        pieces = [piece for piece in re.split(r"[;|\n]", cell) if piece.strip()]
        return self.read([code_of(piece, self.choices) for piece in pieces])

    def cell(self, value: Iterable[str] | None) -> str:
        names = dict(self.choices)
        return "; ".join(names.get(code, code) for code in value or ())


def folded(name: str) -> str:
    """A name without what people write in different ways."""
    return unicodedata.normalize("NFKC", plain(name)).casefold()


def code_of(written: str, choices: Sequence[Choice]) -> str:
    """The code that somebody means who wrote its name or the code itself; an empty cell is the empty choice."""
    wanted = folded(written)
    if not wanted:
        return ""
    found = [code for code, label in choices if wanted in (folded(code), folded(label))]
    if len(set(found)) != 1:
        some = ", ".join(label for code, label in choices[:6] if code)
        raise Wrong(_("»%(typed)s« is not in the list. It can be: %(some)s …", typed=plain(written)[:40], some=some))
    return found[0]


def in_each_language() -> Iterable[str]:
    """Every language of the interface in turn, while it is spoken."""
    for code in LANGUAGES:
        with use_language(code):
            yield code
