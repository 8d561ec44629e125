"""From preparing to the public page: looked through first, then released by a second person."""

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store.accounts import create_user, disable, grant, user_named
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.withdrawing import withdraw
from survey.worker.jobs import run_next
from tests.dashboard.conftest import token_of
from tests.release.conftest import ANSWERED, PASSWORD, Enter, Press, prepare
from tests.worker.conftest import answers_to

STEPS = ("prepare", "propose", "approve", "drop")


def test_what_was_looked_through_is_public_after_a_second_person_agrees(app: Flask, enter: Enter, press: Press) -> None:
    ana, bor, anybody = enter("ana"), enter("bor"), app.test_client()
    assert anybody.get("/results/vas").status_code == 404
    waits = ana.get("/release/vas").text
    assert "somebody else has to agree: bor" in waits
    assert "I agree" not in waits
    assert "Somebody has changed something" in press(ana, "approve")
    pages = [(place, lang) for place in ("", "/breg") for lang in ("sl", "hr", "en")]
    before = {at: bor.get(f"/release/vas/preview{at[0]}?lang={at[1]}").text for at in pages}
    assert "Not released." in before["", "en"]
    assert bor.get("/release/vas/preview").headers["Cache-Control"] == "no-store"
    assert "Release 1 is out" in press(bor, "approve")
    for place, lang in pages:
        page = anybody.get(f"/results/vas{place}?lang={lang}").text
        assert f'<html lang="{lang}"' in page
        assert _sections(page) == _sections(before[place, lang])
    past = bor.get("/release/vas").text.partition('id="past"')[2]
    assert past.index("<td>ana</td>") < past.index("<td>bor</td>")
    assert bor.get("/release/vas/preview").status_code == 404


def _sections(page: str) -> str:
    """The four answers and all below, up to how they came about: that names the day as soon as there is one."""
    sections = page.partition('<nav class="four"')[2].partition('id="method"')[0]
    sections = re.sub(r'<a href="/results/vas/became[^>]*>.*?</a>', "", sections)  # a page that is there once it is out
    return sections.replace("/release/vas/preview", "/results/vas")


def test_answers_in_between_wait_for_the_next_and_the_page_says_so(store: Store, enter: Enter, press: Press) -> None:
    more, bor = answers_to(store, ANSWERED), enter("bor")
    for _ in range(2):
        more(r2="weekly")
    assert "2 answers came in since; they wait for the next release." in bor.get("/release/vas").text
    press(bor, "approve")
    assert "35 of 185 people aged 15 or more have answered." in bor.get("/results/vas?lang=en").text
    assert "There is nothing new since the last release." in _prepared(store, bor, press)


def _prepared(store: Store, client: FlaskClient, press: Press) -> str:
    busy = press(client, "prepare")
    assert "It begins in a moment." in busy
    assert client.get("/release/vas").headers["Refresh"]
    press(client, "prepare")
    assert run_next(store, Path())
    assert not run_next(store, Path())
    return client.get("/release/vas").text


def test_one_person_alone_types_the_name_of_the_round_and_the_record_says_so(
    store: Store, enter: Enter, press: Press
) -> None:
    with store.write() as session:
        bor = user_named(session, "bor")
        assert bor
        disable(bor)
    ana = enter("ana")
    assert "There is no second account" in ana.get("/release/vas").text
    wrong = press(ana, "approve", typed='vas"><i>')
    assert "Type vas, exactly as it stands there." in wrong
    assert 'value="vas&#34;&gt;&lt;i&gt;"' in wrong
    assert "Release 1 is out" in press(ana, "approve", typed=" VAS ")
    assert "There was no second person." in ana.get("/release/vas").text
    with store.read() as session:
        assert any("without a second person" in line.what for line in session.scalars(select(Audit)))


def test_the_next_release_says_what_is_new_and_what_changes(store: Store, enter: Enter, press: Press) -> None:
    bor = enter("bor")
    press(bor, "approve")
    more = answers_to(store, ANSWERED)
    for at in range(11):
        more(place="gaj", channel="paper", r2=("weekly", "no")[at % 2], age="a65_74")
    page = _prepared(store, bor, press)
    assert "11 answers are new." in page
    changed = page.partition("What changes since the last release")[2].partition("</table>")[0]
    rows = {
        row.partition("<")[0]: re.findall(r"<td[^>]*>([^<]*)", row) for row in changed.split('<th scope="row">')[1:]
    }
    assert {name: cells[:2] for name, cells in rows.items()} == {
        "The whole town": ["35", "46"],
        "Breg": ["read with others", "33"],
        "Gaj": ["read with others", "13"],
    }
    assert "It is proposed. Nothing is public yet." in press(bor, "propose")
    assert "It is put away." in press(bor, "drop")
    assert "Release 2" not in bor.get("/release/vas").text


def test_a_refusal_is_said_in_words(store: Store, enter: Enter, press: Press) -> None:
    ana = enter("ana")
    press(ana, "drop")
    with store.write() as session:
        for code in _codes(store):
            withdraw(store, session, code)
    page = _prepared(store, ana, press)
    assert "Too few people have answered. The first release takes ten." in page
    assert "Prepare it again" in page


def _codes(store: Store) -> list[str]:
    """The receipts of nearly everybody."""
    from survey.store.documents import Response
    from survey.store.receipts import code_of

    with store.read() as session:
        everybody = session.scalars(select(Response)).all()
        return [code_of(store, one.client_id, one.content_hash) for one in everybody[:30]]


def test_a49_only_whoever_answers_for_the_whole_town_gets_in(app: Flask, enter: Enter) -> None:
    cita, ana, anybody = enter("cita"), enter("ana"), app.test_client()
    for path in ("", "/preview", "/preview/breg", "/poster", "/not-yet"):
        assert cita.get(f"/release/vas{path}").status_code == 404, path
        assert anybody.get(f"/release/vas{path}").status_code == 302, path
        assert ana.get(f"/release/elsewhere{path}").status_code == 404, path


def test_a49_the_buttons_are_for_them_only_too(store: Store, enter: Enter) -> None:
    with store.write() as session:
        other = Assessment(code="elsewhere", name={"sl": "X"}, municipality_id=1)
        session.add(other)
        session.flush()
        grant(session, create_user(session, "stranger", PASSWORD), "lead", other)
    stranger, bor = enter("stranger"), enter("bor")
    token = token_of(stranger.get("/lead").text)
    for step in STEPS:
        sent = {"csrf_token": token, "proposal": "1"}
        assert stranger.post(f"/release/vas/{step}", data=sent).status_code == 404, step
        assert bor.post(f"/release/vas/{step}", data={"proposal": "1"}).status_code == 400, step


def test_preparing_anew_does_not_replace_what_waits_for_approval(store: Store, enter: Enter) -> None:
    prepare(store)
    page = enter("bor").get("/release/vas").text
    assert "I agree: release it" in page
    assert "It has to be approved or put away first." in page
