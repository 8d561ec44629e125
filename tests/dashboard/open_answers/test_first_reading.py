"""The data keeper's desk: one answer after the other, marks without a script, two at once, nothing lost."""

import re
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.documents import OpenAnswer
from survey.store.reading_steps import HeldBack, QuoteProposal
from survey.worker.said import prepare
from tests.dashboard.open_answers.conftest import LEAD, OFFICER, PLACE, Enter, key_of, sent, state_of

NAMED = "Gospod Žnidaršič z Lipove ulice 4"
SHOWN = "Gospod [name] z [address] ima ključ stare šole, pa ga nihče ne vpraša."


def page_of(store: Store, words: str) -> str:
    return f"{PLACE}/first/{key_of(store, words)}"


def marks(html: str) -> dict[str, bool]:
    """The parts that can be hidden, and whether they are ticked."""
    found = re.findall(r'name="mark" value="([^"]+)"( checked)?', html)
    return {value: bool(ticked) for value, ticked in found}


def test_whoever_keeps_the_data_lands_on_a_page_that_leads_here(keeper: FlaskClient) -> None:
    page = keeper.get("/lead").text
    assert f'href="{PLACE}"' in page
    assert "still to come" not in page
    overview = keeper.get(PLACE).text
    assert re.search(r"<strong>\d+ answers</strong> wait for you", overview)
    assert keeper.get(f"{PLACE}/first").status_code == 302


def test_what_the_program_found_is_ticked_and_can_be_unticked(keeper: FlaskClient, store: Store) -> None:
    page = page_of(store, NAMED)
    assert "has not looked for names" in keeper.get(page).text
    assert prepare(store) > 0
    found = marks(keeper.get(page).text)
    assert list(found.values()) == [True, True]
    answer = sent(keeper, page, {"mark": list(found), "decision": "readable"})
    assert answer.status_code == 303
    assert "/first/" in answer.headers["Location"]
    assert state_of(store, NAMED) == ("read", SHOWN)
    again = marks(keeper.get(page).text)
    assert again == found
    sent(keeper, page, {"mark": list(found)[1:], "decision": "readable"})
    assert state_of(store, NAMED)[1] == SHOWN.replace("[name]", "Žnidaršič")
    assert sorted(marks(keeper.get(page).text).values()) == [False, True]
    assert prepare(store) == 1
    assert prepare(store) == 0


def test_words_are_hidden_by_hand_wherever_they_stand(keeper: FlaskClient, store: Store) -> None:
    page = page_of(store, "Vnukinja Ajda")
    wrong = sent(keeper, page, {"words": "Ajda, brvi", "quote": "1", "decision": "readable"})
    assert wrong.status_code == 422
    assert "»brvi« is not in this answer" in unescape(wrong.text)
    assert 'value="Ajda, brvi"' in wrong.text
    assert re.search(r'name="quote" value="1" checked', wrong.text)
    assert state_of(store, "Vnukinja Ajda")[0] == "unread"
    sent(keeper, page, {"words": "ajda, 031 000 010", "decision": "readable"})
    hidden = "Vnukinja [text] mi pokaže telefon, pa bi se rada še česa naučila. [text]"
    assert state_of(store, "Vnukinja Ajda") == ("read", hidden)


def test_keeping_back_asks_for_the_reason(keeper: FlaskClient, store: Store) -> None:
    page = page_of(store, "Klopca na pol poti")
    wrong = sent(keeper, page, {"decision": "held"})
    assert wrong.status_code == 422
    assert "Choose why nobody else should read it." in wrong.text
    sent(keeper, page, {"decision": "held", "reason": "not_about_this"})
    assert "Kept back: it is about something else" in keeper.get(f"{PLACE}/decided?district=ob-potoku").text
    with store.read() as session:
        assert session.scalars(select(HeldBack.reason)).all().count("not_about_this") == 1


def test_a_good_sentence_is_proposed_while_reading(keeper: FlaskClient, store: Store) -> None:
    sent(keeper, page_of(store, "Klopca na pol poti"), {"decision": "readable", "quote": "1"})
    with store.read() as session:
        proposed = select(OpenAnswer.text).join(QuoteProposal, QuoteProposal.answer_id == OpenAnswer.id)
        assert "Klopca na pol poti do trgovine." in session.scalars(proposed).all()


def test_the_second_of_two_at_once_is_told_and_loses_nothing(keeper: FlaskClient, store: Store) -> None:
    page = page_of(store, "Vnukinja Ajda")
    sent(keeper, page, {"decision": "readable", "words": "Ajda"})
    late = sent(keeper, page, {"decision": "held", "reason": "insults", "revision": "0"})
    assert late.status_code == 409
    assert "Somebody else has decided about this answer in the meantime" in late.text
    assert re.search(r'value="insults" checked', late.text)
    assert "Read by lipovje-data." in late.text
    assert state_of(store, "Vnukinja Ajda")[0] == "read"


def test_nobody_else_reads_first(enter: Enter, store: Store) -> None:
    page = page_of(store, "Klopca na pol poti")
    for name in (LEAD, "ob-potoku-lead", "lipovje-facilitator", OFFICER):
        client = enter(name)
        for address in (page, f"{PLACE}/first", f"{PLACE}/decided"):
            assert client.get(address).status_code == 404
        assert "Klopca na pol poti" not in client.get("/lead").text


def test_nonsense_is_refused_and_changes_nothing(keeper: FlaskClient, store: Store) -> None:
    page = page_of(store, "Klopca na pol poti")
    for wrong in (
        {"decision": "publish"},
        {"decision": "readable", "mark": "0-9999-name"},
        {"decision": "readable", "mark": "5-2-name"},
        {"decision": "readable", "mark": "0-3-secret"},
        {"decision": "readable", "revision": "x"},
    ):
        assert sent(keeper, page, wrong).status_code == 400
    assert keeper.post(page, data={"decision": "readable", "revision": "0"}).status_code == 400
    for address in (
        "first?after=x",
        "first?district=nowhere",
        "first/not-a-key",
        f"first/{'0' * 8}-0000-4000-8000-{'0' * 12}",
    ):
        assert keeper.get(f"{PLACE}/{address}").status_code == 404
    assert state_of(store, "Klopca na pol poti") == ("unread", None)


def test_what_is_handed_over_only_the_officer_sees_and_looking_is_recorded(
    enter: Enter, keeper: FlaskClient, store: Store
) -> None:
    key = key_of(store, "Klopca na pol poti")
    sent(keeper, f"{PLACE}/first/{key}", {"decision": "protection"})
    assert keeper.get(f"{PLACE}/first/{key}").status_code == 404
    assert "Klopca" not in keeper.get(f"{PLACE}/decided").text
    assert enter(LEAD).get(f"{PLACE}/protect").status_code == keeper.get(f"{PLACE}/protect/{key}").status_code == 404
    officer = enter(OFFICER)
    assert "Klopca" not in officer.get(f"{PLACE}/protect").text
    assert "Klopca na pol poti" in officer.get(f"{PLACE}/protect/{key}").text
    with store.read() as session:
        assert list(session.scalars(select(Audit.what).where(Audit.what.contains("looked at")))) != []
    sent(officer, f"{PLACE}/protect/{key}", {"step": "settle"})
    assert "Looked after" in officer.get(f"{PLACE}/protect").text
    late = sent(officer, f"{PLACE}/protect/{key}", {"step": "give_back", "revision": "7"})
    assert late.status_code == 303
    assert "Somebody has changed this in the meantime" in officer.get(f"{PLACE}/protect").text
    sent(officer, f"{PLACE}/protect/{key}", {"step": "give_back"})
    assert keeper.get(f"{PLACE}/first/{key}").status_code == 200
    assert officer.get(f"{PLACE}/read").status_code == 404


def test_later_puts_an_answer_off_and_the_queue_ends_in_a_sentence(keeper: FlaskClient, store: Store) -> None:
    where = "district=podgorica&item=r11"
    first = keeper.get(f"{PLACE}/first?{where}").headers["Location"]
    key = re.search(r"/first/([0-9a-f-]{36})", first)
    assert key
    second = keeper.get(f"{PLACE}/first?{where}&after={key[1]}").headers["Location"]
    assert second != first
    for address in (first, second):
        sent(keeper, address, {"decision": "readable"})
    assert "Everything here is read" in keeper.get(f"{PLACE}/first?{where}").text
