"""The guards of every page."""

from typing import Any

import pytest

from survey.web.security import CONTENT_SECURITY_POLICY, HEADERS
from tests.pages import faults
from tests.web.conftest import Resident

ADDRESSES = ["/", "/s/walk", "/s/walk/contact", "/withdraw", "/s/nowhere", "/nothing/here"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post", "put", "head"])
def test_every_response_carries_the_strict_headers(client: Any, town: Any, address: str, method: str) -> None:
    page = getattr(client, method)(address)
    assert page.status_code < 500
    assert page.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    for name, value in HEADERS.items():
        assert page.headers[name] == value
    assert page.headers["Cache-Control"] == "no-store"


def test_every_page_of_the_survey_is_free_of_inline_code(resident: Resident) -> None:
    resident.finish()
    assert faults(resident.page.text) == []
    assert resident.page.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_r15_a_form_from_another_site_changes_nothing(
    resident: Resident, responses: Any, headers: dict[str, str]
) -> None:
    resident.begin()
    while not resident.sees("edit:start"):
        resident.press()
    page = resident.client.post("/s/walk", data={**resident.fields(), "go": "send"}, headers=headers)
    assert page.status_code == 403
    assert responses() == 0


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}])
def test_r15_our_own_forms_pass(resident: Resident, headers: dict[str, str]) -> None:
    data = {**resident.fields(), "q_r0": "yes", "q_r1": "polje", "go": "next"}
    assert resident.client.post("/s/walk", data=data, headers=headers).status_code == 200


def test_static_files_are_kept_for_good_only_under_their_own_mark(client: Any, town: Any) -> None:
    page = client.get("/s/walk").text
    address = page.split('href="/static/')[1].split('"')[0]
    fresh = client.get(f"/static/{address}")
    assert "immutable" in fresh.headers["Cache-Control"]
    old = client.get("/static/000000000000/" + address.split("/", 1)[1])
    assert old.data == fresh.data
    assert "immutable" not in old.headers["Cache-Control"]
    assert client.get("/static/x/../../config.py").status_code == 404


def test_no_address_carries_a_token(resident: Resident) -> None:
    token = resident.fields()["token"][0]
    resident.finish()
    outside_of_fields = resident.page.text.replace(f'value="{token}"', "")
    assert token not in outside_of_fields


def test_a_server_fault_is_a_page_without_a_traceback(broken: Any, town: Any) -> None:
    @broken.get("/breaks")
    def breaks() -> str:
        raise RuntimeError("secret words")

    page = broken.test_client().get("/breaks?lang=en")
    assert page.status_code == 500
    assert "Something broke on our side." in page.text
    assert "secret words" not in page.text
