"""Whoever takes every answer of the round away finds neither a worry nor the number of a visit among them."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey.cli import main
from survey.store.accounts import User
from survey.store.base import Store
from survey.store.tally import fold
from tests.visits.test_concern import PHRASE, hand_over


@pytest.mark.slow
def test_files_of_a_round_hold_no_worry_and_no_number(town, visitor, settings, tmp_path: Path):
    here = visitor()
    here.talk(q_h3_home__meal="unmet")
    hand_over(here)
    store: Store = town.store
    with store.write() as session:
        fold(session)
        assert session.get_one(User, town.people["keeper"]).name == "keeper"
    environ = {"SOSESKA_DATABASE": settings.database, "SOSESKA_DATA": str(settings.data), "LANGUAGE": "en"}
    words = ["export", "--round", "visits", "--format", "csv,json", "--out", str(tmp_path / "out"), "--answers"]
    done = CliRunner().invoke(
        main,
        [*words, "--by", "keeper", "--reason", "a test"],
        env=environ | {"SOSESKA_SECRET_KEY": settings.secret_key},
    )
    assert done.exit_code == 0, done.output
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert any("answers" in str(path) for path in files)
    for path in files:
        content = path.read_text(encoding="utf-8-sig")
        assert PHRASE not in content
        assert not re.search(rf"\b{here.number:06d}\b", content), path
