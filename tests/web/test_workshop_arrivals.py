"""What has come in from a workshop: counts beside the district, tablets, what was set aside, a rehearsal wiped."""

import html
import io
import json
import re
import uuid
from types import SimpleNamespace

import pytest

from survey.store.accounts import user_named
from survey.store.tablets import pair, revoke, tablets_of
from survey.store.workshop_items import aside_of, attendance
from tests.web.planners import Planner, came, people_of
from tests.web.typists import staff


@pytest.fixture
def ana(town: SimpleNamespace, app) -> Planner:
    staff(town.store, "ana", place="polje")
    return Planner(app, "ana")


def paired(ana: Planner, key: uuid.UUID) -> str:
    """Show a code and pair a tablet by it; what the tablet proves itself with."""
    page = ana.post(f"/{key}/pair", page=f"/{key}").text
    code = re.search(r'class="secret"><bdi>([^<]+)<', page)
    assert code
    with ana.store.write() as session:
        found = pair(session, code[1])
        assert found is not None
        return found.token


def test_counts_stand_beside_the_people_who_live_there_and_say_who_is_missing(ana: Planner) -> None:
    people_of(ana.store, a15_29=200, a30_44=300, a45_64=300, a65_74=90, a75_84=50, a85p=10, u15=150)
    key = ana.plan()
    assert came(ana.store, key, *["a45_64"] * 6, *["a65p"] * 8) == ["kept"] * 14
    came(ana.store, key, *["f"] * 9, measure="gender")
    page = html.unescape(ana.get(f"/{key}").text)
    assert "<strong>14 people</strong> were counted at the door." in page
    missing = page.partition("Who is missing")[2].partition("</ul>")[0]
    assert "<strong>30–44</strong>: nobody came, and 300 people of this age live in the district." in missing
    assert missing.index("30–44") < missing.index("15–29")
    assert "under 15" not in missing
    assert "150</td>" in page.partition("under 15")[2]
    assert "14 people came" in ana.get().text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ([], "No tablet has sent anything yet."),
        (["a45_64"] * 4, "Too few have come so far to say who is missing."),
        (["a15_29", "a30_44", "a45_64", "a65p", "a65p"], "Nobody is clearly missing"),
    ],
)
def test_nobody_is_called_missing_too_early(counted: list[str], said: str, ana: Planner) -> None:
    people_of(ana.store, a15_29=200, a30_44=300, a45_64=300, a65_74=90)
    key = ana.plan()
    came(ana.store, key, *counted)
    assert said in ana.get(f"/{key}").text


@pytest.mark.slow
def test_without_a_census_the_page_says_why_it_cannot_tell_who_is_missing(ana: Planner) -> None:
    key = ana.plan()
    came(ana.store, key, *["a65p"] * 9)
    page = ana.get(f"/{key}").text
    assert "nobody has entered how many people live in the district" in page
    assert "live there" not in page


def test_the_agenda_stays_as_soon_as_something_was_counted(ana: Planner) -> None:
    key = ana.plan()
    before = ana.workshop(key).agenda
    came(ana.store, key, "a65p")
    assert "The agenda stays as it is" in ana.get(f"/{key}/change").text
    other = [value for value in re.findall(r'name="agenda" value="(\w+)"', ana.get("/new").text) if value != before]
    assert ana.post(f"/{key}/change", **ana.typed(agenda=other[0], room="School")).status_code == 303
    assert (ana.workshop(key).agenda, ana.workshop(key).room) == (before, "School")


def test_a_code_pairs_one_tablet_and_stands_in_no_address_that_a_server_sees(ana: Planner) -> None:
    key = ana.plan()
    page = ana.post(f"/{key}/pair", page=f"/{key}")
    assert page.status_code == 200
    assert "<path" in page.text
    code = re.search(r'class="secret"><bdi>([^<]+)<', page.text)
    assert code
    assert code[1] not in re.sub(r'class="secret"><bdi>[^<]+<', "", page.text)
    assert page.headers["Cache-Control"] == "no-store"
    assert ana.get(f"/{key}/pair").status_code == 302
    with ana.store.write() as session:
        assert pair(session, code[1]) is not None
        assert pair(session, code[1]) is None
    assert "Tablet 1" in ana.get(f"/{key}").text


def test_a_tablet_loses_its_right_after_a_question(ana: Planner) -> None:
    key = ana.plan()
    paired(ana, key)
    with ana.store.read() as session:
        tablet = tablets_of(session, ana.workshop(key))[0]
    assert "Shall the permission of this tablet end?" in ana.get(f"/{key}/tablets/{tablet.id}").text
    ana.post(f"/{key}/tablets/{tablet.id}")
    page = ana.get(f"/{key}").text
    assert "The permission of tablet 1 has ended." in page
    assert "Its permission has ended." in page
    other = ana.plan()
    assert ana.get(f"/{other}/tablets/{tablet.id}").status_code == 404


def late(ana: Planner, key: uuid.UUID, number: int = 30) -> None:
    """A tablet whose right has ended still sends what it had counted."""
    token = paired(ana, key)
    with ana.store.write() as session:
        user = user_named(session, "ana")
        revoke(session, user.id if user else 0, tablets_of(session, ana.workshop(key))[0])
    items = [
        {
            "item": str(uuid.uuid4()), "rev": 1, "step": "arrival", "kind": "attendance", "made": "", "board": "",
            "body": {"measure": "age", "code": "a65p"},
        }
        for _ in range(number)
    ]  # fmt: skip
    sent = ana.client.post("/tablet/items", json={"items": items}, headers={"Authorization": f"Bearer {token}"})
    assert {one["state"] for one in sent.get_json()["receipts"]} == {"aside"}


def counted(ana: Planner, key: uuid.UUID) -> int:
    with ana.store.read() as session:
        return attendance(session, ana.workshop(key)).get("age", {}).get("a65p", 0)


def waiting(ana: Planner, key: uuid.UUID) -> int:
    with ana.store.read() as session:
        return len(aside_of(session, ana.workshop(key)))


def test_t32_what_a_revoked_tablet_had_waiting_is_shown_kept_apart_and_taken_in_after_all(ana: Planner) -> None:
    key = ana.plan()
    late(ana, key)
    assert "30 entries are kept apart" in ana.get().text
    page = ana.get(f"/{key}").text
    assert "30 entries" in page
    assert "the permission of the tablet had ended" in page
    seen = ana.post(f"/{key}/aside/ended", page=f"/{key}", do="take", seen="29")
    assert seen.status_code == 303
    assert "Nothing was changed; look at it again." in ana.get(f"/{key}").text
    assert (counted(ana, key), waiting(ana, key)) == (0, 30)
    ana.post(f"/{key}/aside/ended", page=f"/{key}", do="take", seen="30")
    assert "30 entries are taken in." in ana.get(f"/{key}").text
    assert (counted(ana, key), waiting(ana, key)) == (30, 0)


def test_what_was_set_aside_can_be_saved_as_a_file_and_settled(ana: Planner) -> None:
    key = ana.plan()
    assert came(ana.store, key, "a99") == ["aside"]
    taken = ana.get(f"/{key}/aside.json")
    assert [one["reason"] for one in taken.get_json()["items"]] == ["body"]
    assert taken.get_json()["items"][0]["item"]["body"] == {"measure": "age", "code": "a99"}
    page = ana.get(f"/{key}").text
    assert "it does not fit the step it belongs to" in page
    assert "Take it in after all" not in page
    ana.post(f"/{key}/aside/body", page=f"/{key}", do="settle", seen="1")
    assert waiting(ana, key) == 0
    assert "1 entry is settled." in ana.get(f"/{key}").text


def test_t33_what_comes_for_a_deleted_workshop_is_told_to_the_lead(ana: Planner) -> None:
    key = ana.plan()
    ana.post(f"/{key}/delete")
    assert came(ana.store, key, "a65p", "a65p") == ["aside", "aside"]
    assert "2 entries are kept apart" in ana.get().text
    assert "the workshop had been deleted" in ana.get(f"/{key}").text
    ana.post(f"/{key}/back", page="")
    ana.post(f"/{key}/aside/deleted", page=f"/{key}", do="take", seen="2")
    assert (counted(ana, key), waiting(ana, key)) == (2, 0)


def test_a_rehearsal_counts_nowhere_and_is_wiped(ana: Planner) -> None:
    key = ana.plan(rehearsal="1")
    came(ana.store, key, *["a65p"] * 12, "a99")
    page = ana.get(f"/{key}").text
    assert "They are invented and count nowhere." in page
    assert "people came" not in ana.get().text
    ana.post(f"/{key}/wipe", page=f"/{key}")
    assert "The rehearsal is wiped." in ana.get(f"/{key}").text
    assert (counted(ana, key), waiting(ana, key)) == (0, 0)
    assert ana.post(f"/{key}/change", **ana.typed(rehearsal="")).status_code == 303
    assert ana.workshop(key).rehearsal


def test_an_evening_with_people_is_never_wiped(ana: Planner) -> None:
    key = ana.plan()
    came(ana.store, key, "a65p")
    ana.post(f"/{key}/wipe", page=f"/{key}")
    assert "Nothing was wiped." in ana.get(f"/{key}").text
    assert counted(ana, key) == 1


def test_t26_the_file_of_a_tablet_is_brought_in_once_and_a_broken_one_is_refused(ana: Planner) -> None:
    key = ana.plan()
    item = {"item": str(uuid.uuid4()), "rev": 1, "step": "arrival", "kind": "attendance", "made": "", "board": ""}
    queue = {"workshop": str(key), "items": [item | {"body": {"measure": "age", "code": "a65p"}}]}
    content = json.dumps({"soseska": "queue", "workshops": [queue]}).encode()
    for said in ("1 entry was brought in.", "1 entry was here already."):
        ana.post("/file", page="", file=(io.BytesIO(content), "queue.json"))
        assert said in ana.get().text
    assert counted(ana, key) == 1
    for broken in (
        content[:-9],
        b"PK",
        b"",
        json.dumps({"soseska": "queue", "workshops": [{"workshop": "x"}]}).encode(),
    ):
        page = ana.post("/file", page="", file=(io.BytesIO(broken), "queue.json"))
        assert page.status_code == 422
        assert "Nothing was changed." in page.text


@pytest.mark.slow
def test_a_file_of_a_workshop_elsewhere_is_not_brought_in(ana: Planner, app) -> None:
    key = ana.plan()
    staff(ana.store, "bor", place="podgorica")
    queue = {"soseska": "queue", "workshops": [{"workshop": str(key), "items": []}]}
    page = Planner(app, "bor").post("/file", page="", file=(io.BytesIO(json.dumps(queue).encode()), "queue.json"))
    assert page.status_code == 422
