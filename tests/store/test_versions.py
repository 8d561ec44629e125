"""Versions of a questionnaire while answers come in: nothing is mixed, and only what was declared is put together."""

from collections import Counter

import pytest
from sqlalchemy import func, select, text

from survey.questionnaire.load import content_hash, load_text, resolve
from survey.questionnaire.mapping import mappings_of
from survey.store import drafts, tally, versions
from survey.store.documents import OpenAnswer, Receipt, Response
from survey.store.errors import NotReady, RoundClosed, UnknownVersion
from survey.store.rounds import (
    QuestionnaireVersion,
    changes,
    comparable_since,
    current_version,
    publish,
    questionnaire,
    versions_of,
)
from tests.store.conftest import SHORT

OFTEN = "options: {often: {en: Often}, never: {en: Never}}"
WEEKLY = "options: {weekly: {en: Every week}, never: {en: Never}}"
THREE = "options: {often: {en: Often}, sometimes: {en: Sometimes}, never: {en: Never}}"


def asks(*changed: tuple[str, str]):
    text = SHORT
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    return load_text(text, "short.yaml", {})


def bring(town, new, mappings=""):
    with town.store.write() as session:
        round_ = town.round(session)
        old = questionnaire(session, current_version(session, round_))
        publish(session, round_, new, "", mappings_of(mappings, old, new))


def counts(town, item):
    with town.store.write() as session:
        tally.fold(session)
    with town.store.read() as session:
        found = Counter()
        for row in tally.rows(session, town.round(session).id):
            if row.item == item:
                found[row.option] += row.n
        return {option: n for option, n in found.items() if not option.startswith("_")}


def since(town):
    with town.store.read() as session:
        return comparable_since(session, town.round(session))


def test_new_words_alone_change_no_figure(town, answers):
    town.send(answers(), "a")
    bring(town, asks(("label: {en: A choir}", "label: {en: A choir or band}"), ("{en: Often}", "{en: Quite often}")))
    town.send(answers(choir="never"), "b")
    assert counts(town, "choir") == {"often": 1, "never": 1}
    assert since(town) == {}


def test_an_option_added_parts_old_answers_from_new_ones(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, THREE)))
    town.send(answers(choir="sometimes"), "b")
    assert counts(town, "choir") == {"sometimes": 1}
    assert since(town) == {"choir": 2}
    assert counts(town, "age") == {} or counts(town, "age")["old"] == 2


def test_a_declared_mapping_puts_old_and_new_answers_together(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    town.send(answers(choir="weekly"), "b")
    assert counts(town, "choir") == {"weekly": 2}
    assert since(town) == {}


def test_codes_that_change_places_are_never_mixed(town, answers):
    town.send(answers(choir="often"), "a")
    swapped = "options: {often: {en: Never}, never: {en: Often}}"
    bring(town, asks((OFTEN, swapped)), "mappings: {choir.often: never, choir.never: often}")
    town.send(answers(choir="often"), "b")
    assert counts(town, "choir") == {"never": 1, "often": 1}


def test_mappings_follow_one_another_over_three_versions(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    town.send(answers(choir="weekly"), "b")
    last = "options: {come: {en: I come}, not: {en: I do not}}"
    bring(town, asks((OFTEN, last)), "mappings: {choir.weekly: come, choir.never: not}")
    town.send(answers(choir="not"), "c")
    assert counts(town, "choir") == {"come": 2, "not": 1}


def test_a_question_under_another_id_goes_on_when_it_was_declared(town, answers):
    town.send(answers(), "a")
    bring(town, asks(("id: choir", "id: singing_together")), "mappings: {choir: singing_together}")
    sent = answers()
    sent["singing_together"] = sent.pop("choir")
    town.send(sent, "b")
    assert counts(town, "singing_together") == {"often": 2}


def test_ticks_and_their_crossings_follow_a_renamed_option(town, answers):
    town.send(answers(wishes={"picked": ["chess", "soup"]}), "a")
    bring(town, asks(("chess: {en: Chess}", "games: {en: Games}")), "mappings: {wishes.chess: games}")
    town.send(answers(wishes={"picked": ["games", "soup"]}), "b")
    assert counts(town, "wishes.games") == {"yes": 2}
    with town.store.read() as session:
        pairs = {(r.item, r.other_item): r.n for r in tally.pair_rows(session, town.round(session).id)}
    assert pairs["wishes.games", "wishes.soup"] == 2


def test_two_ticks_cannot_become_one_because_people_would_count_twice(town, answers):
    town.send(answers(wishes={"picked": ["chess", "soup"]}), "a")
    new = asks(("chess: {en: Chess}, soup: {en: Soup}", "both: {en: Chess and soup}"))
    bring(town, new, "mappings: {wishes.chess: both, wishes.soup: both}")
    assert counts(town, "wishes.both") == {}
    assert since(town) == {"wishes": 2}


def test_sensitive_answers_follow_a_mapping_apart(town, answers):
    town.send(answers(lonely="very"), "a")
    bring(town, asks(("very: {en: Very}", "much: {en: Much}")), "mappings: {lonely.very: much}")
    town.send(answers(lonely="much"), "b")
    assert counts(town, "lonely") == {}
    with town.store.read() as session:
        rows = tally.sensitive_rows(session, town.round(session).id)
    assert [(r.grouped_by, r.option, r.n) for r in rows] == [("age", "much", 2), ("district", "much", 2)]


def test_an_answer_under_way_finishes_under_the_version_it_began_with(town, answers):
    with town.store.write() as session:
        round_ = town.round(session)
        began = current_version(session, round_)
        drafts.save(town.store, session, "secret", round_, began, {"fields": {"q_choir": ["often"]}})
    bring(town, asks((OFTEN, THREE)))
    with town.store.write() as session:
        draft = drafts.load(town.store, session, "secret")
        sent = town.submit(session, answers(), "a", version=draft.version)
        kept = session.get_one(Response, sent.response_id)
        assert kept.version == began
        assert questionnaire(session, kept.version).question("choir").label == {"en": "A choir"}
    assert counts(town, "choir") == {}
    town.send(answers(), "b")
    assert counts(town, "choir") == {"often": 1}


def test_going_back_to_the_first_version_finds_its_answers_again(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, THREE)))
    town.send(answers(choir="sometimes"), "b")
    bring(town, asks())
    assert counts(town, "choir") == {"often": 1}
    with town.store.read() as session:
        assert [(v.number, v.current) for v in versions_of(session, town.round(session).id)] == [(1, True), (2, False)]


def test_a_question_that_comes_back_after_a_pause_is_a_new_one(town, answers):
    town.send(answers(), "a")
    line = next(line for line in SHORT.splitlines() if "id: choir" in line)
    bring(town, asks((line + "\n", "")))
    bring(town, asks((OFTEN, THREE)))
    town.send(answers(choir="sometimes"), "b")
    assert counts(town, "choir") == {"sometimes": 1}
    assert since(town) == {"choir": 3}


def test_a_withdrawal_takes_out_what_an_earlier_version_counted(town, answers):
    from survey.store.responses import withdraw

    first = town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    assert counts(town, "choir") == {"weekly": 1}
    with town.store.write() as session:
        withdraw(town.store, session, first.code)
    assert counts(town, "choir") == {}


def test_counting_anew_after_several_versions_gives_the_same(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    town.send(answers(choir="weekly"), "b")
    before = counts(town, "choir")
    with town.store.write() as session:
        tally.rebuild(session)
        assert tally.verify(session) == []
    assert counts(town, "choir") == before


WHOLE = """
questionnaire: whole
title: {sl: a, hr: b, en: c}
languages: [sl, hr, en]
sections:
  - id: all
    questions:
      - id: r0
        type: consent
        label: {sl: a, hr: b, en: c}
        agree: {sl: a, hr: b, en: c}
        legal_basis: {public_task: {sl: a, hr: b, en: c}}
      - {id: say, type: text, label: {sl: a, hr: b, en: c}}
"""


def with_draft(town, text=WHOLE):
    asked = load_text(text, "whole.yaml", {}, complete=False)
    with town.store.write() as session:
        versions.put_draft(session, town.round(session), asked, text, "whole.yaml")
    return asked


def try_out(town, asked, client_id="t", words="a try"):
    version = content_hash(resolve(asked))
    return town.send(
        {"r0": "yes", "say": words}, client_id, version=version, test=True, channel="tablet", access="device"
    )


def how_many(town, table):
    with town.store.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_test_answer_keeps_its_way_and_is_counted_nowhere(town):
    try_out(town, with_draft(town))
    with town.store.read() as session:
        (kept,) = versions.test_answers(session, town.round(session))
        assert (kept.state, kept.channel, kept.doc["words"]) == ("test", "tablet", {"say": "a try"})
    assert how_many(town, OpenAnswer) == how_many(town, Receipt) == 0
    with town.store.write() as session:
        assert tally.fold(session) == 0
        assert tally.verify(session) == []


def test_a_real_answer_cannot_be_given_to_a_draft(town):
    version = content_hash(resolve(with_draft(town)))
    with pytest.raises(UnknownVersion):
        town.send({"r0": "yes"}, "a", version=version)


def test_publishing_makes_test_answers_vanish_and_keeps_real_ones(town, answers):
    town.send(answers(), "real")
    asked = with_draft(town)
    try_out(town, asked)
    with town.store.write() as session:
        round_ = town.round(session)
        drafts.save(town.store, session, "tester", round_, content_hash(resolve(asked)), {})
        drafts.save(town.store, session, "resident", round_, current_version(session, round_), {})
        done = versions.release(session, round_, asked, "For the autumn")
        assert (done.number, done.tests_gone) == (2, 1)
        assert drafts.load(town.store, session, "tester") is None
        assert drafts.load(town.store, session, "resident") is not None
        assert versions.draft_of(session, round_) is None
        assert [v.note for v in versions_of(session, round_.id)] == ["", "For the autumn"]
    assert how_many(town, Response) == 1


def test_publishing_is_refused_with_the_whole_list(town):
    text = WHOLE.replace("agree: {sl: a, hr: b, en: c}", "agree: {sl: a, en: c}")
    text = text.replace("type: text, label: {sl: a, hr: b, en: c}", "type: text, label: {sl: a}")
    asked = with_draft(town, text)
    with pytest.raises(NotReady) as refused, town.store.write() as session:
        versions.release(session, town.round(session), asked)
    assert len(refused.value.lacking) == 3
    assert [part.split(":")[0] for part in refused.value.lacking] == ["r0.agree", "say.label", "say.label"]
    with town.store.read() as session:
        assert len(versions_of(session, town.round(session).id)) == 1


def test_the_promise_of_the_towns_legal_basis_must_be_there(town):
    asked = with_draft(town, WHOLE.replace("public_task", "consent"))
    with pytest.raises(NotReady) as refused, town.store.write() as session:
        versions.release(session, town.round(session), asked)
    assert len(refused.value.lacking) == 3


def test_the_first_version_opens_a_round_and_closing_ends_it(town):
    with town.store.write() as session:
        town.round(session).state = "draft"
    asked = with_draft(town)
    with town.store.write() as session:
        round_ = town.round(session)
        versions.release(session, round_, asked)
        assert round_.state == "open"
        versions.close(round_)
        with pytest.raises(RoundClosed):
            versions.release(session, round_, asked)


def test_a_draft_of_a_draft_leaves_nothing_behind(town):
    first = with_draft(town)
    with_draft(town, WHOLE.replace("id: say", "id: tell"))
    with town.store.read() as session:
        assert session.get(QuestionnaireVersion, content_hash(resolve(first))) is None
    with town.store.write() as session:
        versions.discard(session, town.round(session))
    assert how_many(town, QuestionnaireVersion) == 1


def test_before_anything_is_published_the_change_is_told(town):
    with town.store.read() as session:
        told = changes(session, town.round(session), asks((OFTEN, THREE)))
    assert {change.question: change.pools for change in told if not change.pools} == {"choir": False}


@pytest.fixture
def first_schema(database_kind, request, tmp_path):
    """A database as the first release made it."""
    from alembic import command

    from survey.store.base import Store
    from survey.store.migrations import _config

    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        cluster = request.getfixturevalue("cluster")
        url = cluster.url(cluster.copy("template0"))
    store = Store(url, "a key for tests only, forty characters long")
    with store.write() as session:
        config = _config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0001")
    yield store
    store.close()


def test_versions_from_before_are_numbered_by_their_age(first_schema):
    from survey.store.migrations import upgrade

    with first_schema.write() as session:
        for statement in (
            "INSERT INTO municipality (id, name) VALUES (1, 'm')",
            "INSERT INTO assessment (id, code, name, municipality_id, legal_basis, minimum_age, help_phone, example)"
            " VALUES (1, 'a', '{}', 1, 'consent', 15, '', false)",
            "INSERT INTO round (id, assessment_id, slug, name, state) VALUES (1, 1, 'r', '{}', 'open')",
            "INSERT INTO questionnaire_version (hash, structure_hash, doc, note, published_at)"
            " VALUES ('b', 'x', '{}', 'first', '2026-01-01 10:00:00.000000'),"
            " ('a', 'x', '{}', 'second', '2026-02-01 10:00:00.000000')",
            "INSERT INTO round_version (round_id, hash, current) VALUES (1, 'b', false), (1, 'a', true)",
        ):
            session.execute(text(statement))
    upgrade(first_schema)
    with first_schema.read() as session:
        kept = versions_of(session, 1)
        assert [(v.number, v.hash, v.note, v.items) for v in kept] == [(1, "b", "first", {}), (2, "a", "second", {})]
        assert all(v.published_at for v in kept)
