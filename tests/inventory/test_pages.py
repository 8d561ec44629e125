"""Lists by hand: rooms, activities, organisations and offers entered, changed, confirmed, paused, ended, taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from survey.clock import today
from survey.store.accounts import User
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import District
from survey.store.offerings import Offering, Room
from survey.store.requests import Request
from survey.store.stakeholders import Offer, Provider
from tests.inventory.conftest import Enter, place, send, things, token_of

HALL = {"name": "Dom krajanov", "hours__mon": "8-12", "hours__wed": "15-17.30, 9-10"}


@pytest.mark.parametrize("language", ["hr", *(pytest.param(one, marks=pytest.mark.slow) for one in ("sl", "en"))])
def test_a_room_an_organisation_an_activity_and_an_offer_by_hand(enter: Enter, store: Store, language: str) -> None:
    client, breg = enter(language=language), place(store, "breg")
    room = HALL | {"capacity": "40", "features": ["kitchen", "hall"], "district_id": breg}
    assert send(client, "/inventory/vas/rooms/new?at=breg", **room).location == "/inventory/vas/at/breg"
    club = {"name": "Društvo", "kind": "ngo", "district_id": "", "hours_month": "6"}
    assert send(client, "/inventory/vas/providers/new", **club).location == "/inventory/vas/town"
    hall, society = things(store, "rooms")[0], things(store, "providers")[0]
    choir = {"name": "Zbor", "district_id": breg, "activities": ["choir_music"], "provider_id": society.id,
             "room_id": hall.id, "state": "running", "hours__fri": "19-21", "ways__gaj": "15",
             "audience": "all", "affordable": "some"}  # fmt: skip
    assert send(client, "/inventory/vas/offerings/new", **choir).status_code == 303
    offer = {"provider_id": society.id, "activities": ["digital_help"], "readiness": "agreed", "slots": ["weekday_pm"]}
    assert send(client, "/inventory/vas/offers/new", **offer, hours_month="4").status_code == 303
    asks = {"name": "Šola »Pod <b>«", "district_id": breg, "activities": ["choir_music"], "people": "24",
            "asked_on": "2026-10-01"}  # fmt: skip
    assert send(client, "/inventory/vas/requests/new", **asks).status_code == 303
    with store.read() as session:
        request = session.scalars(select(Request)).one()
        assert (request.people, request.asked_on, request.state) == (24, date(2026, 10, 1), "confirmed")
        kept = session.scalars(select(Room)).one()
        assert kept.hours == {"mon": [["08:00", "12:00"]], "wed": [["09:00", "10:00"], ["15:00", "17:30"]]}
        assert (kept.capacity, kept.features, kept.state) == (40, ["kitchen", "hall"], "confirmed")
        assert (kept.confirmed_on, kept.entered_by, kept.source) == (today(), "town", "hand")
        runs = session.scalars(select(Offering)).one()
        assert (runs.name, runs.ways, runs.affordable) == ({language: "Zbor"}, {"gaj": 15}, "some")
        assert session.scalars(select(Offer)).one().hours_month == 4
    page = client.get("/inventory/vas/at/breg").text
    assert "Dom krajanov" in page
    assert "Zbor" in page
    assert "Šola »Pod &lt;b&gt;«" in page
    assert "Društvo" in client.get("/inventory/vas/town").text
    assert client.get("/inventory/vas").status_code == 200
    for kind in ("rooms", "offerings", "providers", "offers", "requests"):
        assert client.get(f"/inventory/vas/{kind}/1").status_code == 200


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(enter: Enter, store: Store) -> None:
    client = enter()
    wrong = {"name": "<b>Hall</b>", "district_id": "99", "hours__tue": "9-12, 27-30", "capacity": "-3"}
    refused = send(client, "/inventory/vas/rooms/new", **wrong)
    assert refused.status_code == 422
    for said in ("&lt;b&gt;Hall&lt;/b&gt;", "Tuesday: »27-30« cannot be read", 'value="9-12, 27-30"', 'value="-3"',
                 "Choose one of the list.", 'href="#capacity"'):  # fmt: skip
        assert said in refused.text
    assert things(store, "rooms") == []
    refused = send(client, "/inventory/vas/offerings/new", name="", activities=["nonsense"], state="running")
    assert refused.status_code == 422
    assert "This is still missing." in refused.text
    long = send(client, "/inventory/vas/rooms/new", name="x" * 300, district_id=place(store, "gaj"))
    assert "at most 200 letters" in long.text
    assert send(client, "/inventory/vas/rooms/new", name="\x00", district_id=place(store, "gaj")).status_code == 422


def add_room(store: Store, code: str = "breg", **values: object) -> int:
    with store.write() as session:
        made = Room(district_id=int(place(store, code)), **{"name": "Klet", **values})
        session.add(made)
        session.flush()
        return made.id


def test_a_draft_waits_is_confirmed_paused_ended_and_every_step_is_taken_back(enter: Enter, store: Store) -> None:
    number, client = add_room(store, state="draft"), enter()
    path = f"/inventory/vas/rooms/{number}"
    assert "1 entry waits for you" in client.get("/inventory/vas").text
    said = {"confirmed": "is confirmed", "paused": "is paused", "ended": "has ended"}
    for deed in said:
        sent = send(client, "/inventory/vas/at/breg", f"{path}/{deed}")
        assert sent.location == "/inventory/vas/at/breg"
        page = client.get("/inventory/vas/at/breg").text
        assert said[deed] in page
        assert things(store, "rooms")[0].state == deed
    for before in ("paused", "confirmed", "draft"):
        page = client.get("/inventory/vas").text
        change = page.split('name="change" value="')[1].split('"')[0]
        send(client, "/inventory/vas", "/inventory/vas/undo", change=change)
        assert things(store, "rooms")[0].state == before
        assert "as it was before" in client.get("/inventory/vas").text
    assert 'name="change"' not in client.get("/inventory/vas").text
    again = send(client, "/inventory/vas/at/breg", "/inventory/vas/undo", change=change)
    assert again.status_code == 303
    assert "in the meantime" in client.get("/inventory/vas").text


def test_a_draft_is_kept_and_confirmed_or_kept_waiting(enter: Enter, store: Store) -> None:
    number, client = add_room(store, state="draft", source="form"), enter()
    path, gaj = f"/inventory/vas/rooms/{number}", place(store, "gaj")
    send(client, path, name="Nova klet", district_id=gaj)
    assert (things(store, "rooms")[0].name, things(store, "rooms")[0].state) == ("Nova klet", "draft")
    assert send(client, path, name="Nova klet", district_id=gaj, confirm="1").location == "/inventory/vas/at/gaj"
    kept = things(store, "rooms")[0]
    assert (kept.state, kept.confirmed_on, kept.district_id) == ("confirmed", today(), int(gaj))


def test_who_was_slower_overwrites_nothing(enter: Enter, store: Store) -> None:
    number, client = add_room(store), enter()
    path = f"/inventory/vas/rooms/{number}"
    page = client.get(path).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    send(enter("breg"), path, name="Faster", district_id=place(store, "breg"))
    mine = {"csrf_token": token_of(page), "seen": seen, "name": "Slower", "district_id": place(store, "breg")}
    late = client.post(path, data=mine)
    assert late.status_code == 409
    assert 'value="Slower"' in late.text
    assert things(store, "rooms")[0].name == "Faster"
    now = late.text.split('name="seen" value="')[1].split('"')[0]
    assert client.post(path, data=mine | {"seen": now}).status_code == 303


def test_confirming_an_offer_vouches_for_its_organisation(enter: Enter, store: Store) -> None:
    with store.write() as session:
        home = session.get_one(District, int(place(store, "breg"))).assessment_id
        session.add(Provider(assessment_id=home, name="Novo društvo", kind="ngo", state="draft"))
        session.flush()
        session.add(Offer(provider_id=1, activities=["garden"], state="draft"))
    client = enter()
    send(client, "/inventory/vas/town", "/inventory/vas/offers/1/confirmed")
    assert (things(store, "providers")[0].state, things(store, "offers")[0].state) == ("confirmed", "confirmed")


def test_an_old_word_says_ask_again(enter: Enter, store: Store) -> None:
    add_room(store, confirmed_on=today() - timedelta(days=366))
    add_room(store, name="Nova", confirmed_on=today() - timedelta(days=365))
    client = enter()
    page = client.get("/inventory/vas/at/breg").text
    assert page.count("ask again") == 2
    assert "1 entry was last confirmed more than a year ago" in client.get("/inventory/vas").text
    send(client, "/inventory/vas/at/breg", "/inventory/vas/rooms/1/confirmed")
    assert "ask again" not in client.get("/inventory/vas/at/breg").text


def test_rights_everybody_else_finds_nothing(enter: Enter, store: Store) -> None:
    here, there = add_room(store), add_room(store, "gaj")
    lead = enter("breg")
    assert lead.get("/inventory/vas/at/breg").status_code == 200
    for path in ("/inventory/vas/at/gaj", f"/inventory/vas/rooms/{there}", "/inventory/drugje", "/inventory/none",
                 "/inventory/vas/at/none", "/inventory/vas/rooms/999", "/inventory/vas/at/outside"):  # fmt: skip
        assert lead.get(path).status_code == 404, path
    post = {"csrf_token": token_of(lead.get("/inventory/vas/at/breg").text)}
    assert lead.post(f"/inventory/vas/rooms/{there}/ended", data=post).status_code == 404
    moved = send(lead, f"/inventory/vas/rooms/{here}", name="Klet", district_id=place(store, "gaj"))
    assert moved.status_code == 422
    whole = send(lead, "/inventory/vas/providers/new", name="Knjižnica", kind="library", district_id="")
    assert whole.status_code == 422
    assert enter("admin").get(f"/inventory/vas/rooms/{there}").status_code == 200
    assert enter("helper").get("/inventory/vas").status_code == 404
    assert enter("helper").get("/inventory/vas/at/breg").status_code == 404
    assert enter().application.test_client().get("/inventory/vas").status_code == 302
    assert lead.post(f"/inventory/vas/rooms/{here}/ended").status_code == 400


def test_every_deed_is_in_the_record_with_who_did_it(enter: Enter, store: Store) -> None:
    send(enter("breg"), "/inventory/vas/rooms/new", name="Klet", district_id=place(store, "breg"))
    with store.read() as session:
        found = session.execute(select(User.name, Audit.what).join(User, User.id == Audit.user_id)).all()
    assert ("breg", "inventory added: 1 in vas") in found


@pytest.mark.slow
def test_forty_districts_and_names_of_every_kind_are_pages_like_any_other(enter: Enter, store: Store) -> None:
    with store.write() as session:
        home = session.get_one(District, int(place(store, "breg"))).assessment_id
        session.add_all(District(assessment_id=home, code=f"d{n}", name="Zelo" * 12 + str(n)) for n in range(40))
    add_room(store, name="<script>x</script>" * 11, note="\u202e abc")
    client = enter()
    assert client.get("/inventory/vas").text.count("<tr>") == 44
    page = client.get("/inventory/vas/at/breg").text
    assert "<script>x" not in page
    assert client.get("/inventory/vas/offerings/new?at=breg").status_code == 200
