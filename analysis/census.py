"""A table of how many people live where: read for weighting, refused where it is a list of persons.

Standard library only. Texts come in, counts or `Suspicious`/`Unfit` go out; nothing is put into words here.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

PERSONAL = frozenset({
    "surname", "lastname", "firstname", "forename", "fullname", "birth", "birthday", "birthdate", "birthyear", "dob",
    "born", "email", "mail", "phone", "mobile", "address", "passport", "ssn",
    "ime", "priimek", "prezime", "rojen", "rojena", "rojstvo", "rojstva", "rojstni", "roden", "rodena", "rodenja",
    "rodendan", "emso", "oib", "jmbg", "telefon", "telefonska", "gsm", "eposta", "naslov", "adresa",
})  # fmt: skip
"""Words of headings that belong to persons, in plain letters."""

WHOLE = frozenset({"name", "id", "person", "oseba", "osoba", "resident", "citizen"})
"""Headings that belong to persons when nothing else stands beside the word ("district name" is a place)."""

_DAY = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./] ?\d{1,2}[./] ?\d{4})([ T].*)?")


@dataclass(frozen=True)
class Suspicious:
    """A column that looks like persons: its heading, and `heading` or `days` (several full dates) as the sign."""

    column: str
    sign: str


def suspicious(columns: Mapping[str, Sequence[str]]) -> Suspicious | None:
    """Find the first column that belongs to persons: a heading of names, births or addresses, or days of birth."""
    for heading, cells in columns.items():
        words = re.findall(r"[a-z]+", _plain(heading))
        if PERSONAL.intersection(words) or (len(words) == 1 and words[0] in WHOLE):
            return Suspicious(heading, "heading")
        if len({cell.strip() for cell in cells if _DAY.fullmatch(cell.strip())}) > 1:
            return Suspicious(heading, "days")
    return None


def people(text: str) -> int | None:
    """Read a number of people: digits, with blanks or points between thousands where spreadsheets put them."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    plain = re.sub(r"\.0+$", "", plain)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    return int(plain) if re.fullmatch(r"\d{1,9}", plain) else None


def totals(keys: Iterable[tuple[str, ...]], numbers: Iterable[int]) -> dict[tuple[str, ...], int]:
    """Add up the people per key, in the order of first appearance."""
    found: dict[tuple[str, ...], int] = {}
    for key, number in zip(keys, numbers, strict=True):
        found[key] = found.get(key, 0) + number
    return found


def _plain(text: str) -> str:
    """Small letters without accents: Priimek, rođen → priimek, roden."""
    small = text.lower().replace("đ", "d")
    return "".join(letter for letter in unicodedata.normalize("NFD", small) if not unicodedata.combining(letter))
