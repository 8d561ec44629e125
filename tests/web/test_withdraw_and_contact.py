"""Taking back an answer or a contact, and leaving one."""

from typing import Any

from tests.web.conftest import Form, Resident


def send_code(client: Any, code: str) -> Any:
    return client.post("/withdraw", data={"code": code, "language": "en", "go": "send"})


def test_r23_the_code_deletes_the_answer_however_it_is_typed(resident: Resident, last: Any) -> None:
    code = resident.finish().code()
    page = send_code(resident.client, f" {code.lower().replace(' ', '-')} ")
    assert "Your answer is deleted." in page.text
    assert last().state == "withdrawn"
    assert last().doc is None
    again = send_code(resident.client, code)
    assert again.status_code < 500


def test_r23_an_unknown_code_deletes_nothing_and_says_so(client: Any, town: Any) -> None:
    for code in ("", "0000 0000 00", "x" * 5000, "<b>"):
        page = send_code(client, code)
        assert page.status_code == 422
        assert "Nothing was withdrawn." in page.text


def test_a_withdrawn_answer_has_no_receipt_any_more(resident: Resident) -> None:
    resident.finish()
    send_code(resident.client, resident.code())
    resident.press("lang:en")
    assert resident.sees("This answer has been withdrawn")


def test_a_code_typed_and_not_sent_stays_in_another_language(client: Any, town: Any) -> None:
    said = client.post("/withdraw", data={"code": "7K2M 94", "language": "en", "go": "lang:sl"}).text
    assert '<html lang="sl"' in said
    assert 'value="7K2M 94"' in said


def test_what_is_gone_is_said_in_another_language_too(resident: Resident) -> None:
    gone = send_code(resident.client, resident.finish().code())
    fields = dict(Form(gone.text).fields)
    said = resident.client.post("/withdraw", data={**fields, "go": "lang:hr"}).text
    assert '<html lang="hr"' in said
    assert "Vaš je odgovor izbrisan." in said


def contact(client: Any, **fields: Any) -> Any:
    empty = dict(Form(client.get("/s/walk/contact?lang=en").text).fields)
    return client.post("/s/walk/contact", data={**empty, "go": "send", **fields})


def test_a_contact_is_kept_apart_and_deleted_by_its_own_code(client: Any, town: Any) -> None:
    page = contact(client, q_name="Ana", q_phone="040 123 456", q_purposes="invite", q_place="polje")
    assert "Thank you. We have your contact." in page.text
    code = page.text.split("<output><bdi>")[1].split("<")[0]
    assert "Your contact is deleted." in send_code(client, code).text


def test_the_code_of_a_contact_stays_in_another_language_and_after_sending_twice(client: Any, town: Any) -> None:
    empty = dict(Form(client.get("/s/walk/contact?lang=en").text).fields)
    sheet = {**empty, "go": "send", "q_name": "Ana", "q_phone": "040 123 456", "q_purposes": "invite"}
    saved = client.post("/s/walk/contact", data=sheet).text
    code = saved.split("<output><bdi>")[1].split("<")[0]
    assert f"<bdi>{code}</bdi>" in client.post("/s/walk/contact", data=sheet).text
    spoken = client.post("/s/walk/contact", data={**dict(Form(saved).fields), "go": "lang:sl"}).text
    assert '<html lang="sl"' in spoken
    assert f"<bdi>{code}</bdi>" in spoken


def test_a_contact_without_a_way_to_reach_it_is_asked_for_one(client: Any, town: Any) -> None:
    page = contact(client, q_name="Ana", q_purposes="invite")
    assert page.status_code == 422
    assert "Write a phone number or an e-mail address" in page.text
    assert 'value="Ana"' in page.text


def test_r24_an_address_with_a_line_break_is_refused(client: Any, town: Any) -> None:
    page = contact(client, q_name="Ana", q_email="ana@example.org\r\nBcc: all@example.org", q_purposes="invite")
    assert page.status_code == 422


def test_the_contact_form_keeps_what_was_typed_in_another_language(client: Any, town: Any) -> None:
    page = contact(client, q_name="Ana", go="lang:hr")
    assert '<html lang="hr"' in page.text
    assert 'value="Ana"' in page.text
