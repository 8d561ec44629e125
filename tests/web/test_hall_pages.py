"""The laptop of a hall at the desk: its file, the pages of its one workshop and no other, and the evening back."""

import io
import json
import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import create_app
from survey.addresses import own_addresses
from survey.config import Settings
from survey.store.base import Store
from survey.store.hall_load import load, password_of, read
from survey.store.workshop_items import attendance
from survey.store.workshops import Workshop
from tests.conftest import SECRET_KEY
from tests.dashboard.conftest import token_of
from tests.pages import LookingClient
from tests.web.planners import HERE, Planner, came
from tests.web.typists import staff


@pytest.fixture
def ana(town: SimpleNamespace, app: Flask) -> Planner:
    staff(town.store, "ana", place="polje")
    return Planner(app, "ana")


@pytest.fixture
def key(ana: Planner) -> uuid.UUID:
    return ana.plan()


@pytest.fixture
def file(ana: Planner, key: uuid.UUID) -> bytes:
    saved = ana.post(f"/{key}/hall", page=f"/{key}")
    assert saved.status_code == 200
    assert saved.headers["Content-Disposition"].startswith('attachment; filename="hall-walk-')
    return saved.data


@pytest.fixture
def laptop(file: bytes, empty_sqlite: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application as it runs on the laptop, with the password of its one account."""
    folder = tmp_path / "laptop"
    shutil.copytree(empty_sqlite, folder)
    app = create_app(Settings(f"sqlite:///{folder / 'soseska.db'}", folder, SECRET_KEY, hall=True))
    app.testing, app.test_client_class = True, LookingClient
    with app.extensions["store"].write() as session:
        load(session, read(file))
        app.config["PASSWORD"] = password_of(session)
    yield app
    app.extensions["store"].close()


@pytest.fixture
def hall(laptop: Flask) -> FlaskClient:
    """Whoever leads the evening, logged in on the laptop."""
    client = laptop.test_client()
    token = token_of(client.get("/login?lang=en").text)
    said = {"name": "hall", "password": laptop.config["PASSWORD"], "csrf_token": token}
    assert client.post("/login", data=said).status_code == 302
    return client


def counted(store: Store, key: uuid.UUID) -> int:
    with store.read() as session:
        return sum(attendance(session, session.get_one(Workshop, key)).get("age", {}).values())


def pressed(client: FlaskClient, page: str, button: str) -> bytes:
    token = token_of(client.get(page).text)
    sent = client.post(f"{page}/{button}", data={"csrf_token": token})
    assert sent.status_code == 200, sent.text
    return sent.data


def test_whoever_comes_to_the_laptop_is_led_to_its_one_workshop(hall: FlaskClient, key: uuid.UUID) -> None:
    for address in ("/", "/lead", "/workshops/walk"):
        assert hall.get(address).headers["Location"] == f"{HERE}/{key}"
    page = hall.get(f"{HERE}/{key}").text
    assert "Save the evening" in page
    for absent in ("Save the file for the laptop", "Change the plan", "All workshops", "Delete this workshop"):
        assert absent not in page


def test_no_link_on_the_laptop_leads_nowhere(laptop: Flask, hall: FlaskClient, key: uuid.UUID) -> None:
    came(laptop.extensions["store"], key, "a65p")
    here = f"{HERE}/{key}"
    for page in (here, f"{here}/kit", f"{here}/protocol", f"{HERE}/how", "/account"):
        said = hall.get(page, follow_redirects=True)
        assert said.status_code == 200, page
        for link in set(re.findall(r'href="(/[^"#?]*)', said.text)):
            assert hall.get(link).status_code in (200, 302), f"{page} leads to {link}"


@pytest.mark.parametrize("who", ["hall", "nobody"])
def test_every_other_page_is_closed_on_the_laptop(
    laptop: Flask, hall: FlaskClient, key: uuid.UUID, who: str, request: pytest.FixtureRequest
) -> None:
    client = hall if who == "hall" else laptop.test_client()
    for address in (
        "/s/walk", "/c", "/lead/walk", "/lead/walk/polje", "/setup", "/downloads/walk", "/typing/walk", "/ways/walk",
        "/accessibility", f"{HERE}/new", f"{HERE}/{key}/change", f"{HERE}/{key}/delete", f"{HERE}/{key}/freeze",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    for address in (f"{HERE}/{key}/protocol", f"{HERE}/{key}/bring", f"{HERE}/{key}/hall"):
        assert client.post(address).status_code in (400, 404), address


def test_a_stranger_in_the_network_of_the_hall_finds_a_door(laptop: Flask, key: uuid.UUID) -> None:
    stranger = laptop.test_client()
    assert "/login" in stranger.get(f"{HERE}/{key}").headers["Location"]
    assert "/login" in stranger.post(f"{HERE}/{key}/evening.json").headers.get("Location", "/login")
    assert stranger.get("/login").status_code == 200


def test_cookies_work_without_https(laptop: Flask) -> None:
    said = laptop.test_client().get("/login", headers={"Host": "10.42.0.1:8080"})
    assert said.status_code == 200
    assert "Strict-Transport-Security" not in said.headers
    assert "Secure" not in said.headers["Set-Cookie"]


def test_the_evening_goes_from_the_laptop_into_the_page_of_the_workshop_once(
    ana: Planner, laptop: Flask, hall: FlaskClient, key: uuid.UUID
) -> None:
    came(laptop.extensions["store"], key, *["a65p"] * 4)
    evening = pressed(hall, f"{HERE}/{key}", "evening.json")
    for told in ("4 entries were brought in.", "All of this file was here already. Nothing was changed."):
        sent = {"file": (io.BytesIO(evening), "evening.json")}
        assert ana.post(f"/{key}/bring", page=f"/{key}", **sent).status_code == 303
        assert told in ana.get(f"/{key}").text
    assert counted(ana.store, key) == 4


def test_what_is_wrong_with_a_file_stands_on_the_page_and_nothing_is_changed(
    ana: Planner, laptop: Flask, hall: FlaskClient, key: uuid.UUID, file: bytes
) -> None:
    came(laptop.extensions["store"], key, "a65p")
    evening = pressed(hall, f"{HERE}/{key}", "evening.json")
    other = ana.plan()
    for where, content, told in (
        (key, b"", "Choose the file that was saved on the laptop."),
        (key, b"{}", "This is no file of a tablet"),
        (key, file, "This is the file that sets a laptop up"),
        (key, evening.replace(b"a65p", b"a45p"), "This file was changed or damaged"),
        (key, json.dumps({**json.loads(evening), "assessment": "mars"}).encode(), "belongs to another project"),
        (other, evening, "This file belongs to another workshop"),
    ):
        sent = {"file": (io.BytesIO(content), "evening.json")} if content else {}
        page = ana.post(f"/{where}/bring", page=f"/{where}", **sent)
        assert page.status_code == 422, told
        assert told in page.text
    assert counted(ana.store, key) == 0


def test_the_list_of_workshops_takes_the_evening_too(
    ana: Planner, laptop: Flask, hall: FlaskClient, key: uuid.UUID
) -> None:
    came(laptop.extensions["store"], key, "a65p")
    sent = {"file": (io.BytesIO(pressed(hall, f"{HERE}/{key}", "evening.json")), "evening.json")}
    assert ana.post("/file", page="", **sent).status_code == 303
    assert counted(ana.store, key) == 1


def test_somebody_of_another_district_neither_gets_the_file_nor_brings_an_evening_in(
    ana: Planner, app: Flask, laptop: Flask, hall: FlaskClient, key: uuid.UUID
) -> None:
    staff(ana.store, "bor", place="podgorica")
    bor = Planner(app, "bor")
    own = bor.get("").text
    assert bor.client.post(f"{HERE}/{key}/hall", data={"csrf_token": token_of(own)}).status_code == 404
    evening = pressed(hall, f"{HERE}/{key}", "evening.json")
    sent = {"file": (io.BytesIO(evening), "evening.json")}
    page = bor.post("/file", page="", **sent)
    assert page.status_code == 422
    assert "The workshop of this file is not here." in page.text


def test_the_main_server_saves_no_evening(ana: Planner, key: uuid.UUID) -> None:
    token = token_of(ana.get(f"/{key}").text)
    assert ana.client.post(f"{HERE}/{key}/evening.json", data={"csrf_token": token}).status_code == 404


def test_whoever_sits_at_the_laptop_shows_the_others_an_address_that_they_can_reach(
    hall: FlaskClient, key: uuid.UUID
) -> None:
    token = token_of(hall.get(f"{HERE}/{key}").text)
    page = hall.post(f"{HERE}/{key}/pair", data={"csrf_token": token}, headers={"Host": "localhost:8080"}).text
    addresses = re.findall(r'class="address"><bdi>([^<]+)<', page)
    # A machine without any network has only itself.
    others = [f"http://{one}:8080/tablet/" for one in own_addresses()[:1]]
    assert addresses == [*others, "http://localhost:8080/tablet/"]
