"""Small invented places for tests: picks, cards and single choices of a few people."""

from typing import Any, NamedTuple

import pandas as pd

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube

ACTIVITIES = ("cafe", "chess", "choir", "garden")
PICKS = (*ACTIVITIES, "other", "none")


class Count(NamedTuple):
    round: int
    district: str
    channel: str
    access: str
    age: str | None
    gender: str | None
    item: str
    option: str
    n: int
    s1: float = 0.0
    s2: float = 0.0


class Cell(NamedTuple):
    round: int
    district: str
    channel: str
    access: str
    age: str | None
    gender: str | None
    n: int


def _single(item: str, options: str, role: str, option: str = "") -> Variable:
    pairs = tuple((code, code) for code in options.split())
    return Variable(item, item, Measure.NOMINAL, pairs, role, item.split(".")[0], option)


CODEBOOK = Codebook((
    _single("r2", "weekly monthly few maybe no", "intent"),
    *(Variable(f"r3.{a}", a.title(), Measure.BINARY, (), "demand_pick", "r3", a) for a in PICKS),
    Variable("r3._ticks", "Ticks", Measure.NUMERIC, (), "demand_pick", "r3", "_ticks"),
    *(_single(f"r4.{a}.often", "weekly monthly few", "frequency", a) for a in ACTIVITIES),
    *(_single(f"r4.{a}.have", "use unsuitable none unknown", "availability", a) for a in ACTIVITIES),
    *(Variable(f"r8.{w}", w, Measure.BINARY, (), "channel", "r8", w) for w in ("word", "board")),
    _single("r9", "often sometimes never unknown", "missed"),
))  # fmt: skip


def place(people: list[dict[str, Any]]) -> Cube:
    """Make a cube of people; each says what they picked, `{"picks": ["cafe"], "cafe.have": "none", "r9": "often"}`."""
    rows = [_row(person) for person in people]
    frame = pd.DataFrame(rows, columns=["age", "gender", *(v.item for v in CODEBOOK)], dtype=object)
    return Cube.from_respondents(frame, CODEBOOK, {"age": "age", "gender": "gender"})


def _row(person: dict[str, Any]) -> dict[str, Any]:
    row = {f"r4.{key}" if "." in key else key: value for key, value in person.items() if key != "picks"}
    for activity in ACTIVITIES:
        for column in ("often", "have"):
            row.setdefault(f"r4.{activity}.{column}", "_not_asked")
    if "picks" in person:
        row |= {f"r3.{a}": int(a in person["picks"]) for a in PICKS}
        row["r3._ticks"] = len(person["picks"])
    if "hears" in person:
        row |= {f"r8.{w}": int(w in person["hears"]) for w in ("word", "board")}
    return row
