"""How much of what was marked by hand is found; docs/open-answers.md prints these figures."""

import re
from pathlib import Path

import pytest

from analysis.redaction import KINDS
from tests.analysis.open_answers import corpus, precision, recall

DOCS = Path(__file__).resolve().parents[2] / "docs" / "open-answers.md"
PARTS = ("", "_hard", "_unseen")
LANGUAGES = ("sl", "hr", "en")
WITH_DIGITS = tuple(kind for kind in KINDS if kind not in ("name", "text"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_and_address_is_hidden(language):
    for part in PARTS:
        found, marked = recall(corpus(language, part), WITH_DIGITS)
        assert found == marked > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_digit_is_left(language):
    for part in PARTS:
        assert not any(sign.isnumeric() for one in corpus(language, part) for sign in one.found.shown())


def rows_of_the_document():
    row = re.compile(r"^\| (\w\w) \| (\w*) \| (\d+) of (\d+) \| (\d+) of (\d+) \|", re.MULTILINE)
    return {(m[1], m[2]): tuple(map(int, m.groups()[2:])) for m in row.finditer(DOCS.read_text("utf-8"))}


PRINTED = {"": "main", "_hard": "hard", "_unseen": "unseen"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_prints_what_is_measured(language):
    said = rows_of_the_document()
    for part, name in PRINTED.items():
        marked = corpus(language, part)
        assert said[language, name] == (*recall(marked, ["name"]), *precision(marked))


def test_the_corpus_is_large_enough():
    for language in LANGUAGES:
        assert len(corpus(language)) >= 120
        assert len(corpus(language, "_hard")) == 40
