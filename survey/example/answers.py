"""What the invented people answer: seeded, so that the same seed always tells the same."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from survey.example.people import Person
from survey.example.stories import Story, Weights, tastes
from survey.example.words import Words

BLANK = 0.03
ELSEWHERE = {"use": 0.08, "unsuitable": 0.05, "none": 0.62, "unknown": 0.25}


def answers(person: Person, story: Story, words: Words, rng: Random) -> dict[str, Any]:
    """Fill in the whole survey for one person, with the blanks and refusals that people leave."""
    picked = _picked(person, story, rng)
    said: dict[str, Any] = {"r2": person.coming, "age": person.age, "gender": person.gender}
    said["r3"] = _with_words(picked, words.activity, person.language, rng)
    said["r4"] = {code: _card(code, person, story, rng) for code in picked if code not in ("other", "none")}
    said |= dict(_rest(person, story, words, rng))
    left = {name: answer for name, answer in said.items() if name in ("r2", "age", "gender") or rng.random() > BLANK}
    given = {name: answer for name, answer in left.items() if answer not in (None, {}, [])}
    return {"r0": "yes", "r1": story.code, **given}


def _rest(person: Person, story: Story, words: Words, rng: Random) -> Iterator[tuple[str, Any]]:
    """Every question after the wishes."""
    yield "for_whom", "somebody" if person.very_old and rng.random() < 0.12 else "myself"
    features = _sample(_column(tastes()["features"], person.stage, story.features), rng.choice((1, 2, 2, 3, 3)), rng)
    yield "r5", _with_words(features, words.feature, person.language, rng)
    yield "r6", _ticks(_needs(person, rng))
    yield "r7", _ticks(_times(person, rng))
    yield "r7b", _one(_column(tastes()["distances"], person.stage), rng)
    yield "r8", _ticks(_hears(person, story, rng))
    yield "r9", _missed(story, rng)
    yield "r10", _help(person, story, rng)
    yield "r11", words.better(person.language, rng)
    yield from _personal(person, rng)


def _picked(person: Person, story: Story, rng: Random) -> list[str]:
    """What they would come to; nobody picks what their district does not offer."""
    number = _one(dict(zip("012345", tastes()["picks"][person.coming or "few"], strict=True)), rng)
    weights = {code: tastes()["activities"][code] for code in (*story.offered, "other")}
    liked = {
        code: row[person.stage] * story.likes.get(code, 1.0) * (row[3] if person.gender == "f" else 1.0)
        for code, row in weights.items()
    }
    return _sample(liked, int(number), rng) or ["none"]


def _card(code: str, person: Person, story: Story, rng: Random) -> dict[str, str]:
    """How often, whether it exists, and why it does not suit."""
    card = {
        "often": _one(dict(zip(("weekly", "monthly", "few"), _pace(person), strict=True)), rng),
        "have": _one(_known(code, story), rng),
    }
    if card["have"] == "unsuitable":
        card["why"] = _one(_column(tastes()["barriers"], person.stage), rng)
    return {column: answer for column, answer in card.items() if rng.random() > BLANK / 2 or column == "have"}


def _pace(person: Person) -> list[float]:
    pace: list[float] = tastes()["frequency"][person.coming or "few"]
    return pace


def _known(code: str, story: Story) -> Mapping[str, float]:
    """What exists may be known or not; what does not exist some find elsewhere."""
    if code not in story.running:
        return ELSEWHERE
    return {
        "use": story.suits * story.knows,
        "unsuitable": (1 - story.suits) * story.knows,
        "none": 0.55 * (1 - story.knows),
        "unknown": 0.45 * (1 - story.knows),
    }


def _needs(person: Person, rng: Random) -> list[str]:
    """Conditions for coming at all, more of them with age."""
    if rng.random() < 0.04:
        return ["na"]
    column = 3 if person.very_old else person.stage
    return [need for need, chance in tastes()["access"].items() if rng.random() < chance[column]] or ["none"]


def _times(person: Person, rng: Random) -> list[str]:
    chances = _column(tastes()["times"], person.stage)
    return [time for time, chance in chances.items() if rng.random() < chance]


def _hears(person: Person, story: Story, rng: Random) -> list[str]:
    """How news reaches them; where events are missed, it often does not."""
    if rng.random() < 0.35 * story.missed_events:
        return ["none"]
    return _sample(_column(tastes()["hear"], person.stage), rng.choice((1, 2, 2, 3)), rng)


def _missed(story: Story, rng: Random) -> str:
    missed = story.missed_events
    return _one({"often": 0.35 * missed, "sometimes": 0.65 * missed, "never": 0.8 - 0.8 * missed, "unknown": 0.2}, rng)


def _help(person: Person, story: Story, rng: Random) -> str:
    """Who would come often is readier to help."""
    ready = story.helps * (1.3 if person.coming in ("weekly", "monthly") else 0.8) * (0.6 if person.very_old else 1)
    return _one({"yes": ready, "maybe": 0.24, "no": max(0.76 - ready, 0.1)}, rng)


def _personal(person: Person, rng: Random) -> Iterator[tuple[str, str | None]]:
    """Household, and the three questions of the optional page, which half of the people answer."""
    column = 3 if person.very_old else person.stage
    alone = rng.random() < tastes()["alone"][column]
    yield "household", "na" if rng.random() < 0.03 else "alone" if alone else "others"
    if rng.random() < 0.5:
        lonely = tastes()["lonely_alone" if alone else "lonely_others"]
        yield "status", _one(_column(tastes()["status"], person.stage), rng)
        yield "mobility", _one(_column(tastes()["mobility"], column), rng)
        yield "lonely", _one(dict(zip(("never", "sometimes", "often", "na"), lonely, strict=True)), rng)


def _with_words(picked: list[str], words: Mapping[str, Sequence[str]], language: str, rng: Random) -> dict[str, Any]:
    """Ticks, with a few words where "something else" is among them."""
    if "other" not in picked:
        return _ticks(picked)
    return {"picked": picked, "other": rng.choice(words[language])}


def _ticks(picked: list[str]) -> dict[str, Any]:
    return {"picked": picked} if picked else {}


def _column(rows: Weights, column: int, factors: Mapping[str, float] | None = None) -> dict[str, float]:
    """One stage of life out of a table of tastes, bent by what a district is like."""
    return {name: row[column] * (factors or {}).get(name, 1.0) for name, row in rows.items()}


def _one(weights: Mapping[str, float], rng: Random) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _sample(weights: Mapping[str, float], number: int, rng: Random) -> list[str]:
    """Draw different things by weight: the heavier, the sooner."""
    drawn = sorted(weights, key=lambda name: rng.random() ** (1 / max(weights[name], 1e-9)), reverse=True)
    return drawn[:number]
