"""Which district am I in? A street and a house number lead to it, and nothing of what was typed is kept."""

import logging
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store import drafts
from survey.store.districts import Assessment, District, StreetRange
from survey.store.places import Street, put_streets
from survey.store.responses import Response
from survey.web.resident import tokens
from tests.web.conftest import Resident

SECRET_STREET = "Zvončkova ulica"


def square(west: float) -> dict[str, object]:
    ring = [[west, 46.0], [west + 0.1, 46.0], [west + 0.1, 46.1], [west, 46.1], [west, 46.0]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def streets(town: SimpleNamespace) -> SimpleNamespace:
    """Two places with a map; one street lies in both."""
    rows = [
        ("polje", SECRET_STREET, 1, 20, "all"),
        ("podgorica", SECRET_STREET, 21, None, "all"),
        ("polje", "Šolska pot", None, None, "all"),
    ]
    with town.store.write() as session:
        places = {one.code: one for one in session.scalars(select(District))}
        places["polje"].polygon, places["podgorica"].polygon = square(14.0), square(14.1)
        for code, street, lowest, highest, side in rows:
            row = {"street": street, "lowest": lowest, "highest": highest, "side": side}
            session.add(StreetRange(district_id=places[code].id, **row))
    return town


@pytest.fixture
def somebody(streets: SimpleNamespace, client: FlaskClient) -> Resident:
    return Resident(client)


def chosen(page: str) -> list[str]:
    return re.findall(r'name="q_r1" value="([^"]+)" checked', page)


def offered(page: str) -> list[str]:
    return re.findall(r'name="go" value="((?:live|street):[^"]+)"', page)


def draft_of(somebody: Resident, streets: SimpleNamespace) -> str:
    """The draft, opened with the secret in the form."""
    with somebody.client.application.app_context(), streets.store.read() as session:
        ticket = tokens.read(somebody.fields()["token"][0], "walk")
        assert ticket
        draft = drafts.load(streets.store, session, ticket.secret)
    assert draft
    assert draft.doc["fields"]["q_r1"] == ["polje"]
    return str(draft.doc)


def test_a_street_ticks_its_place(somebody: Resident) -> None:
    page = somebody.press("find", street="zvonckova ul. 21b")
    assert page.status_code == 200
    assert chosen(page.text) == ["podgorica"]
    assert somebody.sees("Zvončkova ulica 21 is in <strong>Podgorica</strong>")
    assert somebody.sees('value="zvonckova ul. 21b"')
    assert somebody.press(q_r0="yes").status_code == 200
    assert somebody.sees("Would you come?")


def test_a_street_in_two_places_offers_both(somebody: Resident) -> None:
    page = somebody.press("find", street=SECRET_STREET)
    assert offered(page.text) == ["live:polje", "live:podgorica"]
    assert chosen(page.text) == []
    assert chosen(somebody.press("live:polje").text) == ["polje"]


def test_a_near_miss_is_one_press_away(somebody: Resident) -> None:
    page = somebody.press("find", street="zvonckva 3")
    assert offered(page.text) == [f"street:{SECRET_STREET}"]
    assert chosen(somebody.press(f"street:{SECRET_STREET}").text) == ["polje"]


def test_going_on_with_a_street_finds_the_place_first(somebody: Resident) -> None:
    page = somebody.press("next", q_r0="yes", street="solska pot 5")
    assert (page.status_code, chosen(page.text)) == (200, ["polje"])
    somebody.press("next")
    assert somebody.sees("Would you come?")


def test_a_chosen_place_is_not_asked_again_for_an_unknown_street(somebody: Resident) -> None:
    somebody.press("next", q_r0="yes", q_r1="outside", street="Rue de Rivoli 3")
    assert somebody.sees("Would you come?")


@pytest.mark.parametrize("street", ["", "   ", "nowhere 7", "<b>x</b>", "x" * 9000])
def test_nothing_found_leaves_the_list(somebody: Resident, street: str) -> None:
    page = somebody.press("find", street=street)
    assert page.status_code == 200
    assert chosen(page.text) == []
    assert "<b>x</b>" not in page.text
    assert somebody.sees("from the list.")


def test_a_place_that_does_not_exist_is_not_taken(somebody: Resident) -> None:
    somebody.press("live:nowhere")
    assert somebody.press("next", q_r0="yes").status_code == 422


def test_the_map_lies_in_the_rows_of_the_list(somebody: Resident) -> None:
    rows = re.findall(r'<label class="row" for="(q_r1-\w+)">(.*?)</label>', somebody.page.text, re.DOTALL)
    drawn = {name: "<path" in row for name, row in rows}
    assert drawn == {"q_r1-polje": True, "q_r1-podgorica": True, "q_r1-outside": False}


def test_without_streets_and_map_the_list_stands_alone(resident: Resident) -> None:
    assert not resident.sees('name="street"')
    assert not resident.sees('<svg class="frame"')
    assert resident.press("find", street="Lipova 1").status_code == 200
    assert resident.begin().sees("Would you come?")


def test_a_language_button_keeps_the_street_on_the_page(somebody: Resident) -> None:
    assert 'value="zvonckova 3"' in somebody.press("lang:sl", street="zvonckova 3").text


def test_the_street_is_kept_nowhere(
    somebody: Resident, streets: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in the draft nor in the answer, the files of the database, the log or an address."""
    with caplog.at_level(logging.DEBUG):
        somebody.press("find", street="zvonckova ul. 13c")
        assert "zvonckova" not in draft_of(somebody, streets)
        for _again in range(3):
            somebody.press(q_r0="yes")
        somebody.finish()
    assert somebody.sees("Your answer is saved.")
    with streets.store.read() as session:
        assert "zvonckova" not in str(session.scalars(select(Response)).one().doc)
    assert "zvonckova" not in caplog.text.casefold()
    assert "zvonckova" not in somebody.page.request.url
    if streets.store.engine.dialect.name == "sqlite":
        file = Path(str(streets.store.engine.url.database))
        kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert b"polje" in kept
        assert b"zvonckova" not in kept


def test_new_streets_are_known_at_once(somebody: Resident, streets: SimpleNamespace) -> None:
    assert chosen(somebody.press("find", street="Nova pot 1").text) == []
    with streets.store.write() as session:
        new = [Street("polje", "Nova pot", None, None, "all")]
        put_streets(session, session.scalars(select(Assessment)).one(), new)
    assert chosen(somebody.press("find", street="Nova pot 1").text) == ["polje"]
