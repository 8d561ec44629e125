"""Letters as a PDF: made by the worker, taken away by whoever may, there for a day and never after closing."""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store.access_codes import FOLDER, LetterBatch
from survey.store.audit import Audit
from survey.worker.code_files import sweep_code_files, write_file
from survey.worker.jobs import run_next
from survey.worker.letters import hand_over
from tests.web.test_letter_run import lead, make, send

__all__ = ["lead"]


@pytest.fixture
def data(app: Any) -> Path:
    return Path(app.config["DATA"])


def saved(town: Any, data: Path) -> Path:
    """A PDF of the one batch, however it came to be."""
    name = write_file(data / FOLDER, {"letters.pdf": b"%PDF-"})
    assert hand_over(town.store, 1, name)
    return data / FOLDER / name


def recorded(town: Any) -> list[str]:
    with town.store.read() as session:
        return list(session.scalars(select(Audit.what).where(Audit.what.contains("as a PDF"))))


@pytest.mark.parametrize("ending", ["taken", "old", "closed"])
def test_a_pdf_of_letters_is_there_for_a_day_and_on_record(
    lead: FlaskClient, town: Any, data: Path, ending: str
) -> None:
    address, _codes = make(lead, 1)
    path = saved(town, data)
    assert "It is deleted after a day" in lead.get(address).text
    done = lead.get(f"{address}/file")
    assert (done.data, done.headers["Cache-Control"]) == (b"%PDF-", "no-store")
    assert recorded(town) == ["codes of letters from 1 on taken away as a PDF (walk)"]
    if ending == "old":
        yesterday = (datetime.now(UTC) - timedelta(days=1, minutes=1)).timestamp()
        os.utime(path, (yesterday, yesterday))
    elif ending == "closed":
        send(lead, address, f"{address}/stop")
        assert not hand_over(town.store, 1, "late.pdf")
    assert lead.get(f"{address}/file").status_code == (200 if ending == "taken" else 404)
    sweep_code_files(town.store, data, datetime.now(UTC) + timedelta(minutes=2))
    assert path.exists() is (ending == "taken")
    with town.store.read() as session:
        assert session.scalars(select(LetterBatch)).one().file == ("" if ending == "closed" else path.name)


def test_nobody_asks_for_letters_that_are_closed(lead: FlaskClient, town: Any, data: Path) -> None:
    address, _codes = make(lead, 1)
    assert send(lead, address, f"{address}/pdf").status_code == 302
    assert "This page looks again by itself." in lead.get(address).text
    send(lead, address, f"{address}/stop")
    assert run_next(town.store, data)
    assert not (data / FOLDER).exists()
    assert send(lead, "/codes/walk", f"{address}/pdf").status_code == 404


def test_what_the_worker_lacks_is_said_with_how_to_install_it(
    lead: FlaskClient, town: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    address, _codes = make(lead, 1)
    send(lead, address, f"{address}/pdf")
    assert run_next(town.store, data)
    page = lead.get(address).text
    assert "PDF files need WeasyPrint" in page
    assert "pip install &#39;soseska[pdf]&#39;" in page


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
def test_the_worker_prints_letters_one_on_each_page(lead: FlaskClient, town: Any, data: Path) -> None:
    from pypdf import PdfReader

    address, codes = make(lead, 2)
    for _time in range(2):
        send(lead, address, f"{address}/pdf")
    assert run_next(town.store, data)
    assert not run_next(town.store, data)
    done = lead.get(f"{address}/file")
    assert done.mimetype == "application/pdf"
    reader = PdfReader(BytesIO(done.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) == 2
    for page, mine in zip(pages, (codes[:4], codes[4:]), strict=True):
        assert all(code in page for code in mine)
