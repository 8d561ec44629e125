"""Requests that no browser sends: each ends in a page, never in a fault of ours."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from survey.web.security import CONTENT_SECURITY_POLICY
from tests.web.conftest import Resident


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "", "://", "null", "http://localhost@evil.example"])
def test_an_origin_that_is_no_address_is_a_foreign_one(resident: Resident, origin: str) -> None:
    page = resident.client.post("/s/walk", data=resident.fields(), headers={"Origin": origin})
    assert page.status_code == 403


@pytest.mark.parametrize("host", ["x" * 3000, "a" * 64 + ".example", "[", "é"])
@pytest.mark.parametrize("address", ["/", "/s/walk", "/lead"])
def test_a_host_that_cannot_be_still_gets_a_page_with_all_headers(
    client: Any, town: Any, host: str, address: str
) -> None:
    page = client.get(address, headers={"Host": host})
    assert page.status_code < 500
    assert page.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("address", ["/static/x//etc/passwd", "/s//walk", "/lead//evil.example"])
def test_two_slashes_never_lead_to_the_host_that_the_request_named(client: Any, town: Any, address: str) -> None:
    page = client.get(address, headers={"Host": "evil.example"})
    assert page.status_code == 404
    assert "Location" not in page.headers


@pytest.mark.parametrize("address", ["/s/walk%00", "/s/%00/contact", "/lead/%00/%00", "/static/%00/x"])
def test_nul_in_an_address_is_an_unknown_page(client: Any, town: Any, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_refused_withdrawal_or_contact_speaks_of_no_earlier_pages(client: Any, town: Any) -> None:
    for address in ("/withdraw", "/s/walk/contact"):
        page = client.post(address, data={"language": "en"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert "Nothing was saved and nothing was changed." in page.text
        assert "pages before it" not in page.text


def test_the_log_never_quotes_what_the_database_was_given(
    broken: Any, town: Any, caplog: pytest.LogCaptureFixture
) -> None:
    @broken.get("/breaks/<words>")
    def breaks(words: str) -> str:
        with town.store.write() as session:
            session.execute(text("INSERT INTO district (name) VALUES (:words)"), {"words": words})
        return "never"

    page = broken.test_client().get("/breaks/very-private-words?lang=en")
    assert page.status_code == 500
    assert "very-private-words" not in page.text + caplog.text
    assert "IntegrityError" in caplog.text


def test_a_folder_that_cannot_be_written_to_is_said_and_the_text_can_be_sent_again(
    resident: Resident, town: Any, app: Any
) -> None:
    form = {**resident.fields(), "q_r0": "yes", "q_r1": "polje", "go": "next"}
    lock = app.extensions["store"]._lock
    there, lock.path = lock.path, Path("/nowhere/at/all.lock")
    page = resident.send(form)
    assert page.status_code == 503
    assert "is not saved" in page.text
    lock.path = there
    assert resident.send(form).status_code == 200
