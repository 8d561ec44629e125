"""The questionnaires that come with the program are complete and say what they promise."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from survey.questionnaire.load import load, load_catalogue
from survey.questionnaire.model import Questionnaire, Text

FOLDER = Path(__file__).parents[2] / "questionnaires"
FILES = ("resident_survey.yaml", "contact_form.yaml")
SENSITIVE = {"therapy_group", "self_help_group", "dementia_point", "carers_group", "rights_advice"}


def resident_survey() -> Questionnaire:
    return load(FOLDER / "resident_survey.yaml")


def texts(node: object) -> Iterator[Text]:
    if isinstance(node, dict):
        if set(node) == {"sl", "hr", "en"}:
            yield node
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def written(name: str) -> list[Text]:
    return list(texts(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))))


def test_catalogue_has_forty_two_activities_each_with_a_hint_and_a_power() -> None:
    catalogue = load_catalogue(FOLDER / "catalogue.yaml")
    assert len(catalogue) == 42
    assert all(activity.hint and 1 <= len(activity.powers) <= 2 for activity in catalogue.values())
    assert {code for code, activity in catalogue.items() if activity.sensitive} == SENSITIVE


@pytest.mark.parametrize("name", [*FILES, "catalogue.yaml"])
def test_every_text_is_there_in_three_languages_without_slashes_or_exclamation_marks(name: str) -> None:
    for text in written(name):
        assert all(text.values()), text
        assert not re.search(r"\w/\w|!|  ", " | ".join(text.values())), text


@pytest.mark.parametrize("name", [*FILES, "catalogue.yaml"])
def test_no_two_options_of_a_list_read_the_same(name: str) -> None:
    def lists(node: object) -> Iterator[dict[str, Text]]:
        if isinstance(node, dict):
            labels = {code: said.get("label", said) for code, said in node.items() if isinstance(said, dict)}
            yield {code: said for code, said in labels.items() if set(said) == {"sl", "hr", "en"}}
            for value in node.values():
                yield from lists(value)
        elif isinstance(node, list):
            for value in node:
                yield from lists(value)

    for options in lists(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))):
        plain = {code: text for code, text in options.items() if code not in ("label", "hint", "title")}
        for language in ("sl", "hr", "en"):
            said = [text[language] for text in plain.values()]
            assert len(set(said)) == len(said) or set(plain) <= {"public_task", "consent"}, said


def test_survey_has_nine_short_pages_and_an_optional_one() -> None:
    sections = resident_survey().sections
    assert [section.optional for section in sections] == [False] * 9 + [True]
    assert all(1 <= len(section.questions) <= 3 for section in sections)


def test_survey_asks_what_the_pages_of_the_project_lead_are_made_of() -> None:
    asked = {question.id: question.measures for question in resident_survey().questions()}
    assert asked["r2"] == "intent"
    assert asked["r3"] == "demand_pick"
    assert asked["r10"] == "willingness"
    assert {question.id for question in resident_survey().questions() if question.sensitive} == {
        "r6", "mobility", "lonely"
    }  # fmt: skip
    assert {question.stratum: question.id for question in resident_survey().questions() if question.stratum} == {
        "age": "age", "gender": "gender"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["age", "gender", "household", "status", "mobility", "lonely", "r6", "r7b"])
def test_personal_questions_may_be_refused(name: str) -> None:
    question = resident_survey().question(name)
    assert [option.code for option in question.options if option.refusal] == ["na"]  # type: ignore[attr-defined]


def test_only_consent_and_district_are_required() -> None:
    assert [question.id for question in resident_survey().questions() if question.required] == ["r0", "r1"]


@pytest.mark.parametrize("basis", ["public_task", "consent"])
def test_the_promise_names_the_minimum_age_of_the_questionnaire(basis: str) -> None:
    survey = resident_survey()
    promise = survey.question("r0").legal_basis[basis]  # type: ignore[attr-defined]
    assert all(str(survey.minimum_age) in text for text in promise.values())


def test_labels_for_old_eyes_are_short() -> None:
    for question in resident_survey().questions():
        assert all(len(text) <= 100 for text in question.label.values()), question.id


def test_the_example_in_the_readme_is_in_order(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    (tmp_path / "library_survey.yaml").write_text(example.group(1), encoding="utf-8")
    assert load(tmp_path / "library_survey.yaml").id == "library_survey"
