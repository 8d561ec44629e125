"""The protocol of a workshop: read in three languages, added to for seven days, then frozen for good."""

import re
import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from survey.clock import today
from survey.store.evenings import evening_of
from survey.store.protocols import freeze_due, told
from survey.store.workshop_items import aside_of, receive
from survey.store.workshops import Protocol, Workshop
from survey.worker.sweep import sweep
from survey.workshop.dotted import dots_of
from tests.store.evening import record_of
from tests.web.planners import HERE, Planner, came
from tests.web.typists import staff

PROMISE = {"heading": "meet", "what": "Ask for the key", "by": "", "ready": "now", "needs": "", "who": ""}


@pytest.fixture
def ana(town: SimpleNamespace, app: Flask) -> Planner:
    staff(town.store, "ana", place="polje")
    staff(town.store, "tone", place="podgorica")
    return Planner(app, "ana")


def evening(ana: Planner, **more: Any) -> uuid.UUID:
    """A workshop with seven people, dots and a promise."""
    key = ana.plan(**more)
    assert set(came(ana.store, key, *["a65p"] * 7)) == {"kept"}
    items = [
        record_of(step="dots", kind="dots", body=body) for body in ({"dot": "meet"}, {"dot": "meet"}, {"closed": True})
    ]
    assert {*sent(ana, key, *items, record_of(step="who", kind="promises", body=PROMISE))} == {"kept"}
    return key


def sent(ana: Planner, key: uuid.UUID, *items: dict[str, object]) -> list[str]:
    with ana.store.write() as session:
        return [one.state for one in receive(session, session.get_one(Workshop, key), None, items)]


def later(ana: Planner, key: uuid.UUID, days: int) -> None:
    """The evening was so many days ago."""
    with ana.store.write() as session:
        session.get_one(Workshop, key).day = today() - timedelta(days=days)


def test_it_says_what_happened_in_each_language(ana: Planner, app: Flask) -> None:
    key = evening(ana)
    page = ana.get(f"/{key}/protocol").text
    for said in (
        "7 people were counted at the door.",
        "2 dots were counted, with 7 people in the hall.",
        "Ask for the key",
    ):
        assert said in page, said
    assert "somebody from the hall" in page
    for language, said in (("sl", "Preštetih je bilo"), ("hr", "Prebrojane su 2 točke")):
        assert ("Prešteti sta bili 2 piki" if language == "sl" else said) in Planner(app, "ana", language).get(
            f"/{key}/protocol"
        ).text
    assert f"/{key}/protocol" in ana.get(f"/{key}").text


def test_additions_stand_with_name_and_day_and_bad_ones_come_back(ana: Planner) -> None:
    key = evening(ana)
    path = f"/{key}/protocol"
    assert ana.post(path, said="  ").status_code == 422
    too_long = ana.post(path, said="a" * 1001)
    assert too_long.status_code == 422
    assert "a" * 1001 in too_long.text
    assert ana.post(path, said="Two came later <b>").status_code == 303
    page = ana.get(path).text
    assert "Two came later &lt;b&gt;" in page
    assert "ana" in page


def test_frozen_it_never_changes_and_what_comes_later_is_kept_apart(ana: Planner) -> None:
    key = evening(ana)
    path = f"/{key}/protocol"
    assert "Shall the protocol stay" in ana.get(f"/{key}/freeze").text
    assert ana.post(f"/{key}/freeze").status_code == 303
    ana.get(path)
    before = ana.get(path).text
    assert "nothing in it changes any more" in before
    assert "<textarea" not in before
    assert sent(ana, key, record_of(step="dots", kind="dots", body={"dot": "move"})) == ["aside"]
    with ana.store.read() as session:
        workshop = session.get_one(Workshop, key)
        assert (workshop.state, [one.reason for one in aside_of(session, workshop)]) == ("over", ["over"])
    assert ana.get(path).text == before
    late = ana.post(path, page=f"/{key}/freeze", said="One more thing")
    assert late.status_code == 422
    assert "One more thing" in late.text
    assert "frozen in the meantime" in late.text
    assert ana.post(f"/{key}/delete").status_code == 303
    assert ana.post(f"/{key}/back", page="").status_code == 303
    assert ana.workshop(key).state == "over"


def test_once_it_is_frozen_the_plan_stays_as_it_was(ana: Planner) -> None:
    key = evening(ana)
    form = ana.get(f"/{key}/change").text
    assert "Change the plan" in ana.get(f"/{key}").text
    assert ana.post(f"/{key}/freeze").status_code == 303
    before = ana.workshop(key).room
    assert "Change the plan" not in ana.get(f"/{key}").text
    assert ana.get(f"/{key}/change").status_code == 303
    tried = ana.post(f"/{key}/change", page=f"/{key}", seen=seen_in(form), room="Elsewhere")
    assert tried.status_code == 303
    assert "the plan stays as it was" in ana.get(f"/{key}").text
    assert ana.workshop(key).room == before


def seen_in(form: str) -> str:
    found = re.search(r'name="seen"[^>]*value="([^"]*)"', form)
    assert found
    return found[1]


def test_after_seven_days_it_freezes_by_itself_once_and_only_where_something_happened(ana: Planner) -> None:
    key, empty, rehearsal = evening(ana), ana.plan(), evening(ana, rehearsal="1")
    for one in (empty, rehearsal):
        later(ana, one, 30)
    later(ana, key, 7)
    with ana.store.write() as session:
        assert freeze_due(session) == 0
    later(ana, key, 8)
    sweep(ana.store)
    sweep(ana.store)
    with ana.store.read() as session:
        assert session.get_one(Protocol, key).frozen_by is None
        assert session.get(Protocol, empty) is session.get(Protocol, rehearsal) is None
        slovenian = told(session, session.get_one(Workshop, key), "sl")
        assert [one.title for one in slovenian] == ["Kdo je prišel", "Pike", "Kdo bo kaj naredil"]
    assert ana.post(f"/{rehearsal}/freeze").status_code == 303
    assert ana.workshop(rehearsal).state == "planned"


def test_a_sheet_that_is_mended_still_counts_before_one_that_was_typed_meanwhile(ana: Planner) -> None:
    key, mine = evening(ana), str(uuid.uuid4())
    sheet: dict[str, Any] = {"step": "dots", "kind": "dots"}
    first = record_of(item=mine, made="2026-05-04T18:10:00Z", body={"sheet": 1, "dots": {"move": 3}}, **sheet)
    other = record_of(made="2026-05-04T18:11:00Z", body={"sheet": 1, "dots": {"move": 9}}, **sheet)
    mended = first | {"rev": 2, "made": "2026-05-04T18:12:00Z", "body": {"sheet": 1, "dots": {"move": 4}}}
    assert {*sent(ana, key, first, other, mended)} == {"kept"}
    with ana.store.read() as session:
        counted = dots_of(evening_of(session, session.get_one(Workshop, key)), "dots")
    assert (counted.counts["move"], counted.differ) == (4, (1,))


def test_nobody_else_has_a_protocol_there(ana: Planner, app: Flask) -> None:
    key = evening(ana)
    other = Planner(app, "tone")
    for path in (f"/{key}/protocol", f"/{key}/freeze"):
        assert other.get(path).status_code == 404
        assert other.client.post(HERE + path, data={"csrf_token": "x"}).status_code in (400, 404)
