"""Lists as files: what each line would do is said before anything is written, and no fault loses the other lines."""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey.clock import today
from survey.formulas import calculates, original
from survey.store.base import Store
from survey.store.offerings import Offering, Room
from survey.store.stakeholders import Offer, Provider
from survey.web.inventory.sheet import written
from tests.export.test_formats import PAYLOADS
from tests.inventory.conftest import Enter, place, things, token_of

HEAD = "What is the room called?;In which district is it?;When is it open for people to meet?;For how many people?"

SAID = (
    "1 line would be new.",
    "1 line would change.",
    "3 lines have a fault",
    "Line 3 is about the same.",
    "In which district is it?: »Vrh« is not in the list. It can be: Breg, Gaj …",
    "When is it open for people to meet?: »8-40« cannot be read.",
    "For how many people?: Write a whole number",
    "What is the room called?: This is still missing.",
)


def upload(client: FlaskClient, kind: str, content: str | bytes) -> TestResponse:
    raw = content.encode() if isinstance(content, str) else content
    token = token_of(client.get("/inventory/vas/files").text)
    sent = {"csrf_token": token, "file": (io.BytesIO(raw), "list.csv")}
    return client.post(f"/inventory/vas/files/{kind}", data=sent)


def keep(client: FlaskClient, kind: str, content: str, preview: TestResponse) -> TestResponse:
    mark = preview.text.split('name="mark" value="')[1].split('"')[0]
    data = {"csrf_token": token_of(preview.text), "mark": mark, "text": content}
    return client.post(f"/inventory/vas/files/{kind}/keep", data=data)


def stock(store: Store) -> None:
    """One of each, as different as they can be."""
    breg = int(place(store, "breg"))
    with store.write() as session:
        from survey.store.districts import District

        home = session.get_one(District, breg).assessment_id
        club = Provider(assessment_id=home, name="=Društvo; »X«", kind="ngo", hours_month=4, note="a\nb")
        hall = Room(district_id=breg, name="Dom, veliki", hours={"mon": [["08:00", "12:30"]]}, features=["kitchen"])
        session.add_all([club, hall])
        session.flush()
        choir: dict[str, Any] = {"name": {"sl": "Zbor", "en": "Choir"}, "activities": ["choir_music", "board_games"]}
        session.add(Offering(assessment_id=home, district_id=breg, provider_id=club.id, room_id=hall.id,
                             ways={"gaj": 15, "*": 40}, hours={"fri": [["19:00", "21:00"]]}, **choir))  # fmt: skip
        session.add(Offer(provider_id=club.id, activities=["garden"], readiness="named", slots=["saturday"],
                          holds_until=today(), state="paused"))  # fmt: skip


@pytest.mark.parametrize("language", ["sl", pytest.param("hr", marks=pytest.mark.slow)])
def test_what_is_downloaded_comes_back_and_changes_nothing(enter: Enter, store: Store, language: str) -> None:
    stock(store)
    client = enter(language=language)
    other = enter(language="en" if language == "sl" else "sl")
    for kind in ("rooms", "offerings", "providers", "offers", "requests"):
        sent = client.get(f"/inventory/vas/files/{kind}")
        assert sent.mimetype == "text/csv"
        for reader in (client, other):
            preview = upload(reader, kind, sent.data)
            assert preview.status_code == 200, kind
            assert 'name="mark"' not in preview.text, preview.text
            assert 'class="fault"' not in preview.text


def test_an_empty_list_is_a_template(enter: Enter) -> None:
    rows = list(
        csv.reader(io.StringIO(enter().get("/inventory/vas/files/rooms").data.decode("utf-8-sig")), delimiter=";")
    )
    assert len(rows) == 1
    assert rows[0][:2] == ["id", "What is the room called?"]
    assert enter().get("/inventory/vas/files").status_code == 200


def test_lines_are_added_and_changed_and_the_wrong_ones_left_out_with_their_faults(enter: Enter, store: Store) -> None:
    stock(store)
    client = enter()
    content = "\r\n".join([
        HEAD,
        "Dom, veliki;Breg;pon 8-12.30;40",
        "Učilnica;gaj;Mon-Fri 8-12, 14-16; sat 9-11;15".replace("; sat", "| sat"),
        'Klet;"Vrh";Mon 8-40;many',
        "Učilnica;Gaj;;",
        ";Breg;;",
        "",
    ])  # fmt: skip
    preview = upload(client, "rooms", content)
    assert preview.status_code == 200
    for said in SAID:
        assert said in preview.text, said
    assert len(things(store, "rooms")) == 1
    assert keep(client, "rooms", content, preview).status_code == 303
    hall, room = things(store, "rooms")
    assert (hall.capacity, hall.features, hall.state) == (40, ["kitchen"], "confirmed")
    assert room.hours["sat"] == [["09:00", "11:00"]]
    assert room.hours["wed"] == [["08:00", "12:00"], ["14:00", "16:00"]]
    assert (room.source, room.entered_by, room.confirmed_on) == ("file", "town", today())
    page = client.get("/inventory/vas").text
    change = page.split('name="change" value="')[1].split('"')[0]
    client.post("/inventory/vas/undo", data={"csrf_token": token_of(page), "change": change})
    assert [(one.name, one.capacity) for one in things(store, "rooms")] == [("Dom, veliki", None)]


def test_an_empty_cell_empties_only_where_the_line_names_its_number(enter: Enter, store: Store) -> None:
    stock(store)
    client = enter()
    by_name = upload(client, "rooms", f"{HEAD}\nDom, veliki;Breg;;\n")
    assert "1 line is as it is here." in by_name.text
    content = f"id;{HEAD}\n1;Dom, veliki;Breg;;\n"
    by_number = upload(client, "rooms", content)
    assert "changes: When is it open for people to meet?" in by_number.text
    keep(client, "rooms", content, by_number)
    assert things(store, "rooms")[0].hours == {}


def test_a_preview_that_is_no_longer_true_is_shown_anew(enter: Enter, store: Store) -> None:
    client, content = enter(), f"{HEAD}\nKlet;Breg;;10\n"
    preview = upload(client, "rooms", content)
    assert keep(client, "rooms", content, preview).status_code == 303
    late = keep(client, "rooms", content, preview)
    assert late.status_code == 409
    assert "have changed in the meantime" in late.text
    assert len(things(store, "rooms")) == 1
    again = upload(client, "rooms", content)
    assert "1 line is as it is here." in again.text


NO_FILES = [
    (b"", "The file is empty."),
    (b"PK\x03\x04\0\0", "This is no CSV file."),
    (b"Colour,Size\nred,5\n", "has to name the columns"),
    (f"{HEAD}\n".encode() * 2001, "at most 2,000 lines"),
    (b"name;name;district_id\na;b;Breg\n", "have the same name"),
]


def test_a_file_that_is_none_is_refused_with_the_reason(enter: Enter) -> None:
    client = enter()
    for content, said in NO_FILES:
        refused = upload(client, "rooms", content)
        assert refused.status_code == 422
        assert said in refused.text
        assert "Nothing was changed." in refused.text


def test_without_a_file_the_page_says_so(enter: Enter) -> None:
    client = enter()
    token = token_of(client.get("/inventory/vas/files").text)
    assert client.post("/inventory/vas/files/rooms", data={"csrf_token": token}).status_code == 422


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1250", ";"), ("utf-16", "\t")])
def test_files_come_as_spreadsheets_here_save_them(enter: Enter, store: Store, encoding: str, mark: str) -> None:
    content = "\n".join([mark.join(["name", "kind", "district_id", "Colour"]), mark.join(["Šmarje", "šola", "", "x"])])
    client = enter()
    preview = upload(client, "providers", content.encode(encoding))
    assert "1 line would be new." in preview.text
    assert "not read: Colour" in preview.text
    keep(client, "providers", content, preview)
    assert [(one.name, one.kind, one.district_id) for one in things(store, "providers")] == [("Šmarje", "school", None)]


def test_a_lead_of_one_district_neither_sees_nor_writes_the_others(enter: Enter, store: Store) -> None:
    stock(store)
    lead = enter("breg")
    assert "Društvo" not in lead.get("/inventory/vas/files/providers").data.decode()
    preview = upload(lead, "rooms", f"id;{HEAD}\n1;Dom;Gaj;;\n;Klet;Gaj;;\n")
    assert preview.text.count("»Gaj« is not in the list") == 2
    assert "There is no 7 in this list." in upload(lead, "rooms", f"id;{HEAD}\n7;Dom;Breg;;\n").text
    assert enter("helper").get("/inventory/vas/files/rooms").status_code == 404


def test_e41_no_word_of_an_organisation_is_a_formula_in_the_lists() -> None:
    words = [*PAYLOADS, "+386", "-5", "''-b", "plain", "'quoted'", ""]
    assert len(PAYLOADS) >= 200
    content = written(["name"], [[word] for word in words]).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(content, newline=""), delimiter=";")][1:]
    assert not [cell for cell in cells if calculates(cell) and not cell.startswith("'")]
    assert [original(cell) for cell in cells] == words
