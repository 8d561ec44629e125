"""Headings of the sheets: what stands in a column, and in which language."""

import re
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\)\s*$")
_PLAIN_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# Forms of many years and several tools; each heading on the left means the one on the right.
_ALIASES = {
    "list name": "list_name", "listname": "list_name", "list_name": "list_name", "value": "name",
    "caption": "label", "relevance": "relevant", "bind::relevant": "relevant", "readonly": "read_only",
    "bind::readonly": "read_only", "bind::required": "required", "bind::calculate": "calculation",
    "calculate": "calculation", "bind::constraint": "constraint", "constraint message": "constraint_message",
    "bind::jr:constraintmsg": "constraint_message", "bind:jr:constraintmsg": "constraint_message",
    "constraintmsg": "constraint_message", "required message": "required_message", "requiredmsg": "required_message",
    "bind::jr:requiredmsg": "required_message", "count": "repeat_count", "repeat count": "repeat_count",
    "choice filter": "choice_filter", "control::appearance": "appearance",
}  # fmt: skip
_SPOKEN = {"label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video"}


class Column(NamedTuple):
    """What a heading means; the language is "" where the heading names none."""

    kind: str
    language: str


@cache
def column(heading: str) -> Column:
    """Read a heading such as `label::English (en)`, also in the old form with one colon."""
    plain = re.sub(r"\s+", " ", heading).strip()
    whole = plain.lower()
    if whole in _ALIASES:
        return Column(_ALIASES[whole], "")
    kind, mark, language = plain.partition("::")
    if not mark:
        kind, mark, language = plain.partition(":")
    if kind.lower() == "media":
        kind, _mark, language = language.partition("::")
    kind = _ALIASES.get(kind.strip().lower(), kind.strip().lower())
    return Column(kind, language.strip()) if kind in _SPOKEN else Column(whole, "")


@cache
def language_code(name: str) -> str | None:
    """The code of a language written as `English (en)`, `en`, `English` or `slovenščina`."""
    coded = _CODE.search(name)
    if coded:
        return coded[1].replace("_", "-")
    if _PLAIN_CODE.fullmatch(name.strip()):
        return name.strip()
    return _languages().get(name.strip().lower())


@cache
def _languages() -> dict[str, str]:
    """Languages by their own and their English name."""
    english = Locale("en")
    found: dict[str, str] = {}
    for code in locale_identifiers():
        if "_" not in code and len(code) <= 3:
            found.setdefault(str(english.languages.get(code, code)).lower(), code)
            found.setdefault(str(Locale(code).language_name or code).lower(), code)
    return found


def language_title(code: str) -> str:
    """A language as the tools want it: `slovenščina (sl)`."""
    try:
        name = Locale.parse(code, sep="-").display_name
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name or code} ({code})".replace(":", " ")


def heading(kind: str, language: str) -> str:
    """The inverse of `column`."""
    return f"{kind}::{language_title(language)}"
