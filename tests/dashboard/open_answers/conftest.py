"""The example town as its data keeper, its leads and its safeguarding officer find it; every test has a copy."""

import re

import pytest
from sqlalchemy import select

from survey.store.base import Store
from survey.store.documents import OpenAnswer
from tests.dashboard.conftest import Enter, token_of

__all__ = ["KEEPER", "LEAD", "OFFICER", "PLACE", "Enter", "key_of", "sent", "state_of"]

PLACE = "/open-answers/lipovje"
KEEPER, LEAD, OFFICER = "lipovje-data", "lipovje-lead", "lipovje-protection"


def key_of(store: Store, words: str) -> str:
    """The random key of the answer that begins with these words."""
    with store.read() as session:
        return str(session.scalars(select(OpenAnswer.id).where(OpenAnswer.text.startswith(words))).one())


def state_of(store: Store, words: str) -> tuple[str, str | None]:
    """How far an answer is, and what others read of it."""
    with store.read() as session:
        found = select(OpenAnswer.state, OpenAnswer.redacted).where(OpenAnswer.text.startswith(words))
        state, redacted = session.execute(found).one()
        return state, redacted


def sent(client, page: str, data: dict[str, object], to: str = ""):
    """Post a form of a page with the token and the revision that stand in it."""
    html = client.get(page).text
    found = re.search(r'name="revision" value="(\d+)"', html)
    form = {"csrf_token": token_of(html), "revision": found[1] if found else "0"} | data
    return client.post(to or page, data=form)


@pytest.fixture
def keeper(enter: Enter):
    return enter(KEEPER)


@pytest.fixture
def lead(enter: Enter):
    return enter(LEAD)
