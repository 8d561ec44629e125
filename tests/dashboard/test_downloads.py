"""Figures taken away: the same numbers as on the pages, and only for whom they are."""

import json

import pytest
from sqlalchemy import select

from survey.export.formats import formats
from survey.store.base import Store
from tests.dashboard.conftest import Enter
from tests.dashboard.file_numbers import READERS, from_csv


def test_every_line_keeps_the_rules_and_says_when_it_was_counted(enter: Enter) -> None:
    rows = json.loads(enter().get("/downloads/lipovje/results?format=json").data)["rows"]
    assert all(row["as_of"].startswith("20") and row["snapshot"] > 0 for row in rows)
    assert all(row["of"] is None or row["of"] >= 30 for row in rows if row["percent"] is not None)
    assert all(row["people"] is None and row["of"] is None for row in rows if row["form"] == "too_few")
    assert {row["form"] for row in rows} == {"counts", "percent", "too_few"}
    shared = [row for row in rows if row["form"] == "percent"]
    assert all(abs(row["percent"] - 100 * row["people"] / row["of"]) <= 0.5 for row in shared)


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_page_and_file_speak_the_language_of_the_reader(enter: Enter, language: str) -> None:
    client = enter(language=language)
    assert 'aria-current="true"' in client.get("/downloads/lipovje").text
    sent = client.get("/downloads/lipovje/results?format=csv&place=polje")
    text = sent.data.decode("utf-8-sig")
    assert text.startswith("place," if language == "en" else "place;")
    assert {"sl": "vsak teden", "hr": "svaki tjedan", "en": "every week"}[language] in text
    assert sent.headers["Content-Disposition"].startswith('attachment; filename="lipovje_polje_results_')
    assert sent.headers["Cache-Control"] == "no-store"


def test_the_codebook_can_be_taken_away(enter: Enter) -> None:
    client = enter()
    sent = {ending: client.get(f"/downloads/lipovje/codebook?format={ending}") for ending in READERS}
    assert [one.status_code for one in sent.values()] == [200, 200, 200]
    assert {row["variable"] for row in json.loads(sent["json"].data)["rows"]} >= {"r2", "r3.choir_music", "r11"}


def test_a_lead_of_one_district_takes_only_its_figures(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    rows = json.loads(client.get("/downloads/lipovje/results?format=json").data)["rows"]
    assert {row["place"] for row in rows} == {"ob-potoku"}
    assert client.get("/downloads/lipovje/results?format=json&place=polje").status_code == 404


def test_what_does_not_exist_is_not_found(enter: Enter) -> None:
    client = enter()
    for address in (
        "/downloads/nowhere",
        "/downloads/lipovje/results",
        "/downloads/lipovje/results?format=exe",
        "/downloads/lipovje/results?format=sav",
        "/downloads/lipovje/results?format=csv&place=nowhere",
        "/downloads/lipovje/codebook?format=",
    ):
        assert client.get(address).status_code == 404, address


def test_who_has_no_figures_takes_none(enter: Enter) -> None:
    assert enter("lipovje-facilitator").get("/downloads/lipovje").status_code == 404
    assert enter("lipovje-data").get("/downloads/lipovje/results?format=csv").status_code == 404


def test_e41_district_names_that_look_like_formulas_stay_text(enter: Enter, store: Store) -> None:
    from survey.store.districts import District

    with store.write() as session:
        session.scalars(select(District).where(District.code == "polje")).one().name = "=1+1"
    client = enter()
    assert from_csv(client.get("/downloads/lipovje/results?format=csv").data)
    text = client.get("/downloads/lipovje/results?format=csv").data.decode("utf-8-sig")
    assert ",'=1+1," in text
    assert ",=1+1" not in text


def test_a_missing_extra_is_a_sentence_with_the_install_line(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    from survey.export.formats import xlsx_file

    monkeypatch.setattr(xlsx_file, "NEEDS", ("nothing_of_this_name",))
    formats.cache_clear()
    client = enter()
    sent = client.get("/downloads/lipovje/results?format=xlsx")
    assert sent.status_code == 303
    assert "pip install &#39;soseska[excel]&#39;" in client.get(sent.headers["Location"]).text
    assert client.get("/downloads/lipovje/results?format=csv").status_code == 200
    monkeypatch.undo()
    formats.cache_clear()
