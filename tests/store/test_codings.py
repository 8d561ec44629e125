"""Themes: who keeps the list, who sorts, and what a database from before becomes."""

import uuid
from datetime import date

import pytest
from alembic import command
from sqlalchemy import select, text

from analysis.code_frame import CodeFrame, Theme
from survey.store import migrations
from survey.store.base import Store
from survey.store.codings import code_answer, code_frame, codings, keep_code_frame
from survey.store.districts import assessment
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours, ReadAgain, ThemesLost, UnknownTheme
from survey.store.open_answers import keep_reading

FRAME = CodeFrame((Theme("food", {"en": "Food"}), Theme("noise", {"en": "Noise"})))


def read(town, session, staff, answer):
    keep_reading(session, staff["keeper"], answer, [], 0)


def frame_kept(session, staff):
    home = assessment(session, "lipovje")
    keep_code_frame(session, staff["town"], home, FRAME, code_frame(session, home)[1])
    return home


def test_themes_are_kept_by_a_lead_of_the_whole_town(town, staff):
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        assert code_frame(session, home) == (CodeFrame(), 0)
        for name in ("north", "keeper", "admin", "elsewhere"):
            with pytest.raises(AnswerNotYours):
                keep_code_frame(session, staff[name], home, FRAME, 0)
        keep_code_frame(session, staff["town"], home, FRAME, 0)
        assert code_frame(session, home) == (FRAME, 1)
        with pytest.raises(ReadAgain):
            keep_code_frame(session, staff["town"], home, CodeFrame(), 0)
        keep_code_frame(session, staff["town"], home, FRAME.renamed("food", {"en": "Meals"}), 1)
        assert code_frame(session, home)[0].theme("food").names == {"en": "Meals"}


@pytest.mark.one_database
def test_a_theme_with_answers_is_merged_and_not_forgotten(town, staff, answer):
    with town.store.write() as session:
        home = frame_kept(session, staff)
        read(town, session, staff, answer)
        code_answer(session, staff["north"], answer, ["food"])
        with pytest.raises(ThemesLost, match="food"):
            keep_code_frame(session, staff["town"], home, CodeFrame((Theme("noise", {"en": "Noise"}),)), 1)
        keep_code_frame(session, staff["town"], home, FRAME.merged("food", "noise"), 1)
        with pytest.raises(UnknownTheme, match="food"):
            code_answer(session, staff["north"], answer, ["food"])


def test_two_people_sort_an_answer_each_for_themselves(town, staff, answer):
    with town.store.write() as session:
        frame_kept(session, staff)
        round_ = town.round(session)
        with pytest.raises(AnswerNotYours):
            code_answer(session, staff["keeper"], answer, ["food"])
        read(town, session, staff, answer)
        for name in ("south", "admin", "facilitator", "elsewhere"):
            with pytest.raises(AnswerNotYours):
                code_answer(session, staff[name], answer, ["food"])
        code_answer(session, staff["keeper"], answer, ["noise", "food", "food"])
        code_answer(session, staff["town"], answer, ["noise"])
        code_answer(session, staff["town"], answer, [])
        assert {one.coder: one.themes for one in codings(session, round_, "say")} == {
            str(staff["keeper"]): frozenset({"food", "noise"}),
            str(staff["town"]): frozenset(),
        }
        assert codings(session, round_, "another") == []


# --- a database from before -------------------------------------------------------------------------------------------


def at_revision(store: Store, revision: str) -> None:
    with store.write() as session:
        config = migrations._config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, revision)


BEFORE = """
INSERT INTO municipality (id, name) VALUES (1, 'Lipovje');
INSERT INTO assessment (id, code, name, municipality_id, legal_basis, minimum_age, help_phone, example)
 VALUES (1, 'lipovje', '{}', 1, 'public_task', 15, '', false);
INSERT INTO district (id, assessment_id, code, name, outside, predecessors)
 VALUES (1, 1, 'north', 'North', false, '[]');
INSERT INTO round (id, assessment_id, slug, name, state) VALUES (1, 1, 'spring', '{}', 'open');
INSERT INTO questionnaire_version (hash, structure_hash, doc, note, published_at)
 VALUES ('h', 'h', '{}', '', '2026-05-04 00:00:00+00:00')
"""


def test_answers_from_before_become_unread_with_their_language(database_kind, tmp_path, request):
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'before.db'}"
    else:
        cluster = request.getfixturevalue("cluster")
        url = cluster.url(cluster.copy("template0"))
    store = Store(url, "a key for tests only, forty characters long")
    at_revision(store, "0002")
    plain, sensitive = uuid.uuid4(), uuid.uuid4()
    with store.write() as session:
        for statement in BEFORE.split(";"):
            session.execute(text(statement))
        session.execute(
            text(
                "INSERT INTO response (id, client_id, content_hash, round_id, version, district_id, channel, access,"
                " language, day, state, doc, coded) VALUES (:id, 'c', 'h', 1, 'h', 1, 'web', 'open', 'sl',"
                " '2026-05-04', 'superseded', :doc, '{}')"
            ),
            {"id": key_of(store, uuid.uuid4()), "doc": f'{{"texts": {{"say": "{plain}"}}}}'},
        )
        for key, state in ((plain, "read"), (sensitive, "erased")):
            session.execute(
                text(
                    "INSERT INTO open_answer (id, round_id, district_id, item, text, state, day)"
                    " VALUES (:id, 1, 1, 'say', 'Klop.', :state, '2026-05-04')"
                ),
                {"id": key_of(store, key), "state": state},
            )
    migrations.upgrade(store)
    with store.read() as session:
        found = {row.id: row for row in session.scalars(select(OpenAnswer))}
        before, erased = found[plain], found[sensitive]
        assert (before.text, before.state, before.language, before.day) == ("Klop.", "unread", "sl", date(2026, 5, 4))
        assert (before.counted, before.sensitive) == (False, False)
        assert (erased.state, erased.language, erased.counted, erased.sensitive) == ("erased", "", True, True)
    store.close()


def key_of(store: Store, key: uuid.UUID) -> object:
    return key.hex if store.engine.dialect.name == "sqlite" else key
