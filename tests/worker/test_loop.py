"""The worker's rounds: they end when told to, and figures of an older shape are made anew."""

from collections.abc import Callable
from threading import Event
from typing import Any

from sqlalchemy import select

from survey.store.base import Store
from survey.store.snapshots import Snapshot
from survey.worker import loop, run_once
from tests.worker.conftest import Answer


class AfterOneRound(Event):
    """Somebody who says stop as soon as the worker rests."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - as Event has it
        self.set()
        return True


def test_the_loop_works_and_then_stops_when_told(town: Store, answer: Answer, shown: Callable[..., Any]) -> None:
    answer(r2="weekly")
    loop(town, AfterOneRound())
    assert shown()["answers"] == 1


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
