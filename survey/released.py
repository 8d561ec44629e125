"""What the public reads of a round once somebody has released it: frozen, in codes, and only what may be shown.

Places under 10 answers are part of a larger one. What is left out is not in here at all, not even its base.
"""

from typing import Literal, NotRequired, TypedDict

RELEASE_FORMAT = 1


class ReleasedRow(TypedDict):
    """One answer: people, and from 30 on per cent; neither where only its name may be shown."""

    code: str
    n: int | None
    percent: int | None


class ReleasedFigure(TypedDict):
    """A plain question. `names_only` lists what three or more named, without any number."""

    question: str
    form: Literal["counts", "percent", "names_only"]
    base: int | None
    rows: list[ReleasedRow]


class ReleasedGroup(TypedDict):
    """Neighbouring groups as one: who answered, or how a group of them answered a question."""

    codes: list[str]
    n: int


class ReleasedPart(TypedDict):
    """One group of a breakdown and its answers; only of answers that no outsider can have made."""

    codes: list[str]
    form: Literal["counts", "percent"]
    base: int
    rows: list[ReleasedRow]


class ReleasedBreakdown(TypedDict):
    """A question by age or by gender."""

    question: str
    by: Literal["age", "gender"]
    parts: list[ReleasedPart]


class ReleasedShare(TypedDict):
    """A sensitive answer: per cent to the nearest 5, never a base."""

    question: str
    code: str
    percent: int


class ReleasedRunning(TypedDict):
    """Something that already takes place, by its name in as many languages as it has."""

    name: dict[str, str]
    activities: list[str]


class ReleasedExisting(TypedDict):
    """What there is, whatever people answered: rooms, what runs in them, and what somebody would offer, unnamed."""

    rooms: list[str]
    running: list[ReleasedRunning]
    offered: list[str]


class ReleasedPlace(TypedDict):
    """A district, or several that are one for the public, or the whole town.

    Beside what was counted stand facts that no answer can be worked out from: the verdict on the need, how many people
    live here (by age and gender, None where nobody knows), and what exists. The first releases have none of them.
    """

    districts: list[str]
    answers: int
    groups: dict[str, list[ReleasedGroup]]
    figures: list[ReleasedFigure]
    breakdowns: list[ReleasedBreakdown]
    sensitive: list[ReleasedShare]
    verdict: NotRequired[str]
    people: NotRequired[int | None]
    living: NotRequired[dict[str, dict[str, int | None]]]
    existing: NotRequired[ReleasedExisting]


class Released(TypedDict):
    """The whole document."""

    format: int
    version: str
    town: ReleasedPlace
    places: list[ReleasedPlace]


class Counted(TypedDict):
    """What a release was counted from, per district: stays inside, so that the next one knows what is new.

    `counts`: item → answer → people. `groups`: dimension → group → item → answer → people, of proven answers only.
    `people`: dimension → group → everybody who answered.
    """

    answers: int
    people: dict[str, dict[str, int]]
    counts: dict[str, dict[str, int]]
    groups: dict[str, dict[str, dict[str, dict[str, int]]]]
    sensitive: dict[str, dict[str, int]]


Basis = dict[str, Counted]
