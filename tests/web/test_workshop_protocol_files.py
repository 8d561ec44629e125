"""The protocol as DOCX and PDF: everything that the page says, in each language, and nobody who did not agree."""

import re
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from pypdf import PdfReader

from survey.store.districts import assessment
from tests.store.evening import record_of
from tests.web.planners import HERE, Planner
from tests.web.test_workshop_protocol import ana, evening, sent

__all__ = ["ana"]

NAMED = {
    "heading": "meet",
    "what": "Bring *two* chess <boards>",
    "by": "2026-12-01",
    "ready": "now",
    "needs": "",
    "who": "Ana",
}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def in_docx(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def in_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


READ = {"docx": in_docx, "pdf": in_pdf}


def shown(page: str) -> set[str]:
    """The words of the protocol on the page, without those of the page around it."""
    part = page.split('<section class="protocol"')[1].split("</section>")[0]
    return set(words(unescape(re.sub(r"<[^>]*>", " ", part.partition(">")[2]))))


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_a_file_says_what_the_page_says(ana: Planner, app: Flask, language: str, form: str) -> None:
    key = evening(ana)
    assert sent(ana, key, record_of(step="who", kind="promises", body=NAMED)) == ["kept"]
    ana.post(f"/{key}/protocol", said="The key\x0b hangs\x00 in\r\nthe shop")
    page = ana.get(f"/{key}/protocol?lang={language}").text
    file = ana.get(f"/{key}/protocol.{form}?lang={language}")
    assert file.status_code == 200
    assert f"-{language}.{form}" in file.headers["Content-Disposition"]
    said = READ[form](file.data)
    assert shown(page) - set(words(said)) == set()
    for one in ("Bring *two* chess <boards>", "The key hangs in the shop", "ana"):
        assert set(words(one)) <= set(words(said))


def test_an_invented_example_is_named_in_words(ana: Planner) -> None:
    key = evening(ana)
    with ana.store.write() as session:
        town = assessment(session, "lipovje")
        assert town is not None
        town.example = True
    for form, read in READ.items():
        said = read(ana.get(f"/{key}/protocol.{form}").data)
        assert "Invented example: " in said
        assert "{" not in said


def test_a_frozen_one_carries_its_fingerprint_and_changes_no_more(ana: Planner) -> None:
    key = evening(ana)
    ana.post(f"/{key}/freeze")
    mark = re.search(r"Fingerprint: (\w+)", ana.get(f"/{key}/protocol").text)
    assert mark
    before = in_docx(ana.get(f"/{key}/protocol.docx").data)
    assert mark[1] in before
    sent(ana, key, record_of(step="dots", kind="dots", body={"dot": "move"}))
    assert in_docx(ana.get(f"/{key}/protocol.docx").data) == before


def test_whoever_may_not_see_it_gets_no_file(ana: Planner, app: Flask) -> None:
    key = evening(ana)
    for form in ("pdf", "docx"):
        assert Planner(app, "tone").client.get(f"{HERE}/{key}/protocol.{form}").status_code == 404
    assert ana.get(f"/{key}/protocol.odt").status_code == 404
