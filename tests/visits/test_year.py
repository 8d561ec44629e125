"""The sheet of a year: it adds up or says where it does not; volunteers are a range; nothing is guessed."""

import csv
import io
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from analysis.visits import Sheet, counted, each, standing
from survey.clock import today
from survey.store.referrals import Referral
from survey.store.visits import Visit, VisitCode

LETTER = {
    "year": "2024", "named": "578", "named_is": "result", "first": "27", "repeat": "446", "died": "96", "moved": "7",
    "hours": "890", "least": "6", "most": "8", "ever_first": "3700", "ever_repeat": "5600", "ever_since": "2005",
}  # fmt: skip


def test_578_named_and_576_told_leaves_two_unexplained():
    sheet = Sheet(named=578, first=27, repeat=446, died=96, moved=7, hours=890, least=6, most=8)
    assert (sheet.explained, sheet.unexplained) == (576, 2)
    assert sheet.visits == 473
    assert round(sheet.hours_per_visit or 0, 2) == 1.88
    assert each(sheet.visits, sheet.least, sheet.most) == (59, 68, 79)


def test_what_nobody_has_said_is_not_nought():
    assert Sheet().unexplained is None
    assert Sheet(named=578).unexplained is None
    assert Sheet(hours=890).hours_per_visit is None
    assert each(473, None, 8) is None


@pytest.mark.parametrize(
    ("visits", "where"),
    [
        ([], "open"),
        ([("not_home", "first")], "open"),
        ([("not_home", "first"), ("done", "first")], "first"),
        ([("done", "first"), ("done", "repeat")], "first"),
        ([("done", "repeat"), ("refused", "repeat")], "repeat"),
        ([("done", "first"), ("died", "repeat")], "died"),
        ([("done", "first"), ("moved_home", "repeat")], "moved"),
        ([("moved_away", "first")], "moved"),
        ([("refused", "first")], "refused"),
    ],
)
def test_everybody_on_the_list_stands_in_one_place(visits, where):
    assert standing(visits) == where
    assert sum(counted([visits, []]).values()) == 2


def test_the_page_points_out_what_does_not_add_up(enter, town):
    lead = enter("lead")
    assert lead.post("/visits/visits/year", data=LETTER).status_code == 303
    page = lead.get("/visits/visits/year?year=2024").text
    assert "2 people on the list are not explained: the parts add up to 576 of 578." in page
    assert "890 hours for 473 visits: 1.88 hours each." in page
    assert "473 visits and 6 to 8 volunteers: 59 to 79 each, about 68." in page
    assert "6–8" in page
    assert "3,700 people visited for the first time, 5,600 visited again" in page


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sl", "hr"])
def test_the_page_speaks_the_language_of_the_lead(enter, town, language):
    assert enter("lead").post("/visits/visits/year", data=LETTER).status_code == 303
    page = enter("lead", language).get("/visits/visits/year?year=2024")
    assert f'<html lang="{language}"' in page.text
    assert "1,88" in page.text


@pytest.mark.slow
def test_the_form_asks_whether_it_was_the_plan(enter, town):
    page = enter("lead").post("/visits/visits/year", data={**LETTER, "named_is": ""})
    assert page.status_code == 422
    assert "Say whether this was planned" in page.text
    assert 'value="446"' in page.text


@pytest.mark.slow
@pytest.mark.parametrize(("field", "value"), [("hours", "many"), ("first", "-1"), ("first", "1e9"), ("most", "3")])
def test_r16_a_wrong_figure_comes_back_with_the_others(enter, town, field, value):
    page = enter("lead").post("/visits/visits/year", data={**LETTER, field: value})
    assert page.status_code == 422
    assert "Nothing was saved yet." in page.text
    assert f'value="{value}"' in page.text
    assert enter("lead").get("/visits/visits/year?year=2024").text.count("890") == 0


def test_only_whoever_leads_the_whole_town_states_its_figures(enter, town):
    assert enter("part").post("/visits/visits/year", data=LETTER).status_code == 404
    assert enter("part").get("/visits/visits/year").status_code == 200
    assert enter("visitor").get("/visits/visits/year").status_code == 404
    assert enter("visitor").get("/visits/visits/year/2024.csv").status_code == 404


def taken_away(client, year: int) -> dict[str, str]:
    """The first two columns of the file."""
    text = client.get(f"/visits/visits/year/{year}.csv").data.decode("utf-8-sig")
    dialect = csv.Sniffer().sniff(text.splitlines()[0], ",;\t")
    return {row[0]: row[1] for row in csv.reader(io.StringIO(text), dialect)}


def visit(session, town, number: int, outcome: str, day: date, name: str = "visitor", kind: str = "first") -> Visit:
    code = session.scalars(select(VisitCode).where(VisitCode.number == town.numbers[number])).one()
    made = Visit(
        id=uuid.uuid4(), code_id=code.id, user_id=town.people[name], day=day, kind=kind, outcome=outcome,
        minutes=60 if outcome == "done" else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_the_year_is_counted_from_the_visits_by_person(enter, town):
    with town.store.write() as session:
        visit(session, town, 0, "done", date(2026, 2, 1))
        visit(session, town, 0, "done", date(2026, 3, 1), "second", "repeat")
        visit(session, town, 1, "not_home", date(2026, 3, 2))
        visit(session, town, 2, "died", date(2026, 3, 3))
        visit(session, town, 3, "moved_home", date(2026, 3, 4))
    entered = taken_away(enter("lead"), 2026)
    assert entered["people on the list"] == "5"
    assert [entered[name] for name in ("visited for the first time", "died", "not reached yet")] == ["1", "1", "2"]
    assert entered["moved away or to a home for older people"] == "1"
    assert (entered["active volunteers, at least"], entered["active volunteers, at most"]) == ("1", "2")
    page = enter("lead").get("/visits/visits/year?year=2026").text
    assert "1–2" in page
    assert "not explained" not in page
    # who has died is not waited for the year after
    assert taken_away(enter("lead"), 2027)["people on the list"] == "3"


@pytest.mark.slow
def test_the_workbook_opens(enter, town):
    made = enter("lead").get("/visits/visits/year/2026.xlsx")
    assert made.status_code == 200
    assert made.data[:2] == b"PK"


def test_promises_that_wait_for_more_than_thirty_days_stand_first(enter, town):
    with town.store.write() as session:
        here = visit(session, town, 0, "done", today() - timedelta(days=60))
        owner = town.people["visitor"]
        for days, whom in ((5, "Fresh"), (31, "Waits"), (30, "Just in time"), (60, "Settled")):
            state = "done" if whom == "Settled" else "open"
            day = today() - timedelta(days=days)
            row = {"visit_id": here.id, "need": "meal", "agreed": True, "owner_id": owner}
            session.add(Referral(id=uuid.uuid4(), whom=whom, day=day, state=state, **row))
    page = enter("lead").get("/visits/visits/referrals").text
    order = [page.index(whom) for whom in ("Waits", "Just in time", "Fresh", "Settled")]
    assert order == sorted(order)
    assert "3 promises wait, 1 of them for more than 30 days" in page
    assert page.count("waits for more than 30 days") == 1


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["", "0", "201", "many"])
def test_r16_a_wrong_number_of_numbers_comes_back(enter, town, typed):
    page = enter().post("/visits/visits/codes", data={"district": "polje", "count": typed})
    assert page.status_code == 422
    assert "Nothing was made yet." in page.text


def test_numbers_are_made_and_printed_without_a_place_for_names_in_the_program(enter, town):
    client = enter()
    assert client.post("/visits/visits/codes", data={"district": "polje", "count": "12"}).status_code == 303
    page = client.get("/visits/visits/codes?district=polje").text
    assert page.count('scope="row"') == 17
    assert not {"name", "address"} & {column.name for column in VisitCode.__table__.columns}
