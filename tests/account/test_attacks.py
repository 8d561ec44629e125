"""Attacks on the door: guesses by the thousand, planted and copied sessions, tokens that are none, forged addresses."""

import re
import statistics
import time
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import delete, select
from werkzeug.security import generate_password_hash

from survey import create_app
from survey.config import Settings
from survey.store.accounts import Grant, User, check_password, create_user, disable, grant, set_password
from survey.store.base import Store
from survey.store.errors import TooManyAttempts
from tests.account.conftest import NAME, PASSWORD, Try
from tests.account.test_door import without_token

CHEAP = "scrypt:1024:8:1"


def at_less_cost(store: Store) -> None:
    """A password that is compared quickly, so that a test can be wrong many times."""
    with store.write() as session:
        session.scalars(select(User).where(User.name == NAME)).one().password = generate_password_hash(PASSWORD, CHEAP)


@pytest.mark.parametrize("guesses", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a46_of_ten_thousand_guesses_hardly_any_is_compared(store: Store, guesses: int) -> None:
    at_less_cost(store)
    begun, compared, longest = time.monotonic(), 0, 0
    for at in range(guesses):
        try:
            with store.read() as session:
                assert check_password(session, NAME, f"guess {at}", "198.51.100.7") is None
            compared += 1
        except TooManyAttempts as held:
            longest = max(longest, held.seconds)
    with store.read() as session:
        assert check_password(session, NAME, PASSWORD, "192.0.2.1") is not None
    # Ten at once, then after 2, 4, 8, … seconds, in the end one a minute.
    assert compared <= 10 + 6 + (time.monotonic() - begun) / 60
    assert longest <= 60


def test_a46_the_real_person_gets_in_beside_a_flood_from_the_same_address(
    knock: Try, browser: FlaskClient, store: Store
) -> None:
    at_less_cost(store)
    assert knock().status_code == 302
    logged_out(browser)
    stranger = browser.application.test_client()
    seen = {guess(stranger, f"guess {at}") for at in range(14)}
    assert seen == {403, 429}
    assert guess(stranger, PASSWORD) == 429
    assert knock().status_code == 302


def test_a46_a_browser_known_for_one_name_has_no_free_guesses_at_another(
    knock: Try, browser: FlaskClient, store: Store
) -> None:
    with store.write() as session:
        create_user(session, "bor", "another long password").password = generate_password_hash("another", CHEAP)
    at_less_cost(store)
    assert knock().status_code == 302
    logged_out(browser)
    assert [knock("bor", f"guess {at}").status_code for at in range(12)][-1] == 429
    assert guess(browser.application.test_client(), "another", "bor") == 429
    cookie = browser.get_cookie("soseska-known", path="/login")
    assert cookie is not None
    assert NAME not in cookie.value
    for forged in ("", "x", cookie.value[:-2], cookie.value + "x", "a" * 3000):
        browser.set_cookie("soseska-known", forged, path="/login")
        assert knock("bor", "guess").status_code == 429


def test_a46_one_password_at_many_names_tells_nothing_of_which_exist(knock: Try, store: Store) -> None:
    with store.write() as session:
        disable(create_user(session, "gone", PASSWORD))
    said = {without_token(knock(name, "wrong").text) for name in (NAME, "nobody", "gone")}
    assert len(said) == 1
    assert without_token(knock("gone", PASSWORD).text) in said


@pytest.mark.slow
def test_a46_an_unknown_name_takes_as_long_as_a_known_one(store: Store) -> None:
    taken: dict[str, list[float]] = {NAME: [], "nobody": []}
    with store.read() as session:
        for at in range(7):
            for name, times in taken.items():
                begun = time.process_time()
                check_password(session, name, "wrong", f"192.0.2.{at}")
                times.append(time.process_time() - begun)
    known, unknown = (statistics.median(times[1:]) for times in taken.values())
    assert 0.5 < known / unknown < 2


def logged_out(browser: FlaskClient) -> None:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/lead").text)
    assert found
    assert browser.post("/logout", data={"csrf_token": found[1]}).status_code == 302


def guess(browser: FlaskClient, password: str, name: str = NAME) -> int:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/login").text)
    assert found
    data = {"name": name, "password": password, "csrf_token": found[1]}
    return browser.post("/login", data=data).status_code


def cookie_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie("soseska")
    assert cookie is not None
    return cookie.value


def test_a47_a_planted_session_is_not_the_one_that_is_logged_in(knock: Try, browser: FlaskClient) -> None:
    browser.get("/login")
    planted = cookie_of(browser)
    knock()
    assert cookie_of(browser) != planted
    attacker = browser.application.test_client()
    attacker.set_cookie("soseska", planted)
    assert attacker.get("/lead").status_code == 302


def test_a47_a_copied_session_ends_with_its_owners_logout(knock: Try, browser: FlaskClient) -> None:
    knock()
    copy = browser.application.test_client()
    copy.set_cookie("soseska", cookie_of(browser))
    assert copy.get("/lead").status_code == 200
    logged_out(browser)
    assert copy.get("/lead").status_code == 302
    assert copy.get("/lead/x/y").status_code == 302


def take_grants(store: Store) -> None:
    with store.write() as session:
        session.execute(delete(Grant))


def close(store: Store) -> None:
    with store.write() as session:
        disable(session.scalars(select(User).where(User.name == NAME)).one())


def give_another_password(store: Store) -> None:
    with store.write() as session:
        set_password(session.scalars(select(User).where(User.name == NAME)).one(), "another long password")


@pytest.mark.parametrize(("change", "status"), [(take_grants, 404), (close, 302), (give_another_password, 302)])
def test_a47_what_is_taken_in_the_middle_of_a_session_is_gone_at_the_next_request(
    knock: Try, browser: FlaskClient, store: Store, change: Callable[[Store], None], status: int
) -> None:
    with store.write() as session:
        grant(session, session.scalars(select(User).where(User.name == NAME)).one(), "lead")
    knock()
    page = browser.get("/setup")
    assert page.status_code == 200
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found
    change(store)
    form = {"csrf_token": found[1], "town": "Vas", "name_en": "Vas", "minimum_age": "15", "legal_basis": "consent"}
    assert browser.post("/setup", data=form).status_code == status
    assert browser.get("/setup").status_code == status
    with store.read() as session:
        assert session.execute(select(User.id).where(User.name == NAME)).one()


def test_a48_a_session_that_is_not_signed_by_us_opens_nothing(knock: Try, browser: FlaskClient) -> None:
    knock()
    content, moment, signature = cookie_of(browser).rsplit(".", 2)
    other = URLSafeTimedSerializer("another key of forty characters, not ours", salt="cookie-session")
    with browser.session_transaction() as kept:
        mine = dict(kept)
    forged = (
        f"{content}.{moment}.",
        f"{content}.{moment}",
        content,
        f"{content}.{moment}.{signature[::-1]}",
        f"eyJhbGciOiJub25lIn0.{content}.",
        other.dumps(mine),
    )
    for cookie in forged:
        attacker = browser.application.test_client()
        attacker.set_cookie("soseska", cookie)
        assert attacker.get("/lead").status_code == 302, cookie


def test_a48_a_forms_token_of_somebody_else_or_of_before_is_none(knock: Try, browser: FlaskClient) -> None:
    knock()
    other = browser.application.test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', other.get("/login").text)
    assert found
    for token in (found[1], "", "x", found[1][:-1]):
        assert browser.post("/logout", data={"csrf_token": token}).status_code == 400
    assert browser.get("/lead").status_code == 200


def test_a48_a_first_password_opens_one_page_and_is_over_once_another_is_chosen(knock: Try, store: Store) -> None:
    with store.write() as session:
        set_password(session.scalars(select(User).where(User.name == NAME)).one(), "for once only", temporary=True)
    assert knock(password=PASSWORD).status_code == 403
    answer = knock(password="for once only")
    assert answer.status_code == 302
    with store.write() as session:
        set_password(session.scalars(select(User).where(User.name == NAME)).one(), PASSWORD)
    assert knock(password="for once only").status_code in (302, 403)
    with store.read() as session:
        assert check_password(session, NAME, "for once only", "192.0.2.9") is None


FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/lead",
    "X-Rewrite-URL": "//evil.example",
    "Forwarded": "host=evil.example;proto=gopher",
}


def test_a50_no_field_leads_to_another_site(knock: Try, browser: FlaskClient) -> None:
    knock()
    for target in ("//evil.example", "https://evil.example", "/\\evil.example", "/lead/../../x", "javascript:alert(1)"):
        for field in ("to", "next", "url", "return"):
            assert browser.get("/login", query_string={field: target}).headers["Location"] == "/lead"


def test_a50_forged_headers_of_a_proxy_change_no_page(browser: FlaskClient) -> None:
    for path in ("/lead", "/lead/x", "/login", "/", "/setup"):
        plain, forged = browser.get(path), browser.get(path, headers=FORGED)
        assert forged.status_code == plain.status_code
        assert "evil" not in forged.text + str(forged.headers)
        assert "gopher" not in forged.text + str(forged.headers)


def test_a50_guesses_under_a_forged_sender_are_counted_as_one(browser: FlaskClient, store: Store) -> None:
    at_less_cost(store)
    with browser.application.test_client() as stranger:
        answers = []
        for at in range(12):
            found = re.search(r'name="csrf_token" value="([^"]+)"', stranger.get("/login").text)
            assert found
            data = {"name": NAME, "password": f"guess {at}", "csrf_token": found[1]}
            sent = stranger.post("/login", data=data, headers={"X-Forwarded-For": f"203.0.113.{at}"})
            answers.append(sent.status_code)
    assert answers[-1] == 429


@pytest.fixture
def addressed(app: Flask, settings: Settings) -> FlaskClient:
    """The same installation, with the address that people know."""
    named = Settings(**{**settings.__dict__, "address": "https://soseska.example.org/", "https": True})
    made = create_app(named)
    made.testing = True
    return made.test_client()


HOSTS = {
    "soseska.example.org": 200,
    "soseska.example.org:443": 200,
    "localhost:8000": 200,
    "127.0.0.1": 200,
    "evil.example": 400,
    "soseska.example.org.evil.example": 400,
    "evilsoseska.example.org": 400,
    "soseska.example.org@evil.example": 400,
}


def test_a50_with_an_address_set_other_hosts_are_refused(addressed: FlaskClient) -> None:
    for host, status in HOSTS.items():
        answer = addressed.get("/", headers={"Host": host})
        assert answer.status_code == status, host
        assert "Content-Security-Policy" in answer.headers
        assert "evil" not in answer.text
