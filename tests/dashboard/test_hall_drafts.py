"""What the hall said to exist or to be on offer goes into the lists as a draft, once, and counts once confirmed."""

import re
import uuid
from types import SimpleNamespace
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from analysis.demand import demand
from survey.clock import today
from survey.store.accounts import User
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import assessment, district
from survey.store.offerings import Offering
from survey.store.rounds import round_by_slug
from survey.store.stakeholders import Offer, Provider
from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from survey.worker.place import asked, place
from survey.worker.supply import matched
from tests.dashboard.conftest import Enter, token_of
from tests.journeys.hall import plan
from tests.store.evening import record_of

WALKS: dict[str, Any] = {
    "heading": "move", "what": "have", "name": "Walks <b>on Tuesdays</b>", "where": "by the bridge", "when": "at nine",
}  # fmt: skip
YOGA = WALKS | {"what": "offer", "name": "Exercise for the back", "where": "", "when": ""}
BUTTON = "Into the lists, as a draft"


def said(body: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    return record_of(step="exists", kind="exists", body=body, **more)


def evening(store: Store, *items: dict[str, Any], **more: Any) -> uuid.UUID:
    """A workshop in Ob Potoku in which somebody came and this was said."""
    key = plan(SimpleNamespace(store=store), **more)  # type: ignore[arg-type]
    send(store, key, record_of("a65p"), *items)
    return key


def send(store: Store, key: uuid.UUID, *items: dict[str, Any]) -> None:
    with store.write() as session:
        assert {one.state for one in receive(session, session.get_one(Workshop, key), None, items)} == {"kept"}


def press(client: FlaskClient, key: uuid.UUID, item: dict[str, Any], **chosen: Any) -> Any:
    token = token_of(client.get(f"/workshops/lipovje/{key}").text)
    return client.post(f"/workshops/lipovje/{key}/lists/{item['item']}", data={"csrf_token": token} | chosen)


def part(client: FlaskClient, key: uuid.UUID) -> str:
    """What the page of the workshop says of the lists."""
    page = client.get(f"/workshops/lipovje/{key}").text
    return page.split('id="lists"')[1].split("</section>")[0] if 'id="lists"' in page else ""


def from_hall(store: Store) -> tuple[list[Offering], list[Offer], list[Provider]]:
    with store.read() as session:
        found = [
            list(session.scalars(select(one).where(one.source == "workshop"))) for one in (Offering, Offer, Provider)
        ]
        return found[0], found[1], found[2]


def matching(store: Store, activity: str) -> tuple[int, int]:
    """How many run it and how many would offer it, as the worker counts them for the page of the district."""
    with store.read() as session:
        round_, town = round_by_slug(session, "lipovje"), assessment(session, "lipovje")
        assert round_ is not None
        assert town is not None
        here = place(session, asked(session, round_), district(session, town.id, "ob-potoku"), 0, today())
        found = matched(here, demand(here.cube).table).matches
        one = next(match for match in found if match.activity == activity)
        return len(one.exists), len(one.offered_by)


def confirm(client: FlaskClient, kind: str, number: int) -> None:
    token = token_of(client.get("/inventory/lipovje/at/ob-potoku").text)
    sent = client.post(f"/inventory/lipovje/{kind}/{number}/confirmed", data={"csrf_token": token})
    assert sent.status_code == 303


def test_one_that_exists_and_one_on_offer_wait_and_once_confirmed_change_the_matching_by_one(
    store: Store, enter: Enter
) -> None:
    have, offer, client = said(WALKS), said(YOGA), enter()
    key, before = evening(store, have, offer), matching(store, "exercise")
    assert part(client, key).count(BUTTON) == 2
    for one in (have, offer):
        assert press(client, key, one).location == f"/workshops/lipovje/{key}#lists"
    (runs,), (offered,), (who,) = from_hall(store)
    assert (runs.name, runs.activities, runs.draft) == ({"en": WALKS["name"]}, ["exercise", "walking_group"], True)
    assert (offered.activities, offered.state, offered.readiness) == (runs.activities, "draft", "interested")
    assert (who.name, who.state) == ("Somebody from the hall: Exercise for the back", "draft")
    assert (offered.provider_id, who.publish) == (who.id, "nothing")
    waiting = client.get("/inventory/lipovje/at/ob-potoku").text.split('id="waiting"')[1]
    for words in ("Walks &lt;b&gt;on Tuesdays", "Where: by the bridge.", "When: at nine.", "from a workshop"):
        assert words in waiting, words
    assert matching(store, "exercise") == before
    confirm(client, "offerings", runs.id)
    confirm(client, "offers", offered.id)
    assert matching(store, "exercise") == (before[0] + 1, before[1] + 1)
    assert part(client, key).count("confirmed") == 2


def test_pressed_twice_or_mended_afterwards_it_is_there_once_and_taken_back_it_can_go_again(
    store: Store, enter: Enter
) -> None:
    one, client = said(WALKS), enter()
    key = evening(store, one)
    press(client, key, one)
    assert "is in the lists and waits there for you" in client.get(f"/workshops/lipovje/{key}").text
    press(client, key, one)
    assert "was put into the lists before" in client.get(f"/workshops/lipovje/{key}").text
    send(store, key, one | {"rev": 2, "body": WALKS | {"name": "Walks on Mondays", "what": "offer"}})
    press(client, key, one)
    (runs,), offers, _providers = from_hall(store)
    assert (runs.name["en"], offers) == (WALKS["name"], [])
    assert BUTTON not in part(client, key)
    assert f'href="/inventory/lipovje/at/ob-potoku#offerings-{runs.id}"' in part(client, key)
    page = client.get("/inventory/lipovje").text
    change = page.split('name="change" value="')[1].split('"')[0]
    client.post("/inventory/lipovje/undo", data={"csrf_token": token_of(page), "change": change})
    assert BUTTON in part(client, key)


def test_what_no_heading_says_is_chosen_first(store: Store, enter: Enter) -> None:
    one, client = said(WALKS | {"heading": ""}), enter()
    key = evening(store, one)
    page = press(client, key, one)
    assert page.status_code == 200
    assert "What is it?" in page.text
    assert "Walks &lt;b&gt;" in page.text
    for wrong in ({}, {"activities": ["nonsense"]}):
        refused = press(client, key, one, chosen="1", **wrong)
        assert refused.status_code == 422
        assert "Nothing was put into the lists yet." in refused.text
    assert from_hall(store)[0] == []
    assert press(client, key, one, chosen="1", activities=["garden"]).status_code == 303
    assert from_hall(store)[0][0].activities == ["garden"]


def test_a_rehearsal_and_what_was_taken_back_go_nowhere(store: Store, enter: Enter) -> None:
    one, client = said(WALKS), enter()
    trial = evening(store, one, rehearsal=True)
    assert part(client, trial) == ""
    assert press(client, trial, one).status_code == 404
    key = evening(store, one)
    send(store, key, one | {"rev": 2, "body": None})
    assert part(client, key) == ""
    assert press(client, key, one).status_code == 303
    assert "taken this back in the meantime" in client.get(f"/workshops/lipovje/{key}").text
    assert from_hall(store) == ([], [], [])


def test_only_who_keeps_the_lists_of_the_district_puts_anything_there(store: Store, enter: Enter) -> None:
    one, lead = said(WALKS), enter()
    key = evening(store, one)
    helper = enter("lipovje-facilitator")
    assert "Walks &lt;b&gt;" in helper.get(f"/workshops/lipovje/{key}").text
    assert part(helper, key) == ""
    assert press(helper, key, one).status_code == 404
    assert lead.post(f"/workshops/lipovje/{key}/lists/{one['item']}").status_code == 400
    assert press(lead, key, {"item": uuid.uuid4()}).status_code == 303
    assert from_hall(store) == ([], [], [])
    press(lead, key, one)
    with store.read() as session:
        found = session.execute(select(User.name, Audit.what).join(User, User.id == Audit.user_id)).all()
    assert ("lipovje-lead", f"workshop {key}: a record put into the lists") in found
    assert any(re.match("inventory hall: 1 in", what) for _name, what in found)
