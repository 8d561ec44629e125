"""`soseska publish` and `soseska texts`, as somebody would type them."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from survey.i18n import FURTHER, LANGUAGES, TRANSLATIONS, offered
from survey.questionnaire.plain import in_every_language
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.rounds import Round, round_by_slug, versions_of
from tests.cli.conftest import Soseska

PLAIN = """
questionnaire: plain
title: "A choir"
languages: [en, sl, hr]
sections:
  - id: a
    questions:
      - id: r0
        type: consent
        label: "Before you begin"
        agree: "I agree"
        legal_basis: {public_task: "The town's task."}
      - {id: coming, type: single, label: "Would you come?", options: {often: "Often", never: {label: "Never"}}}
"""
WHOLE = re.sub(r'"([^"]+)"', r'{sl: "\1", hr: "\1", en: "\1"}', PLAIN)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "choir.yaml"
    path.write_text(WHOLE)
    return path


def notes(store: Store, slug: str = "first") -> list[str]:
    with store.read() as session:
        round_ = round_by_slug(session, slug)
        assert round_ is not None
        return [version.note for version in versions_of(session, round_.id)]


def test_publishing_says_what_it_does_and_does_it(
    soseska: Soseska, store: Store, assessment: Assessment, file: Path
) -> None:
    looked = soseska("publish", file, "--round", "first", "--dry-run")
    assert looked.exit_code == 0
    assert "coming: new, counted from version 2 on" in looked.stdout
    assert notes(store) == [""]
    done = soseska("publish", file, "--round", "first", "--note", "shorter")
    assert done.exit_code == 0
    assert "Version 2 is published." in done.stdout
    assert notes(store) == ["", "shorter"]


def test_a_mapping_file_pools_and_a_faulty_one_is_shown_with_its_place(
    soseska: Soseska, assessment: Assessment, file: Path, tmp_path: Path
) -> None:
    soseska("publish", file, "--round", "first")
    file.write_text(WHOLE.replace("often:", "weekly:"))
    mappings = tmp_path / "map.yaml"
    mappings.write_text("mappings:\n  coming.oftn: weekly\n")
    refused = soseska("publish", file, "--round", "first", "--map", mappings)
    assert refused.exit_code == 1
    assert "map.yaml:2:3: »oftn« is not known here; did you mean »often«?" in refused.stderr
    mappings.write_text("mappings:\n  coming.often: weekly\n")
    done = soseska("publish", file, "--round", "first", "--map", mappings)
    assert "coming: counts together by the declared mapping" in done.stdout


def test_what_is_incomplete_is_refused_with_the_whole_list(
    soseska: Soseska, store: Store, assessment: Assessment, file: Path
) -> None:
    file.write_text(PLAIN)
    refused = soseska("publish", file, "--round", "first")
    assert refused.exit_code == 1
    assert len([line for line in refused.stderr.splitlines() if "is missing" in line]) == 14
    assert "Nothing was published." in refused.stderr
    assert notes(store) == [""]


def test_an_unknown_round_and_a_closed_one_are_sentences(
    soseska: Soseska, store: Store, assessment: Assessment, file: Path
) -> None:
    assert "There is no round »nowhere«." in soseska("publish", file, "--round", "nowhere").stderr
    with store.write() as session:
        session.query(Round).update({"state": "closed"})
    assert soseska("publish", file, "--round", "first").exit_code == 1


def test_plain_strings_go_to_the_translators_and_come_back(soseska: Soseska, file: Path, tmp_path: Path) -> None:
    file.write_text(PLAIN)
    out = tmp_path / "translations"
    assert soseska("texts", "extract", file, "--out", out).exit_code == 0
    po = out / "sl" / "LC_MESSAGES" / "questionnaires.po"
    text = po.read_text().replace('msgid "Often"\nmsgstr ""', 'msgid "Often"\nmsgstr "Pogosto"')
    text = text.replace('msgid "Never"\nmsgstr ""', '#, fuzzy\nmsgid "Never"\nmsgstr "Nikdar"')
    po.write_text(text)
    again = soseska("texts", "extract", file, "--out", out)
    assert "1 of 7 are translated." in again.stdout
    options = {"label": "Often", "options": [{"code": "never", "label": "Never"}]}
    spoken = in_every_language({"languages": ["en", "sl"], **options}, out)
    assert spoken["label"] == {"en": "Often", "sl": "Pogosto"}
    assert spoken["options"][0]["label"] == {"en": "Never"}, "a draft translation is not used"


def test_the_status_names_what_is_missing(soseska: Soseska, file: Path) -> None:
    file.write_text(WHOLE.replace("languages: [en, sl, hr]", "languages: [en, sl, hr, it]"))
    told = soseska("texts", "status", file).stdout
    assert "choir.yaml: sl Slovenščina: 7 of 7 texts" in told
    assert "it Italiano: 0 of 7 texts; not reviewed yet, so residents cannot choose it" in told
    assert "coming.label: the text in »it« is missing; add it" in told


def test_residents_are_offered_only_what_somebody_has_reviewed() -> None:
    assert offered(FURTHER) == LANGUAGES


@pytest.mark.parametrize(("code", "plurals"), [("sl", 4), ("hr", 3)])
def test_every_message_of_wtforms_is_translated(code: str, plurals: int) -> None:
    from wtforms.i18n import messages_path

    with (Path(messages_path()) / "wtforms.pot").open("rb") as file:
        wanted = [message for message in read_po(file) if message.id]
    with (TRANSLATIONS / code / "LC_MESSAGES" / "wtforms.po").open("rb") as file:
        ours = read_po(file, locale=code)
    for message in wanted:
        found = ours.get(message.id[0] if message.pluralizable else message.id)
        assert found is not None, message.id
        said = found.string if isinstance(found.string, tuple) else (found.string,)
        assert all(said), message.id
        assert len(said) == (plurals if message.pluralizable else 1)
