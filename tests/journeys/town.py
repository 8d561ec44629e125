"""The running example town, seen from behind: its database, and a small survey that needs one question only."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import func, select

from survey.questionnaire.load import load
from survey.store import tally
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.documents import Response
from survey.store.rounds import Round, publish, round_by_slug
from tests.conftest import SECRET_KEY

FOUR_CELLS = Path(__file__).parent / "data" / "four_cells.yaml"
KINDS = Path(__file__).parent / "data" / "kinds.yaml"


@dataclass(frozen=True)
class Town:
    """Where it answers, where it keeps its data, and who may log in."""

    url: str
    data: Path
    accounts: dict[str, str] = field(repr=False)

    @cached_property
    def store(self) -> Store:
        return Store(f"sqlite:///{self.data / 'soseska.db'}", SECRET_KEY)

    def answers(self, slug: str = "lipovje") -> int:
        with self.store.read() as session:
            round_ = round_by_slug(session, slug)
            assert round_ is not None
            mine = select(func.count()).select_from(Response).where(Response.round_id == round_.id)
            return session.scalar(mine) or 0

    def counted(self) -> int:
        """Answers that are there and not withdrawn."""
        with self.store.read() as session:
            counted = select(func.count()).select_from(Response).where(Response.state == "counted")
            return session.scalar(counted) or 0

    def counts(self, slug: str, item: str) -> Counter[str]:
        """How many chose each option of an item, by the tally."""
        with self.store.read() as session:
            round_ = round_by_slug(session, slug)
            assert round_ is not None
            found: Counter[str] = Counter()
            for row in tally.rows(session, round_.id):
                if row.item == item:
                    found[row.option] += row.n
            return found


def add_survey(town: Town, slug: str, questionnaire: Path) -> None:
    """A small survey of its own beside the large one."""
    with town.store.write() as session:
        place = assessment(session, "lipovje")
        assert place is not None
        round_ = Round(assessment_id=place.id, slug=slug, name={"en": slug.title()}, state="open")
        session.add(round_)
        session.flush()
        publish(session, round_, load(questionnaire))


def within(seconds: float, happened: Callable[[], bool]) -> float:
    """Asks again and again until it has happened, and says after how long; it may not take longer than promised."""
    begun, pause = time.monotonic(), threading.Event()
    while not happened():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s"
        pause.wait(0.2)
    return time.monotonic() - begun
