"""You said, we did: written, published, carried on, taken back; and what the public reads of it."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from survey.clock import today
from survey.released import ReleasedFigure
from survey.sentences.became import chosen_by
from survey.store.became import BecameChange, BecameTopic
from survey.store.rounds import Round
from tests.became.conftest import Lead

GARDEN = {
    "place": "town",
    "code": "own",
    "heading_en": "The <b>garden</b> behind the school",
    "heading_sl": "Vrt za šolo",
    "said_en": "People would like to grow things.",
    "state": "planned",
    "day": "2026-01-15",
    "what_en": "We asked the school.",
    "next_day": "2090-01-01",
}


def topics(app: Flask) -> list[BecameTopic]:
    with app.extensions["store"].read() as session:
        return list(session.scalars(select(BecameTopic).order_by(BecameTopic.id)))


def write(lead: Lead, app: Flask, **more: str) -> int:
    """Write the garden and say its number."""
    assert lead.send("/new", **{**GARDEN, **more}) == 303
    return topics(app)[-1].id


def public(anybody: FlaskClient, language: str = "en") -> str:
    return anybody.get(f"/results/lipovje/became?lang={language}").text


def test_a_draft_is_nobodys_business_until_it_is_published(app: Flask, lead: Lead, anybody: FlaskClient) -> None:
    number = write(lead, app)
    assert "garden" not in public(anybody)
    assert lead.send(f"/{number}/publish", revision="1") == 303
    page = public(anybody)
    assert "The &lt;b&gt;garden&lt;/b&gt; behind the school" in page
    assert "It is planned" in page
    assert "Next news by 1 January 2090." in page
    assert "Vrt za šolo" in public(anybody, "sl")
    assert lead.send(f"/{number}/hide", revision="2") == 303
    assert "garden" not in public(anybody)


def test_what_is_new_stands_above_what_was(app: Flask, lead: Lead, anybody: FlaskClient) -> None:
    number = write(lead, app)
    lead.send(f"/{number}/publish", revision="1")
    before = topics(app)[-1].published_at
    sent = lead.send(f"/{number}/next", state="done", day=today().isoformat(), what_en="It is dug over.")
    assert sent == 303
    page = public(anybody)
    assert page.index("It is dug over.") < page.index("How it went so far") < page.index("We asked the school.")
    after = topics(app)[-1].published_at
    assert before
    assert after
    assert after > before


def test_every_change_can_be_taken_back(app: Flask, lead: Lead) -> None:
    number = write(lead, app)
    lead.send(f"/{number}", **{**GARDEN, "what_en": "We asked twice."})
    assert topics(app)[-1].doc["steps"][0]["what"]["en"] == "We asked twice."
    for expected in ("We asked the school.", None):
        change = re.search(r'name="change" value="(\d+)"', lead.page())
        assert change
        assert lead.send("/undo", change=change[1]) == 303
        left = [one.doc["steps"][0]["what"]["en"] for one in topics(app) if one.id == number]
        assert left == ([expected] if expected else [])


def test_a_removed_topic_comes_back(app: Flask, lead: Lead) -> None:
    number = write(lead, app)
    assert lead.send(f"/{number}/remove", revision="1") == 303
    assert number not in [one.id for one in topics(app)]
    change = re.search(r'name="change" value="(\d+)"', lead.page())
    assert change
    lead.send("/undo", change=change[1])
    assert topics(app)[-1].doc["heading"]["sl"] == "Vrt za šolo"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"heading_en": "", "heading_sl": " "}, "Write a heading"),
        ({"state": "not_possible", "what_en": ""}, "Say why it is not possible."),
        ({"state": "perhaps"}, "Choose where it stands."),
        ({"day": ""}, "Write since when."),
        ({"day": "soon"}, "is no day"),
        ({"day": "2090-01-01", "next_day": ""}, "still to come"),
        ({"next_day": "2025-01-01"}, "before the day above"),
        ({"code": "juggling_of_swords"}, "Choose what it is about."),
        ({"place": "atlantis"}, "Choose the place"),
        ({"said_en": "x" * 700}, "Write at most 600 letters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    app: Flask, lead: Lead, wrong: dict[str, str], said: str
) -> None:
    before = len(topics(app))
    assert lead.send("/new", **{**GARDEN, "said_hr": "Pitali smo školu.", **wrong}) == 422
    assert said in lead.answer
    assert "Pitali smo školu." in lead.answer
    assert len(topics(app)) == before


def test_two_people_at_once_do_not_overwrite_each_other(app: Flask, lead: Lead) -> None:
    number = write(lead, app)
    assert lead.send(f"/{number}", **{**GARDEN, "said_en": "First."}, revision="1") == 303
    assert lead.send(f"/{number}", **{**GARDEN, "said_en": "Second."}, revision="1") == 409
    assert "Second." in lead.answer
    assert topics(app)[-1].doc["said"]["en"] == "First."


def test_the_lead_of_a_district_keeps_only_its_topics(app: Flask, lead: Lead, other_lead: Lead) -> None:
    number = write(lead, app)
    assert other_lead.client.get(f"/became/lipovje/{number}").status_code == 404
    assert "Vrt" not in other_lead.page()
    assert other_lead.send(f"/{number}/publish", revision="1") == 303
    assert topics(app)[-1].published_at is None
    assert other_lead.send("/new", **{**GARDEN, "place": "town"}) == 422
    assert other_lead.send("/new", **{**GARDEN, "place": "ob-potoku"}) == 303


def test_nobody_else_gets_in(app: Flask, anybody: FlaskClient) -> None:
    assert anybody.get("/became/lipovje").status_code == 302
    assert anybody.post("/became/lipovje/new", data=GARDEN).status_code in (302, 400)
    assert anybody.get("/results/nowhere/became").status_code == 404


def test_an_empty_page_says_so(app: Flask, lead: Lead, anybody: FlaskClient) -> None:
    with app.extensions["store"].write() as session:
        session.execute(delete(BecameTopic))
        session.execute(delete(BecameChange))
    assert "there is nothing to tell" in public(anybody)
    assert "No topic yet." in lead.page()
    assert "there is nothing to tell" in lead.page("/poster")


def test_a_round_that_is_not_open_tells_nothing(app: Flask, anybody: FlaskClient) -> None:
    with app.extensions["store"].write() as session:
        session.scalars(select(Round)).one().state = "draft"
    assert anybody.get("/results/lipovje/became").status_code == 404


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_poster_holds_what_is_public(lead: Lead, language: str) -> None:
    page = lead.page(f"/poster?lang={language}&paper=a4")
    assert "became_a4.css" in page
    assert 'class="qr"' in page
    assert "/results/lipovje/became" in page
    assert lead.page("/poster/ob-potoku").count("<li><h3") == 3


def test_the_page_is_reached_from_where_people_are(app: Flask, lead: Lead, anybody: FlaskClient) -> None:
    with app.extensions["store"].write() as session:
        session.scalars(select(Round)).one().state = "closed"
    assert "/results/lipovje/became" in anybody.get("/s/lipovje?lang=en").text
    assert "/became/lipovje" in lead.client.get("/release/lipovje").text
    assert "/became/lipovje" in lead.client.get("/lead/lipovje").text


def test_the_table_of_districts_takes_its_day_from_what_was_told(app: Flask, lead: Lead) -> None:
    page = lead.client.get("/lead/lipovje?lang=en").text
    assert "not told yet" not in page
    with app.extensions["store"].write() as session:
        for one in session.scalars(select(BecameTopic)):
            one.published_at = None
    assert "not told yet" in lead.client.get("/lead/lipovje?lang=en").text


def figure(form: Any, base: int | None, n: int | None) -> ReleasedFigure:
    return {"question": "r3", "form": form, "base": base, "rows": [{"code": "choir", "n": n, "percent": None}]}


@pytest.mark.parametrize(
    ("released", "said"),
    [
        (figure("percent", 61, 34), "34 of 61 people chose this."),
        (figure("counts", 12, 5), "5 of 12 people chose this."),
        (figure("names_only", None, None), "At least three people chose this."),
        (figure("counts", 12, 0), ""),
        (None, ""),
    ],
)
def test_a_figure_is_only_ever_the_released_one(released: ReleasedFigure | None, said: str) -> None:
    assert chosen_by(released, "choir") == said
    assert chosen_by(released, "dance") == ""
