"""Before publishing: plain sentences with the answers that are concerned, and how to say where they go."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from survey.store import tally
from survey.store.base import Store
from survey.store.responses import submit
from survey.store.rounds import round_by_slug
from tests.manage.conftest import FORM, Enter, send
from tests.manage.test_pages import OFTEN, WEEKLY


@pytest.fixture
def answered(town: Store, enter: Enter) -> FlaskClient:
    """Seven people would come often, two never, one did not say; five wrote something."""
    with town.write() as session:
        round_ = round_by_slug(session, "walk")
        assert round_ is not None
        for number, coming in enumerate(["often"] * 7 + ["never"] * 2 + [""]):
            answers = {"r0": "yes", "r1": "polje", "coming": coming or None, "words": "more" if number < 5 else None}
            given = {name: answer for name, answer in answers.items() if answer}
            told = {"channel": "web", "access": "open", "language": "sl", "district": "polje"}
            submit(town, session, round_, given, client_id=str(number), day=datetime.now(UTC).date(), **told)
        tally.fold(session)
    return enter()


def changed(client: FlaskClient, source: str, mappings: str = "") -> str:
    assert send(client, "draft", source=source, mappings=mappings).status_code == 302
    page = client.get("/manage/walk").text
    return page[page.index('id="changes"') : page.index('id="file"')]


def test_what_starts_anew_says_how_many_answers_stay_behind(answered: FlaskClient) -> None:
    page = changed(answered, FORM.replace(OFTEN, WEEKLY))
    assert "9 people have answered it so far. Their answers stay stored, and no figure shows them any more." in page
    assert "Option »often« is gone. 7 people had chosen it." in page
    assert "Option »every week (weekly)« is added." in page


def test_what_pools_says_how_many_go_on(answered: FlaskClient) -> None:
    page = changed(answered, FORM.replace(OFTEN, WEEKLY), "mappings: {coming.often: weekly}")
    assert "9 people have answered it so far. Their answers count together with new ones." in page
    assert "Option »often« goes on as »every week«. 7 people had chosen it." in page


def test_few_people_are_not_counted_out(answered: FlaskClient) -> None:
    never = 'never: {sl: "nikoli", hr: "nikada", en: "never"}'
    page = changed(answered, FORM.replace(never, 'nope: {sl: "ne", hr: "ne", en: "no"}'))
    assert "is gone." in page
    assert "2 people" not in page


def test_a_question_that_is_gone_and_one_that_is_new(answered: FlaskClient) -> None:
    page = changed(answered, FORM.replace("id: words", "id: remarks"))
    assert "5 people have answered it so far. Their answers stay stored" in page
    assert page.count("have answered it so far") == 1


def test_what_stays_as_it_is_needs_no_sentence(answered: FlaskClient) -> None:
    page = changed(answered, FORM)
    assert "answered it so far" not in page
    assert "4 questions stay as they are" in page


def test_the_example_of_a_mapping_is_about_the_real_question(answered: FlaskClient) -> None:
    page = answered.get("/manage/walk").text
    assert "  coming.never: often</pre>" in page
    changed(answered, FORM.replace(OFTEN, WEEKLY))
    page = answered.get("/manage/walk").text
    assert "  coming.often: weekly</pre>" in page
    assert "whoever chose »often« at »Would you come?« counts as »every week« from now on." in page
    assert send(answered, "draft", source=FORM.replace(OFTEN, WEEKLY), mappings="mappings:\n  coming.often: weekly")


def test_the_page_says_that_test_answers_go(answered: FlaskClient, town: Store) -> None:
    changed(answered, FORM)
    with town.write() as session:
        round_ = round_by_slug(session, "walk")
        assert round_ is not None
        told = {"channel": "web", "access": "open", "language": "sl", "district": "polje", "test": True}
        given = {"r0": "yes", "r1": "polje", "coming": "often"}
        submit(town, session, round_, given, client_id="test", day=datetime.now(UTC).date(), **told)
    assert "1 test answer goes when you publish." in answered.get("/manage/walk").text


def test_a_closed_round_asks_nothing_now(answered: FlaskClient) -> None:
    assert send(answered, "close", sure="y").status_code == 302
    page = answered.get("/manage/walk").text
    assert "asked last" in page
    assert "asked now" not in page
