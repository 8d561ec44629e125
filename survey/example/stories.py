"""What each invented district tells, and what its people are like: read from the tables in `data/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from survey.questionnaire.context import Context
from survey.questionnaire.load import load
from survey.questionnaire.types import type_of

DATA = Path(__file__).parent / "data"
QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
OUTSIDE = "outside"

Counts = Mapping[str, int]
Weights = Mapping[str, list[float]]


@dataclass(frozen=True)
class Story:
    """One district: how many answer, who they are, and how they came to be asked."""

    code: str
    answers: int
    coming: Counts
    age: Counts
    gender: Counts
    adds: list[str]
    knows: float
    suits: float
    likes: Mapping[str, float]
    features: Mapping[str, float]
    missed_events: float
    helps: float
    asked: Counts
    running: frozenset[str]
    locked: tuple[str, ...]

    @property
    def offered(self) -> tuple[str, ...]:
        """What people of the district can pick from."""
        return (*self.locked, *self.adds)


def table(name: str) -> Any:
    """Read one of the tables beside this file."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@cache
def stories() -> tuple[Story, ...]:
    """Every district with its story, and with what really takes place there according to the inventory."""
    running: dict[str, set[str]] = {}
    for offering in table("inventory.yaml")["offerings"]:
        if offering["state"] == "running":
            running.setdefault(offering["district"], set()).update(offering["activities"])
    told, locked = table("stories.yaml"), common_activities()
    return tuple(
        Story(code=code, running=frozenset(running.get(code, ())), locked=locked, **story)
        for code, story in told.items()
    )


def common_activities() -> tuple[str, ...]:
    """The activities that the survey offers in every district."""
    survey = load(QUESTIONNAIRES / "resident_survey.yaml")
    wishes = survey.question("r3")
    offered = type_of(wishes).options(wishes, Context())
    return tuple(option.code for option in offered if option.code in survey.activities)


@cache
def tastes() -> Mapping[str, Any]:
    """What people like at each stage of life."""
    found: Mapping[str, Any] = table("tastes.yaml")
    return found


def shares(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """Scale counts to a total, giving what is left over to the largest remainders."""
    whole = sum(counts.values())
    exact = {name: count * total / whole for name, count in counts.items()}
    scaled = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: scaled[name] - exact[name])
    for name in by_remainder[: total - sum(scaled.values())]:
        scaled[name] += 1
    return scaled
