"""From a draft that is tried out to versions that never change, and the end of a round."""

import pytest
from sqlalchemy import func, select, text

from survey.questionnaire.load import content_hash, load_text, resolve
from survey.store import drafts, tally, versions
from survey.store.documents import OpenAnswer, Receipt, Response
from survey.store.errors import NotReady, RoundClosed, UnknownVersion
from survey.store.rounds import QuestionnaireVersion, current_version, versions_of

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
