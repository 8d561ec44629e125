"""One page for every code: forgiving to whoever types, closed to whoever guesses."""

from typing import Any

import pytest

from survey.store import guesses
from tests.web.conftest import Form


def type_code(client: Any, code: str, **more: str) -> Any:
    """What the page »I have a code« sends."""
    return client.post("/c", data={"code": code, "language": "en", "go": "open", **more})


def test_r23_an_unknown_code_gets_one_sentence_and_stays_in_the_field(client: Any, town: Any) -> None:
    page = type_code(client, "7k2m 94bc 0d")
    assert page.status_code == 422
    assert "We know no such code." in page.text
    assert dict(Form(page.text).fields)["code"] == "7k2m 94bc 0d"


def test_r23_nonsense_is_a_sentence_and_never_a_fault(client: Any, town: Any) -> None:
    for code in ("", "  ", "x" * 5000, "<b>'\"", "\0", "\u0661\u0662"):
        page = type_code(client, code)
        assert page.status_code == 422
        assert 'id="code-fault"' in page.text


def test_r23_guessing_is_slowed_for_the_kind_of_code_and_not_for_an_address(
    client: Any, town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "MOST", 3)
    for number in range(3):
        assert type_code(client, f"0000 0000 0{number}").status_code == 422
    stopped = type_code(client, "0000 0000 09")
    assert stopped.status_code == 429
    assert 0 < int(stopped.headers["Retry-After"]) <= guesses.WINDOW
    assert "Too many wrong codes" in stopped.text
    assert dict(Form(stopped.text).fields)["code"] == "0000 0000 09"
    elsewhere = client.post(
        "/c", data={"code": "0000 0000 09", "language": "en"}, environ_base={"REMOTE_ADDR": "9.9.9.9"}
    )
    assert elsewhere.status_code == 429


@pytest.mark.slow
def test_r23_a_code_that_cannot_be_one_is_no_guess(client: Any, town: Any) -> None:
    type_code(client, "short")
    with town.store.read() as session:
        assert guesses.wrong_of_late(session) == 0


@pytest.mark.slow
def test_guesses_are_forgotten_after_ten_minutes(store: Any) -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime(2026, 5, 4, 12, 0, 1, tzinfo=UTC)
    with store.write() as session:
        guesses.count_wrong(session, ["a", "b"], now)
        assert guesses.pause(session, "a", 1, now) == guesses.WINDOW - 1
        assert guesses.pause(session, "b", 2, now) == 0
        later = now + timedelta(seconds=guesses.WINDOW)
        assert guesses.pause(session, "a", 1, later) == 0
        guesses.count_wrong(session, ["b"], later)
        assert guesses.wrong_of_late(session) == 1


@pytest.mark.slow
def test_the_language_of_the_page_changes_and_the_code_stays(client: Any, town: Any) -> None:
    page = type_code(client, "7K2M 94", go="lang:sl")
    assert '<html lang="sl"' in page.text
    assert dict(Form(page.text).fields)["code"] == "7K2M 94"


def test_the_code_of_a_contact_leads_to_where_it_is_deleted(client: Any, town: Any) -> None:
    empty = dict(Form(client.get("/s/walk/contact?lang=en").text).fields)
    sheet = {**empty, "go": "send", "q_name": "Ana", "q_phone": "040 123 456", "q_purposes": "invite"}
    code = client.post("/s/walk/contact", data=sheet).text.split("<output><bdi>")[1].split("<")[0]
    page = type_code(client, code.lower().replace(" ", "-"))
    assert "Delete for good" in page.text
    assert "Your contact is deleted." in client.post("/withdraw", data={**dict(Form(page.text).fields)}).text
    assert type_code(client, code).status_code == 422
