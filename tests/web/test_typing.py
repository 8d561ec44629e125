"""Sheets are typed in once, count once, and say what the same answers on the web say."""

import uuid
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select

from survey.clock import today
from survey.export.people import people_table
from survey.questionnaire.answers import read
from survey.questionnaire.load import load_catalogue, load_text
from survey.store import rounds, tally
from survey.store.districts import ActivityChoice
from survey.store.documents import OpenAnswer, Response
from survey.store.entries import Entry, entry_of
from survey.store.responses import submit
from survey.store.sheets import Sheet, sheet_code
from survey.store.typed_in import surroundings
from tests.web.conftest import QUESTIONNAIRE
from tests.web.typists import SHEET, Typist, print_sheets, round_of, staff


@pytest.fixture
def ana(town: SimpleNamespace, app) -> Typist:
    staff(town.store, "ana")
    return Typist(app, "ana")


def counted(store) -> list[Response]:
    with store.read() as session:
        return list(session.scalars(select(Response).where(Response.state == "counted").order_by(Response.channel)))


def test_a_sheet_typed_in_equals_the_web_answer_and_its_strip_withdraws_it(town, ana):
    serial = print_sheets(town.store)[0]
    assert "is typed in and counted" in ana.type_in(serial, filled_on="").text
    _answer_on_the_web(town.store)
    paper, web = counted(town.store)
    same = ("version", "district_id", "access", "state")
    assert [getattr(paper, name) for name in same] == [getattr(web, name) for name in same]
    assert paper.doc["answers"] == web.doc["answers"]
    assert (paper.channel, web.channel) == ("paper", "web")
    assert (paper.coded["codes"], paper.coded["pairs"]) == (web.coded["codes"], web.coded["pairs"])
    assert tallied(town.store, "paper") == tallied(town.store, "web") != []
    assert len(set(exported(town.store))) == 1
    code = sheet_code(town.store, serial)
    ana.client.post("/withdraw", data={"code": code.lower().replace(" ", "-")})
    assert [response.channel for response in counted(town.store)] == ["web"]
    assert tallied(town.store, "paper") == []
    with town.store.read() as session:
        entry = entry_of(session, serial)
        assert (entry.sealed, entry.flags) == (None, {})
        assert session.scalar(select(OpenAnswer.id).where(OpenAnswer.id.in_(_texts(paper)))) is None


def _texts(response: Response) -> list[uuid.UUID]:
    return [uuid.UUID(key) for key in response.doc["texts"].values()]


def _answer_on_the_web(store) -> None:
    with store.write() as session:
        round_ = round_of(session)
        asked = rounds.questionnaire(session, rounds.current_version(session, round_))
        given = read(asked, SHEET, surroundings(session, round_, asked, SHEET, None)).answers
        submit(
            store, session, round_, given, client_id="on the web", channel="web", access="open", language="en",
            day=today(), district="polje",
        )  # fmt: skip


def tallied(store, channel: str) -> list[tuple[str, str, int]]:
    with store.write() as session:
        tally.fold(session)
        assert tally.verify(session) == []
    with store.read() as session:
        found = tally.rows(session, round_of(session).id)
        return sorted((row.item, row.option, row.n) for row in found if row.channel == channel and row.n)


def exported(store) -> list[tuple[object, ...]]:
    with store.read() as session:
        table = people_table(session, round_of(session), "en", "salt")
        keep = [at for at, column in enumerate(table.columns) if column.name not in ("id", "way")]
        return [tuple(row[at] for at in keep) for row in table.rows]


def test_r12_a_sheet_typed_twice_is_told_at_once_and_counts_once(town, app, ana):
    staff(town.store, "bor")
    serial = print_sheets(town.store)[0]
    ana.type_in(serial)
    again = ana.open(serial)
    assert "typed in already" in again.text
    assert "ana" in again.text
    assert "You typed it in yourself" in again.text
    assert "q_r2" not in again.text
    other = Typist(app, "bor")
    assert "Type it in a second time" in other.open(serial).text
    assert len(counted(town.store)) == 1


def test_r12_two_people_who_type_the_same_sheet_at_the_same_moment_count_once(town, app, ana):
    staff(town.store, "bor")
    serial = print_sheets(town.store)[0]
    bor = Typist(app, "bor")
    ana.open(serial)
    bor.open(serial)
    ana.send(SHEET)
    later = bor.send(SHEET | {"q_people": ["4"]})
    assert later.status_code == 409
    assert "Klop pod lipo" in later.text
    bor.send(SHEET | {"q_people": ["4"]})
    assert "differ" in bor.page.text
    assert len(counted(town.store)) == 1


def test_r11_a_sheet_without_a_number_that_is_sent_twice_is_one_answer(town, ana):
    token = ana.open("", go="loose", place="polje", spoken="en")
    ana.send(SHEET)
    assert "Write this code on the sheet" in ana.page.text
    ana.page = token
    ana.send(SHEET)
    assert len(counted(town.store)) == 1
    with town.store.read() as session:
        assert len(session.scalars(select(Entry)).all()) == 1


def test_a_sheet_of_an_old_version_opens_in_that_version(town, ana):
    serial = print_sheets(town.store)[0]
    catalogue = load_catalogue(Path("questionnaires/catalogue.yaml"))
    newer = QUESTIONNAIRE.replace("Would you come?", "Would you come often?")
    with town.store.write() as session:
        round_ = round_of(session)
        old = rounds.current_version(session, round_)
        rounds.publish(session, round_, load_text(newer, catalogue=catalogue), "")
    assert "Would you come?" in ana.open(serial).text
    ana.send(SHEET)
    assert [response.version for response in counted(town.store)] == [old]


def test_the_second_kind_of_sheet_has_its_picks_the_other_way_round(town, ana):
    one, other = print_sheets(town.store)
    places = []
    for serial in (one, other):
        page = ana.open(serial).text
        places.append([page.index(f'value="{code}"') for code in ("social_cafe", "exercise", "garden", "none")])
    assert places[0] == sorted(places[0])
    assert places[1][:3] == sorted(places[1][:3], reverse=True)
    assert max(places[1]) == places[1][3]
    ana.send(SHEET)
    order = counted(town.store)[0].doc["orders"]["r3"]
    assert (order[0], order[-1]) == ("garden", "none")


def test_an_activity_that_was_taken_off_the_list_still_counts_on_the_sheet_that_has_it(town, ana):
    serial = print_sheets(town.store)[0]
    with town.store.write() as session:
        session.execute(delete(ActivityChoice))
    ana.type_in(serial)
    assert counted(town.store)[0].doc["answers"]["r3"] == {"picked": ["social_cafe", "garden"]}


UNCLEAR = [
    ({"q_r2": ["often", "never"]}, "two", "r2", None),
    ({"q_r3": ["social_cafe", "exercise", "garden"]}, "too_many", "r3", None),
    ({"q_r3": ["social_cafe", "none"]}, "unclear", "r3", None),
    ({"q_people": ["many"]}, "unreadable", "people", None),
    ({"q_r3": ["social_cafe", "chess"]}, "elsewhere", "r3", {"picked": ["social_cafe"]}),
]


def test_r16_what_is_not_clear_comes_back_once_and_is_then_blank_and_noted(town, ana):
    for serial, (typed, flag, question, kept) in zip(print_sheets(town.store, copies=5), UNCLEAR, strict=True):
        page = ana.type_in(serial, SHEET | typed)
        assert page.status_code == 422
        assert "Klop pod lipo" in page.text
        assert "Everything you typed is still here" in page.text
        assert ana.send(SHEET | typed).status_code == 200
        with town.store.read() as session:
            entry = entry_of(session, serial)
            assert flag in entry.flags[question]
            assert session.get_one(Response, entry.response_id).doc["answers"].get(question) == kept


def test_r17_what_is_required_and_blank_never_keeps_a_sheet_out(town, ana):
    serial = print_sheets(town.store)[0]
    page = ana.type_in(serial, {"q_r0": ["yes"]})
    assert "Where the person lives was left blank: counted for Polje." in page.text
    assert [response.doc["answers"] for response in counted(town.store)] == [{"r0": "yes", "r1": "polje"}]
    with town.store.read() as session:
        assert entry_of(session, serial).flags == {"r1": ["place"]}


def test_without_the_cross_of_consent_nothing_of_a_sheet_is_kept(town, ana):
    serial = print_sheets(town.store)[0]
    answers = {name: values for name, values in SHEET.items() if name != "q_r0"}
    for _time in range(2):
        page = ana.type_in(serial, answers)
        assert "The box of consent is not crossed" in page.text
    ana.send(answers, go="aside")
    assert "is set aside" in ana.page.text
    with town.store.read() as session:
        assert session.get_one(Sheet, serial).state == "spoiled"
        assert session.scalars(select(Response)).all() == []


def test_r16_a_day_that_cannot_be_keeps_everything_typed(town, ana):
    with town.store.write() as session:
        round_of(session).opens = today() - timedelta(days=30)
    ana.open(print_sheets(town.store)[0])
    for typed in ("31. 12. 2999", "99. 99.", "yesterday", "1. 1. 1900"):
        page = ana.send(SHEET | {"filled_on": [typed]})
        assert page.status_code == 422
        assert "Klop pod lipo" in page.text
        assert f'value="{typed}"' in page.text
    assert counted(town.store) == []


def test_the_day_on_the_sheet_is_kept_and_offered_for_the_next_one(town, ana):
    before = today() - timedelta(days=1)
    page = ana.type_in(print_sheets(town.store)[0], SHEET | {"filled_on": [f"{before.day}. {before.month}."]})
    assert f'name="filled_on" value="{before.day}. {before.month}."' in page.text
    assert [response.day for response in counted(town.store)] == [before]


def test_r12_a_mistyped_number_is_no_sheet(ana):
    for typed in ("", "1", "1000014", "999 9999", "SOSESKA", "\0", "٣" * 7):
        page = ana.open(typed)
        assert page.status_code == 422
        assert "Nothing was saved" in page.text


def test_r20_a_round_that_is_closed_says_so_and_keeps_everything_typed(town, ana, close):
    ana.open(print_sheets(town.store)[0])
    close()
    page = ana.send(SHEET)
    assert page.status_code == 409
    assert "Klop pod lipo" in page.text
    assert "takes no answers now" in page.text


def test_a_sheet_of_another_district_is_not_there(town, app):
    staff(town.store, "cene", place="podgorica")
    serial = print_sheets(town.store)[0]
    cene = Typist(app, "cene")
    assert cene.page.status_code == 200
    assert cene.open(serial).status_code == 404
    assert cene.open(print_sheets(town.store, None)[0]).status_code == 200
    assert cene.send(SHEET, serial=serial).status_code == 404
    assert counted(town.store) == []


def test_other_tasks_open_no_sheets(town, app):
    for role in ("data_keeper", "safeguarding_officer", "administrator"):
        staff(town.store, role, role)
        assert Typist(app, role).page.status_code == 404


def test_nothing_that_was_typed_is_in_the_log(town, ana, caplog):
    with caplog.at_level("DEBUG"):
        ana.type_in(print_sheets(town.store)[0])
    assert "lipo" not in caplog.text
    with town.store.read() as session:
        assert b"lipo" not in session.scalars(select(Entry)).one().sealed
