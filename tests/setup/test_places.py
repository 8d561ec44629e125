"""Map, streets and census by the pages: looked at first, then kept, taken back or removed."""

import io
import re

import pytest
from flask.testing import FlaskClient

from survey.store import places
from survey.store.base import Store
from survey.store.districts import Assessment, assessment
from survey.web import security
from tests.places.conftest import SQUARE, collection
from tests.setup.conftest import Enter, send, token_of

EAST = [[x + 0.1, y] for x, y in SQUARE]
CENSUS = "district,age,gender,N\n" + "".join(f"Polje,{age},all,10\n" for age in ("15-29", "30-64", "65+"))
ORIGIN = {"source": "Statistical office", "day": "2026-01-01"}

pytestmark = pytest.mark.one_database


@pytest.fixture
def client(enter: Enter) -> FlaskClient:
    made = enter("kranj")
    send(made, "/setup/kranj/districts", lines="Polje\nČešnja")
    return made


def town(store: Store) -> Assessment:
    with store.read() as session:
        found = assessment(session, "kranj")
        assert found is not None
        return found


def sent(client: FlaskClient, page: str, raw: bytes | str, name: str = "file.csv", **more: object):  # type: ignore[no-untyped-def]
    raw = raw.encode() if isinstance(raw, str) else raw
    return send(client, f"/setup/kranj/{page}", act="read", file=(io.BytesIO(raw), name), **more)


def act(client: FlaskClient, page: str, what: str, **more: object):  # type: ignore[no-untyped-def]
    html = client.get(f"/setup/kranj/{page}").text
    seen = re.search(r'name="seen" value="([^"]+)"', html)
    data = {"csrf_token": token_of(html), "act": what, "seen": seen[1] if seen else "", **more}
    return client.post(f"/setup/kranj/{page}", data=data)


def test_a_map_is_seen_before_it_is_kept_and_taken_back_after(client: FlaskClient, store: Store) -> None:
    assert sent(client, "map", collection([SQUARE], [EAST], names=["POLJE", "x"])).status_code == 302
    page = client.get("/setup/kranj/map").text
    assert page.count("<path d=") == 2
    assert 'class="spare"' in page
    assert "Without a border stay: Češnja." in page
    with store.read() as session:
        assert places.map_of(session, town(store)) == {}
    again = act(client, "map", "look", district=["polje", "cesnja"])
    assert again.status_code == 302
    assert "Without a border" not in client.get("/setup/kranj/map").text
    assert act(client, "map", "keep").location == "/setup/kranj"
    with store.read() as session:
        assert set(places.map_of(session, town(store))) == {"polje", "cesnja"}
    overview = client.get("/setup/kranj").text
    assert "2 districts of 2 are drawn" in overview
    edit = re.search(r'name="edit" value="(\d+)"', overview)
    assert edit is not None
    client.post("/setup/kranj/undo", data={"csrf_token": token_of(overview), "edit": edit[1]})
    with store.read() as session:
        assert places.map_of(session, town(store)) == {}


def test_a_map_with_swapped_axes_is_turned_before_it_can_be_kept(client: FlaskClient, store: Store) -> None:
    sent(client, "map", collection([[[y, x] for x, y in SQUARE]], names=["cesnja"]))
    assert "stand in each other" in client.get("/setup/kranj/map").text
    assert act(client, "map", "keep").status_code == 422
    assert act(client, "map", "turn").status_code == 302
    assert act(client, "map", "keep").status_code == 302
    with store.read() as session:
        ring = places.map_of(session, town(store))["cesnja"]["coordinates"][0]
    assert [14.0, 46.0] in ring


def test_names_of_a_map_are_only_ever_text(client: FlaskClient) -> None:
    sent(client, "map", collection([SQUARE], names=["<script>alert(1)</script>"]), "<b>.geojson")
    page = client.get("/setup/kranj/map").text
    assert "<script>alert" not in page
    assert "<b>.geojson" not in page
    assert act(client, "map", "keep", district="elsewhere").status_code == 422
    assert act(client, "map", "keep", district=["polje", "polje"]).status_code == 422
    assert act(client, "map", "drop").location == "/setup/kranj/map"
    assert "The file is thrown away" in client.get("/setup/kranj/map").text


def test_a_file_that_cannot_be_used_changes_nothing(client: FlaskClient) -> None:
    refused = sent(client, "map", collection([[[14, 46], [15, 47], [15, 46], [14, 47]]]), "kranj.geojson")
    assert refused.status_code == 422
    assert "kranj.geojson cannot be used yet" in refused.text
    assert "crosses itself near 14.50000, 46.50000" in refused.text
    assert "Choose a file first" in send(client, "/setup/kranj/map", act="read").text
    for name in ("..", "a" * 400, "č" * 200):
        assert sent(client, "map", b"", name).status_code == 422
    assert act(client, "map", "keep").status_code == 422


PAGES = ("map", "streets", "census")


def test_a_file_far_too_large_is_answered_on_its_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in PAGES:
        monkeypatch.setitem(security._ROOM, f"setup.{page}_sent", 2000)
        answer = sent(client, page, b" " * 3000)
        assert answer.location == f"/setup/kranj/{page}"
        assert "too large" in client.get(answer.location).text


def test_nobody_else_finds_these_pages(client: FlaskClient, enter: Enter) -> None:
    founder = enter("founder")
    send(founder, "/setup", town="Bled", name_en="Bled", minimum_age="15", legal_basis="consent")
    token = token_of(client.get("/setup/kranj/map").text)
    for page in (*PAGES, "activities"):
        assert founder.get(f"/setup/bled/{page}").status_code == 200
        assert client.get(f"/setup/bled/{page}").status_code == 404
        assert client.post(f"/setup/bled/{page}", data={"csrf_token": token, "act": "remove"}).status_code == 404
        assert client.post(f"/setup/kranj/{page}", data={"act": "remove"}).status_code == 400


def test_streets_are_counted_beside_what_is_there(client: FlaskClient, store: Store) -> None:
    old = "Ulica;Od;Do;Liho/sodo;Četrt\nŽitna ulica;1;9a;lihe;Polje\nŽitna ulica;2;;sode;Češnja\n"
    assert sent(client, "streets", old.encode("cp1250"), "ulice.csv").status_code == 302
    page = client.get("/setup/kranj/streets").text
    assert "letters of older Windows" in page
    assert "Žitna ulica" in page
    assert "In 1 row, 12a was read as 12" in page
    assert act(client, "streets", "keep").status_code == 302
    with store.read() as session:
        assert len(places.streets_of(session, town(store))) == 2
    faulty = sent(client, "streets", "street,from,to,district\na,1,9,Polje\nA,5,6,Nowhere\na,9,9,Češnja\n", "s.csv")
    assert faulty.status_code == 422
    assert "s.csv, row 3, column district: there is no district »Nowhere«" in faulty.text
    assert "row 4: some houses of »a« stand in row 2 already" in faulty.text
    assert act(client, "streets", "remove").status_code == 302
    with store.read() as session:
        assert places.streets_of(session, town(store)) == []


def test_a_census_needs_its_source_and_keeps_what_was_typed(client: FlaskClient, store: Store) -> None:
    refused = sent(client, "census", CENSUS, source="The office", day="soon")
    assert refused.status_code == 422
    assert 'value="The office"' in refused.text
    assert "Write the day of the figures" in refused.text
    assert sent(client, "census", CENSUS, source="", day="2026-01-01").status_code == 422
    assert sent(client, "census", CENSUS, source="x", day="2126-01-01").status_code == 422
    assert sent(client, "census", CENSUS.replace("10\n", "\n", 1), **ORIGIN).status_code == 302
    page = client.get("/setup/kranj/census").text
    assert "20, others are not known" in page
    assert act(client, "census", "keep").status_code == 302
    with store.read() as session:
        kept = places.census_of(session, town(store))
    assert [(one.age, one.n, one.source) for one in kept] == [
        ("a15_29", None, "Statistical office"),
        ("30_64", 10, "Statistical office"),
        ("65_up", 10, "Statistical office"),
    ]


def test_a_census_says_what_it_leaves_out_and_refuses_persons(client: FlaskClient) -> None:
    sent(client, "census", CENSUS.replace("Polje,65+,all,10\n", "Polje,0-14,all,3\n"), **ORIGIN)
    page = client.get("/setup/kranj/census").text
    assert "Polje: 65–74, 75–84, 85+" in page
    assert "1 row about people under 15 is left out" in page
    refused = sent(client, "census", "priimek,district\nNovak,Polje\n", **ORIGIN)
    assert refused.status_code == 422
    assert "looks like persons" in refused.text
    assert "Novak" not in refused.text


def test_a_file_that_somebody_replaced_is_not_kept_unseen(client: FlaskClient, enter: Enter) -> None:
    sent(client, "census", CENSUS, **ORIGIN)
    page = client.get("/setup/kranj/census").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    sent(enter("founder"), "census", CENSUS, **ORIGIN)
    answer = client.post(
        "/setup/kranj/census", data={"csrf_token": token_of(page), "act": "keep", "seen": seen[1]}
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Look at it once more" in answer.text
