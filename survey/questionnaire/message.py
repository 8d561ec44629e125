"""Placeholders and plural forms inside a text: `{visits}` and `{visits, plural, one {# visit} other {# visits}}`.

Texts stay plain strings, so every language has its own sentence; which forms a language needs, Babel's rules say.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule

from survey.i18n import number

_PLACE = re.compile(r"\{\s*([a-z][a-z0-9_]*)\s*(?:,\s*plural\s*,((?:\s*[a-z]+\s*\{[^{}]*\})+)\s*)?\}")
_FORM = re.compile(r"([a-z]+)\s*\{([^{}]*)\}")


@dataclass(frozen=True)
class Place:
    """One placeholder: the name it is filled from, and its plural forms where it has any."""

    name: str
    forms: Mapping[str, str]
    start: int
    end: int


@cache
def forms_of(language: str) -> frozenset[str]:
    """The plural forms a language writes: one, two, few and other in Slovenian, one, few and other in Croatian."""
    return frozenset({*_rules(language).tags, "other"})


@cache
def _rules(language: str) -> PluralRule:
    """The rules of a language; one that nobody has written down has a single form."""
    try:
        return Locale.parse(language, sep="-").plural_form
    except UnknownLocaleError:
        return PluralRule({})


def places(text: str) -> list[Place]:
    """Every placeholder of a text in its order."""
    return [
        Place(found[1], dict(_FORM.findall(found[2] or "")), found.start(), found.end())
        for found in _PLACE.finditer(text)
    ]


def names(text: str) -> frozenset[str]:
    """What a text is filled from."""
    return frozenset(place.name for place in places(text))


def wrong_forms(text: str, language: str) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Each placeholder whose plural forms are not those of the language: name, forms missing, forms too many."""
    for place in places(text):
        wanted, have = forms_of(language), frozenset(place.forms)
        if place.forms and wanted != have:
            yield place.name, wanted - have, have - wanted


def fill(text: str, values: Mapping[str, object], language: str) -> str:
    """The text with its values: three dots for what is not answered yet; other brackets stay as they were written."""
    if "{" not in text:
        return text
    return _PLACE.sub(lambda found: _filled(found, values, language) if found[1] in values else found[0], text)


def _filled(found: re.Match[str], values: Mapping[str, object], language: str) -> str:
    value, forms = values[found[1]], dict(_FORM.findall(found[2] or ""))
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return str(value) if isinstance(value, str) and value and not forms else "…"
    said = number(value, language)
    if not forms:
        return said
    form = _rules(language)(value)
    return str(forms.get(form) or forms.get("other") or "#").replace("#", said)
