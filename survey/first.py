"""What a lead's page knows about what to do first: a part of the figures documents, codes and counts only."""

from typing import Any, Literal, NotRequired, TypedDict


class Existing(TypedDict):
    """Something that runs. `reach` and `hours`: 1 within reach, in hours people can come; 0 not; 0.5 nobody knows.

    `place` and `minutes`: where it is and how far, when it is not here.
    """

    name: dict[str, str]
    room: str
    provider: str
    reach: float
    hours: float
    place: str
    minutes: int


class Offered(TypedDict):
    """Somebody who would do it, and how far that is."""

    provider: str
    readiness: str


class Part(TypedDict):
    """One of the five parts of a score: 0 to 1, the points it gives, and the raw numbers behind it."""

    value: float | None
    points: float
    raw: dict[str, Any]
    reason: str


class Match(TypedDict):
    """One activity: who wants it, what exists, who would offer it, and what follows from these facts.

    `label` is empty while there are too few answers for one; `off_list` is a person's decision and stands at once.
    `unsaid`: picked it and left open whether there is one. `room`: open, closed when people can come, or none at all.
    `slots`: the hours meant by that, empty where nobody knows. `one_provider`: all hangs on this one. `tried`: first
    and last year. `closed_by`, `open_questions`: what stands in the way, what nobody has answered. `place`, `score`
    and `parts` from 30 answers on, `place` inside the label.
    `base` is there only where fewer people could choose it than could choose most others.
    """

    code: str
    label: Literal["off_list", "tell_people", "find_provider", "find_room", "open_now", "keep", "not_now", ""]
    picked: int
    base: NotRequired[int]
    weekly: int
    monthly: int
    few: int
    use: int
    unserved: int
    unsuitable: int
    missing: int
    unknown: int
    unsaid: int
    exists: list[Existing]
    offered_by: list[Offered]
    rooms: list[str]
    room: Literal["open", "closed", "none"]
    slots: list[str]
    ask_more: bool
    one_provider: str
    tried: list[int]
    closed_by: list[str]
    open_questions: list[str]
    place: int | None
    score: float | None
    parts: dict[str, Part]


class Rank(TypedDict):
    """How sure the place of one activity is: median rank, the middle 80 % of ranks, chance of the first three."""

    rank: int
    low: int
    high: int
    top_three: float
    alike: list[str]
    always: bool


class Sure(TypedDict):
    """How sure the order is, from whole people drawn again; `answers` had been given when they were drawn."""

    people: int
    answers: int
    judged: int
    seed: int
    resamples: int
    stratified: bool
    rows: dict[str, Rank]


class First(TypedDict):
    """What to do first. `reason`: too_few (no score yet), no_weight, or empty. `judged` counts the lead's changes.

    `weights` as the lead set them, `shares` what they come to, `left_out` parts that nobody knows of some activity.
    """

    base: int
    rows: list[Match]
    reason: str
    weights: dict[str, int]
    shares: dict[str, float]
    left_out: list[str]
    groups: list[str]
    judged: int
    judged_at: str
    sure: Sure | None
