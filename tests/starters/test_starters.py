"""The questionnaires that come with the program: three languages, permanent codes, ready to be filled in."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n import LANGUAGES
from survey.questionnaire.answers import Context, finish, read
from survey.questionnaire.codebook import codebook
from survey.questionnaire.context import Context as Where
from survey.questionnaire.duration import seconds
from survey.questionnaire.load import load, resolve
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.path import pages
from survey.questionnaire.purpose import PURPOSES, Agreed
from survey.questionnaire.roles import OWN, ROLES
from survey.questionnaire.source import read_file
from survey.questionnaire.types import type_of
from survey.workshop.check import found_in
from tests.starters.shipped import FOLDER, SHIPPED

POLJE = Context("polje", (("polje", "Polje"), ("podgorica", "Podgorica")), ("dance", "film_evening"))
STARTERS = {path.stem: load(path) for path in SHIPPED}
EACH = pytest.mark.parametrize("name", sorted(STARTERS))
LISTS = read_file(FOLDER / "lists.yaml").data["lists"]

# Codes are permanent: answers, inventories and earlier rounds refer to them.
CODES = {
    "AGE": "a15_29 a30_44 a45_64 a65_74 a75_84 a85p na",
    "GENDER": "f m other na",
    "INTENT": "weekly monthly few maybe no",
    "AVAIL": "use unsuitable none unknown",
    "WHYNOT": "time distance price access company language info shy other",
    "HEAR": "word board leaflet municipal_paper local_web facebook messaging school club church radio doctor "
    "poster_shop email none",
    "ROLE": "attend help_once help_regular lead teach host_room transport repair promote lend donate none",
    "HOURS": "h1 h2_4 h5_10 h10p",
    "STATUS": "pupil student employed unemployed retired home other na",
    "MOVE": "free aid needs_company wheelchair homebound na",
    "STAKE": "ks municipality admin_unit school kindergarten library health social elder_home ngo sport culture "
    "firebrigade church business media informal resident",
}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SENSITIVE = {
    "resident_survey": {"r6", "mobility", "lonely"},
    "resident_survey_long": {"r6", "mobility", "lonely"},
    "home_visit": {"h3_home", "h3_out", "h3_people", "h3_care", "h4", "h5", "h6", "h9", "h9_state", "h11"},
}
# What somebody is told in minutes, at most.
MINUTES = {
    "event_feedback": 1.2,
    "contact_form": 3,
    "public_challenge": 4,
    "resident_survey": 5,
    "volunteer_registration": 6,
    "home_visit": 7,
    "provider_form": 7,
    "offerings_form": 8,
    "resident_survey_long": 10,
}


def test_the_whole_set_is_there() -> None:
    assert set(STARTERS) == set(MINUTES)
    assert found_in(FOLDER.glob("*.yaml")) == []


@pytest.mark.parametrize("name", sorted(CODES))
def test_codes_of_shared_lists_never_change(name: str) -> None:
    assert list(LISTS[name]) == CODES[name].split()


def test_slots_are_the_days_in_three_parts() -> None:
    slots = STARTERS["resident_survey_long"].question("r7_slots")
    codes = [option.code for option in type_of(slots).options(slots, Where())]
    assert codes == [f"{d}_{p}" for d in WEEK for p in ("am", "pm", "ev")]


def test_every_list_is_used_or_says_why_not() -> None:
    text = " ".join(path.read_text() for path in SHIPPED)
    assert [name for name in LISTS if not re.search(rf"options: {name}\b", text)] == []


def texts(part: object) -> list[dict[str, str]]:
    if isinstance(part, dict):
        if set(part) & set(LANGUAGES) and all(isinstance(said, str) for said in part.values()):
            return [part]
        return [found for inside in part.values() for found in texts(inside)]
    return [found for inside in part for found in texts(inside)] if isinstance(part, list) else []


@EACH
def test_every_text_is_complete_with_the_same_placeholders(name: str) -> None:
    document = resolve(STARTERS[name])
    assert tuple(document["languages"]) == LANGUAGES
    found = texts({key: part for key, part in document.items() if key != "activities"})
    assert len(found) > 20
    for said in found:
        assert set(said) == set(LANGUAGES)
        assert all(words.strip() == words and words for words in said.values())
        assert len({tuple(sorted(re.findall(r"%\(\w+\)s|\{\w+\}", words))) for words in said.values()}) == 1


@EACH
def test_texts_keep_the_tone_of_the_house(name: str) -> None:
    """No shouting, no slash for both genders, no name of a language's own quotation marks mixed up."""
    for said in texts(resolve(STARTERS[name])):
        assert not [words for words in said.values() if "!" in words]
        assert not re.search(r"\w/(a|la|o|na|ica)\b", said["sl"] + " " + said["hr"])


@EACH
def test_every_question_says_what_it_measures(name: str) -> None:
    columns = [column for question in STARTERS[name].questions() for column in getattr(question, "columns", ())]
    for part in [*STARTERS[name].questions(), *columns]:
        role = part.measures
        assert (role in ROLES or (role or "").startswith(OWN)) or getattr(part, "columns", ()), part.id


@EACH
def test_a_page_asks_at_most_three_things(name: str) -> None:
    asked = [[q for q in section.questions if type_of(q).answered_by_people] for section in STARTERS[name].sections]
    longest = 8 if name == "contact_form" else 3
    assert max(len(questions) for questions in asked) <= longest


@EACH
def test_sensitive_parts_are_marked(name: str) -> None:
    marked = {question.id for question in STARTERS[name].questions() if question.sensitive}
    assert marked == SENSITIVE.get(name, set())


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_answering_takes_no_longer_than_promised(name: str, language: str) -> None:
    assert 30 < seconds(STARTERS[name], language) <= MINUTES[name] * 60


@EACH
def test_a_personal_question_can_be_declined(name: str) -> None:
    personal = {"stratum", "household", "status", "mobility", "loneliness", "talks", "helpers", "home_need"}
    for question in STARTERS[name].questions():
        if question.measures in personal:
            options = type_of(question).options(question, Where())
            assert any(option.refusal for option in options), question.id


def test_who_somebody_is_is_asked_only_where_the_purpose_allows_it() -> None:
    purposes = {name: starter.purpose for name, starter in STARTERS.items()}
    assert [n for n, p in purposes.items() if PURPOSES[p].asks_who] == [
        "contact_form", "provider_form", "volunteer_registration",
    ]  # fmt: skip
    assert set(purposes.values()) == set(PURPOSES)


def test_a_home_visit_goes_no_further_without_a_yes() -> None:
    visit = STARTERS["home_visit"]
    assert PURPOSES[visit.purpose].agreed is Agreed.ALOUD
    for answers in ({"h0_outcome": "not_home"}, {"h0_outcome": "done", "h1": "no"}):
        asked = {q.id for page in pages(visit, answers, POLJE) for q in page.questions}
        assert not asked & SENSITIVE["home_visit"]
        assert "age" not in asked


def test_the_long_survey_asks_common_questions_in_the_same_words() -> None:
    short, long = STARTERS["resident_survey"], STARTERS["resident_survey_long"]
    common = {q.id for q in short.questions()} & {q.id for q in long.questions()}
    assert len(common) >= 15
    assert [name for name in common if short.question(name) != long.question(name)] == []


def test_picks_and_grids_are_never_the_same_measure() -> None:
    roles = {name: {q.measures for q in STARTERS[name].questions()} for name in STARTERS}
    assert "demand_grid" in roles["resident_survey_long"]
    assert "demand_pick" not in roles["resident_survey_long"]
    assert "demand_grid" not in roles["resident_survey"]


def test_the_long_survey_asks_about_every_ordinary_activity_once() -> None:
    long = STARTERS["resident_survey_long"]
    rows = [v.option for v in codebook(long, "en").by_role("demand_grid")]
    assert len(rows) == len(set(rows))
    assert set(rows) == {code for code, activity in long.activities.items() if not activity.sensitive}


def _rules(question: Question) -> set[str]:
    """What an answer has to agree with; an option that is refused with a reason is nobody's answer."""
    return {rule.condition for rule in question.require}


def filled(questionnaire: Questionnaire, chance: random.Random) -> dict[str, list[str]]:
    """A form as somebody might fill it in: here a sample, there other options, much left blank."""
    fields: dict[str, list[str]] = {}
    for question in questionnaire.questions():
        if not question.required and chance.random() < 0.3:
            continue
        kind = type_of(question)
        written = kind.fields(question, kind.sample(question, POLJE))
        options = [
            o.code for o in kind.options(question, POLJE) if f"{question.id} != {o.code}" not in _rules(question)
        ]
        for field, values in written.items():
            several = options and not kind.many and set(values) <= set(options)
            fields[field] = [chance.choice(options)] if several else values
        if kind.many and options and chance.random() < 0.5:
            fields |= kind.fields(question, {"picked": [chance.choice(options)]})
    return fields


@EACH
@given(seed=st.integers(0, 10**6))
def test_whatever_is_answered_is_finished_and_counted_whole(name: str, seed: int) -> None:
    starter = STARTERS[name]
    fields = filled(starter, random.Random(seed))
    reading = read(starter, fields, POLJE)
    assert reading.faults == {}
    finished = finish(starter, reading.answers, POLJE)
    items = [code.item for code in [*finished.codes, *finished.sensitive_codes]]
    assert len(items) == len(set(items))
    assert set(items) <= {variable.item for variable in codebook(starter, "sl")}
    kept = set(finished.answers) | set(finished.sensitive)
    assert kept == set(reading.answers)
    assert not set(finished.answers) & SENSITIVE.get(name, set())
    assert set(finished.sensitive) <= SENSITIVE.get(name, set())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_starter_says_at_its_top_what_it_is_for(path: Path) -> None:
    assert path.read_text().startswith("# ")
