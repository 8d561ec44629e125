"""`soseska release`, as somebody would type it."""

from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.releases import releases_of
from survey.store.responses import submit
from survey.store.rounds import round_by_slug
from tests.cli.conftest import Soseska
from tests.worker.conftest import DAY


def answered(store: Store, places: str, start: int = 0) -> None:
    for at, place in enumerate(places, start):
        with store.write() as session:
            asked = round_by_slug(session, "first")
            assert asked is not None
            said = {"agree": "yes"}
            told = {"channel": "paper", "access": "open", "language": "en", "day": DAY}
            submit(store, session, asked, said, client_id=f"p{at}", district=f"d0{place}", **told)  # type: ignore[arg-type]


def test_a_release_is_looked_at_and_then_made(soseska: Soseska, store: Store, assessment: Assessment) -> None:
    answered(store, "1" * 10 + "2" * 3)
    looked = soseska("release", "first", "--dry-run")
    assert looked.exit_code == 0, looked.stderr
    assert "13 answers are new." in looked.stdout
    assert "Shown as one place, because one of them is small: D01 and D02." in looked.stdout
    assert "Nothing was released." in looked.stdout
    done = soseska("release", "first")
    assert "Release 1 is out." in done.stdout
    again = soseska("release", "first")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "nothing new" in again.stderr
    answered(store, "1" * 5 + "2", start=20)
    assert "These stay as they were until five more have answered: D02." in soseska("release", "first").stdout
    with store.read() as session:
        asked = round_by_slug(session, "first")
        assert asked is not None
        assert [one.number for one in releases_of(session, asked)] == [1, 2]


def test_what_cannot_be_released_is_said(soseska: Soseska, assessment: Assessment) -> None:
    for words, said in (
        (("nowhere",), "no round"),
        (("first", "--by", "nobody"), "no account"),
        (("first",), "Too few people have answered"),
    ):
        result = soseska("release", *words)
        assert result.exit_code == 1
        assert said in result.stderr
