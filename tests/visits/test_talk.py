"""A visit from the bell to the receipt: outcomes, consent, follow-up visits, promises."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from survey.clock import today
from survey.store.documents import Response
from survey.store.drafts import Draft
from survey.store.referrals import Referral
from survey.store.visits import Visit
from survey.store.withdrawing import withdraw


def one(town, table):
    with town.store.read() as session:
        return session.scalars(select(table)).one()


def count(town, table) -> int:
    with town.store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_needs_no_talk_is_written_in_two_taps(town, visitor):
    outcomes = ["not_home", "refused", "moved_home", "moved_away", "died"]
    for number, outcome in enumerate(outcomes):
        assert visitor(number).ring(outcome) == "/visits/visits"
    with town.store.read() as session:
        visits = list(session.scalars(select(Visit)))
    assert sorted(visit.outcome for visit in visits) == sorted(outcomes)
    assert {(visit.kind, visit.consent, visit.answered) for visit in visits} == {("first", "", False)}
    assert count(town, Response) == count(town, Draft) == 0


@pytest.mark.slow
def test_the_same_tap_twice_is_one_visit(town, visitor):
    here = visitor()
    here.ring("not_home")
    here.client.post(here.door, data=here.sent)
    assert count(town, Visit) == 1


@pytest.mark.slow
def test_a_tap_without_an_outcome_says_what_is_missing(town, visitor):
    here = visitor()
    here.ring("")
    assert here.page.status_code == 422
    assert "Nothing was saved yet." in here.page.text
    assert count(town, Visit) == 0


def test_r23_a_number_is_read_as_people_type_it(town, enter):
    client, number = enter(), f"{town.numbers[0]:06d}"
    full_width = number.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    for typed in (number, f" {number[:3]} {number[3:]} ", f"{number[:3]}-{number[3:]}", full_width):
        assert client.post("/visits/visits", data={"number": typed}).status_code == 303, typed


def test_r23_a_wrong_number_comes_back_with_a_sentence(enter):
    client = enter()
    for typed in ("", "12", "0000000", "000001", "abcdef", "²²²²²²", "'; DROP"):
        page = client.post("/visits/visits", data={"number": typed})
        assert page.status_code == 422, typed
        assert "nothing was saved" in page.text


def test_the_talk_leaves_out_what_the_visit_says_itself(visitor):
    here = visitor()
    page = here.client.get(here.ring("done")).text
    assert "Do you agree that I write down what you need?" in page
    for asked_at_the_door in ("Number of the visit", "What came of the visit?", "Which place is the visit in?"):
        assert asked_at_the_door not in page


def test_an_answer_is_counted_as_one_from_a_visit_and_does_not_say_whose_it_is(town, visitor):
    here = visitor()
    here.talk(q_h3_home__meal="unmet", q_h6="often")
    assert here.page.status_code == 200, here.page.text
    assert len(here.receipt.replace(" ", "")) == 10
    response, visit = one(town, Response), one(town, Visit)
    assert (response.channel, response.access, response.state) == ("home_visit", "device", "counted")
    assert response.doc["answers"]["h0_outcome"] == "done"
    assert "h0_code" not in response.doc["answers"]
    assert str(town.numbers[0]) not in str(response.doc)
    assert (visit.consent, visit.answered) == ("yes", True)
    assert not {column.name for column in Visit.__table__.columns} & {"response_id", "client_id"}


def test_with_a_no_only_the_visit_is_kept(town, visitor):
    here = visitor()
    here.talk("no")
    assert here.page.headers["Location"] == f"/visits/visits/end/{here.visit}"
    assert count(town, Response) == count(town, Draft) == 0
    assert (one(town, Visit).outcome, one(town, Visit).consent) == ("done", "no")
    assert "does not want to be written down" in here.client.get(here.page.headers["Location"]).text


@pytest.mark.slow
def test_with_partly_questions_are_asked_and_any_may_be_skipped(town, visitor):
    visitor().talk("partly")
    assert (count(town, Response), one(town, Visit).consent) == (1, "partly")


@pytest.mark.slow
def test_a_talk_goes_on_where_it_was_left(town, visitor, enter):
    here = visitor()
    here.page = here.client.get(here.ring("done"))
    here.say("agreed", q_h1="yes")
    here.say("person", "pause", q_household="alone")
    again = enter().get(f"/visits/visits/ask/{here.visit}").text
    assert 'value="alone" checked' in re.sub(r"\s+", " ", again) or "checked" in again
    assert "Go on with the talk" in enter().get("/visits/visits").text


def test_the_visited_person_withdraws_with_the_code(town, visitor):
    here = visitor()
    here.talk(q_h6="often")
    with town.store.write() as session:
        assert withdraw(town.store, session, here.receipt)
    response = one(town, Response)
    assert (response.state, response.doc) == ("withdrawn", None)


@pytest.mark.slow
def test_the_code_is_not_shown_on_another_day(town, visitor):
    here = visitor()
    here.talk()
    assert here.receipt in here.client.get(f"/visits/visits/ask/{here.visit}").text
    with town.store.write() as session:
        session.execute(update(Visit).values(day=today() - timedelta(days=1)))
    assert here.receipt not in here.client.get(f"/visits/visits/ask/{here.visit}").text


def test_a_follow_up_shows_only_what_is_needed_and_corrects_the_earlier_answer(town, visitor):
    first = visitor()
    first.talk(q_h3_home__meal="unmet", q_h6="often")
    agreed = {"minutes": "50", "unmet": "meal", "whom_meal": "Kitchen on wheels", "agreed_meal": "1"}
    assert first.client.post(f"/visits/visits/end/{first.visit}", data=agreed).status_code == 303
    second = visitor(name="second")
    door = second.client.get(second.door).text
    assert "The last visit was on" in door
    assert "Kitchen on wheels" in door
    assert "often" not in door
    assert re.search(r'id="kind-repeat"[^>]*checked', door)
    second.talk(q_h6="sometimes")
    with town.store.read() as session:
        states = session.scalars(select(Response.state).order_by(Response.state)).all()
        assert states == ["counted", "superseded"]
        assert session.scalar(select(func.count(Visit.code_id.distinct()))) == 1


def test_an_unmet_need_suggests_a_promise_to_whoever_offers_it(town, visitor):
    here = visitor()
    here.talk(q_h3_out__doctor="unmet", q_h3_out__pharmacy="met")
    page = here.page.text
    assert re.search(r'name="whom_doctor" value="Rides for all"', page)
    assert 'name="unmet" value="doctor"' in page
    assert 'name="unmet" value="pharmacy"' not in page
    sent = {"minutes": "65", "unmet": "doctor", "whom_doctor": "Rides for all", "agreed_doctor": "1"}
    here.client.post(f"/visits/visits/end/{here.visit}", data=sent)
    referral = one(town, Referral)
    assert (referral.need, referral.whom, referral.state, referral.agreed) == ("doctor", "Rides for all", "open", True)
    assert one(town, Visit).minutes == 65


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"minutes": "an hour"}, "Write the minutes in digits"),
        ({"minutes": "10", "whom_meal": "Kitchen on wheels"}, "Only what the person agrees to is passed on"),
        ({"minutes": "10", "agreed_meal": "1"}, "Say whom you tell"),
        ({"minutes": "10", "agreed_meal": "1", "whom_meal": "x" * 81}, "too long"),
    ],
)
def test_r16_what_cannot_be_kept_comes_back_with_the_rest(town, visitor, sent, said):
    here = visitor()
    here.talk()
    page = here.client.post(f"/visits/visits/end/{here.visit}", data=sent)
    assert page.status_code == 422
    assert said in page.text
    assert all(f'value="{value}"' in page.text for name, value in sent.items() if name in ("minutes", "whom_meal"))
    assert count(town, Referral) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("language", "said"), [("sl", "Soglašate"), ("hr", "Slažete li se"), ("en", "Do you agree")])
def test_the_talk_is_held_in_the_language_of_the_person(visitor, language, said):
    here = visitor(language=language)
    page = here.client.get(here.ring("done"))
    assert said in page.text
    assert f'<html lang="{language}"' in page.text


def test_residents_do_not_find_the_questions_of_a_visit_by_themselves(town, client):
    assert client.get("/s/visits").status_code == 404
    assert client.post("/s/visits", data={}).status_code == 404
    assert "/s/visits" not in client.get("/").text
