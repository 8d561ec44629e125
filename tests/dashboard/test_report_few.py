"""A report where there is next to nothing to say: one answer in the whole town, nothing released, or not this place."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from survey.example import load_example
from survey.i18n import LANGUAGES, use_language
from survey.report import contents, source
from survey.report.build import build
from survey.report.choices import FORMATS, ROUND, TOWN, Choices
from survey.report.write import write
from survey.store.base import Store
from survey.store.releases import release
from survey.store.rounds import round_by_slug
from survey.worker import run_once
from survey.worker.report import gather, written
from tests.conftest import SECRET_KEY
from tests.dashboard.report_numbers import in_html
from tests.pages import faults

EVERYTHING = Choices(languages=LANGUAGES, chapters=contents.EVERY)


@pytest.fixture(scope="module")
def first_day(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example town on the day after its first answer."""
    folder = tmp_path_factory.mktemp("quiet") / "data"
    shutil.copytree(empty_sqlite, folder)
    store = Store(f"sqlite:///{folder / 'soseska.db'}", SECRET_KEY)
    load_example(store, responses=1)
    run_once(store)
    store.close()
    return folder


@pytest.fixture
def quiet_town(first_day: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(first_day, tmp_path / "data")
    store = Store(f"sqlite:///{tmp_path / 'data' / 'soseska.db'}", SECRET_KEY)
    yield store
    store.close()


def test_one_answer_shows_no_number_but_how_many_answered(quiet_town: Store) -> None:
    with quiet_town.read() as session:
        asked = round_by_slug(session, "lipovje")
        assert asked is not None
        for place in (ROUND, TOWN, "polje"):
            found = gather(session, asked, place, EVERYTHING)
            for known in found.wholes.values():
                with use_language("en"):
                    page = write(build(known), "html").decode()
                assert faults(page) == ["inline <style>"]
                assert {key[1] for key in in_html(page)} <= {"answers", "ways"}
                assert "Nothing has been released here yet." in page


@pytest.mark.usefixtures("pango")
def test_every_kind_of_file_can_be_made_of_nearly_nothing(quiet_town: Store) -> None:
    with quiet_town.read() as session:
        asked = round_by_slug(session, "lipovje")
        assert asked is not None
        found = gather(session, asked, "ob-potoku", Choices(languages=("en",), chapters=contents.OF_A_PLACE))
    made = list(written(found))
    assert [one.form for one in made] == list(FORMATS)
    assert all(one.content and not one.why for one in made)


def test_a_place_that_was_not_released_says_so(quiet_town: Store) -> None:
    from survey.sentences.council import not_released

    with quiet_town.write() as session:
        asked = round_by_slug(session, "lipovje")
        assert asked is not None
        nobody = {"districts": [], "answers": 0, "groups": {}, "figures": [], "breakdowns": [], "sensitive": []}
        with_version = source.whole(session, asked, "polje", EVERYTHING).places[0].live["version"]
        document = {"format": 1, "version": with_version, "town": nobody, "places": []}
        release(session, asked, [], None, document=document, basis={})
        with use_language("en"):
            page = write(build(source.whole(session, asked, "polje", EVERYTHING)), "html").decode()
            assert not_released() in page
            town = write(build(source.whole(session, asked, TOWN, EVERYTHING)), "html").decode()
    assert "How many would help: too few to show." in town
