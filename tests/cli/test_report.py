"""`soseska report`, as somebody would type it."""

from pathlib import Path

import pytest

from survey.store.base import Store
from survey.store.districts import Assessment
from tests.cli.conftest import Soseska
from tests.cli.test_release import answered


def test_a_report_is_written_for_us_alone(
    soseska: Soseska, store: Store, assessment: Assessment, tmp_path: Path
) -> None:
    answered(store, "1" * 6 + "2")
    folder = tmp_path / "out"
    done = soseska("report", "--round", "first", "--language", "en,sl", "--out", str(folder))
    assert done.exit_code == 0, done.stderr
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == ["report-first-round-en.html", "report-first-round-sl.html"]
    assert done.stdout.split() == [str(files[1]), str(files[0])]
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    page = files[0].read_text("utf-8")
    assert "D01" in page
    assert "Too few to show." in page


@pytest.mark.one_database
def test_every_fault_is_a_sentence(soseska: Soseska, assessment: Assessment, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    for words, said in (
        (("--round", "nowhere", *out), "There is no round »nowhere«."),
        (("--round", "first", "--district", "d99", *out), "There is no district »d99«."),
        (("--round", "first", "--language", "de", *out), "»de« is not one of"),
        (("--round", "first", "--format", "odt,pdf", *out), "»odt« is not one of"),
        (("--round", "first", "--out", str(in_the_way / "deeper")), "cannot be written"),
    ):
        result = soseska("report", *words)
        assert (result.exit_code, result.stdout) == (1, ""), words
        assert said in result.stderr
    assert not (tmp_path / "out").exists()
