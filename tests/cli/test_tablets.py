"""What is done about tablets on the command line."""

from sqlalchemy import select

from survey.store.base import Store
from survey.store.tablet_keys import TabletKey, current
from tests.cli.conftest import Soseska


def test_t34_a_new_key_follows_the_one_before_and_both_are_kept(soseska: Soseska, store: Store) -> None:
    with store.write() as session:
        before = current(store, session)
    said = soseska("tablets", "new-key")
    assert said.exit_code == 0
    assert "What waits on them can still be opened." in said.output
    with store.read() as session:
        assert current(store, session) != before
        assert len(session.scalars(select(TabletKey)).all()) == 2
