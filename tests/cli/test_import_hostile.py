"""Files that no spreadsheet wrote: a sentence, and nothing brought in."""

from pathlib import Path

import pytest

from tests.cli.conftest import Soseska
from tests.cli.test_import import HEAD, MAP

pytestmark = [pytest.mark.usefixtures("assessment"), pytest.mark.one_database]

GOOD = (",".join(HEAD) + "\n1,Prvi,2026-05-31,1,0,12\n").encode()


@pytest.mark.parametrize(
    ("table", "given"),
    [
        pytest.param(bytes(range(256)) * 20, MAP, id="every byte there is"),
        pytest.param(GOOD[:10] + b"\x81\xe8" + GOOD[10:], MAP, id="letters of no encoding in the first row"),
        pytest.param(GOOD + b"2,Prvi\x81\xe8,2026-05-31,1,0,12\n", MAP, id="letters of no encoding further down"),
        pytest.param(GOOD, MAP + "encoding: utf-16\n", id="another encoding than the map says"),
        pytest.param(GOOD, MAP + "encoding: nope\n", id="an encoding that does not exist"),
        pytest.param(GOOD, MAP + "encoding: rot13\n", id="an encoding that is none for texts"),
        pytest.param(GOOD, MAP + 'encoding: "a\\0"\n', id="an encoding with nul"),
        pytest.param(GOOD, "[" * 20_000, id="a map of very many levels"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(soseska: Soseska, tmp_path: Path, table: bytes, given: str) -> None:
    (tmp_path / "answers.csv").write_bytes(table)
    (tmp_path / "map.yaml").write_text(given)
    answer = soseska("import", "answers.csv", "--map", "map.yaml", "--round", "first")
    assert answer.exit_code == 1
    assert answer.stderr.splitlines()[-1] == "Nothing was brought in."
