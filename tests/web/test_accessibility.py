"""Reading as one likes, carried in the address; and the statement, which says nothing that is not so."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from flask import Flask
from flask.testing import FlaskClient

from survey.web.resident.accessibility import statement
from tests.web.conftest import Resident

WCAG = """
1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12
1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4
2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3
"""
"""Every criterion of levels A and AA."""
PARTS = ("met", "not_met", "not_applicable", "not_tested")
ROOT = Path(__file__).resolve().parents[2]
PAGES = ("/", "/s/walk", "/s/walk/contact", "/withdraw", "/accessibility", "/nowhere")


def test_every_criterion_stands_in_one_part() -> None:
    said = sorted(number for part in PARTS for line in statement()[part] for number in line.get("wcag", ()))
    assert said == sorted(WCAG.split())


def test_what_is_met_is_shown_by_tests_that_exist() -> None:
    for line in statement()["met"]:
        assert line["shown_by"]
        for name in line["shown_by"]:
            file, _colons, test = name.partition("::")
            assert re.search(rf"^def {test}\(", (ROOT / file).read_text(), re.MULTILINE), name


def test_the_statement_names_the_program_that_really_checks() -> None:
    assert f"axe v{statement()['axe']}\n" in Path(AXE_FILE_PATH).read_text()[:200]


def test_the_statement_names_every_page_that_residents_open(web: Flask) -> None:
    ours = {
        rule.endpoint
        for rule in web.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in ("resident", "public") and "GET" in (rule.methods or ())
    }
    assert ours <= set(statement()["pages"])


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_statement_speaks_three_languages(client: FlaskClient, town: Any, language: str) -> None:
    page = client.get(f"/accessibility?lang={language}").text
    lines = [line for part in PARTS for line in statement()[part]]
    assert all(line[language].replace('"', "&#34;") in page for line in lines)
    assert f'<html lang="{language}"' in page
    assert "tel:000000000" in page


def test_the_statement_without_an_open_survey_says_whom_to_ask(client: FlaskClient) -> None:
    assert "Ask your municipality" in client.get("/accessibility?lang=en").text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_the_statement(client: FlaskClient, town: Any, path: str) -> None:
    page = client.get(f"{path}?lang=hr&read=112").text
    assert 'href="/accessibility?lang=hr&amp;read=112"' in page
    assert 'class="size-1 space-1 contrast-2"' in page
    assert 'class="reading"' in page
    assert "/reading.css" in page


@pytest.mark.parametrize("code", ["", "000", "9", "999", "1111", "../..", "<b>", "١١١"])
def test_anything_else_reads_as_usual(client: FlaskClient, town: Any, code: str) -> None:
    page = client.get("/s/walk", query_string={"read": code}).text
    assert "size-" not in page
    assert "/reading.css" not in page


def test_choosing_keeps_what_was_typed_and_stays_chosen(resident: Resident) -> None:
    page = resident.press("lang:en 210", q_r0="yes", q_r1="polje")
    assert 'class="size-2 space-1 contrast-0"' in page.text
    assert '<details class="reading" open>' in page.text
    assert 'value="polje" checked' in page.text
    assert 'action="/s/walk?read=210"' in page.text
    resident.address = "/s/walk?read=210"
    page = resident.press()
    assert "Would you come?" in page.text
    assert 'class="size-2 space-1 contrast-0"' in page.text
    assert '<details class="reading">' in page.text
    resident.press("lang:sl")
    assert resident.sees("Bi prišli?")
    assert resident.sees('class="size-2 space-1 contrast-0"')


def test_the_links_of_a_page_carry_the_choice(client: FlaskClient, town: Any) -> None:
    page = client.get("/?lang=en&read=101").text
    assert 'href="/s/walk?lang=en&amp;read=101"' in page
    assert 'name="read" value="101"' in page
    assert 'href="?lang=en&amp;read=201&amp;aids=1"' in page


def test_a_fault_is_said_beside_its_field(resident: Resident) -> None:
    page = resident.press(q_r0="yes").text
    assert 'aria-describedby="q_r1-fault1"' in page
    assert 'id="q_r1-fault1"' in page
    assert 'href="#q_r1-' in page


def test_nobody_has_to_remember_or_solve_anything(resident: Resident) -> None:
    assert "password" not in resident.page.text
    resident.finish()
    assert resident.code()
    assert "Set-Cookie" not in resident.page.headers
