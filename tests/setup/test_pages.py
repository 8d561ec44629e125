"""From an empty installation to a link, by the pages alone."""

import io
import re
from pathlib import Path

import pytest

from survey.store.base import Store
from survey.store.districts import assessment, districts
from survey.store.rounds import round_by_slug
from tests.setup.conftest import Enter, send, token_of

FOUND = {"town": "Škofja Loka", "name_sl": "Naš prostor", "name_en": "Our place", "minimum_age": "15"}
LEGAL = {"legal_basis": "public_task"}


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_from_nothing_to_a_link_and_a_poster(enter: Enter, store: Store, language: str) -> None:
    client = enter(language=language)
    assert send(client, "/setup", **FOUND, **LEGAL, help_phone="00 111").location == "/setup/skofja-loka/districts"
    sent = send(client, "/setup/skofja-loka/districts", lines="Trata\nPodlubnik\n")
    assert sent.location == "/setup/skofja-loka/questionnaire"
    sent = send(client, "/setup/skofja-loka/questionnaire", ours="resident_survey")
    assert sent.location == "/setup/skofja-loka/days"
    assert client.get("/s/skofja-loka").status_code == 404
    sent = send(client, "/setup/skofja-loka/days", opens="2026-01-01", closes="")
    assert sent.location == "/setup/skofja-loka"
    overview = client.get("/setup/skofja-loka").text
    assert "http://localhost/s/skofja-loka" in overview
    poster = client.get("/setup/skofja-loka/print").text
    assert poster.count('class="qr"') == 2
    assert "00 111" in poster
    survey = client.get("/s/skofja-loka").text
    assert "Naš prostor" in survey or "Our place" in survey
    with store.read() as session:
        town = assessment(session, "skofja-loka")
        assert town is not None
        assert [one.code for one in districts(session, town)] == ["podlubnik", "trata", "outside"]


@pytest.mark.one_database
def test_only_who_answers_for_every_town_founds_another(enter: Enter) -> None:
    client = enter("kranj")
    assert client.get("/setup").status_code == 404
    token = token_of(client.get("/setup/kranj/project").text)
    assert client.post("/setup", data={"csrf_token": token, **FOUND, **LEGAL}).status_code == 404
    assert enter().get("/setup/kranj").status_code == 200
    assert client.application.test_client().get("/setup/kranj").status_code == 302


@pytest.mark.one_database
def test_what_is_missing_is_said_and_nothing_typed_is_lost(enter: Enter) -> None:
    client = enter()
    refused = send(client, "/setup", town="", name_sl="<b>Prostor</b>", minimum_age="three")
    assert refused.status_code == 422
    assert "&lt;b&gt;Prostor&lt;/b&gt;" in refused.text
    assert 'href="#town"' in refused.text
    assert 'href="#legal_basis"' in refused.text
    twice = send(client, "/setup/kranj/districts", lines="Polje\nBreg\npolje")
    assert twice.status_code == 422
    assert "Line 3" in twice.text
    assert "Breg\npolje" in twice.text


@pytest.mark.one_database
def test_opening_too_early_names_what_is_to_be_done(enter: Enter, store: Store) -> None:
    client = enter()
    early = send(client, "/setup/kranj/days", opens="2026-01-01", closes="2025-12-31")
    assert early.status_code == 422
    assert "lies before the first day" in early.text
    early = send(client, "/setup/kranj/days", opens="2026-01-01")
    assert early.status_code == 422
    assert "The districts and The questionnaire" in early.text
    assert send(client, "/setup/kranj/days", opens="soon").status_code == 422
    with store.read() as session:
        round_ = round_by_slug(session, "kranj")
        assert round_ is not None
        assert (round_.state, round_.opens) == ("draft", None)


@pytest.mark.one_database
def test_a_file_of_their_own_is_checked_first(enter: Enter) -> None:
    client = enter()
    bad = {"file": (io.BytesIO(b"questionnaire: x\nsections: 5\n"), "mine.yaml")}
    refused = send(client, "/setup/kranj/questionnaire", **bad)
    assert refused.status_code == 422
    assert "mine.yaml" in refused.text
    assert send(client, "/setup/kranj/questionnaire", file=(io.BytesIO(b"PK\x03\x04"), "f.xlsx")).status_code == 422
    assert send(client, "/setup/kranj/questionnaire").status_code == 422
    source = Path("questionnaires/event_feedback.yaml").read_bytes()
    taken = send(client, "/setup/kranj/questionnaire", file=(io.BytesIO(source), "feedback.yaml"))
    assert taken.status_code == 302
    assert "feedback.yaml" in client.get("/setup/kranj/questionnaire").text


@pytest.mark.one_database
def test_an_xlsform_comes_in_with_its_losses_said(enter: Enter) -> None:
    client = enter()
    rows = ["survey", ",type,name,label", ",text,idea,What would you do here?", ",audio,voice,Say it", "settings"]
    form = "\n".join([*rows, ",form_title", ",Ideas", ""])
    sent = send(client, "/setup/kranj/questionnaire", file=(io.BytesIO(form.encode()), "ideas.csv"))
    assert sent.status_code == 302
    assert "audio" in client.get(sent.location).text


@pytest.mark.one_database
def test_a_change_is_taken_back_from_the_overview(enter: Enter) -> None:
    client = enter()
    send(client, "/setup/kranj/districts", lines="Polje\nBreg")
    send(client, "/setup/kranj/districts", lines="Polje")
    overview = client.get("/setup/kranj").text
    edit = re.search(r'name="edit" value="(\d+)"', overview)
    assert edit is not None
    data = {"csrf_token": token_of(overview), "edit": edit[1]}
    assert client.post("/setup/kranj/undo", data=data).status_code == 302
    assert "Breg" in client.get("/setup/kranj/districts").text
    again = client.post("/setup/kranj/undo", data=data, follow_redirects=True)
    assert "Nothing was taken back" in again.text
    for hostile in ("", "x", "9" * 5000, "-1", "٣"):
        assert client.post("/setup/kranj/undo", data=data | {"edit": hostile}).status_code == 302


@pytest.mark.one_database
def test_opening_is_taken_back_and_done_again(enter: Enter) -> None:
    client = enter()
    send(client, "/setup/kranj/districts", lines="Polje")
    send(client, "/setup/kranj/questionnaire", ours="resident_survey")
    send(client, "/setup/kranj/days", opens="2026-01-01")
    assert client.get("/s/kranj").status_code == 200
    overview = client.get("/setup/kranj").text
    edit = re.search(r'name="edit" value="(\d+)"', overview)
    assert edit is not None
    client.post("/setup/kranj/undo", data={"csrf_token": token_of(overview), "edit": edit[1]})
    assert client.get("/s/kranj").status_code == 404
    send(client, "/setup/kranj/days", opens="2026-01-02")
    assert client.get("/s/kranj").status_code == 200


@pytest.mark.one_database
def test_the_questionnaires_lead_to_the_set_up_and_to_another_project(enter: Enter) -> None:
    founder, lead = enter(), enter("kranj")
    assert 'href="/setup/kranj"' in lead.get("/manage/kranj").text
    assert 'href="/setup"' in founder.get("/manage").text
    assert 'href="/setup"' not in lead.get("/manage").text
