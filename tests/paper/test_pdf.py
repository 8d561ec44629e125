"""Sheets as PDF: tagged, with their title, their number on every page, and every word that was asked."""

import re
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from survey.paper.page import One
from survey.paper.pages_css import picture_of, rules
from survey.paper.parts import in_parts
from survey.paper.pdf import pdf
from survey.store.serials import FIRST, serial_of, spaced
from survey.store.sheets import qr_text
from tests.paper.forms import SERIAL, VERSION, about, form
from tests.questionnaire.forms import make


def text_of(reader):
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def dots_of(svg):
    """The dark squares of a drawn code, read back from its path."""
    path, dark = re.search(r' d="([^"]+)"', svg)[1], set()
    x = y = 0.0
    for sign, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if sign == "h":
            dark |= {(round(x) + step, round(y - 0.5)) for step in range(round(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if sign == "M" else (x + values[0], y + values[1])
    return dark


def test_the_code_says_what_is_printed_beside_it():
    of, one = about(form("resident_survey"), "sl"), One(SERIAL)
    said = qr_text(SERIAL, VERSION, "sl")
    assert said == f"SOSESKA {SERIAL} {VERSION[:8].upper()} SL"
    wanted = segno.make(said, error="m", micro=False)
    dark = {(x + 2, y + 2) for y, row in enumerate(wanted.matrix) for x, bit in enumerate(row) if bit}
    assert dots_of(picture_of(of, one).decode()) == dark
    assert f"{spaced(SERIAL)} · {VERSION[:8]} · SL" in rules(of, one, '"x"', counted=True)


@pytest.mark.usefixtures("pango")
def test_a_sheet_is_tagged_and_counts_its_pages():
    of = about(make("- {id: a, type: text, long: true, label: {en: Kaj želite?}}"), "sl")
    sheets = [One(serial_of(FIRST + at), 1 + at % 2, "7K4M 2PXR 9B") for at in range(2)]
    reader = PdfReader(BytesIO(pdf(of, sheets)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "sl"
    assert reader.metadata.title.endswith(spaced(SERIAL))
    said = text_of(reader)
    assert "Čateška Žaga" in said
    assert "7K4M 2PXR 9B" in said
    for one in sheets:
        foot = f"{spaced(one.serial)} · {VERSION[:8]} · SL"
        mine = [text for text in (page.extract_text() for page in reader.pages) if foot in text]
        assert len(mine) == len(reader.pages) // 2
        ends = [re.search(r"(\d+)\D+(\d+)\s*$", text.strip().splitlines()[-1]) for text in mine]
        assert all(end is None or end[2] == str(len(mine)) for end in ends)


LONG = "Zelo dolga možnost, ki jo je nekdo napisal brez presledka-" + "čšž" * 80
ROWS = ", ".join(f"r{n}: {{en: Row number {n} of this long table}}" for n in range(42))


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("large", [False, True])
def test_forty_questions_long_labels_and_a_long_table_lose_nothing(large):
    asked = make(
        "\n".join(f'- {{id: q{n}, type: single, label: {{en: Question {n} of forty}}, options: {{a: {{en: "{LONG}"}}, '
                  f'b: {{en: Short {n}}}}}}}' for n in range(40))
        + f"\n- {{id: g, type: grid, label: {{en: Grid}}, rows: {{{ROWS}}}, options: {{u: {{en: u}}, s: {{en: s}}}}}}"
    )  # fmt: skip
    reader = PdfReader(BytesIO(pdf(about(asked, "en", large=large), [One(SERIAL)])))
    said = text_of(reader)
    assert all(f"Short {n}" in said and f"Question {n} of forty" in said for n in range(40))
    assert all(f"Row number {n} of this" in said for n in range(42))
    assert said.replace(" ", "").count("čšž" * 80) == 40
    foot = f"{spaced(SERIAL)} · {VERSION[:8]} · EN"
    assert all(foot in page.extract_text() for page in reader.pages)


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("language", ["sl", "hr", "en"])
@pytest.mark.parametrize("name", ["resident_survey", "resident_survey_long", "home_visit"])
def test_every_starter_becomes_a_pdf(name, language):
    reader = PdfReader(BytesIO(pdf(about(form(name), language), [One(SERIAL)])))
    assert 2 <= len(reader.pages) <= 20


def test_many_sheets_are_several_files(monkeypatch):
    monkeypatch.setattr("survey.paper.parts.pdf", lambda _about, part, step: step(len(part)) or b"%PDF")
    heard = []
    sheets = [One(serial_of(FIRST + at)) for at in range(30)]
    made = list(in_parts(about(form("event_feedback"), "en"), sheets, heard.append))
    assert [name for name, _content in made] == [
        f"sheets-{sheets[0].serial}-{sheets[11].serial}.pdf",
        f"sheets-{sheets[12].serial}-{sheets[23].serial}.pdf",
        f"sheets-{sheets[24].serial}-{sheets[29].serial}.pdf",
    ]
    assert heard == [12, 24, 30]
