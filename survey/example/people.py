"""The invented people: who they are, how eager they are, and how their answers reached us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from survey.example.stories import Story, shares, tastes

EAGER = ("weekly", "monthly", "few", "none", "maybe", "no")
OLDER_LAST = ("web/open", "web/code", "workshop/device", "paper/code")
AGES = ("a15_29", "a30_44", "a45_64", "a65_74", "a75_84", "a85p")


@dataclass(frozen=True)
class Person:
    """One invented person; `age`, `gender` and `coming` are None where they left the question blank."""

    age: str | None
    gender: str | None
    coming: str | None
    channel: str
    access: str
    language: str
    stage: int
    very_old: bool


def people(story: Story, number: int, rng: Random) -> list[Person]:
    """Invent the people of a district so that its counts come out as the story tells them."""
    ages = _spread(story.age, number, rng)
    genders = _spread(story.gender, number, rng)
    # Somebody who does not tell their age has one all the same: it shapes what they like.
    real = [age if age in AGES else rng.choice(AGES[1:4]) for age in ages]
    coming = _ranked(story.coming, EAGER, number, lambda at: -_eagerness(real[at], genders[at], rng))
    asked = _ranked(story.asked, OLDER_LAST, number, lambda at: AGES.index(real[at]) + rng.gauss(0, 1.4))
    return [_person(*one, rng) for one in zip(real, ages, genders, coming, asked, strict=True)]


def _person(real: str, age: str, gender: str, coming: str, asked: str, rng: Random) -> Person:
    channel, access = asked.split("/")
    return Person(
        age=None if age == "none" else age,
        gender=gender,
        coming=None if coming == "none" else coming,
        channel=channel,
        access=access,
        language=rng.choices(("sl", "hr", "en"), tastes()["languages"][channel])[0],
        stage=_stage(real),
        very_old=real in AGES[4:],
    )


def _stage(age: str) -> int:
    """Young, middle or old, as the columns of the tables of tastes."""
    return next(at for at, ages in enumerate(tastes()["stages"].values()) if age in ages)


def _eagerness(age: str, gender: str, rng: Random) -> float:
    """Older people and women come more often, with many exceptions."""
    return 0.5 * _stage(age) + 0.3 * (gender == "f") + rng.gauss(0, 0.9)


def _spread(counts: Mapping[str, int], number: int, rng: Random) -> list[str]:
    """Deal out each value as often as the counts say, in random order."""
    dealt = [value for value, count in shares(counts, number).items() for _ in range(count)]
    rng.shuffle(dealt)
    return dealt


def _ranked(counts: Mapping[str, int], order: tuple[str, ...], number: int, score: Callable[[int], float]) -> list[str]:
    """Deal out values in their order to people in the order of their score."""
    scaled = shares(counts, number)
    dealt = [value for value in order for _ in range(scaled.get(value, 0))]
    line = sorted(range(number), key=score)
    return [value for _, value in sorted(zip(line, dealt, strict=True))]
