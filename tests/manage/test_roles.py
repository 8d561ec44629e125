"""Whoever finds a page of the desk empty reads why, who can do what, and whom to ask."""

import re

import pytest
from flask import Flask

from survey.store.accounts import grant
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.rounds import round_by_slug
from tests.manage.conftest import PASSWORD, Enter, person, token_of


def tasks(page: str) -> list[str]:
    """The tasks that are marked as one's own."""
    return re.findall(r"<dt>([^<]*?) <span[^>]*>your task", page)


def test_the_lead_of_one_district_is_told_who_makes_questionnaires(enter: Enter) -> None:
    page = enter("polje-lead").get("/manage").text
    assert "Questionnaires are made by <strong>whoever leads the whole town</strong>." in page
    assert "Your task: leading one district, in Polje." in page
    assert tasks(page) == ["leading one district"]
    assert "Tell whoever leads the whole town." in page
    assert 'href="/lead"' in page


@pytest.mark.parametrize(("name", "task"), [("facilitator", "facilitating workshops"), ("keeper", "keeping the data")])
def test_other_roles_read_after_log_in_what_is_theirs(enter: Enter, name: str, task: str) -> None:
    client = enter(name)
    for path in ("/lead", "/manage"):
        page = client.get(path).text
        assert tasks(page) == [task]
        assert f"Your task: {task}, in Lipovje." in page
        assert "still to come" not in page
        assert "Whom to ask" in page


def test_who_may_but_has_nothing_yet_is_not_sent_away(enter: Enter, town: Store) -> None:
    with town.write() as session:
        elsewhere = assessment(session, "elsewhere")
        assert elsewhere is not None
        grant(session, person(session, "away-lead"), "lead", elsewhere)
        person(session, "nobody-yet")
        session.delete(round_by_slug(session, "away"))
    assert "There is no round yet." in enter("away-lead").get("/manage").text
    assert "You have no task yet." in enter("nobody-yet").get("/lead").text


def test_who_may_begin_is_led_to_the_beginning(app: Flask, store: Store) -> None:
    with store.write() as session:
        grant(session, person(session, "founder"), "lead")
    client = app.test_client()
    token = token_of(client.get("/login?lang=en").text)
    client.post("/login", data={"name": "founder", "password": PASSWORD, "csrf_token": token})
    for path in ("/lead", "/manage"):
        page = client.get(path).text
        assert 'href="/setup"' in page
        assert "Whoever runs this site can set one up." not in page
