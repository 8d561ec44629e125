"""The example is loaded through the one door, the same for the same seed, and again without harm."""

import json
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from survey.example import load_example
from survey.example.plan import letters
from survey.store.accounts import check_password, visible_districts
from survey.store.base import Store
from survey.store.contacts import Contact, contact_document
from survey.store.districts import Assessment, Municipality, assessment, districts
from survey.store.documents import OpenAnswer, Response, SensitiveAnswer

DAY = date(2026, 11, 22)


def count(store: Store, table: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def states(store: Store) -> Counter[str]:
    with store.read() as session:
        return Counter(session.scalars(select(Response.state)))


def test_the_same_seed_invents_the_same_answers() -> None:
    assert list(letters(60, seed=5)) == list(letters(60, seed=5))
    assert list(letters(60, seed=5)) != list(letters(60, seed=6))


@pytest.mark.parametrize("seed", range(5))
def test_every_seed_counts_the_same_regulars(seed: int) -> None:
    staying = [letter for letter in letters(600, seed) if not letter.taken_back]
    regular = Counter(letter.district for letter in staying if letter.answers.get("r2") in ("weekly", "monthly"))
    named = {"zgornje-lipovje": 96, "polje": 71, "stara-zaga": 20, "ob-potoku": 34, "podgorica": 4}
    assert regular == {**named, "outside": 1}


def test_every_answer_passed_the_door_and_counts(town: Store) -> None:
    assert states(town) == {"counted": 600, "withdrawn": 6}


def test_answers_come_in_every_way_and_language(town: Store) -> None:
    with town.read() as session:
        ways = Counter(map(tuple, session.execute(select(Response.channel, Response.access))))
        languages = Counter(session.scalars(select(Response.language)))
    assert set(ways) == {("web", "open"), ("web", "code"), ("paper", "code"), ("workshop", "device")}
    assert languages["sl"] > languages["hr"] > languages["en"] > 10


def test_people_leave_blanks_and_refuse() -> None:
    sent = [letter.answers for letter in letters(600, seed=1)]
    for question in ("r2", "r5", "r9", "age"):
        assert any(question not in answers for answers in sent), question
    for question in ("age", "gender", "household", "lonely"):
        assert any(answers.get(question) == "na" for answers in sent), question


def test_older_people_hear_and_come_in_other_ways() -> None:
    def share(old: bool, tick: str) -> float:
        age = ("a65_74", "a75_84", "a85p") if old else ("a15_29",)
        heard = [letter.answers["r8"]["picked"] for letter in letters(600, 1)
                 if letter.answers.get("age") in age and "r8" in letter.answers]  # fmt: skip
        return sum(tick in picked for picked in heard) / len(heard)

    assert share(True, "board") > 2 * share(False, "board")
    assert share(False, "messaging") > 2 * share(True, "messaging")


def test_nobody_repeats_a_sentence_within_a_district() -> None:
    said = [(letter.district, letter.answers["r11"]) for letter in letters(600, 1) if "r11" in letter.answers]
    assert len(said) == len(set(said)) > 60


def test_sensitive_answers_and_own_words_are_kept_apart(town: Store) -> None:
    assert count(town, SensitiveAnswer) > 300
    assert count(town, OpenAnswer) > 60
    with town.read() as session:
        docs = [json.dumps(doc) for doc in session.scalars(select(Response.doc)) if doc]
    assert not any(name in doc for doc in docs for name in ("step_free", "lonely", "Klop"))


def test_contacts_are_invented_and_lead_nowhere(town: Store) -> None:
    with town.read() as session:
        sheets = [contact_document(town, contact) for contact in session.scalars(select(Contact))]
    assert len(sheets) == 13
    assert all(sheet.get("email", "@example.org").endswith("@example.org") for sheet in sheets)
    assert all(sheet.get("phone", "00 000").startswith("00 000") for sheet in sheets)


def test_loading_twice_adds_nobody_and_a_reset_begins_anew(store: Store) -> None:
    load_example(store, responses=30, today=DAY)
    load_example(store, responses=30, today=DAY)
    assert states(store) == {"counted": 30}
    load_example(store, responses=12, reset=True, today=DAY)
    assert states(store) == {"counted": 12}
    assert count(store, Assessment) == 1


def test_a_reset_leaves_other_assessments_alone(store: Store) -> None:
    load_example(store, responses=6, today=DAY)
    with store.write() as session:
        town = session.scalar(select(Municipality))
        assert town
        session.add(Assessment(code="other", name={"en": "Other"}, municipality_id=town.id))
    load_example(store, responses=6, reset=True, today=DAY)
    with store.read() as session:
        assert assessment(session, "other")


def test_each_account_opens_what_it_says(store: Store) -> None:
    load_example(store, responses=0, today=DAY)
    accounts = load_example(store, responses=0, today=DAY)
    opened: dict[str, int] = {}
    for account in accounts:
        with store.write() as session:
            user = check_password(session, account.name, account.password)
            assert user
            opened[account.name] = len(visible_districts(session, user.id, role=account.role))
    with store.read() as session:
        town = assessment(session, "lipovje")
        assert town
        everywhere = len(districts(session, town))
    assert opened == {
        "lipovje-lead": everywhere,
        "ob-potoku-lead": 1,
        "lipovje-facilitator": everywhere,
        "lipovje-data": everywhere,
        "lipovje-protection": everywhere,
    }
