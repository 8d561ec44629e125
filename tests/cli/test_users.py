"""Accounts by the command line: the only way to the first one."""

import pytest

from survey.store import accounts
from survey.store.base import Store

pytestmark = pytest.mark.usefixtures("assessment")


def password_in(text: str) -> str:
    return text.strip().rpartition(": ")[2]


def test_a_new_account_can_log_in_with_the_password_shown_once(soseska, store: Store) -> None:
    made = soseska("user", "add", "mojca", "--role", "lead", "--assessment", "test", "--district", "d01")
    with store.read() as session:
        somebody = accounts.check_password(session, "mojca", password_in(made.stdout))
        assert somebody is not None
        assert [d.code for d in accounts.visible_districts(session, somebody.id)] == ["d01"]
    assert "lead (test, d01)" in soseska("user", "list").stdout


def test_adding_again_gives_a_role_and_keeps_the_password(soseska, store: Store) -> None:
    password = password_in(soseska("user", "add", "mojca").stdout)
    again = soseska("user", "add", "mojca", "--role", "facilitator", "--assessment", "test")
    assert "Password" not in again.stdout
    with store.read() as session:
        assert accounts.check_password(session, "mojca", password) is not None
    assert "mojca · lead · facilitator (test)" in soseska("user", "list").stdout


def test_a_reset_password_replaces_the_old_one(soseska, store: Store) -> None:
    old = password_in(soseska("user", "add", "mojca").stdout)
    new = password_in(soseska("user", "reset", "mojca").stdout)
    with store.read() as session:
        assert accounts.check_password(session, "mojca", old) is None
        assert accounts.check_password(session, "mojca", new) is not None


def test_a_disabled_account_cannot_log_in(soseska, store: Store) -> None:
    password = password_in(soseska("user", "add", "mojca").stdout)
    assert soseska("user", "disable", "mojca").exit_code == 0
    with store.read() as session:
        assert accounts.check_password(session, "mojca", password) is None
    assert "disabled" in soseska("user", "list").stdout


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "mojca", "--role", "queen"), "»queen« is no role"),
        (("add", "mojca", "--assessment", "nowhere"), "no assessment »nowhere«"),
        (("add", "mojca", "--assessment", "test", "--district", "x"), "no district »x«"),
        (("add", "mojca", "--district", "d01"), "--assessment"),
        (("disable", "nobody"), "no account »nobody«"),
        (("reset", "nobody"), "no account »nobody«"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(soseska, words: tuple[str, ...], sentence: str) -> None:
    done = soseska("user", *words)
    assert (done.exit_code, sentence in done.stderr) == (1, True), done.stderr
    assert soseska("user", "list").stdout == ""
