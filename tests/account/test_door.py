"""The door: it lets in who knows the password, and tells others nothing."""

import re
import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store.accounts import User, disable, set_password
from survey.store.base import Store
from survey.web.account.staff import IDLE_SECONDS, LONGEST_SECONDS, safe_target
from tests.account.conftest import NAME, PASSWORD, Try


def without_token(page: str) -> str:
    return re.sub(r'value="[^"]+"', "", page)


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/lead").status_code == 200


def test_the_right_password_opens_the_desk(knock: Try, browser: FlaskClient) -> None:
    answer = knock()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/lead")
    assert is_in(browser)


@pytest.mark.parametrize(("name", "password"), [(NAME, "wrong"), ("", ""), (NAME, ""), ("x" * 5000, "y" * 5000)])
def test_a_wrong_password_opens_nothing(knock: Try, browser: FlaskClient, name: str, password: str) -> None:
    answer = knock(name, password)
    assert answer.status_code == 403
    assert "Nothing was changed." in answer.text or "Nič se ni spremenilo." in answer.text
    assert not is_in(browser)


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(knock: Try) -> None:
    known, unknown = knock(NAME, "wrong"), knock("nobody", "wrong")
    assert known.status_code == unknown.status_code
    assert without_token(known.text) == without_token(unknown.text)


@pytest.mark.parametrize("name", [NAME, "nobody"])
def test_after_ten_guesses_each_further_one_has_to_wait(knock: Try, name: str) -> None:
    answers = [knock(name, f"guess {at}").status_code for at in range(12)]
    assert answers[:10] == [403] * 10
    assert answers[-1] == 429


def test_a_program_is_told_how_long_to_wait(knock: Try) -> None:
    waiting = [knock(NAME, f"guess {at}") for at in range(12)][-1]
    assert 1 <= int(waiting.headers["Retry-After"]) <= 60


def test_guesses_on_one_name_do_not_close_the_door_for_another(knock: Try) -> None:
    for at in range(11):
        knock("nobody", f"guess {at}")
    assert knock().status_code == 302


def test_without_the_forms_token_nothing_is_tried(browser: FlaskClient) -> None:
    answer = browser.post("/login", data={"name": NAME, "password": PASSWORD})
    assert answer.status_code == 400
    assert not is_in(browser)


def test_a_session_from_before_is_left_behind(knock: Try, browser: FlaskClient) -> None:
    with browser.session_transaction() as kept:
        kept["planted"] = "by somebody else"
    knock()
    with browser.session_transaction() as kept:
        assert "planted" not in kept
        assert {"user", "key", "began", "seen"} <= kept.keys()


def test_after_logging_out_a_copied_cookie_opens_nothing(knock: Try, browser: FlaskClient) -> None:
    knock()
    cookie = browser.get_cookie("soseska")
    assert cookie is not None
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/lead").text)
    assert found
    assert browser.post("/logout", data={"csrf_token": found[1]}).status_code == 302
    assert not is_in(browser)
    browser.set_cookie("soseska", cookie.value)
    assert not is_in(browser)


def test_logging_out_needs_the_forms_token_too(knock: Try, browser: FlaskClient) -> None:
    knock()
    assert browser.post("/logout").status_code == 400
    assert is_in(browser)


def test_a_stale_cookie_logs_nobody_out(knock: Try, browser: FlaskClient, store: Store) -> None:
    knock()
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/lead").text)
    stale = browser.get_cookie("soseska")
    assert found
    assert stale
    with store.write() as session:
        set_password(session.scalars(select(User)).one(), PASSWORD)
    knock()
    fresh = browser.get_cookie("soseska")
    assert fresh
    assert is_in(browser)
    browser.set_cookie("soseska", stale.value)
    browser.post("/logout", data={"csrf_token": found[1]})
    browser.set_cookie("soseska", fresh.value)
    assert is_in(browser)


@pytest.mark.parametrize("change", [disable, lambda user: set_password(user, "another long password")])
def test_a_disabled_person_and_an_old_password_are_refused_at_once(
    knock: Try, browser: FlaskClient, store: Store, change: object
) -> None:
    knock()
    with store.write() as session:
        change(session.scalars(select(User)).one())  # type: ignore[operator]
    assert not is_in(browser)


@pytest.mark.parametrize(("seen", "began"), [(IDLE_SECONDS + 1, IDLE_SECONDS + 1), (0, LONGEST_SECONDS + 1)])
def test_a_session_ends_when_nothing_happens_and_after_half_a_day(
    knock: Try, browser: FlaskClient, seen: int, began: int
) -> None:
    knock()
    now = int(time.time())
    with browser.session_transaction() as kept:
        kept.update(seen=now - seen, began=now - began)
    answer = browser.get("/lead/somewhere")
    assert answer.status_code == 302
    assert "slept=1" in answer.headers["Location"]
    assert 'class="notice' in browser.get(answer.headers["Location"]).text


def test_every_page_begins_the_half_hour_anew(knock: Try, browser: FlaskClient) -> None:
    knock()
    earlier = int(time.time()) - IDLE_SECONDS + 60
    with browser.session_transaction() as kept:
        kept.update(seen=earlier)
    assert is_in(browser)
    with browser.session_transaction() as kept:
        assert kept["seen"] > earlier


TARGETS = [
    "//evil.example",
    "https://evil.example/lead",
    "/lead//evil",
    "/\\evil",
    "/lead/../login",
    "javascript:x",
    "",
    "/s/x",
]


@pytest.mark.parametrize("target", TARGETS)
def test_the_door_leads_to_no_other_site(knock: Try, target: str) -> None:
    assert safe_target(target) is None
    assert knock(to=target).headers["Location"] == "/lead"


def test_the_door_leads_back_to_the_page_that_was_asked_for(knock: Try) -> None:
    assert knock(to="/lead/lipovje/ob-potoku").headers["Location"] == "/lead/lipovje/ob-potoku"


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(knock: Try) -> None:
    cookie = knock().headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
