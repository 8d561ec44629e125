"""A small district of invented people for tests: who they are, what they said, and what there is."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube
from analysis.demand import Demand, demand
from analysis.disclosure import AGE_BANDS
from analysis.gate import Gate
from analysis.hours import When, when_wanted
from analysis.inventory import Offer, Offering, Room, Tried
from analysis.matching import Known, Match, likes, match

DATA = Path(__file__).parent / "data"
COLUMNS = ("person", "age", "gender", "channel", "intent", "picks", "times", "distance", "hears")
TIMES = ("weekday_am", "weekday_pm", "weekday_ev", "saturday", "sunday", "varies")
HEARS = ("word", "board", "leaflet", "facebook", "messaging", "none")
OFTEN, HAVE = ("weekly", "monthly", "few"), ("use", "unsuitable", "none", "unknown")


class Crossed(NamedTuple):
    item: str
    option: str
    other_item: str
    other_option: str
    n: int


def _yes_no(question: str, option: str, role: str, like: str = "") -> Variable:
    return Variable(f"{question}.{option}", option, Measure.BINARY, (), role, question, option, like)


def _single(item: str, codes: tuple[str, ...], role: str, option: str = "") -> Variable:
    return Variable(item, item, Measure.NOMINAL, tuple((c, c) for c in codes), role, item.split(".")[0], option)


def _ticks(question: str, role: str) -> Variable:
    return Variable(f"{question}._ticks", "", Measure.NUMERIC, (), role, question, "_ticks")


@dataclass
class District:
    """People as text, one dictionary each with the keys of COLUMNS; `picks` are `activity:often:have` words."""

    people: list[dict[str, str]]
    inventory: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def activities(self) -> tuple[str, ...]:
        named = (pick.split(":")[0] for person in self.people for pick in person["picks"].split())
        return tuple(dict.fromkeys(activity for activity in named if activity != "none"))

    @cached_property
    def codebook(self) -> Codebook:
        like = self.inventory.get("like", {})
        return Codebook((
            _single("r2", ("weekly", "monthly", "few", "maybe", "no"), "intent"),
            *(_yes_no("r3", a, "demand_pick", like.get(a, "")) for a in (*self.activities, "none")),
            _ticks("r3", "demand_pick"),
            *(_single(f"r4.{a}.often", OFTEN, "frequency", a) for a in self.activities),
            *(_single(f"r4.{a}.have", HAVE, "availability", a) for a in self.activities),
            *(_yes_no("r7", slot, "time") for slot in TIMES),
            _ticks("r7", "time"),
            _single("r7b", ("min10", "min20", "min30", "more"), "distance"),
            *(_yes_no("r8", way, "channel") for way in HEARS),
            _ticks("r8", "channel"),
        ))  # fmt: skip

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row per person, one column per item, as `soseska analyse` would read them."""
        return pd.DataFrame([self._row(person) for person in self.people], dtype=object)

    @cached_property
    def cube(self) -> Cube:
        return Cube.from_respondents(self.rows, self.codebook, {d: d for d in ("age", "gender", "channel")})

    @cached_property
    def demand(self) -> Demand:
        return demand(self.cube)

    @cached_property
    def when(self) -> dict[str, When]:
        """The crossing of picks and times, counted as the tally counts it."""
        picks = [v.item for v in self.codebook.options_of("demand_pick")]
        times = [v.item for v in self.codebook.options_of("time")]
        answer = {1: "yes", 0: "no", "": "_blank"}
        crossed = Counter(
            (pick, answer[row[pick]], time, answer[row[time]])
            for row in self.rows.to_dict("records")
            for pick in picks
            for time in times
        )
        return when_wanted([Crossed(*key, n) for key, n in crossed.items()], self.codebook)

    @cached_property
    def rooms(self) -> list[Room]:
        return [Room(r["name"], frozenset(r["slots"])) for r in self.inventory.get("rooms", [])]

    @cached_property
    def offers(self) -> list[Offer]:
        return [Offer(**_lists(offer)) for offer in self.inventory.get("offers", [])]

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        offerings = [Offering(**_lists(offering)) for offering in self.inventory.get("offerings", [])]
        known = Known(
            when=self.when,
            distance=self.cube.options("r7b"),
            like=likes(self.codebook),
            gates={a: Gate(**answers) for a, answers in self.inventory.get("gates", {}).items()},
            tried={a: Tried(*years) for a, years in self.inventory.get("tried", {}).items()},
        )
        return match(self.demand.table, offerings, self.offers, self.rooms, known=known)

    @cached_property
    def picked(self) -> pd.DataFrame:
        """People × activities, only those who answered."""
        said = self.rows[self.rows["r3._ticks"] != ""]
        return said[[f"r3.{a}" for a in self.activities]].astype(int).rename(columns=lambda c: c[3:])

    @cached_property
    def often(self) -> pd.DataFrame:
        said = self.rows.loc[self.picked.index]
        return said[[f"r4.{a}.often" for a in self.activities]].rename(columns=lambda c: c.split(".")[1])

    @cached_property
    def times(self) -> pd.DataFrame:
        said = self.rows[self.rows["r7._ticks"] != ""]
        return said[[f"r7.{slot}" for slot in TIMES]].astype(int).rename(columns=lambda c: c[3:])

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The age band and the gender of those who said when they can come."""
        band = {code: name for name, codes in AGE_BANDS.items() for code in codes}
        said = self.rows.loc[self.times.index]
        return pd.DataFrame({"age": said["age"].map(band), "gender": said["gender"]})

    @cached_property
    def hears(self) -> pd.DataFrame:
        said = self.rows[self.rows["r8._ticks"] != ""]
        return said[[f"r8.{way}" for way in HEARS]].astype(int).rename(columns=lambda c: c[3:])

    def _row(self, person: dict[str, str]) -> dict[str, Any]:
        picks = {p.split(":")[0]: p.split(":")[1:] for p in person["picks"].split()}
        row: dict[str, Any] = {d: person[d] for d in ("age", "gender", "channel")}
        row |= {"r2": person["intent"], "r7b": person["distance"]}
        for question, options, said in (
            ("r3", (*self.activities, "none"), list(picks)),
            ("r7", TIMES, person["times"].split()),
            ("r8", HEARS, person["hears"].split()),
        ):
            row |= {f"{question}.{o}": int(o in said) if said else "" for o in options}
            row[f"{question}._ticks"] = len(said) if said else ""
        for activity in self.activities:
            often, have = picks.get(activity, ("_not_asked", "_not_asked"))
            row |= {f"r4.{activity}.often": often, f"r4.{activity}.have": have}
        return row


def _lists(entry: dict[str, Any]) -> dict[str, Any]:
    found = {**entry, "activities": tuple(entry["activities"])}
    return {**found, "slots": frozenset(entry["slots"])} if "slots" in entry else found


def read(name: str) -> District:
    """Read a district that was typed by hand."""
    people = pd.read_csv(DATA / name / "people.csv", dtype=str, keep_default_na=False).to_dict("records")
    return District(people, yaml.safe_load((DATA / name / "inventory.yaml").read_text()))
