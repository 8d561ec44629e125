"""What the invented people write in their own words: each sentence is said once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from survey.example.stories import Story, stories, table

TALKATIVE = 0.45


@dataclass(frozen=True)
class Words:
    """The sentences of one district that nobody has said yet, and short words for "something else"."""

    left: Mapping[str, list[str]]
    activity: Mapping[str, Sequence[str]]
    feature: Mapping[str, Sequence[str]]

    def better(self, language: str, rng: Random) -> str | None:
        """Say something, as long as there is something new to say."""
        left = self.left[language]
        return left.pop() if left and rng.random() < TALKATIVE else None


@cache
def _said() -> Any:
    """All sentences; nobody changes them, since each district shuffles its own list."""
    return table("words.yaml")


def words_of(story: Story, seed: int) -> Words:
    """Deal out the sentences: those of the district, and its share of those that fit anywhere."""
    said = _said()
    place, places = stories().index(story), len(stories())
    left = {language: sentences[place::places] for language, sentences in said["better"]["anywhere"].items()}
    left["sl"] = [*said["better"].get(story.code, []), *left["sl"]]
    for language, sentences in left.items():
        Random(f"{seed}:{story.code}:{language}").shuffle(sentences)
    return Words(left, said["activity"], said["feature"])
