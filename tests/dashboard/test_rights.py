"""Who may see which district: nobody, unless a grant says so, asked anew at every request."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete, select

from survey.store.accounts import Grant, User, user_named
from survey.store.base import Store
from survey.store.rounds import Round
from tests.dashboard.conftest import Enter


def links(page: str) -> set[str]:
    return set(re.findall(r'href="/lead/lipovje/([a-z-]+)"', page))


@pytest.mark.parametrize("path", ["/lead", "/lead/lipovje", "/lead/lipovje/polje"])
def test_strangers_are_sent_to_the_door(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?to=")


def test_the_lead_of_one_district_sees_only_that_one(enter: Enter) -> None:
    page = enter("ob-potoku-lead").get("/lead/lipovje").text
    assert links(page) == {"ob-potoku"}
    assert "Zgornje Lipovje" not in page
    assert "<title id=" not in page  # no map: it would show the others


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("place", ["polje", "outside", "nowhere"])
def test_a_foreign_district_does_not_exist(enter: Enter, place: str, method: str) -> None:
    assert getattr(enter("ob-potoku-lead"), method)(f"/lead/lipovje/{place}").status_code == 404


@pytest.mark.parametrize("name", ["lipovje-facilitator", "lipovje-data"])
def test_other_roles_open_nothing_here(enter: Enter, name: str) -> None:
    client = enter(name)
    assert "The figures of a district are seen by" in client.get("/lead").text
    assert client.get("/lead/lipovje").status_code == 404
    assert client.get("/lead/lipovje/polje").status_code == 404


def test_a_right_that_is_taken_away_is_gone_at_the_next_request(enter: Enter, store: Store) -> None:
    client = enter()
    assert client.get("/lead/lipovje/polje").status_code == 200
    with store.write() as session:
        user = user_named(session, "lipovje-lead")
        assert user is not None
        session.execute(delete(Grant).where(Grant.user_id == user.id))
    assert client.get("/lead/lipovje/polje").status_code == 404


def test_a_disabled_person_is_refused_at_the_next_request(enter: Enter, store: Store) -> None:
    client = enter()
    with store.write() as session:
        for user in session.scalars(select(User)):
            user.disabled = True
    assert client.get("/lead/lipovje/polje").status_code == 302


def test_a_round_that_is_still_a_draft_is_not_shown(enter: Enter, store: Store) -> None:
    client = enter()
    with store.write() as session:
        session.scalars(select(Round)).one().state = "draft"
    assert client.get("/lead/lipovje").status_code == 404
    assert "Nobody has been asked yet." in client.get("/lead").text
