"""Who sees what of the visits: their own, counts, or nothing at all. What somebody may not see does not exist."""

import uuid

import pytest
from sqlalchemy import select

from survey.store.audit import Audit
from survey.store.referrals import Referral
from survey.store.visits import VisitCode


@pytest.fixture
def promised(visitor, town):
    """A visit in Polje with one promise."""
    here = visitor()
    here.ring("done")
    sent = {"minutes": "40", "unmet": "meal", "whom_meal": "Kitchen on wheels", "agreed_meal": "1"}
    here.client.post(f"/visits/visits/end/{here.visit}", data=sent)
    return here


def test_strangers_find_no_page_at_all(enter, promised):
    addresses = ["", "/codes", "/referrals", "/year", "/concerns", promised.door.removeprefix("/visits/visits")]
    addresses += [f"/ask/{promised.visit}", f"/end/{promised.visit}", f"/concern/{promised.visit}"]
    for name in ("keeper", "admin", "far-facilitator", "far-lead", "far-safeguarding_officer"):
        client = enter(name)
        found = {address: client.get(f"/visits/visits{address}").status_code for address in addresses}
        assert set(found.values()) == {404}, (name, found)


def test_a_visitor_sees_own_visits_of_their_own_district(enter, promised):
    number = f"{promised.number:06d}"
    assert number in enter("visitor").get("/visits/visits").text
    assert number not in enter("second").get("/visits/visits").text
    for name in ("second", "hill", "lead", "officer"):
        for address in (f"ask/{promised.visit}", f"end/{promised.visit}", f"concern/{promised.visit}"):
            assert enter(name).get(f"/visits/visits/{address}").status_code == 404, (name, address)
            assert enter(name).post(f"/visits/visits/{address}").status_code == 404, (name, address)


def test_a_number_of_another_district_is_no_number(enter, promised, town):
    hill = enter("hill")
    assert hill.post("/visits/visits", data={"number": str(promised.number)}).status_code == 422
    assert hill.get(promised.door).status_code == 404
    sent = {"outcome": "died", "kind": "first", "visit": str(uuid.uuid4())}
    assert hill.post(promised.door, data=sent).status_code == 404
    assert hill.get("/visits/visits/codes?district=polje").status_code == 404
    assert hill.post("/visits/visits/codes", data={"district": "polje", "count": "1"}).status_code == 404


@pytest.mark.slow
def test_a_visit_cannot_be_taken_over_by_sending_its_name(enter, promised):
    sent = {"outcome": "died", "kind": "first", "visit": promised.visit}
    assert enter("second").post(promised.door, data=sent).status_code == 404


def test_a_lead_sees_promises_without_the_number_of_anybody(enter, promised, town):
    page = enter("lead").get("/visits/visits/referrals").text
    assert "Kitchen on wheels" in page
    for address in ("", "/referrals", "/year"):
        shown = enter("lead").get(f"/visits/visits{address}").text
        assert not any(f"{number:06d}" in shown for number in town.numbers)
    assert enter("lead").get("/visits/visits/codes").status_code == 404
    assert f"{promised.number:06d}" in enter("second").get("/visits/visits/referrals").text
    assert "Kitchen on wheels" not in enter("hill").get("/visits/visits/referrals").text
    assert enter("officer").get("/visits/visits/referrals").status_code == 404


def test_a_promise_goes_on_only_where_one_visits_or_leads(enter, promised, town):
    with town.store.read() as session:
        key = session.scalars(select(Referral.id)).one()
    address = f"/visits/visits/referrals/{key}"
    assert enter("hill").post(address, data={"state": "done"}).status_code == 404
    assert enter("officer").post(address, data={"state": "done"}).status_code == 404
    assert enter("second").post(address, data={"state": "taken"}).status_code == 303
    with town.store.read() as session:
        assert session.scalars(select(Referral.owner_id)).one() == town.people["second"]
    assert enter("lead").post(address, data={"state": "done"}).status_code == 303
    assert enter("lead").post(address, data={"state": "eaten"}).status_code == 400
    with town.store.read() as session:
        row = session.scalars(select(Referral)).one()
        assert (row.state, row.closed_on is None) == ("done", False)


@pytest.mark.slow
def test_what_was_opened_is_written_down_without_the_number(promised, town):
    with town.store.read() as session:
        said = list(session.scalars(select(Audit.what)))
        code = session.scalars(select(VisitCode).where(VisitCode.number == promised.number)).one()
    assert f"visit code {code.id} opened" in said
    assert not any(f"{promised.number:06d}" in line for line in said)


@pytest.mark.slow
def test_forms_of_visits_carry_a_token(enter, promised, app):
    app.config["WTF_CSRF_ENABLED"] = True
    for address in ("", promised.door.removeprefix("/visits/visits"), "/codes", f"/end/{promised.visit}", "/year"):
        name = "lead" if address == "/year" else "visitor"
        assert enter(name).post(f"/visits/visits{address}", data={"number": "1"}).status_code == 400
    assert 'name="csrf_token"' in enter().get(f"/visits/visits/end/{promised.visit}").text
    assert 'name="csrf_token"' in enter().get(promised.door).text
