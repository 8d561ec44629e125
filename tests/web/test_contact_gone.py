"""A contact goes when its number or address is given again; whoever asks never learns whether it was there."""

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from survey.store.contact_ways import same, way
from survey.store.contacts import Contact
from tests.web.conftest import Form

PHRASES = ("Ana Kovač", "041 234 567", "ana.kovac@example.org", "38641234567")


def leave(client: Any, **fields: str) -> None:
    """Somebody leaves a contact after the survey."""
    empty = dict(Form(client.get("/s/walk/contact?lang=en").text).fields)
    page = client.post(
        "/s/walk/contact", data={**empty, "go": "send", "q_name": "Ana Kovač", "q_purposes": "invite", **fields}
    )
    assert "Thank you. We have your contact." in page.text


def ask(client: Any, typed: str) -> Any:
    """Somebody asks for the deletion of a number or address."""
    return client.post("/contact/delete", data={"way": typed, "language": "en", "go": "send"})


def contacts(town: Any) -> int:
    with town.store.read() as session:
        return len(session.scalars(select(Contact)).all())


@pytest.mark.parametrize(
    ("kept", "typed", "equal"),
    [
        ("041 234 567", "+386 41 234-567", True),
        ("041 234 567", "00386 (0)41/234.567", True),
        ("+386 41 234 567", "041234567", True),
        ("041 234 567", "\uff10\uff14\uff11 234 567", True),
        ("+386 41 234 567", "+385 41 234 567", False),
        ("041 234 567", "38641234567", True),
        ("041 234 567", "041 234 568", False),
        ("041 234 567", "234 567", False),
        ("01 234 56 78", "2345678", False),
        ("ana@example.org", " ANA@Example.ORG ", True),
        ("ana@žaba.si", "ana@xn--aba-1ua13d.si", None),
        ("ana@example.org", "anna@example.org", False),
    ],
)
def test_r24_numbers_and_addresses_are_compared_as_people_mean_them(kept: str, typed: str, equal: bool | None) -> None:
    one, other = way(kept), way(typed)
    assert one is not None
    assert other is not None
    if equal is not None:
        assert same(one, other) is equal is same(other, one)


NEITHER = ("", "  ", "Ana", "12", "@", "x" * 5000, "\0", "9" * 400, "a b c", "<b>\"'", "a@b@c")


def test_r24_what_is_neither_is_asked_for_again(client: Any, town: Any) -> None:
    for typed in NEITHER:
        page = ask(client, typed)
        assert page.status_code == 422
        assert "<b>" not in page.text


def test_a_contact_is_deleted_by_its_number_and_the_page_says_the_same_to_everybody(client: Any, town: Any) -> None:
    leave(client, q_phone="041 234 567", q_place="polje")
    leave(client, q_phone="041 999 999")
    other = ask(client, "040 111 222")
    assert contacts(town) == 2
    found = ask(client, "+386 41 234 567")
    assert contacts(town) == 1
    assert (found.status_code, found.text) == (other.status_code, other.text)
    assert "If we had it, it is deleted now." in found.text
    assert "234" not in found.text


@pytest.mark.slow
def test_the_page_keeps_what_was_typed_in_another_language(client: Any, town: Any) -> None:
    page = client.post("/contact/delete", data={"way": "041 234", "language": "en", "go": "lang:sl"})
    assert '<html lang="sl"' in page.text
    assert dict(Form(page.text).fields)["way"] == "041 234"
    done = ask(client, "041 234 567")
    assert (
        '<html lang="hr"' in client.post("/contact/delete", data={**dict(Form(done.text).fields), "go": "lang:hr"}).text
    )


@pytest.mark.slow
def test_nothing_of_a_deleted_contact_is_left_anywhere(
    client: Any, app: Any, town: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    leave(client, q_phone="041 234 567", q_email="ana.kovac@example.org")
    with town.store.read() as session:
        kept = session.scalars(select(Contact)).one()
        sealed, name = kept.sealed, kept.id
    assert any(sealed in file.read_bytes() for file in tmp_path.rglob("soseska.db*"))
    ask(client, "ana.kovac@example.org")
    assert app.extensions["store"].tidy()
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert sealed not in content, file
        assert name.bytes not in content, file
        assert name.hex.encode() not in content, file
        assert not [phrase for phrase in PHRASES if phrase.encode() in content], file
    assert not [phrase for phrase in PHRASES if phrase in caplog.text]
