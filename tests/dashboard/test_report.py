"""A finished report: the same numbers as the page, in every kind of file, whatever the figures are."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from survey.i18n import LANGUAGES, use_language
from survey.report import contents, source
from survey.report.build import build
from survey.report.choices import ROUND, TOWN, Choices
from survey.report.counted import ANSWERS, GROUPS, counted
from survey.report.material import Whole
from survey.report.write import write
from survey.store.base import Store
from survey.store.rounds import Round, round_by_slug
from tests.dashboard.report_numbers import in_docx, in_html, in_pdf, names_of
from tests.pages import faults

EVERYTHING = Choices(chapters=contents.EVERY)


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.read() as reading:
        yield reading


@pytest.fixture
def round_(session: Session) -> Round:
    found = round_by_slug(session, "lipovje")
    assert found is not None
    return found


def stored(known: Whole) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    """Every count of the figures that a table of the report holds."""
    left_out = (ANSWERS, GROUPS)
    found = {}
    for place in known.places:
        missed = place.live["missed"]
        out = (*left_out, missed["question"] if missed else "")
        access = place.settled["access"] if place.settled else None
        out = (*out, access["question"] if access else "")
        here = counted(place.code, place.live, place.settled)
        found |= {key: value for key, value in here.items() if key[1] not in out}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_figures_stands_in_the_page(session: Session, round_: Round, language: str) -> None:
    with use_language(language):
        known = source.whole(session, round_, ROUND, EVERYTHING)
        page = write(build(known), "html").decode()
    found = in_html(page)
    wanted = stored(known)
    assert len(wanted) >= 200
    assert {key: found.get(key) for key in wanted} == wanted


IN_FULL = pytest.param(ROUND, contents.EVERY, marks=pytest.mark.slow)
"""All districts with all chapters; a few chapters of one of them in the fast run."""


@pytest.mark.parametrize(("place", "chapters"), [("ob-potoku", contents.OF_A_PLACE), IN_FULL])
def test_a_text_document_says_the_same_numbers(
    session: Session, round_: Round, place: str, chapters: tuple[str, ...]
) -> None:
    with use_language("sl"):
        known = source.whole(session, round_, place, Choices(chapters=chapters))
        found = in_docx(write(build(known), "docx"), names_of(known))
    wanted = stored(known)
    assert {key: found.get(key) for key in wanted} == wanted


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(("place", "chapters"), [("ob-potoku", ("need", "helping", "confidence")), IN_FULL])
def test_paper_says_the_same_numbers(session: Session, round_: Round, place: str, chapters: tuple[str, ...]) -> None:
    with use_language("hr"):
        known = source.whole(session, round_, place, Choices(chapters=chapters))
        page, paper = write(build(known), "html").decode(), write(build(known), "pdf")
        found = in_pdf(paper, names_of(known))
    wanted = stored(known).keys() & in_html(page).keys()
    assert len(wanted) > (10 if place != ROUND else 200)
    assert {key: found.get(key) for key in wanted} == {key: in_html(page)[key] for key in wanted}


def test_the_page_stands_alone_and_nothing_in_it_is_named_twice(session: Session, round_: Round) -> None:
    page = write(build(source.whole(session, round_, ROUND, EVERYTHING)), "html").decode()
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert "<script" not in page
    assert faults(page) == ["inline <style>"]


def test_the_town_in_short_has_a_page_for_each_district(session: Session, round_: Round) -> None:
    known = source.whole(session, round_, TOWN, EVERYTHING)
    chapters = [chapter.id for chapter in build(known).chapters]
    assert chapters[:2] == ["council", "districts"]
    assert [place.code for place in known.places] == chapters[2:-2]


def test_own_words_are_shown_as_they_are_and_never_run(session: Session, round_: Round) -> None:
    mine = {"need": {"sl": "Hvala <script>alert(1)</script> *vsem*\n\nDrugi odstavek {{ 7*7 }}"}}
    chosen = Choices(own=mine, signatories=("<b>Ana</b>",), title={"sl": "A<img src=x>"})
    page = write(build(source.whole(session, round_, "ob-potoku", chosen)), "html").decode()
    assert "Hvala &lt;script&gt;alert(1)&lt;/script&gt; *vsem*" in page
    assert '<p class="own" lang="sl">Drugi odstavek {{ 7*7 }}</p>' in page
    assert "&lt;b&gt;Ana&lt;/b&gt;" in page
    assert "<h1>A&lt;img src=x&gt;</h1>" in page


def test_a_place_without_figures_has_no_report(session: Session, round_: Round) -> None:
    with pytest.raises(source.NoFigures):
        source.whole(session, round_, "nowhere", EVERYTHING)
