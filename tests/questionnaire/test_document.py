"""A published questionnaire: one document, opened again as it was, named by what it says."""

import json
from pathlib import Path

import pytest

from survey.i18n import LANGUAGES
from survey.questionnaire.answers import Context, finish, read
from survey.questionnaire.check import check_files
from survey.questionnaire.codebook import codebook
from survey.questionnaire.load import content_hash, from_document, load, resolve, structure_hash
from survey.questionnaire.types import type_of
from tests.questionnaire.forms import EVERYTHING, make

SHIPPED = sorted(path for path in Path("questionnaires").glob("*.yaml") if "\nsections:" in path.read_text("utf-8"))


def test_a_document_opens_as_the_questionnaire_it_was_made_from(everything):
    document = json.loads(json.dumps(resolve(everything), sort_keys=True))
    assert from_document(document) == everything
    assert content_hash(resolve(from_document(document))) == content_hash(document)


def test_an_opened_document_offers_what_the_district_added(everything, polje):
    opened = from_document(resolve(everything))
    assert "garden" in [option.code for option in opened.question("picks").offered(polje)]
    assert opened.question("cards").rows({"picks": {"picked": ["garden"]}}, polje)[0].code == "garden"


def test_texts_change_the_content_and_not_the_structure(everything):
    reworded = make(EVERYTHING.replace("{en: Wish}", "{en: Your wish}"), "pairs: [[picks, coming], [picks, picks]]")
    assert content_hash(resolve(reworded)) != content_hash(resolve(everything))
    assert structure_hash(resolve(reworded)) == structure_hash(resolve(everything))


def test_another_option_changes_the_structure(everything):
    longer = make(
        EVERYTHING.replace("loop: {en: l}", "loop: {en: l}, lift: {en: t}"), "pairs: [[picks, coming], [picks, picks]]"
    )
    assert structure_hash(resolve(longer)) != structure_hash(resolve(everything))


def test_every_item_has_a_label_in_every_language():
    for path in SHIPPED:
        for language in LANGUAGES:
            assert all(variable.label for variable in codebook(load(path), language))


def test_the_files_we_ship_have_no_faults():
    assert SHIPPED
    assert check_files([*SHIPPED, "questionnaires/catalogue.yaml", "questionnaires/lists.yaml"]) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_questionnaire_can_be_answered_to_the_end(path):
    loaded = load(path)
    context = Context("polje", (("polje", "Polje"),), ("choir_music",))
    fields = {}
    for question in loaded.questions():
        kind = type_of(question)
        fields |= kind.fields(question, kind.sample(question, context))
    reading = read(loaded, fields, context)
    assert reading.faults == {}
    finished = finish(loaded, reading.answers, context)
    known = {variable.item for variable in codebook(loaded, "sl")}
    assert {c.item for c in [*finished.codes, *finished.sensitive_codes]} <= known
