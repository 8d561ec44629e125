"""What a workshop came to stands on the page of its district, beside the survey and apart from it."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from survey.store.base import Store
from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from tests.journeys.hall import plan
from tests.opened import Enter
from tests.store.evening import record_of

HERE = "/lead/lipovje/ob-potoku"
PROMISE = {"heading": "meet", "what": "Ask for the <key>", "by": "", "ready": "now", "needs": "", "who": ""}


def evening(store: Store, *bodies: dict[str, Any], people: int = 14, **more: Any) -> uuid.UUID:
    """A workshop in Ob Potoku with so many people and these dots."""
    key = plan(SimpleNamespace(store=store), **more)  # type: ignore[arg-type]
    items = [record_of("a65p") for _person in range(people)]
    items += [record_of(step="dots", kind="dots", body=body) for body in bodies]
    items.append(record_of(step="who", kind="promises", body=PROMISE))
    with store.write() as session:
        assert {one.state for one in receive(session, session.get_one(Workshop, key), None, items)} == {"kept"}
    return key


DOTS = [{"dot": key} for key in ("move", "move", "move", "meet", "meet", "garden-of-eden", "outside")]


def test_the_first_five_and_the_promises_stand_there_apart_from_the_survey(store: Store, enter: Enter) -> None:
    desk = enter()
    assert 'id="hall"' not in desk.get(HERE).text
    key = evening(store, *DOTS, {"closed": True})
    page = desk.get(HERE).text
    part = page[page.index('id="hall"') :]
    assert "14" in part
    assert part.index("Exercise and walks") < part.index("Coffee, games, shared meals") < part.index("Garden and")
    assert "Ask for the &lt;key&gt;" in part
    assert "never added to the figures of the survey" in part
    assert f"/workshops/lipovje/{key}/protocol" in part
    before = page[page.index('class="four"') : page.index('id="hall"')]
    evening(store, *DOTS * 9, {"closed": True})
    again = desk.get(HERE).text
    assert again[again.index('class="four"') : again.index('id="hall"')] == before


@pytest.mark.parametrize(
    ("bodies", "more"), [(DOTS, {}), ([*DOTS, {"closed": True}, {"void": "a sheet was lost"}], {})]
)
def test_without_a_count_that_holds_there_is_no_order(
    store: Store, enter: Enter, bodies: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    evening(store, *bodies, **more)
    page = enter().get(HERE).text
    assert "No count of dots was closed in this evening." in page
    assert "What got the most dots" not in page


def test_a_rehearsal_and_a_deleted_evening_stand_nowhere(store: Store, enter: Enter) -> None:
    evening(store, *DOTS, {"closed": True}, rehearsal=True)
    gone = evening(store, *DOTS, {"closed": True})
    with store.write() as session:
        session.get_one(Workshop, gone).state = "deleted"
    assert 'id="hall"' not in enter().get(HERE).text
