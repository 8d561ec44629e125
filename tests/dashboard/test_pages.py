"""What a lead reads: four answers, who is missing, how people hear, in three languages."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from survey.store.base import Store
from survey.store.districts import District
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot, latest_of_round
from survey.store.tally import cells, rows
from tests.dashboard.conftest import Enter

PLACES = ("ob-potoku", "polje", "stara-zaga", "zgornje-lipovje", "podgorica", "outside")


def words_of(page: str) -> str:
    """A page as it is read: no tags, no drawings, single spaces."""
    without = re.sub(r"<svg.*?</svg>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", without)).split())


def counted(store: Store, place: str) -> tuple[int, int]:
    """Straight from the tally: how many answered in a place, and how many would come regularly."""
    with store.read() as session:
        asked = session.scalars(select(Round)).one()
        there = session.scalars(select(District).where(District.code == place)).one()
        people = sum(row.n for row in cells(session, asked.id, there.id))
        said = rows(session, asked.id, there.id)
    return people, sum(row.n for row in said if row.item == "r2" and row.option in ("weekly", "monthly"))


def test_a_tall_page_begins_with_links_to_all_of_its_parts(enter: Enter) -> None:
    page = enter().get("/lead/lipovje/zgornje-lipovje").text
    parts = re.findall(r'<section class="sec[^"]*" id="(\w+)"', page)
    assert len(parts) >= 7
    assert re.findall(r'<a href="#(\w+)"', page[: page.index("<section")])[-len(parts) :] == parts


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_every_districts_page_is_sound_in_every_language(enter: Enter, place: str, language: str) -> None:
    page = enter(language=language).get(f"/lead/lipovje/{place}")
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert all(f'id="{part}"' in page.text for part in ("need", "wishes", "existing", "helping", "missing", "hearing"))


@pytest.mark.parametrize("place", PLACES[:4])
def test_the_page_says_what_the_tally_counts(enter: Enter, store: Store, place: str) -> None:
    people, regulars = counted(store, place)
    text = words_of(enter().get(f"/lead/lipovje/{place}").text)
    assert re.search(rf"\b{people} of [\d,]+ people aged 15 or more have answered", text)
    assert f"who answered, {regulars} would come every week or every month." in text


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("zgornje-lipovje", "Yes. Enough people to start."),
        ("ob-potoku", "Yes. Enough people for one group."),
        ("stara-zaga", "We found no need."),
        ("podgorica", "We do not know yet. Too few answers."),
    ],
)
def test_every_verdict_can_be_reached(enter: Enter, place: str, answer: str) -> None:
    assert answer in words_of(enter().get(f"/lead/lipovje/{place}").text)


def test_a_lead_reads_how_many_answers_came_by_the_open_link(enter: Enter) -> None:
    text = words_of(enter().get("/lead/lipovje/polje").text)
    assert re.search(r"\b\d+ of these answers came by the open link", text)


def test_people_who_live_elsewhere_are_counted_and_not_judged(enter: Enter) -> None:
    text = words_of(enter().get("/lead/lipovje/outside").text)
    assert "Counted in the whole, without a verdict." in text
    assert "Too few answers" not in text
    assert "One group takes" not in text


def test_counts_of_people_say_of_how_many(enter: Enter) -> None:
    text = words_of(enter().get("/lead/lipovje/polje").text)
    assert re.search(r"\d+ of \d+ people would help,", text)
    for said in ("people would come.", "people need:"):
        assert 0 < text.count(said) == len(re.findall(rf"\d+ of \d+ {re.escape(said)}", text))


def test_people_who_live_elsewhere_are_named_alike_on_both_pages(enter: Enter) -> None:
    client = enter()
    for address in ("/lead/lipovje", "/lead/lipovje/outside"):
        assert "People who live elsewhere" in words_of(client.get(address).text)


def test_who_is_missing_is_named_where_only_older_people_came(enter: Enter) -> None:
    text = words_of(enter().get("/lead/lipovje/ob-potoku").text)
    assert "No answer yet: people up to 29. Too few answers: people from 30 to 64 and men." in text


def test_a_figure_of_nearly_nobody_says_why_it_is_not_shown(enter: Enter) -> None:
    text = words_of(enter().get("/lead/lipovje/podgorica").text)
    assert "a hearing loop: too few to show" in text


def test_seven_answers_are_a_list_and_sixty_have_an_order(enter: Enter) -> None:
    client = enter()
    assert "a list and not an order" in words_of(client.get("/lead/lipovje/podgorica").text)
    assert "In one band the differences" in words_of(client.get("/lead/lipovje/ob-potoku").text)


def test_every_drawing_has_its_table_and_its_words(enter: Enter) -> None:
    page = enter().get("/lead/lipovje/polje").text
    drawn = re.findall(r"<figure\b.*?</figure>", page, flags=re.DOTALL)
    assert len(drawn) == 15
    for figure in drawn:
        assert "<table>" in figure
        if "<svg" in figure:
            assert "<title" in figure
            assert "<desc" in figure


def test_the_districts_come_with_most_answers_first_and_the_outside_last(enter: Enter) -> None:
    page = enter().get("/lead/lipovje").text
    order = re.findall(r'href="/lead/lipovje/([a-z-]+)"', page)
    assert order == ["polje", "zgornje-lipovje", "stara-zaga", "ob-potoku", "podgorica", "outside"]
    text = words_of(page)
    assert "Enough people to start: Polje and Zgornje Lipovje." in text
    assert "Ask more people first: Podgorica." in text


def test_a_district_without_figures_says_when_they_come(enter: Enter, store: Store) -> None:
    with store.write() as session:
        asked = session.scalars(select(Round)).one()
        for snapshot in latest_of_round(session, asked, "live").values():
            session.delete(session.get_one(Snapshot, snapshot.id))
    client = enter()
    assert "within a minute after its first answer" in words_of(client.get("/lead/lipovje/polje").text)
    assert client.get("/lead/lipovje").status_code == 200


def test_the_chosen_language_stays(enter: Enter) -> None:
    client = enter(language="hr")
    assert 'lang="hr"' in client.get("/lead/lipovje").text
    assert 'lang="sl"' in client.get("/lead/lipovje/polje?lang=sl").text
    assert 'lang="sl"' in client.get("/lead/lipovje").text


def test_the_pages_may_not_be_kept_by_anybody(enter: Enter) -> None:
    assert enter().get("/lead/lipovje/polje").headers["Cache-Control"] == "no-store"
