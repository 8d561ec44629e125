"""An organisation's form on paper: printed empty, typed in at the desk, with its own day and the typist."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.clock import today
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.contacts import Contact
from tests.inventory.conftest import Enter, things, token_of
from tests.inventory.test_links import CHOIR, CONTACT

PAGE = "/inventory/vas/paper"
BEFORE = today() - timedelta(days=40)


def type_in(client: FlaskClient, filled_on: str, **said: Any) -> TestResponse:
    """Send the form, and again from every page that its answers open."""
    page = client.get(PAGE).text
    for _page in range(12):
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        data = {"token": token[1], "csrf_token": token_of(page), "language": "en", "go": "send", "filled_on": filled_on}
        sent = client.post(PAGE, data={**data, "shown": re.findall(r'name="shown" value="([^"]+)"', page), **said})
        page = sent.text
        if 'name="go"' not in page or 'role="alert"' in page or 'role="status"' in page:
            break
    return sent


def test_a_form_typed_in_later_keeps_the_day_on_the_paper_and_the_typist(enter: Enter, store: Store) -> None:
    client = enter()
    kept = type_in(client, f"{BEFORE.day}. {BEFORE.month}. {BEFORE.year}", **CHOIR)
    assert "The form is typed in." in kept.text
    (provider,) = things(store, "providers")
    assert (provider.name, provider.state, provider.source) == ("Društvo Zvon", "draft", "form")
    assert (provider.filled_on, provider.entered_by) == (BEFORE, "town")
    card = client.get("/inventory/vas/at/breg").text
    assert f"Filled in on paper on {BEFORE.day} " in card
    assert "typed in by town" in card
    with store.read() as session:
        assert "form of an organisation typed in: vas" in session.scalars(select(Audit.what)).all()


def test_a_contact_from_paper_is_sealed_and_has_its_code(enter: Enter, store: Store) -> None:
    client = enter()
    assert type_in(client, "", **CHOIR, **CONTACT).status_code == 422
    kept = type_in(client, "", **CHOIR, **CONTACT, contact_ok="y")
    assert "Give the code to whoever filled the form in." in kept.text
    with store.read() as session:
        assert len(session.scalars(select(Contact)).all()) == 1
    assert things(store, "providers")[0].filled_on == today()


@pytest.mark.parametrize("typed", ["99. 99.", "31. 12. 2999", "yesterday"])
def test_r16_a_day_that_cannot_be_keeps_everything_typed(enter: Enter, store: Store, typed: str) -> None:
    page = type_in(enter(), typed, **CHOIR)
    assert page.status_code == 422
    assert f'value="{typed}"' in page.text
    assert "Društvo Zvon" in page.text
    assert things(store, "providers") == []


def test_only_who_keeps_the_lists_of_the_town_types_in_and_prints(enter: Enter) -> None:
    for name, status in (("town", 200), ("admin", 200), ("breg", 404), ("helper", 404)):
        client = enter(name)
        assert client.get(PAGE).status_code == status
        assert client.get(f"{PAGE}/sl").status_code == status
    assert enter().get(f"{PAGE}/xx").status_code == 404
    assert enter().post(PAGE, data={"go": "next"}).status_code == 400


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_empty_form_is_printed_in_every_language(enter: Enter, language: str) -> None:
    page = enter().get(f"{PAGE}/{language}")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert f'href="{PAGE}/{language}"' in enter().get("/inventory/vas/links").text
