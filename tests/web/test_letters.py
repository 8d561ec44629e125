"""Codes of letters as residents meet them: open, go on, used up; mistyped, tried twice, sent by two phones at once."""

from collections.abc import Callable
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from survey.store import access_codes
from survey.store.access_codes import AccessCode, AccessDraft, Counted
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.drafts import Draft
from survey.store.rounds import Round
from tests.web.conftest import Form, Resident

Codes = list[str]


class Guest(Resident):
    """Somebody who comes with a code instead of an address."""

    def __init__(self, client: FlaskClient, code: str) -> None:
        self.client, self.address = client, "/s/walk"
        self.page = client.post("/c", data={"code": code, "language": "en", "go": "open"})


@pytest.fixture
def batch(town: SimpleNamespace) -> Callable[..., Codes]:
    """Make letters for Polje and say their codes."""

    def make(letters: int = 1) -> Codes:
        with town.store.write() as session:
            polje = session.scalars(select(District).where(District.code == "polje")).one()
            round_ = session.scalars(select(Round)).one()
            made = access_codes.make_batch(town.store, session, round_, letters, language="en", district=polje, by=None)
            return [code for letter in access_codes.letters_of(town.store, made) for code in letter.codes]

    return make


@pytest.fixture
def counts(town: SimpleNamespace) -> Callable[[], Counted]:
    """What the page of letters says about the one batch."""

    def read() -> Counted:
        with town.store.read() as session:
            mine = session.scalars(select(access_codes.LetterBatch)).all()
            return access_codes.counted(session, mine)[mine[0].id]

    return read


def answered(client: FlaskClient, code: str) -> Guest:
    """Everything from the code to the receipt."""
    guest = Guest(client, code)
    guest.begin()
    for _page in range(6):
        if "edit:start" in guest.page.text:
            break
        guest.press()
    guest.press("send")
    return guest


def test_a_code_opens_the_survey_with_the_district_chosen_and_is_used_once(
    client: FlaskClient, batch: Any, counts: Any, last: Any
) -> None:
    codes = batch()
    guest = Guest(client, codes[0])
    assert guest.fields()["q_r1"] == ["polje"]
    assert counts() == Counted(4, 0, 1, 0)
    done = answered(client, codes[0])
    assert done.sees("Thank you. Your answer is saved.")
    assert last().access == "code"
    assert counts() == Counted(4, 1, 0, 0)


def test_r23_a_used_code_says_so_and_whoever_it_was_not_can_tell(
    client: FlaskClient, batch: Any, counts: Any, responses: Any
) -> None:
    codes = batch()
    answered(client, codes[0])
    again = Guest(client, codes[0])
    assert again.sees("With this code somebody has answered already")
    for _time in range(2):
        told = client.post("/c", data={"code": codes[0], "language": "en", "go": "not_me"})
        assert "we have noted it" in told.text
    assert counts() == Counted(4, 1, 0, 1)
    assert responses() == 1


def test_r23_look_alike_letters_case_and_blanks_do_not_matter(client: FlaskClient, batch: Any, town: Any) -> None:
    code = batch()[0]
    typed = f" {code.lower().replace('0', 'o').replace('1', 'l').replace('v', 'u').replace(' ', '-')} "
    assert Guest(client, typed).sees("Page 1 of")


def test_r23_guessed_codes_are_limited_per_kind_and_never_per_hall(
    client: FlaskClient, batch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from survey.store import guesses

    batch()
    monkeypatch.setattr(guesses, "MOST", 2)
    answers = [client.post("/c", data={"code": f"0000 0000 0{n}", "language": "en"}).status_code for n in range(3)]
    assert answers == [422, 422, 429]


def test_an_unfinished_answer_goes_on_elsewhere_with_the_same_code(
    client: FlaskClient, batch: Any, counts: Any, responses: Any
) -> None:
    code = batch()[0]
    first = Guest(client, code)
    first.begin()
    first.press(q_r2="often")
    elsewhere = Guest(client, code)
    assert elsewhere.sees("Page 3 of")
    assert counts() == Counted(4, 0, 1, 0)
    assert responses() == 0


def test_nothing_leads_from_a_code_to_what_was_sent_with_it(client: FlaskClient, batch: Any, town: Any) -> None:
    code = batch()[0]
    answered(client, code)
    with town.store.read() as session:
        assert session.scalars(select(AccessDraft)).all() == []
        assert session.scalars(select(Draft)).all() == []
        used = session.scalars(select(AccessCode).where(AccessCode.used)).one()
        sent = session.scalars(select(Response)).one()
        kept = {used.mac, str(used.batch_id)}
        assert not kept & {sent.client_id, sent.content_hash, str(sent.id)}
        tables = session.execute(text("SELECT sql FROM sqlite_master WHERE sql LIKE '%access_code%'")).scalars()
        assert not any("response" in sql for sql in tables)


def test_a_withdrawn_answer_does_not_give_the_code_back(client: FlaskClient, batch: Any, counts: Any) -> None:
    codes = batch()
    receipt = answered(client, codes[0]).code()
    client.post("/withdraw", data={"code": receipt, "language": "en", "go": "yes"})
    assert Guest(client, codes[0]).sees("also when the first one was withdrawn")


def test_a_round_with_codes_only_sends_nobody_away_with_empty_hands(
    client: FlaskClient, batch: Any, town: Any, responses: Any
) -> None:
    codes, begun = batch(), Resident(client)
    with town.store.write() as session:
        session.scalars(select(Round)).one().access = "code"
    assert "This survey is answered with the code of a letter" in client.get("/s/walk?lang=en").text
    begun.begin()
    assert begun.page.status_code == 409
    assert begun.sees("Polje")
    assert responses() == 0
    assert answered(client, codes[1]).sees("Thank you. Your answer is saved.")


def test_r23_the_same_code_sent_by_two_phones_at_once_is_one_answer(app: Any, batch: Any, responses: Any) -> None:
    code = batch()[0]
    phones = [Guest(app.test_client(), code) for _phone in range(2)]
    phones[0].begin()
    for _page in range(6):
        if "edit:start" in phones[0].page.text:
            break
        phones[0].press()
    phones[1] = Guest(app.test_client(), code)
    start, told = Barrier(2), []

    def send(phone: Guest) -> None:
        start.wait()
        told.append(phone.send({**phone.fields(), "go": ["send"]}))

    senders = [Thread(target=send, args=(phone,)) for phone in phones]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert responses() == 1
    assert sorted("An answer was sent with this code already." in page.text for page in told) == [False, True]
    assert all(page.status_code == 200 for page in told)


def test_a_field_that_nobody_sees_and_a_hurried_sender_leave_a_mark_and_no_more(
    client: FlaskClient, resident: Resident, last: Any
) -> None:
    resident.begin()
    for _page in range(6):
        if "edit:start" in resident.page.text:
            break
        resident.press()
    assert '<p hidden><label for="leave_empty">' in resident.page.text
    assert dict(Form(resident.page.text).fields)["leave_empty"] == ""
    resident.press("send", leave_empty="http://example.org")
    assert resident.sees("Thank you. Your answer is saved.")
    assert last().signs == "fast trap"
    assert last().state == "counted"
