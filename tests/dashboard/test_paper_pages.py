"""The pages of paper: making sheets, printing them, saying where they are, and who may."""

import os
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from survey.paper.gather import copies
from survey.store import sheets
from survey.store.audit import Audit
from survey.store.rounds import round_by_slug
from survey.store.serials import FIRST, serial_of, spaced
from survey.store.sheets import SheetBatch
from survey.worker.code_files import sweep_code_files, write_file
from survey.worker.jobs import run_next
from survey.worker.sheets import hand_over
from tests.dashboard.conftest import token_of
from tests.dashboard.test_cost import statements

BASE = "/paper/lipovje"
NEW = {"language": "sl", "place": "", "copies": "4", "return_to": "knjižnica", "handed_to": "<b>društvo</b>"}


def send(client, page, to="", **fields):
    token = token_of(client.get(page).text)
    return client.post(page + to, data={"csrf_token": token, **fields}, follow_redirects=True)


@pytest.fixture
def lead(enter):
    return enter()


@pytest.fixture
def batch(lead):
    send(lead, BASE, **NEW)
    return f"{BASE}/batch/1"


def test_sheets_are_made_and_stand_in_the_list(lead, batch):
    page = lead.get(BASE).text
    assert "4 sheets, The whole town, Slovenščina" in page
    assert "&lt;b&gt;društvo&lt;/b&gt;" in page
    assert spaced(serial_of(FIRST)) in lead.get(batch).text


def test_the_list_asks_no_more_for_many_batches_and_reads_no_sheet(lead, batch, store):
    asked = []
    for _batch in range(2):
        with statements(store) as seen:
            lead.get(BASE)
        asked.append(len(seen))
        assert not any("sheet.earlier" in each for each in seen)
        send(lead, BASE, **NEW)
    assert asked[0] == asked[1]


def test_r11_what_cannot_be_made_comes_back_as_it_was_typed(lead, store):
    done = send(lead, BASE, **NEW | {"copies": "many", "language": "xx", "place": "nowhere"})
    assert done.status_code == 422
    for said in ("Choose a language.", "from 1 to 200", "for which place", 'value="many"', 'value="knjižnica"'):
        assert said in done.text
    with store.read() as session:
        assert session.scalar(select(SheetBatch)) is None


def test_sheets_are_marked_by_their_numbers_and_that_can_be_taken_back(lead, batch, store):
    first, third = serial_of(FIRST), serial_of(FIRST + 2)
    assert "3 sheets: handed out." in send(lead, batch, first=spaced(third), last=first, state="handed_out").text
    assert "1 sheet: missing" in send(lead, batch, first=first, state="missing").text
    assert "Taken back for 1 sheet." in send(lead, batch, "/undo").text
    with store.read() as session:
        assert sheets.counts(session, [1])[1] == {"handed_out": 3, "made": 1}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"first": "1000019", "state": "back"}, "a figure is wrong"),
        ({"first": spaced(serial_of(FIRST + 9)), "state": "back"}, "is not in this batch"),
        ({"state": "typed"}, "Choose where the sheets are."),
        ({}, "Choose where the sheets are."),
    ],
)
def test_r12_a_mistyped_number_changes_nothing(lead, batch, store, fields, said):
    done = send(lead, batch, **fields)
    assert done.status_code == 422
    assert said in done.text
    with store.read() as session:
        assert sheets.counts(session, [1])[1] == {"made": 4}


def test_the_print_page_has_every_sheet_and_one_page_has_one(lead, batch):
    every, one = lead.get(f"{batch}/print"), lead.get(f"{batch}/print/{serial_of(FIRST)}")
    assert every.text.count("<article") == 4
    assert one.text.count("<article") == 1
    assert 'lang="sl"' in one.text
    assert "knjižnica" in one.text
    css = lead.get(f"{batch}/pages.css?serial={serial_of(FIRST)}")
    assert "counter(pages)" in css.text
    assert "counter(pages)" not in lead.get(f"{batch}/pages.css").text
    assert lead.get(f"{batch}/code/{serial_of(FIRST)}.svg").mimetype == "image/svg+xml"
    assert lead.get(f"{batch}/print/1000019").status_code == 404
    codes = set(re.findall(r'class="code">([^<]+)<', every.text))
    assert len(codes) == 4


def test_nobody_sees_sheets_of_others(enter, batch):
    beside, keeper = enter("ob-potoku-lead"), enter("lipovje-data")
    for page in ("", "/print", "/pages.css", f"/code/{serial_of(FIRST)}.svg", "/file"):
        assert beside.get(batch + page).status_code == 404
        assert keeper.get(batch + page).status_code == 404
    assert beside.get(BASE).status_code == 200
    assert "The whole town" not in beside.get(BASE).text
    assert keeper.get(BASE).status_code == 404
    assert enter("lipovje-facilitator").get(batch).status_code == 200


def test_a_closed_round_makes_no_more_sheets(lead, batch, store):
    with store.write() as session:
        round_by_slug(session, "lipovje").state = "closed"
    assert "no further sheets are made" in lead.get(BASE).text
    assert lead.get(batch).status_code == 200


def test_what_the_worker_lacks_is_said(lead, batch, store, data, monkeypatch):
    from survey.report.write import NotInstalled, pdf

    def lacking():
        raise NotInstalled("pdf", "Pango", "apt-get install pango")

    monkeypatch.setattr(pdf, "_weasyprint", lacking)
    send(lead, batch, "/pdf")
    assert run_next(store, data)
    page = lead.get(batch).text
    assert "PDF files need Pango" in page
    assert "apt-get install libpango" in page
    assert "Until then, print from the browser." in page


@pytest.fixture
def saved(batch, store, data):
    """A PDF of the batch, however it came to be."""
    name = write_file(data / sheets.FOLDER, {"sheets.pdf": b"%PDF-"})
    with store.write() as session:
        session.get_one(SheetBatch, 1).file = name
    return data / sheets.FOLDER / name


def test_a_pdf_with_codes_is_there_for_a_day_and_on_record(lead, batch, store, data, saved):
    assert "It is deleted after a day" in lead.get(batch).text
    assert lead.get(f"{batch}/file").data == b"%PDF-"
    with store.read() as session:
        assert any("taken away as a PDF" in entry.what for entry in session.scalars(select(Audit)))
    sweep_code_files(store, data)
    assert saved.is_file()
    yesterday = (datetime.now(UTC) - timedelta(days=1, minutes=1)).timestamp()
    os.utime(saved, (yesterday, yesterday))
    assert lead.get(f"{batch}/file").status_code == 404
    sweep_code_files(store, data)
    assert not saved.exists()


def test_a_pdf_that_was_printed_while_a_sheet_came_back_is_not_handed_over(batch, store):
    with store.write() as session:
        mine = session.get_one(SheetBatch, 1)
        before = copies(store, session, mine)
        sheets.mark(session, sheets.sheets_of(session, mine)[:1], "back", None)
    assert not hand_over(store, 1, "a.pdf", before)
    with store.read() as session:
        mine = session.get_one(SheetBatch, 1)
        assert mine.file == ""
        now = copies(store, session, mine)
    assert hand_over(store, 1, "b.pdf", now)


def test_a_pdf_with_codes_goes_when_a_sheet_comes_back(lead, batch, store, data, saved):
    send(lead, batch, first=serial_of(FIRST), state="handed_out")
    assert lead.get(f"{batch}/file").status_code == 200
    send(lead, batch, first=serial_of(FIRST), state="back")
    assert lead.get(f"{batch}/file").status_code == 404
    assert lead.get(f"{batch}/print").text.count('class="code"') == 3
    sweep_code_files(store, data, datetime.now(UTC) + timedelta(minutes=2))
    assert not saved.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
def test_the_worker_prints_a_batch_and_forgets_it_after_a_day(lead, store, data):
    from pypdf import PdfReader

    batch = f"{BASE}/batch/1"
    send(lead, BASE, **NEW | {"copies": "2"})
    assert "0%" in send(lead, batch, "/pdf").text.replace("\N{NO-BREAK SPACE}", "")
    send(lead, batch, "/pdf")
    assert run_next(store, data)
    assert not run_next(store, data)
    done = lead.get(f"{batch}/file")
    assert done.mimetype == "application/pdf"
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(done.data)).pages)
    assert all(spaced(serial_of(FIRST + at)) in said for at in range(2))
    sweep_code_files(store, data, datetime.now(UTC) + timedelta(days=2))
    assert lead.get(f"{batch}/file").status_code == 404
    assert "Make the PDF" in lead.get(batch).text
