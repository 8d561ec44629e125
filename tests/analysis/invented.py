"""Invented people by fixed numbers, without any chance: so many of each age, answer and wish, always the same."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from math import gcd
from typing import NamedTuple

import yaml

from tests.analysis.district import DATA, District

ACTIVITIES = (
    "exercise", "digital_help", "social_cafe", "choir_music", "repair_cafe", "x_cards", "walking_group", "garden",
    "crafts", "dance", "film_evening", "homework_help",
)  # fmt: skip
AT_MOST = 5
_HAVE = {
    "exercise": "unknown none use none use",
    "digital_help": "unsuitable use unsuitable none",
    "walking_group": "use use use none",
}
_LIFE = {  # when they can come, how far they would go, and how they hear, by age
    "a15_29": ("weekday_ev saturday", "more", "messaging"),
    "a30_44": ("weekday_ev", "min30", "facebook messaging"),
    "a45_64": ("weekday_ev saturday", "min20", "facebook"),
    "a65_74": ("weekday_am weekday_pm", "min20", "word board"),
    "a75_84": ("weekday_am", "min10", "word"),
}


class Lives(NamedTuple):
    age: str
    gender: str
    n: int | None


CENSUS = [
    Lives(age, gender, n)
    for age, n in (("a15_29", 480), ("a30_44", 700), ("a45_64", 710), ("a65_74", 450), ("a75_84", 400))
    for gender in ("f", "m")
]
"""5,480 people: 960 up to 29, 2,820 from 30 to 64, 1,700 of 65 and over."""


class Numbers(NamedTuple):
    """So many people of each kind; each list adds up to the number of people."""

    ages: dict[str, int]
    women: int
    channels: dict[str, int]
    intents: dict[str, int]
    wishes: Sequence[int]


PLACES = {
    7: Numbers({"a65_74": 3, "a45_64": 3, "a30_44": 1}, 5, {"paper": 4, "web": 3},
               {"weekly": 2, "monthly": 2, "few": 2, "maybe": 1}, (4, 2, 5, 3, 1, 0, 2, 1)),
    14: Numbers({"a65_74": 9, "a75_84": 5}, 10, {"workshop": 14},
                {"weekly": 7, "monthly": 5, "few": 1, "maybe": 1}, (8, 5, 11, 4, 2, 3, 6, 1)),
    40: Numbers({"a15_29": 3, "a30_44": 7, "a45_64": 12, "a65_74": 12, "a75_84": 6}, 26, {"web": 24, "paper": 16},
                {"weekly": 12, "monthly": 12, "few": 8, "maybe": 5, "no": 3}, (20, 18, 17, 12, 9, 9, 7, 4)),
    61: Numbers({"a30_44": 10, "a45_64": 21, "a65_74": 20, "a75_84": 10}, 38, {"web": 41, "paper": 20},
                {"weekly": 18, "monthly": 16, "few": 13, "maybe": 9, "no": 5},
                (31, 28, 24, 22, 21, 15, 13, 11, 10, 9, 7, 5)),
    600: Numbers({"a15_29": 60, "a30_44": 130, "a45_64": 170, "a65_74": 150, "a75_84": 90}, 330,
                 {"web": 380, "paper": 170, "tablet": 50},
                 {"weekly": 110, "monthly": 130, "few": 160, "maybe": 120, "no": 80},
                 (290, 240, 235, 150, 120, 110, 105, 90, 60, 55, 30, 15)),
}  # fmt: skip


def place(people: int) -> District:
    """One of the invented places, by how many answered."""
    numbers = PLACES[people]
    inventory = yaml.safe_load((DATA / "forty" / "inventory.yaml").read_text())
    ages, channels, intents = (_each(of, people) for of in (numbers.ages, numbers.channels, numbers.intents))
    picks = _picks(people, numbers.wishes)
    return District([
        {
            "person": str(at + 1),
            "age": age,
            "gender": "f" if gender < numbers.women else "m",
            "channel": channels[at],
            "intent": intents[at],
            "picks": " ".join(picks[at]) or "none",
            "times": _LIFE[age][0],
            "distance": _LIFE[age][1],
            "hears": _LIFE[age][2],
        }
        for at, (age, gender) in enumerate(zip(ages, _spread(people, 3), strict=True))
    ], inventory)  # fmt: skip


def _each(of: dict[str, int], people: int) -> list[str]:
    """Write each answer as often as it was given, spread over the people."""
    listed = [answer for answer, n in of.items() for _time in range(n)]
    return [listed[place] for place in _spread(people, 11)]


def _spread(people: int, step: int) -> Iterator[int]:
    """Visit every number once, in an order that looks mixed."""
    while gcd(step, people) > 1:
        step += 1
    return (at * step % people for at in range(people))


def _picks(people: int, wishes: Sequence[int]) -> list[list[str]]:
    """Give each activity to exactly as many people, those first who have picked least, so that nobody has over five."""
    picks: list[list[str]] = [[] for _person in range(people)]
    for turn, (activity, wanted) in enumerate(zip(ACTIVITIES, wishes, strict=False)):
        order = list(_spread(people, 7 + 2 * turn))
        chosen = sorted(range(people), key=lambda at: (len(picks[at]), order[at]))[:wanted]
        have, often = cycle(_HAVE.get(activity, "none none unknown").split()), cycle(("weekly", "monthly", "few"))
        for at in chosen:
            picks[at].append(f"{activity}:{next(often)}:{next(have)}")
    return picks
