"""All the answers of the example: who sends what, in which way and when; the same seed always gives the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from survey.example.answers import answers
from survey.example.people import Person, people
from survey.example.stories import Story, shares, stories
from survey.example.words import Words, words_of

WORKSHOP_DAYS_AGO = 9
ASKED_FOR_DAYS = 24
WITHDRAWN_PER = 100


@dataclass(frozen=True)
class Letter:
    """One person's answers and how they reach us; some people take them back later."""

    client_id: str
    district: str
    channel: str
    access: str
    language: str
    days_ago: int
    answers: dict[str, Any]
    taken_back: bool


def letters(responses: int, seed: int) -> Iterator[Letter]:
    """Invent so many answers that stay, and beside them a few that are taken back."""
    told = stories()
    numbers = shares({story.code: story.answers for story in told}, responses)
    large = sorted(told, key=lambda story: -story.answers)[:3]
    back = {story.code: (responses // WITHDRAWN_PER + at) // len(large) for at, story in enumerate(large)}
    for story in told:
        rng = Random(f"{seed}:{story.code}")
        words = words_of(story, seed)
        staying = people(story, numbers[story.code], rng)
        leaving = people(story, back.get(story.code, 0), rng)
        for at, person in enumerate([*staying, *leaving]):
            yield _letter(story, at, person, words, Random(f"{seed}:{story.code}:{at}"), at >= len(staying))


def _letter(story: Story, at: int, person: Person, words: Words, rng: Random, taken_back: bool) -> Letter:
    return Letter(
        client_id=f"example-{story.code}-{at}",
        district=story.code,
        channel=person.channel,
        access=person.access,
        language=person.language,
        days_ago=_days_ago(person, rng),
        answers=answers(person, story, words, rng),
        taken_back=taken_back,
    )


def _days_ago(person: Person, rng: Random) -> int:
    """A workshop is one evening; the rest comes in over some weeks, most of it soon after the asking began."""
    if person.channel == "workshop":
        return WORKSHOP_DAYS_AGO
    return max(ASKED_FOR_DAYS - int(rng.expovariate(0.15)), 0)
