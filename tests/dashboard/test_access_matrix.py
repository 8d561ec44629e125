"""Every address of the desk, asked for by people who have nothing to do with that place: it does not exist for them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.security import generate_password_hash

from survey.store.accounts import ROLES, User, grant
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.founding import Project, found
from tests.dashboard.conftest import Enter, token_of

OPEN_TO_ALL = ("resident", "provider", "public")
"""What needs no account, so that a foreign place is no secret there."""

WORDS = {"slug": "lipovje", "code": "polje", "district": "polje", "place": "polje", "kind": "rooms", "page": "make"}
PLACES = {"code", "district", "place"}
ELSEWHERE = "elsewhere"


def filled(rule: Rule) -> dict[str, object]:
    """Something for every part of an address; numbers and tokens are those of the first thing there is."""
    kinds = {name: type(converter).__name__ for name, converter in rule._converters.items()}
    return {name: 1 if kinds[name] == "IntegerConverter" else _word(rule, name) for name in rule.arguments}


def _word(rule: Rule, name: str) -> str:
    # Where an address allows a few words only, the first of them is as good as any.
    allowed = getattr(rule._converters[name], "items", None)
    return next(iter(sorted(allowed))) if allowed else WORDS.get(name, "x")


def addresses(app: Flask, *parts: str) -> Iterator[tuple[str, str]]:
    """Method and path of everything with one of these parts in it."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] not in OPEN_TO_ALL]
    with app.test_request_context():
        for rule in rules:
            if rule.arguments & set(parts):
                path = app.url_for(rule.endpoint, **filled(rule))
                yield from ((method, path) for method in sorted((rule.methods or set()) - {"OPTIONS"}))


@pytest.fixture
def stranger(enter: Enter, store: Store, passwords: dict[str, str]) -> FlaskClient:
    """Somebody with every role there is, in another town."""
    with store.write() as session:
        other = assessment(session, found(session, Project("Drugje", {"en": "Elsewhere"})).slug)
        hashed = generate_password_hash(ELSEWHERE, "scrypt:1024:8:1")
        user = User(name=ELSEWHERE, password=hashed, session_key=ELSEWHERE, disabled=False)
        session.add(user)
        session.flush()
        for role in ROLES:
            grant(session, user, role, other)
    passwords[ELSEWHERE] = ELSEWHERE
    return enter(ELSEWHERE)


def reached(client: FlaskClient, asked: list[tuple[str, str]], foreign: str) -> list[str]:
    """What is not answered as an address that does not exist; a form carries what every form must.

    Some addresses only lead back to their page, or read the form first, whatever place they name; then a place that is
    nowhere is answered with the very same.
    """
    token = token_of(client.get("/account").text)
    found_ = []
    for method, path in asked:
        data = {"csrf_token": token, **WORDS} if method == "POST" else None
        answer = client.open(path, method=method, data=data, query_string=WORDS if method == "GET" else None)
        if answer.status_code == 404:
            continue
        nowhere = client.open(path.replace(foreign, "nowhere"), method=method, data=data)
        same = (answer.location or "").replace(foreign, "nowhere") == (nowhere.location or "")
        if answer.status_code not in (302, 303, 400) or answer.status_code != nowhere.status_code or not same:
            found_.append(f"{method} {path}: {answer.status_code} {answer.location}")
    return found_


def test_a49_another_town_does_not_exist_in_any_path_method_or_body(app: Flask, stranger: FlaskClient) -> None:
    asked = list(addresses(app, "slug"))
    assert len(asked) > 150
    assert reached(stranger, asked, "lipovje") == []


def test_a49_another_district_does_not_exist_for_the_lead_of_one(app: Flask, enter: Enter, store: Store) -> None:
    client = enter("ob-potoku-lead")
    asked = [one for one in addresses(app, *PLACES) if "polje" in one[1]]
    assert len(asked) > 20
    before = audited(store)
    assert reached(client, asked, "polje") == []
    assert audited(store) == before


def audited(store: Store) -> int:
    with store.read() as session:
        return len(session.scalars(select(Audit.id)).all())


def test_a49_another_district_is_in_no_query_list_or_file(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    for path in ("/lead", "/lead/lipovje", "/downloads/lipovje", "/reports/lipovje", "/inventory/lipovje"):
        text = client.get(path, query_string={"place": "polje", "district": "polje", "code": "polje"}).text
        assert "/polje" not in text, path
    sent = client.get("/downloads/lipovje/results?format=json&place=ob-potoku&place=polje")
    assert sent.status_code == 404 or {row["place"] for row in sent.get_json()["rows"]} == {"ob-potoku"}


def test_a49_what_is_foreign_and_what_is_nowhere_are_the_same_page(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    for path in (
        "/lead/lipovje/{}",
        "/inventory/lipovje/at/{}",
        "/reports/lipovje/of/{}/what",
        "/lead/lipovje/{}/first",
    ):
        foreign, nowhere = (client.get(path.format(code)) for code in ("polje", "nowhere"))
        assert (foreign.status_code, nowhere.status_code) == (404, 404), path
        assert foreign.text.replace("polje", "nowhere") == nowhere.text, path
