"""Quotes need two people, stand on the page of their district, and are gone as soon as anybody takes them back."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select

from survey.example.plan import letters
from survey.store.base import Store
from survey.store.districts import district
from survey.store.documents import OpenAnswer, Response
from survey.store.open_answers import quotable
from survey.store.receipts import code_of
from survey.store.rounds import round_by_slug
from survey.store.tally import fold
from survey.store.withdrawing import withdraw
from survey.worker.said import count_said
from tests.dashboard.open_answers.conftest import PLACE, Enter, key_of, sent
from tests.dashboard.open_answers.test_reading import words_of

QUOTE = "Ne vem, kaj se pri nas sploh dogaja."
WAITING = "Imamo ljudi in voljo, manjka nam streha."


def section(client: FlaskClient, place: str) -> str:
    found = re.search(
        r'<section class="sec" id="said">.*?</section>', client.get(f"/lead/lipovje/{place}").text, re.DOTALL
    )
    assert found
    return found[0]


def test_the_page_of_a_district_tells_themes_quotes_and_what_waits(lead: FlaskClient) -> None:
    html = section(lead, "polje")
    text = words_of(html)
    assert "Of the 16 people whose answers are sorted, most spoke of: Notices (8)" in text
    assert "16 of 21 people who wrote something are sorted so far." in text
    assert QUOTE in text
    assert "still wait for a data keeper" in text
    assert 'href="/open-answers/lipovje/read?item=r11&amp;district=polje"' in html


def test_where_nothing_was_read_the_page_says_how_many_wait_and_who_reads_them(lead: FlaskClient) -> None:
    text = words_of(section(lead, "ob-potoku"))
    assert re.search(r"17 answers in own words wait to be read\.|17 answers", text)
    assert "A data keeper reads them first" in text
    assert "blockquote" not in section(lead, "ob-potoku")


def test_where_too_few_are_sorted_no_theme_is_counted(lead: FlaskClient) -> None:
    text = words_of(section(lead, "stara-zaga"))
    assert "Themes are counted as soon as at least 5 answers are sorted." in text
    assert "Paths and traffic" not in text


def test_the_second_person_approves_and_anybody_takes_back(
    enter: Enter, lead: FlaskClient, keeper: FlaskClient, store: Store
) -> None:
    page, to = f"{PLACE}/quotes", f"{PLACE}/quotes/{key_of(store, WAITING)}"
    assert "You have proposed it, so somebody else decides." in keeper.get(page).text
    sent(keeper, page, {"step": "approve", "revision": "1"}, to)
    assert "This answer cannot be approved." in keeper.get(page).text
    assert WAITING not in section(lead, "zgornje-lipovje")
    sent(lead, page, {"step": "approve", "revision": "1"}, to)
    assert WAITING in section(lead, "zgornje-lipovje")
    sent(keeper, page, {"step": "take_back", "revision": "2"}, to)
    assert WAITING not in section(lead, "zgornje-lipovje")
    assert WAITING not in words_of(lead.get(page).text)
    assert sent(enter("ob-potoku-lead"), page, {"step": "propose", "revision": "3"}, to).status_code in (400, 404)


def test_proposing_while_reading_comes_back_to_the_same_list(lead: FlaskClient, store: Store) -> None:
    key = key_of(store, "Raje popravite cesto.")
    page = f"{PLACE}/read?item=r11&district=stara-zaga"
    form = {"step": "propose", "revision": "1", "item": "r11", "district": "stara-zaga", "page": "1"}
    done = sent(lead, page, form, f"{PLACE}/quotes/{key}")
    assert done.headers["Location"] == f"{page}&page=1"
    assert "Proposed as a quote" in lead.get(page).text
    sent(lead, f"{PLACE}/quotes", {"step": "drop", "revision": "1"}, f"{PLACE}/quotes/{key}")
    assert "Proposed as a quote" not in lead.get(page).text
    assert sent(lead, page, {"step": "praise"}, f"{PLACE}/quotes/{key}").status_code == 400


def test_a_withdrawn_answer_takes_its_quote_from_every_page_at_once(lead: FlaskClient, store: Store) -> None:
    assert QUOTE in section(lead, "polje")
    code = receipt(store, QUOTE)
    with store.write() as session:
        assert withdraw(store, session, code)
    assert QUOTE not in words_of(section(lead, "polje"))
    for page in ("quotes", "read?district=polje", "sort"):
        assert QUOTE not in words_of(lead.get(f"{PLACE}/{page}").text)
    with store.write() as session:
        fold(session)
    assert count_said(store) == 1
    text = words_of(section(lead, "polje"))
    assert "Of the 15 people" in text
    assert "Notices (7)" in text
    with store.read() as session:
        round_ = round_by_slug(session, "lipovje")
        assert round_
        assert QUOTE not in quotable(session, round_, "r11", district(session, round_.assessment_id, "polje")).values()
    assert count_said(store) == 0


def receipt(store: Store, said: str) -> str:
    """The code that the person of the example has: made of who they are and what they sent."""
    letter = next(one for one in letters(600, 1) if one.answers.get("r11") == said)
    with store.read() as session:
        content = session.scalar(select(Response.content_hash).where(Response.client_id == letter.client_id))
        assert session.scalar(select(OpenAnswer.id).where(OpenAnswer.text == said))
    return code_of(store, letter.client_id, content or "")
