"""What the body of a record may hold: short lines, days and choices; a tablet may send anything."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from unicodedata import category


def has(body: Any, *keys: str) -> bool:
    """Whether this is a record of exactly these parts."""
    return isinstance(body, dict) and body.keys() == set(keys)


def line(said: Any, most: int, least: int = 1) -> bool:
    """Whether this is one line of text without blanks around it, of so many characters."""
    return (
        isinstance(said, str)
        and said == said.strip()
        and least <= len(said) <= most
        and not any(category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in said)
    )


def number(said: Any, least: int, most: int) -> bool:
    """Whether this is a whole number between the two."""
    return type(said) is int and least <= said <= most


def day(said: Any) -> bool:
    """Whether this is a day as YYYY-MM-DD, or empty where nobody has said."""
    if said == "":
        return True
    try:
        return isinstance(said, str) and date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def among(said: Any, choices: Iterable[str]) -> bool:
    """Whether this is one of the choices."""
    return isinstance(said, str) and said in tuple(choices)
