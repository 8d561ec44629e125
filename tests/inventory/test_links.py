"""The form for organisations: by a link only, in three languages, without cookies; drafts wait, contacts are sealed."""

import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.contacts import Contact, withdraw_contact
from survey.store.districts import assessment
from survey.store.inventory import inventory, public_inventory
from survey.store.links import MOST, ProviderContact, ProviderLink
from survey.store.stakeholders import Provider
from survey.web.provider.views import asked
from tests.inventory.conftest import Enter, send, things, token_of
from tests.pages import LookingClient

CHOIR = {
    "q_s0": "yes", "q_s1": "Društvo Zvon", "q_s1_kind": "culture", "q_s1_district": "breg",
    "q_s2": ["choir_music"], "q_s2_format": ["group"],
    "q_s3": ["digital_help", "garden"], "q_s3_ready__digital_help__ready": "agreed",
    "q_s3_ready__garden__ready": "interested",
    "q_s4": "6", "q_s4_slots": ["thu_ev", "sat_am"], "q_s4_people": "12", "q_s5": ["room", "money"], "q_s7": "free",
    "q_s8": ["partner"], "q_s9": "Gasilci", "q_s10": "offer", "q_s10_until": "2030-05-01",
}  # fmt: skip
CONTACT = {"q_s10_contact": "Ana Novak", "q_s10_phone": "041 222 333"}


@pytest.fixture
def link(enter: Enter) -> str:
    """A fresh link for every organisation, as a path."""
    return path_of(send(enter(), "/inventory/vas/links", provider=""))


def path_of(made: TestResponse) -> str:
    assert made.status_code == 200
    found = re.search(r"http://localhost(/p/[\w-]+)", made.text)
    assert found
    return found[1]


@pytest.fixture
def stranger(enter: Enter) -> FlaskClient:
    """Somebody without an account whose browser keeps no cookies."""
    app = enter().application
    app.test_client_class = LookingClient
    return app.test_client(use_cookies=False)


def fill(client: FlaskClient, path: str, **said: Any) -> TestResponse:
    """Send the form, and again from every page that its answers open."""
    page = client.get(path).text
    for _page in range(12):
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        shown = re.findall(r'name="shown" value="([^"]+)"', page)
        sent = client.post(path, data={"token": token[1], "shown": shown, "language": "en", "go": "send", **said})
        page = sent.text
        if 'name="go"' not in page or 'role="alert"' in page:
            break
    return sent


def test_what_comes_in_waits_until_it_is_confirmed(
    enter: Enter, store: Store, link: str, stranger: FlaskClient
) -> None:
    kept = fill(stranger, link, **CHOIR)
    assert kept.status_code == 200, kept.text
    assert "Your form has arrived" in kept.text
    assert "Set-Cookie" not in kept.headers
    provider, offers, runs = things(store, "providers")[0], things(store, "offers"), things(store, "offerings")[0]
    assert (provider.name, provider.kind, provider.state, provider.source) == (
        "Društvo Zvon",
        "culture",
        "draft",
        "form",
    )
    assert (provider.hours_month, provider.publish, provider.note) == (6, "offer", "Ask as well: Gasilci")
    assert [(one.activities, one.readiness, one.state) for one in offers] == [
        (["digital_help"], "agreed", "draft"),
        (["garden"], "interested", "draft"),
    ]
    assert (offers[0].slots, offers[0].needs) == (["saturday", "weekday_ev"], "a room and money")
    assert (offers[0].people, offers[0].holds_until) == (12, date(2030, 5, 1))
    assert (runs.activities, runs.draft, runs.provider_id) == (["choir_music"], True, provider.id)
    client = enter("breg")
    assert "4 entries wait for you" in client.get("/inventory/vas").text
    assert "can be reached" not in client.get("/inventory/vas/at/breg").text
    send(client, "/inventory/vas/at/breg", "/inventory/vas/offers/1/confirmed")
    assert things(store, "providers")[0].state == "confirmed"
    assert "3 entries wait for you"[2:] in client.get("/inventory/vas").text


@pytest.mark.parametrize(("said", "public"), [("offer", 1), ("nothing", 0)])
def test_what_may_not_be_published_counts_at_the_desk_only(
    enter: Enter, store: Store, link: str, stranger: FlaskClient, said: str, public: int
) -> None:
    assert fill(stranger, link, **CHOIR | {"q_s10": said}).status_code == 200
    client = enter()
    for deed in ("providers/1", "offerings/1", "offers/1"):
        send(client, "/inventory/vas/at/breg", f"/inventory/vas/{deed}/confirmed")
    with store.read() as session:
        home = assessment(session, "vas")
        assert home is not None
        kept, shown = inventory(session, home), public_inventory(session, home)
    assert [len(one) for one in (kept.providers, kept.offerings, kept.offers)] == [1, 1, 1]
    assert [len(one) for one in (shown.providers, shown.offerings, shown.offers)] == [public] * 3


def test_a_contact_needs_consent_is_sealed_and_goes_with_its_own_code(
    enter: Enter, store: Store, link: str, stranger: FlaskClient
) -> None:
    refused = fill(stranger, link, **CHOIR, **CONTACT)
    assert refused.status_code == 422
    assert "Tick beneath that we may contact you" in refused.text
    assert 'value="Ana Novak"' in refused.text
    assert things(store, "providers") == []
    kept = fill(stranger, link, **CHOIR, **CONTACT, contact_ok="y")
    code = re.search(r"<output><bdi>([^<]+)</bdi>", kept.text)
    assert code
    with store.read() as session:
        contact = session.scalars(select(Contact)).one()
        assert b"Novak" not in contact.sealed
        assert session.scalars(select(ProviderContact.provider_id)).one() == 1
    assert "Somebody can be reached." in enter("breg").get("/inventory/vas/at/breg").text
    assert "Novak" not in enter().get("/inventory/vas/at/breg").text
    with store.write() as session:
        assert withdraw_contact(store, session, code[1])
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(ProviderContact)) == 0
    assert "can be reached" not in enter("breg").get("/inventory/vas/at/breg").text


def test_each_look_at_the_contacts_is_recorded_and_only_the_lead_of_the_town_looks(
    enter: Enter, store: Store, link: str, stranger: FlaskClient
) -> None:
    fill(stranger, link, **CHOIR, **CONTACT, contact_ok="y")
    client = enter()
    before = client.get("/inventory/vas/contacts")
    assert "Novak" not in before.text
    opened = client.post("/inventory/vas/contacts", data={"csrf_token": token_of(before.text)})
    assert "Ana Novak" in opened.text
    assert "041 222 333" in opened.text
    with store.read() as session:
        assert "contacts read: 1 in vas" in set(session.scalars(select(Audit.what)))
    for name in ("breg", "admin", "helper"):
        other = enter(name)
        assert other.get("/inventory/vas/contacts").status_code == 404
        page = other.get("/lead").text if name == "helper" else other.get("/inventory/vas").text
        assert other.post("/inventory/vas/contacts", data={"csrf_token": token_of(page)}).status_code == 404


def test_a_person_stands_in_no_list_by_name(store: Store, link: str, stranger: FlaskClient) -> None:
    fill(stranger, link, **CHOIR | {"q_s1": "Janez Kranjski", "q_s1_kind": "resident"})
    provider = things(store, "providers")[0]
    assert (provider.name, provider.publish) == ("individual resident", "")
    with store.read() as session:
        everything = str(session.connection().exec_driver_sql("SELECT * FROM inventory_change").all())
    assert "Janez" not in everything


def test_e45_a_guessed_an_ended_and_an_unknown_link_are_the_same_missing_page(
    enter: Enter, store: Store, link: str, stranger: FlaskClient
) -> None:
    assert stranger.get(link).status_code == 200
    token = link.removeprefix("/p/")
    with store.read() as session:
        row = session.scalars(select(ProviderLink)).one()
        assert token not in (row.mac, str(row.id))
    unknown = stranger.get("/p/none")
    assert unknown.status_code == 404
    assert send(enter(), "/inventory/vas/links", "/inventory/vas/links/1/end").status_code == 303
    ended = stranger.get(link)
    assert (ended.status_code, ended.text) == (404, unknown.text)
    assert stranger.post(link, data={}).status_code == 404


def test_the_same_form_sent_twice_is_kept_once_and_a_foreign_token_keeps_nothing(
    store: Store, enter: Enter, link: str, stranger: FlaskClient
) -> None:
    page = stranger.get(link).text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    shown = [question.id for question in asked().questions()]
    data = {"token": token[1], "shown": shown, "go": "send", **CHOIR}
    for _twice in range(2):
        assert stranger.post(link, data=data).status_code == 200
    assert len(things(store, "providers")) == 1
    other = path_of(send(enter(), "/inventory/vas/links", provider=""))
    assert stranger.post(other, data=data).status_code == 422
    assert stranger.post(link, data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert len(things(store, "providers")) == 1


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_form_speaks_every_language(link: str, stranger: FlaskClient, language: str) -> None:
    page = stranger.get(f"{link}?lang={language}").text
    assert f'<html lang="{language}"' in page
    wrong = fill(stranger, link, **CHOIR | {"q_s1": "", "q_s4": "a lot"})
    assert wrong.status_code == 422
    assert 'value="a lot"' in wrong.text


def hidden(page: str) -> dict[str, list[str]]:
    """What a page carries for the others."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        found.setdefault(name, []).append(value)
    return found


def test_the_form_goes_page_by_page_there_and_back_and_loses_nothing(link: str, stranger: FlaskClient) -> None:
    who = {"q_s0": "yes", "q_s1": "Zvon & <b>", "q_s1_kind": "culture"}
    wrong = stranger.post(
        link, data=hidden(stranger.get(f"{link}?lang=en").text) | {"go": "next", "q_s1_kind": "culture"}
    )
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    second = stranger.post(link, data=hidden(wrong.text) | who | {"go": "next"})
    assert second.status_code == 200
    assert "Page 2 of " in second.text
    assert hidden(second.text)["q_s1"] == ["Zvon &amp; &lt;b&gt;"]
    third = stranger.post(link, data=hidden(second.text) | who | {"go": "next", "q_s1_district": "breg"}).text
    back = stranger.post(link, data=hidden(third) | who | {"go": "back", "q_s2": ["choir_music"]}).text
    assert hidden(back)["q_s2"] == ["choir_music"]
    first = stranger.post(link, data=hidden(back) | who | {"go": "back", "q_s1_district": "breg"}).text
    assert 'value="Zvon &amp; &lt;b&gt;"' in first
    croatian = stranger.post(link, data=hidden(first) | who | {"go": "lang:hr"}).text
    assert hidden(croatian)["q_s2"] == ["choir_music"]
    assert '<html lang="hr"' in croatian


def test_a_link_that_is_full_says_so_and_what_was_typed_stays(store: Store, link: str, stranger: FlaskClient) -> None:
    page = stranger.get(f"{link}?lang=en").text
    with store.write() as session:
        session.scalars(select(ProviderLink)).one().sent = MOST
    full = stranger.get(f"{link}?lang=en")
    assert full.status_code == 410
    assert "This link takes no more forms" in full.text
    late = stranger.post(link, data=hidden(page) | {"go": "next", "q_s1": "Društvo Zvon"})
    assert late.status_code == 422
    assert "nothing was stored" in late.text
    assert 'value="Društvo Zvon"' in late.text


def test_a_link_for_one_organisation_adds_to_it_and_leads_of_a_district_make_only_those(
    enter: Enter, store: Store, stranger: FlaskClient
) -> None:
    lead = enter("breg")
    breg = re.search(r'value="(\d+)"[^>]*>\s*Breg', lead.get("/inventory/vas/providers/new?at=breg").text)
    assert breg
    send(lead, "/inventory/vas/providers/new", name="Zvon", kind="culture", district_id=breg[1])
    assert send(lead, "/inventory/vas/links", provider="").status_code == 404
    assert send(lead, "/inventory/vas/links", provider="99").status_code == 404
    path = path_of(send(lead, "/inventory/vas/links", provider="1"))
    fill(stranger, path, **CHOIR)
    assert [(one.name, one.state) for one in things(store, "providers")] == [("Zvon", "confirmed")]
    assert {one.provider_id for one in things(store, "offers")} == {1}
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Provider)) == 1
