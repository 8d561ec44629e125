"""The schema that migrations make is the one the code speaks of, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from survey.store.base import Store
from survey.store.errors import NewerDatabase
from survey.store.migrations import current, head, is_current, upgrade
from survey.store.tables import METADATA

LISTED = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"


def test_migrated_schema_equals_the_models(store):
    with store.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_migrations_make_every_rule_that_the_models_state(store):
    with store.read() as session:
        found = inspect(session.connection())
        for table in METADATA.sorted_tables:
            rules = {c.name for c in table.constraints if c.name}
            checks = {c["name"] for c in found.get_check_constraints(table.name)}
            unique = {c["name"] for c in found.get_unique_constraints(table.name)}
            foreign = {c["name"] for c in found.get_foreign_keys(table.name)}
            primary = {found.get_pk_constraint(table.name)["name"]}
            assert rules == checks | unique | foreign | primary, table.name


def test_migrated_file_is_written_like_a_fresh_one(tmp_path):
    migrated = Store(f"sqlite:///{tmp_path / 'migrated.db'}", "k" * 40)
    fresh = Store(f"sqlite:///{tmp_path / 'fresh.db'}", "k" * 40)
    upgrade(migrated)
    with fresh.write() as session:
        METADATA.create_all(session.connection())
    assert _listed(migrated) == _listed(fresh)
    migrated.close()
    fresh.close()


def _listed(store):
    """What SQLite was told, whatever the order in which constraints were written."""
    with store.read() as session:
        rows = session.execute(text(LISTED)).all()
        return {(kind, name, tuple(sorted((sql or "").replace(",", " ").split()))) for kind, name, sql in rows}


def test_upgrading_twice_changes_nothing(store):
    upgrade(store)
    upgrade(store)
    assert is_current(store)
    with store.read() as session:
        assert current(session) == head()


def test_new_database_is_not_current(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'new.db'}", "k" * 40)
    assert not is_current(store)
    store.close()


def test_database_from_a_later_version_is_refused(store):
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        is_current(store)
    with pytest.raises(NewerDatabase):
        upgrade(store)
    with store.read() as session:
        assert current(session) == "9999"


def test_schema_change_that_is_interrupted_leaves_nothing_behind(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'half.db'}", "k" * 40)
    with pytest.raises(RuntimeError):
        _make_tables_and_fail(store)
    with store.read() as session:
        assert inspect(session.connection()).get_table_names() == []
    store.close()


def _make_tables_and_fail(store):
    with store.write() as session:
        METADATA.create_all(session.connection())
        raise RuntimeError
