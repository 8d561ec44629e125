"""The day after a workshop: five things, each with one tap, and a poster of what the evening came to."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from survey.clock import today
from survey.store.accounts import User
from survey.store.afterwards import AfterDeed
from survey.store.audit import Audit
from tests.store.evening import record_of
from tests.web.planners import Planner
from tests.web.test_workshop_protocol import PROMISE, ana, evening, sent

__all__ = ["ana"]


def promise(ana: Planner, key: uuid.UUID, what: str, by: str = "", who: str = "") -> str:
    item = record_of(step="who", kind="promises", body=PROMISE | {"what": what, "by": by, "who": who})
    assert sent(ana, key, item) == ["kept"]
    return str(item["item"])


def press(ana: Planner, key: uuid.UUID, what: str, item: str = "", **more: Any) -> Any:
    return ana.post(f"/{key}/after", what=what, item=item, **more)


def section(ana: Planner, key: uuid.UUID, name: str) -> str:
    page = ana.get(f"/{key}/after").text
    return page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]


def marks(ana: Planner) -> list[str]:
    with ana.store.read() as session:
        return list(session.scalars(select(AfterDeed.what).order_by(AfterDeed.id)))


def test_promises_stand_by_their_day_and_what_became_of_them_is_written_down_once(ana: Planner) -> None:
    key = evening(ana)
    late = promise(ana, key, "Paint the <door>", (today() + timedelta(days=20)).isoformat())
    soon = promise(ana, key, "Ring the club", (today() + timedelta(days=3)).isoformat(), who="Ana")
    part = section(ana, key, "promises")
    assert part.index("Ring the club") < part.index("Paint the &lt;door&gt;") < part.index("Ask for the key")
    for _twice in range(2):
        assert press(ana, key, "kept", soon).status_code == 303
    assert marks(ana) == ["kept"]
    part = section(ana, key, "promises")
    assert part.index("Paint the") < part.index("Ring the club")
    assert "ana" in part
    assert press(ana, key, "open", soon).status_code == 303
    assert press(ana, key, "missed", late).status_code == 303
    assert "not kept" in section(ana, key, "promises")
    with ana.store.read() as session:
        said = session.execute(select(User.name, Audit.what).join(User, User.id == Audit.user_id)).all()
    assert ("ana", f"workshop {key}: kept after the evening") in said


def test_a_promise_is_moved_to_a_day_and_stays_open(ana: Planner) -> None:
    key = evening(ana)
    item = promise(ana, key, "Paint the door", today().isoformat())
    refused = press(ana, key, "moved", item, until="soon")
    assert refused.status_code == 422
    assert "Say to which day it is moved. Nothing was changed." in refused.text
    assert marks(ana) == []
    assert press(ana, key, "moved", item, until="2027-01-05").status_code == 303
    part = section(ana, key, "promises").split("Paint the door")[1]
    assert "5 January 2027" in part
    assert "It is done" in part


def test_who_was_missing_is_asked_and_the_evening_is_shown(ana: Planner) -> None:
    key = evening(ana)
    item = record_of(step="missing", kind="missing", body={"whom": "The young", "asks": "the school", "by": ""})
    assert sent(ana, key, item) == ["kept"]
    assert "They were asked" in section(ana, key, "missing")
    press(ana, key, "asked", str(item["item"]))
    press(ana, key, "shown")
    assert "They were asked" not in section(ana, key, "missing")
    assert "It is not done yet" in section(ana, key, "show")
    press(ana, key, "open")
    assert "It hangs and is sent" in section(ana, key, "show")


def test_the_next_evening_is_known_by_itself(ana: Planner) -> None:
    key = evening(ana)
    assert "is planned" not in section(ana, key, "next")
    assert f"like={key}" in section(ana, key, "next")
    ana.plan(day=(today() + timedelta(days=30)).isoformat())
    assert "the next workshop here is planned" in section(ana, key, "next")


@pytest.mark.parametrize("what", ["asked", "shown", "nonsense", ""])
def test_what_cannot_become_of_a_promise_changes_nothing(ana: Planner, what: str) -> None:
    key = evening(ana)
    item = promise(ana, key, "Paint the door")
    assert press(ana, key, what, item).status_code == 404
    assert press(ana, key, "kept", str(uuid.uuid4())).status_code == 404
    assert press(ana, key, "kept").status_code == 404
    assert marks(ana) == []


def test_nobody_else_sees_or_marks_anything_and_a_rehearsal_has_no_day_after(ana: Planner, app: Flask) -> None:
    key, trial = evening(ana), ana.plan(rehearsal="1")
    other = Planner(app, "tone")
    for path in (f"/{key}/after", f"/{key}/poster"):
        assert other.get(path).status_code == 404
    assert ana.client.post(f"/workshops/walk/{key}/after", data={"what": "shown"}).status_code == 400
    assert ana.get(f"/{trial}/after").status_code == 404


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_poster_says_what_the_evening_came_to_and_names_who_agreed(ana: Planner, language: str) -> None:
    key = evening(ana)
    promise(ana, key, "Ring the club", "2026-12-01", who="Ana")
    body = {"next": "2026-12-14", "at": "18:00", "where": "The hall"}
    assert sent(ana, key, record_of(step="close", kind="closing", body=body)) == ["kept"]
    page = ana.get(f"/{key}/poster?lang={language}").text
    sheet = page.split('<article class="sheet-a3"')[1].split("</article>")[0]
    assert re.search(r"\b7\b", sheet)
    for said in ("Ring the club", "Ana", "18:00, The hall", "/results/walk/became", "<svg"):
        assert said in sheet
    assert ana.get(f"/{key}/poster?paper=a4").status_code == 200


def test_a_count_that_is_open_stands_on_no_poster(ana: Planner) -> None:
    key = ana.plan()
    sent(ana, key, record_of(step="dots", kind="dots", body={"dot": "meet"}))
    assert 'class="bars"' not in ana.get(f"/{key}/poster").text


def test_the_poster_of_an_evening_that_has_not_arrived_says_so_and_counts_nobody(ana: Planner) -> None:
    page = ana.get(f"/{ana.plan()}/poster").text
    assert "No tablet has sent anything from this evening yet." in page
    assert "0 people" not in page
