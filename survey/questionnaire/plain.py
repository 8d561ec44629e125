"""Texts written as plain strings: found in the translators' catalogue when a questionnaire is read.

A plain string is in the first language that the questionnaire declares. Its translations come from the catalogue
`translations/<language>/LC_MESSAGES/questionnaires.po`; a sentence marked there as fuzzy is a draft that nobody has
read yet, and is not used.
"""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from survey.i18n import TRANSLATIONS, speaks

TEXTS = ("label", "hint", "title", "agree")
DOMAIN = "questionnaires.po"


def in_every_language(document: Any, folder: Path = TRANSLATIONS) -> Any:
    """The document with every plain string as a text in each language that has one."""
    declared = document.get("languages") if isinstance(document, dict) else None
    if not isinstance(declared, list) or not declared or not all(isinstance(code, str) for code in declared):
        return document
    return _spoken(document, declared, folder)


def _spoken(part: Any, languages: list[str], folder: Path) -> Any:
    if isinstance(part, list):
        return [_spoken(inside, languages, folder) for inside in part]
    if not isinstance(part, dict):
        return part
    return {key: _value(key, inside, languages, folder) for key, inside in part.items()}


def _value(key: str, inside: Any, languages: list[str], folder: Path) -> Any:
    if key in TEXTS and isinstance(inside, str):
        return _text(inside, languages, folder)
    if key == "legal_basis" and isinstance(inside, dict):
        return {basis: _value("label", said, languages, folder) for basis, said in inside.items()}
    return inside if key in TEXTS else _spoken(inside, languages, folder)


def _text(said: str, languages: list[str], folder: Path) -> dict[str, str]:
    found = {languages[0]: said}
    for language in languages[1:]:
        translated = translations(language, folder).get(said)
        if translated:
            found[language] = translated
    return found


def translations(language: str, folder: Path = TRANSLATIONS) -> Mapping[str, str]:
    """The sentences of one language that somebody has translated and nobody has marked as a draft."""
    path = file_of(language, folder)
    return _read(path, path.stat().st_mtime_ns) if speaks(language) and path.exists() else {}


def file_of(language: str, folder: Path) -> Path:
    """Where the translators of a language work."""
    return folder / language.replace("-", "_") / "LC_MESSAGES" / DOMAIN


@cache
def _read(path: Path, _changed: int) -> Mapping[str, str]:
    return {str(m.id): str(m.string) for m in _catalogue(path) if m.id and m.string and not m.fuzzy}


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def plain_texts(document: Any) -> Iterator[str]:
    """Every plain string of a written-out questionnaire, in its order."""
    if isinstance(document, list):
        for inside in document:
            yield from plain_texts(inside)
    elif isinstance(document, dict):
        for key, inside in document.items():
            if key in TEXTS and isinstance(inside, str):
                yield inside
            elif key == "legal_basis" and isinstance(inside, dict):
                yield from (said for said in inside.values() if isinstance(said, str))
            else:
                yield from plain_texts(inside)


def bring_up_to_date(language: str, texts: list[str], folder: Path) -> tuple[int, int]:
    """Write a translators' catalogue with these sentences in it; says how many are translated, and of how many."""
    path = file_of(language, folder)
    template = Catalog(project="soseska", charset="utf-8")
    for said in dict.fromkeys(texts):
        template.add(said)
    known = _catalogue(path) if path.exists() else Catalog(locale=language.replace("-", "_"), project="soseska")
    known.update(template, no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, known, width=110, omit_header=True, sort_output=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_bytes(header.encode() + written.getvalue())
    done = [m for m in known if m.id and m.string and not m.fuzzy]
    return len(done), len(dict.fromkeys(texts))
