"""A database that cannot be used is said in a sentence, whatever the command."""

from pathlib import Path

import pytest

from tests.cli.conftest import Soseska


@pytest.mark.one_database
@pytest.mark.parametrize(
    "url",
    ["postgresql://127.0.0.1:1/x", "sqlite:////nowhere/at/all/x.db", "sqlite:///{tmp}/text.db", "sqlite:///{tmp}"],
)
def test_a_database_that_cannot_be_used_is_said_without_a_traceback(soseska: Soseska, tmp_path: Path, url: str) -> None:
    (tmp_path / "text.db").write_text("this is no database " * 100)
    answer = soseska("user", "list", SOSESKA_DATABASE=url.format(tmp=tmp_path))
    assert answer.exit_code == 1
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "Nothing was" in answer.stderr


@pytest.mark.one_database
def test_the_password_of_a_database_is_never_printed(soseska: Soseska) -> None:
    for url in ("postgresql://ana:hidden-word@127.0.0.1:1/x", "postgresql://ana:hidden-word@[::1/x"):
        answer = soseska("user", "list", SOSESKA_DATABASE=url)
        assert answer.exit_code == 1
        assert "hidden-word" not in answer.output
