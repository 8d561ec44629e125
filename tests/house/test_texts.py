"""Texts for people: complete in every language, with the same placeholders, in words that people use."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "translations"
TRANSLATED = ("sl", "hr")
PLURALS = {"sl": 4, "hr": 3}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

# Words of the trade that nobody has to know; the pages have plain ones for each.
TRADE = {
    "en": r"\bn ?=|\bbase\b|n_eff|wilson|stakeholder|\bcoverage\b|\bchannels?\b|\bcohorts?\b|suppress|anonym",
    "sl": r"\bn ?=|n_eff|wilson|deležnik|\bpokritost|\bkanal|\bkohort|anonimn",
    "hr": r"\bn ?=|n_eff|wilson|dionik|\bpokrivenost|\bkanal|\bkohort|anonimn",
}
COMMAND_LINE = (
    "survey/cli",
    "survey/importer",
    "survey/spreadsheet",
    "survey/serve",
    "survey/config",
    "survey/questionnaire/load",
)


def catalogue(code: str = "") -> Catalog:
    path = TRANSLATIONS / code / "LC_MESSAGES" / "messages.po" if code else TRANSLATIONS / "messages.pot"
    with path.open("rb") as file:
        return read_po(file, locale=code or None)


def messages(code: str = "") -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def sources(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def placeholders(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


def test_the_catalogues_are_up_to_date_with_the_source() -> None:
    command = [sys.executable, str(ROOT / ".ci" / "texts"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_sentence_is_translated_in_every_plural(code: str) -> None:
    found = catalogue(code)
    missing = []
    for source in messages():
        message = found.get(source.id[0] if isinstance(source.id, tuple) else source.id, source.context)
        wanted = PLURALS[code] if isinstance(source.id, tuple) else 1
        if message is None or message.fuzzy or len(forms(message)) != wanted or not all(forms(message)):
            missing.append(source.id)
    assert missing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_fill_in_the_same_values(code: str) -> None:
    wrong = []
    for message in messages(code):
        wanted = placeholders(sources(message))
        # A form for one or two may say the number in words.
        optional = {"num"} if len(sources(message)) > 1 else set()
        if any(placeholders((form,)) | optional != wanted | optional for form in filter(None, forms(message))):
            wrong.append(message.id)
    assert wrong == []


def on_screens(message: Message) -> bool:
    return not all(name.startswith(COMMAND_LINE) for name, _line in message.locations)


@pytest.mark.parametrize("code", ["en", *TRANSLATED])
def test_screens_use_no_words_of_the_trade(code: str) -> None:
    shown = [m for m in messages("" if code == "en" else code) if on_screens(m)]
    texts = [text for message in shown for text in (sources(message) if code == "en" else forms(message))]
    assert [text for text in texts if re.search(TRADE[code], text, re.IGNORECASE)] == []


def test_no_sentence_shouts() -> None:
    shouts = re.compile(r"\w!(?=[\s»«\"]|$)")
    texts = [text for code in ("", *TRANSLATED) for m in messages(code) for text in (*sources(m), *forms(m))]
    assert [text for text in texts if shouts.search(text)] == []


def questionnaire_texts(node: object, code: str) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get(code), str) and isinstance(node.get("sl"), str):
            yield node[code]
        for part in node.values():
            yield from questionnaire_texts(part, code)
    elif isinstance(node, list):
        for part in node:
            yield from questionnaire_texts(part, code)


@pytest.mark.parametrize("code", ["en", *TRANSLATED])
def test_questionnaires_use_no_words_of_the_trade(code: str) -> None:
    files = sorted((ROOT / "questionnaires").glob("*.yaml"))
    texts = [t for path in files for t in questionnaire_texts(yaml.safe_load(path.read_text()), code)]
    assert texts
    assert [text for text in texts if re.search(TRADE[code], text, re.IGNORECASE)] == []


def _hidden(path: Path) -> list[str]:
    """Calls for a text inside an f-string: what collects the texts on Python 3.11 does not see them."""
    joined = [one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.JoinedStr)]
    calls = [one for whole in joined for one in ast.walk(whole) if isinstance(one, ast.Call)]
    asks = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id in ("_", "gettext", "ngettext")]
    return [f"{path.relative_to(ROOT)}:{one.lineno}" for one in asks]


def test_no_text_hides_from_the_translators_in_an_f_string() -> None:
    assert [found for path in sorted((ROOT / "survey").rglob("*.py")) for found in _hidden(path)] == []
