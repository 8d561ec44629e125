"""The pages of reports: choosing, writing, making, taking away, and who may do so."""

import json
import re
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store.accounts import user_named
from survey.store.base import Store
from survey.store.reports import MadeReport, ReportPlan
from survey.store.rounds import round_by_slug
from survey.store.snapshots import Snapshot
from survey.worker.jobs import run_next
from tests.dashboard.conftest import Enter, token_of

BASE = "/reports/lipovje"
PLACE = f"{BASE}/of/ob-potoku"


def send(client: FlaskClient, page: str, **fields: object) -> tuple[int, str]:
    """Fill in a page and go on; the hidden fields are those of the page itself."""
    opened = client.get(page).text
    revision = re.search(r'name="revision" value="(\d+)"', opened)
    hidden = {"csrf_token": token_of(opened)} | ({"revision": revision[1]} if revision else {})
    done = client.post(page, data={**hidden, **fields})
    return done.status_code, done.location or done.text


Work = Callable[[], bool]


@pytest.fixture
def work(app: Flask, store: Store) -> Work:
    """Lets the worker do the next job, in the data folder of the pages."""
    return partial(run_next, store, app.config["DATA"])


def only_html(client: FlaskClient, page: str = PLACE) -> None:
    chosen = {"language": ["en"], "format": ["html"], "chapter": ["changes", "short", "need", "method"]}
    assert send(client, f"{page}/what", **chosen)[0] == 303


def test_a_report_is_chosen_written_made_and_taken_away(enter: Enter, store: Store, app: Flask, work: Work) -> None:
    lead = enter()
    only_html(lead)
    assert send(lead, f"{PLACE}/own", **{"own.need.en": "Thank you <b>all</b>.\r\n\r\nMore."})[0] == 303
    cover = {"title.en": "Our district", "author": "KS Ob Potoku", "day": "2026-11-20", "signatories": "Ana\nBor"}
    assert send(lead, f"{PLACE}/cover", **cover) == (303, f"{PLACE}/make")
    assert send(lead, f"{PLACE}/make") == (303, f"{PLACE}/make")
    waiting = lead.get(f"{PLACE}/make")
    assert waiting.headers["Refresh"] == "3"
    assert "Refresh" not in lead.get(f"{PLACE}/make?still=1").headers
    assert work()
    page = lead.get(f"{PLACE}/make")
    assert "Refresh" not in page.headers
    assert "Version 1" in page.text
    link = re.search(rf"{BASE}/file/[0-9a-f]+", page.text)
    assert link
    taken = lead.get(link[0])
    assert taken.headers["Content-Disposition"] == "attachment; filename=lipovje-ob-potoku-1-en.html"
    assert "Thank you &lt;b&gt;all&lt;/b&gt;." in taken.text
    assert "20 November 2026" in taken.text
    files = list((Path(app.config["DATA"]) / "reports").iterdir())
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
    assert files[0].parent.stat().st_mode & 0o777 == 0o700


def test_a_new_version_says_what_has_changed(enter: Enter, store: Store, work: Work) -> None:
    lead = enter()
    only_html(lead)
    send(lead, f"{PLACE}/make")
    assert work()
    with store.write() as session:
        made = session.scalar(select(MadeReport).where(MadeReport.number == 1))
        assert made is not None
        earlier = json.loads(json.dumps(made.figures))
        regular = next(row for row in earlier if row[2] == "weekly")
        regular[3] -= 1
        headcount = next(row for row in earlier if row[1] == "answers")
        headcount[3] -= 4
        made.figures = earlier
        now = (regular[3] + 1, headcount[3] + 4)
    send(lead, f"{PLACE}/make")
    assert work()
    newest = re.findall(rf"{BASE}/file/[0-9a-f]+", lead.get(f"{PLACE}/make").text)[0]
    report = lead.get(newest).text
    assert "<strong>2 figures</strong> are others than in version 1." in report
    assert f"changed since version 1: {now[1] - 4} → {now[1]}" in report
    assert f'<td class="num">{now[0] - 1} → {now[0]}</td>' in report
    assert "Version 2" in report


def test_a_report_is_deleted_by_who_may_make_it_and_its_number_is_not_used_again(
    enter: Enter, store: Store, app: Flask, work: Work
) -> None:
    lead, other = enter(), enter("ob-potoku-lead")
    only_html(lead, f"{BASE}/of/polje")
    send(lead, f"{BASE}/of/polje/make")
    with store.read() as session:
        number = session.scalars(select(MadeReport.id)).one()
    address = f"{BASE}/made/{number}/delete"
    form = {"csrf_token": token_of(lead.get(BASE).text)}
    assert lead.post(address, data=form).status_code == 404, "it is still being made"
    assert work()
    assert (
        other.post(address, data={"csrf_token": token_of(other.get(PLACE, follow_redirects=True).text)}).status_code
        == 404
    )
    assert address in lead.get(BASE).text
    assert "The report is deleted." in lead.post(address, data=form, follow_redirects=True).text
    assert list((Path(app.config["DATA"]) / "reports").iterdir()) == []
    assert address not in lead.get(BASE).text
    send(lead, f"{BASE}/of/polje/make")
    assert work()
    assert "Version 2" in lead.get(BASE).text


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(enter: Enter, store: Store) -> None:
    lead = enter()
    status, page = send(lead, f"{PLACE}/what", language=["en"])
    assert status == 422
    assert "Choose at least one kind of file." in page
    assert "Choose at least one chapter." in page
    assert send(lead, f"{PLACE}/what", language=["xx"], format=["pdf"], chapter=["need"])[0] == 400
    assert send(lead, f"{PLACE}/own", **{"own.need.sl": "long" * 2000})[0] == 422
    status, page = send(lead, f"{PLACE}/cover", day="20. 11. 2026", author="A" * 300, distribution="b\n" * 61)
    assert status == 422
    assert 'value="20. 11. 2026"' in page
    assert f'value="{"A" * 300}"' in page
    with store.read() as session:
        assert session.scalar(select(ReportPlan)) is None


def test_two_leads_at_once_do_not_write_over_each_other(enter: Enter) -> None:
    lead = enter()
    opened = lead.get(f"{PLACE}/own").text
    assert send(lead, f"{PLACE}/own", **{"own.need.sl": "Prvi"})[0] == 303
    late = {"csrf_token": token_of(opened), "revision": "0", "own.need.sl": "Drugi"}
    told = lead.post(f"{PLACE}/own", data=late)
    assert told.status_code == 409
    assert "Drugi" in told.text
    assert "Prvi" in lead.get(f"{PLACE}/own").text


def test_e45_a_file_is_for_who_may_have_it_now(enter: Enter, store: Store, work: Work) -> None:
    lead, other = enter(), enter("ob-potoku-lead")
    for place in ("ob-potoku", "polje", "-town"):
        only_html(lead, f"{BASE}/of/{place}")
        send(lead, f"{BASE}/of/{place}/make")
        assert work()
    with store.read() as session:
        tokens = {made.place: made.files[0]["token"] for made in session.scalars(select(MadeReport))}
    status = {place: other.get(f"{BASE}/file/{token}").status_code for place, token in tokens.items()}
    assert status == {"ob-potoku": 200, "polje": 404, "-town": 404}
    assert other.get(f"{BASE}/file/{'0' * 48}").status_code == 404
    assert enter("lipovje-facilitator").get(f"{BASE}/file/{tokens['ob-potoku']}").status_code == 404
    with store.write() as session:
        somebody = user_named(session, "ob-potoku-lead")
        assert somebody is not None
        somebody.disabled = True
    assert other.get(f"{BASE}/file/{tokens['ob-potoku']}").status_code == 302


@pytest.mark.parametrize("place", ["polje", "-town", "-round", "nowhere", "outside"])
def test_a49_the_lead_of_a_district_makes_only_its_reports(enter: Enter, place: str) -> None:
    lead = enter("ob-potoku-lead")
    mine = lead.get(f"{PLACE}/what").text
    for page in ("what", "own", "cover", "make"):
        assert lead.get(f"{BASE}/of/{place}/{page}").status_code == 404
        sent = {"csrf_token": token_of(mine), "revision": "0", "language": "sl", "format": "html", "chapter": "need"}
        assert lead.post(f"{BASE}/of/{place}/{page}", data=sent).status_code == 404
    assert f"/of/{place}" not in lead.get(BASE).text


def test_strangers_find_the_door(app: Flask) -> None:
    assert app.test_client().get(BASE).location == "/login?to=/reports/lipovje"


def test_a_place_without_figures_says_so(enter: Enter, store: Store, work: Work) -> None:
    lead = enter()
    only_html(lead)
    with store.write() as session:
        asked = round_by_slug(session, "lipovje")
        assert asked is not None
        for snapshot in session.scalars(select(Snapshot).where(Snapshot.round_id == asked.id)):
            session.delete(snapshot)
    send(lead, f"{PLACE}/make")
    assert work()
    assert "There are no figures for it yet." in lead.get(f"{PLACE}/make").text


def test_every_step_can_be_opened_in_every_language(enter: Enter) -> None:
    for language in ("sl", "hr", "en"):
        lead = enter(language=language)
        for page in (BASE, *(f"{PLACE}/{step}" for step in ("what", "own", "cover", "make")), f"{BASE}/council"):
            assert lead.get(page).status_code == 200
    assert lead.get(f"{PLACE}/elsewhere").status_code == 404


def test_the_kinds_of_files_that_leads_take_away_open(enter: Enter, store: Store, work: Work) -> None:
    lead = enter()
    chosen = {"language": ["hr"], "format": ["docx"], "chapter": ["need", "missing"]}
    assert send(lead, f"{PLACE}/what", **chosen)[0] == 303
    send(lead, f"{PLACE}/make")
    assert work()
    link = re.findall(rf"{BASE}/file/[0-9a-f]+", lead.get(f"{PLACE}/make").text)[0]
    with ZipFile(BytesIO(lead.get(link).data)) as file:
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
    assert pictures
