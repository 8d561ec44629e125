"""The worker's rounds: they end when told to, and figures of an older shape are made anew."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

from sqlalchemy import func, select, update

from survey.store import drafts
from survey.store.base import Store
from survey.store.contacts import save_contact
from survey.store.districts import Assessment, district
from survey.store.drafts import Draft
from survey.store.rounds import Round, current_version
from survey.store.snapshots import Chart, Snapshot, put_chart
from survey.worker import loop, run_once
from tests.worker.conftest import DAY, Answer

LONG_AGO = DAY - timedelta(days=400)


class AfterOneRound(Event):
    """Somebody who says stop as soon as the worker rests."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - as Event has it
        self.set()
        return True


def test_the_loop_works_and_then_stops_when_told(town: Store, answer: Answer, shown: Callable[..., Any]) -> None:
    answer(r2="weekly")
    loop(town, AfterOneRound())
    assert shown()["answers"] == 1


def test_the_loop_clears_away_old_drafts_and_drawings_nobody_names(town: Store, answer: Answer) -> None:
    for _ in range(6):
        answer(r3={"picked": ["social_cafe"]})
    run_once(town)
    with town.write() as session:
        asked = session.scalars(select(Round)).one()
        drafts.save(town, session, "forgotten", asked, current_version(session, asked), {})
        drafts.save(town, session, "begun today", asked, current_version(session, asked), {})
        session.execute(update(Draft).where(Draft.key == town.keys.mac("draft", "forgotten")).values(day=LONG_AGO))
        put_chart(session, "of yesterday", "<svg/>")
        named = session.scalar(select(func.count()).select_from(Chart)) or 0
    loop(town, AfterOneRound())
    with town.read() as session:
        assert session.scalar(select(func.count()).select_from(Chart)) == named - 1
        assert drafts.load(town, session, "forgotten") is None
        assert drafts.load(town, session, "begun today") is not None


def test_a_contact_is_counted_without_waiting_for_the_next_answer(
    town: Store, answer: Answer, shown: Callable[..., Any]
) -> None:
    answer()
    run_once(town)
    with town.write() as session:
        mine = session.scalars(select(Assessment)).one()
        breg = district(session, mine.id, "breg")
        save_contact(town, session, mine, breg, {}, purposes=(), client_id="a form", day=DAY)
    assert run_once(town) == 1
    assert shown()["contacts"] == 1
    assert run_once(town) == 0


def test_figures_of_an_older_shape_are_made_anew(town: Store, answer: Answer, shown: Callable[..., Any]) -> None:
    for _ in range(5):
        answer(r2="weekly", age="a65_74")
    run_once(town)
    with town.write() as session:
        for snapshot in session.scalars(select(Snapshot).where(Snapshot.district_id.is_not(None))):
            snapshot.figures = {"format": 0}
    assert run_once(town) == 2
    assert shown()["need"]["regulars"] == 5
    assert shown(kind="settled")["answers"] == 5
    assert run_once(town) == 0
