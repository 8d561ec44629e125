"""A letter run: codes made and printed, most used, some tried twice, mistyped or gone on with elsewhere."""

import csv
import re
from collections import Counter
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from survey.export.people import people_table
from survey.store import tally
from survey.store.access_codes import AccessCode
from survey.store.accounts import User, grant
from survey.store.districts import Assessment
from survey.store.rounds import Round
from survey.worker import run_once
from tests.web.test_letters import Guest, answered

PASSWORD = "a long password of the lead"


@pytest.fixture
def lead(app: Any, town: SimpleNamespace, client: FlaskClient) -> FlaskClient:
    """Whoever leads the town, at the desk."""
    with town.store.write() as session:
        hashed = generate_password_hash(PASSWORD, "scrypt:1024:8:1")
        user = User(name="lead", password=hashed, session_key="lead", disabled=False)
        session.add(user)
        session.flush()
        grant(session, user, "lead", session.scalars(select(Assessment)).one())
    desk = app.test_client()
    send(desk, "/login?lang=en", "/login", name="lead", password=PASSWORD)
    return desk


def send(desk: FlaskClient, page: str, to: str, **fields: str) -> Any:
    """Fill in a form of staff."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', desk.get(page).text)
    assert found
    return desk.post(to, data={"csrf_token": found[1], **fields})


def make(desk: FlaskClient, letters: int) -> tuple[str, list[str]]:
    """Letters made at the desk: the address of their page, and their codes from the table."""
    made = send(desk, "/codes/walk", "/codes/walk", letters=str(letters), place="polje", language="en")
    address = made.headers["Location"]
    lines = list(csv.DictReader(desk.get(f"{address}/codes.csv").text.removeprefix("\ufeff").splitlines()))
    return address, [line[f"code{place}"] for line in lines for place in range(1, 5)]


def printed(desk: FlaskClient, address: str) -> list[str]:
    """The codes on all the pages to print."""
    parts = re.findall(rf'href="({address}/print/\d+)"', desk.get(address).text)
    return [code for part in parts for code in re.findall(r'class="secret"><bdi>([^<]+)', desk.get(part).text)]


def numbers(page: str) -> list[int]:
    """Made, answered, begun, not used: the four numbers of a page of letters."""
    found = re.search(r'<dl class="numbers">.*?</dl>', page, re.DOTALL)
    assert found
    return [int(n) for n in re.findall(r"<dd>(\d+)</dd>", found[0])]


def wrong(code: str, codes: list[str]) -> str:
    """The code with its last sign mistyped, and not into another one of the batch."""
    signs = (sign for sign in "23456789" if sign != code[-1] and code[:-1] + sign not in codes)
    return code[:-1] + next(signs)


@pytest.mark.parametrize(
    ("letters", "used", "twice", "mistyped", "resumed"),
    [(2, 3, 1, 1, 1), pytest.param(125, 300, 20, 5, 10, marks=pytest.mark.slow)],
)
def test_every_count_of_a_letter_run_is_right_on_every_screen(
    lead: FlaskClient, app: Any, town: Any, responses: Any,
    letters: int, used: int, twice: int, mistyped: int, resumed: int,
) -> None:  # fmt: skip
    address, codes = make(lead, letters)
    assert len(set(codes)) == letters * 4
    assert printed(lead, address) == codes
    phone = app.test_client()
    for place, code in enumerate(codes[:used]):
        if place < resumed:
            Guest(phone, code).begin()
            assert Guest(app.test_client(), code).sees("Page 2 of")
        assert answered(phone, code).sees("Thank you. Your answer is saved.")
    for code in codes[:twice]:
        assert Guest(phone, code).sees("With this code somebody has answered already")
    for code in codes[used + 1 : used + 1 + mistyped]:
        assert Guest(phone, wrong(code, codes)).page.status_code == 422
    Guest(phone, codes[used]).begin()
    run_once(town.store)
    unused = letters * 4 - used - 1
    assert responses() == used
    for page in ("/codes/walk", address):
        assert numbers(lead.get(page).text) == [letters * 4, used, 1, unused]
    for page, said in screens(letters * 4, used, unused).items():
        text = plain(lead.get(page).text)
        assert [words for words in said if words not in text] == [], page
    assert stops(lead.get("/progress/walk").text) in ([], [used + 1, used + 1, used, used, used])
    assert kept(town) == (used, {("web", "code"): used}, used)


def screens(made: int, used: int, unused: int) -> dict[str, list[str]]:
    """What every screen that counts says after the run, word for word."""
    return {
        "/codes/walk": [f"Polje {made} {used} 1 {unused}"],
        "/ways/walk": [
            f"{used} answers count so far",
            "Open link For posters, e-mail and everybody who passes by. Anybody can answer, also more than once."
            " http://localhost/s/walk no answer yet",
            f"at home or on any device. {used} answers",
            "Nothing waits for you.",
        ],
        "/progress/walk": [
            f"{used} people have answered. {used} of them today, {used} in the last seven days.",
            f"on the web {used} ",
            "Podgorica 0 0",
            f"Polje {used} {used}",
        ],
        "/lead/walk": [f"{used} answers so far", f"Polje {used} ", "Podgorica 0 "],
        "/lead/walk/polje": [f"{used} people have answered.", f"on the web {used} "],
        "/lead/walk/podgorica": ["0 people have answered."],
        "/doubtful/walk": [
            "by the open link: 0",
            "Filled in where no person sees a field: 0",
        ],
    }


def plain(page: str) -> str:
    """The words of a page, one after the other."""
    shown = re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def stops(page: str) -> list[int]:
    """How many people saw each page of the survey, where that is told."""
    found = re.search(r'<ol class="stops">.*?</ol>', page, re.DOTALL)
    return [int(n) for n in re.findall(r"<b>(\d+)</b>", found[0])] if found else []


def kept(town: Any) -> tuple[int, dict[tuple[str, str], int], int]:
    """People in the tally, by how they came, and rows for who keeps the data."""
    with town.store.write() as session:
        tally.fold(session)
        round_ = session.scalars(select(Round)).one()
        ways: Counter[tuple[str, str]] = Counter()
        for cell in tally.cells(session, round_.id):
            ways[cell.channel, cell.access] += cell.n
        return ways.total(), dict(ways), len(list(people_table(session, round_, "en", "salt").rows))


def test_what_is_closed_for_printing_stands_only_on_paper(lead: FlaskClient, town: Any, app: Any) -> None:
    address, codes = make(lead, 1)
    send(lead, address, f"{address}/stop")
    assert "cannot be printed again" in lead.get(address).text
    assert lead.get(f"{address}/print").status_code == 404
    assert lead.get(f"{address}/codes.csv").status_code == 404
    assert Guest(app.test_client(), codes[0]).sees("Page 1 of")


def test_codes_are_kept_only_as_fingerprints(lead: FlaskClient, town: Any) -> None:
    _address, codes = make(lead, 1)
    with town.store.read() as session:
        stored = session.scalars(select(AccessCode.mac)).all()
    assert len(stored) == 4
    assert not any(code.replace(" ", "") in mac.upper() for code in codes for mac in stored)


def test_a_wrong_number_of_letters_comes_back_with_a_sentence(lead: FlaskClient, town: Any) -> None:
    for letters in ("", "0", "many", "501", "-1", "\u0661"):
        page = send(lead, "/codes/walk", "/codes/walk", letters=letters, place="polje", language="en")
        assert page.status_code == 422
        assert "No letters were made." in page.text


def test_the_open_link_is_closed_by_whoever_leads_the_town(lead: FlaskClient, town: Any, client: FlaskClient) -> None:
    make(lead, 1)
    send(lead, "/codes/walk", "/codes/walk/access", access="code")
    assert "answered with the code of a letter" in client.get("/s/walk?lang=en").text
    send(lead, "/codes/walk", "/codes/walk/access", access="open")
    assert "answered with the code of a letter" in client.get("/s/walk?lang=en").text
    assert 'aria-current="true">Ways to answer' in lead.get("/codes/walk").text
