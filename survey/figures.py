"""What a lead's page knows about one place: codes and counts only, so that one document serves every language.

The worker writes these documents, the pages read them; neither imports the other. Whatever may not be shown to a
lead is not in here at all.
"""

from typing import Literal, NotRequired, TypedDict

from survey.first import First

FORMAT = 9
"""Raised when the shape changes, so that the worker writes every document anew."""

Form = Literal["counts", "percent", "none"]
"""`counts` = numbers only, `percent` = numbers and shares, `none` = too few to show."""


class Row(TypedDict):
    """One answer and how many people gave it; None where this single answer may not be shown.

    `base` is there only where fewer people could give it than could answer the question.
    """

    code: str
    n: int | None
    base: NotRequired[int]


class Figure(TypedDict):
    """One question: who answered what. `minimum` says from how many answers it will be shown."""

    question: str
    form: Form
    minimum: int
    base: int
    skipped: int
    rows: list[Row]


class Need(TypedDict):
    """Is there a need? The verdict is a count of people, never a share."""

    verdict: Literal["enough_to_start", "enough_for_group", "too_few", "no_need"]
    regulars: int
    halved: int
    ways: int
    for_group: int
    for_start: int
    intent: Figure


class Wish(TypedDict):
    """One activity among the picks. Neighbours with the same band cannot be told apart.

    `base` is there only where fewer people could choose it than could choose most others; `low` and `high`, the range
    of its share from 0 to 1, only where answers are many enough for an order.
    """

    code: str
    picked: int
    base: NotRequired[int]
    low: NotRequired[float]
    high: NotRequired[float]
    goes: int
    unsuitable: int
    missing: int
    unknown: int
    unserved: int
    band: int
    tier: Literal["often", "sometimes", "seldom", ""]


class Wishes(TypedDict):
    """What people would come to. `order`: a list under 10 answers, three tiers under 30, then ranks."""

    question: str
    form: Form
    minimum: int
    base: int
    skipped: int
    order: Literal["list", "tiers", "ranks"]
    most: int
    used_all: int
    used_all_warning: bool
    rows: list[Wish]


class RoomEntry(TypedDict):
    """A room and when it is open: minutes a week are enough to see what stands empty."""

    name: str
    capacity: int | None
    features: list[str]
    hours: dict[str, list[list[str]]]
    note: str


class OfferingEntry(TypedDict):
    """Something that already runs."""

    name: dict[str, str]
    activities: list[str]
    room: str
    provider: str
    state: str
    hours: dict[str, list[list[str]]]


class OfferEntry(TypedDict):
    """Something that somebody is willing to do."""

    provider: str
    activities: list[str]
    readiness: str
    hours_month: int | None


class Inventory(TypedDict):
    """What there is in a place, besides people's wishes."""

    rooms: list[RoomEntry]
    offerings: list[OfferingEntry]
    offers: list[OfferEntry]


class Cover(TypedDict):
    """At most three ways of telling that together reach most people: `reached` of `base`, after each way `steps`."""

    ways: list[str]
    reached: int
    base: int
    steps: list[int]


class Heard(TypedDict):
    """How people of one age hear about events; `groups` are several where one alone would be too few to show."""

    groups: list[str]
    base: int
    rows: list[Row]


class Reach(TypedDict):
    """One group to ask next: how many live here, how many answers it is short of, and by which way it hears.

    `whose` answers say so: those of the `group`, of `all` who answered here, or of nobody.
    """

    kind: Literal["age", "gender"]
    code: str
    answers: int
    people: int | None
    short_of: int
    way: str
    whose: Literal["group", "all", ""]


class Group(TypedDict):
    """One age group or gender: answers against people who live here (None = nobody counted them)."""

    kind: Literal["age", "gender"]
    code: str
    answers: int
    people: int | None
    share_answers: float | None
    share_people: float | None
    verdict: Literal["missing", "fewer", "fair", "more", "unknown"]


class Day(TypedDict):
    """How many answers one day brought in one way; `day` as 2026-10-31."""

    day: str
    channel: str
    n: int


class Answered(TypedDict):
    """Who answered, by the way they were asked; `unproven` came by the open link, so an outsider may have sent them."""

    ways: list[Row]
    unproven: int
    days: list[Day]


class Weighed(TypedDict):
    """One answer in whole per cent (0 to 1): its share as it was given, and weighted to those who live there."""

    code: str
    share: float
    weighted: float


class Notice(TypedDict):
    """One thing to be told before any result: its cause and how much it is; `way` only where all were asked one way."""

    cause: Literal["largest_weight", "uneven_weights", "empty_cells", "index_outside", "one_way"]
    value: float
    way: str


class Weighing(TypedDict):
    """Shares as if each age and gender had answered as often as it lives there, by role of the question.

    `refused` says why there are none, and `where` of which group that is; `worth` as many answers as all of them are
    worth with unequal weights. `districts`: in a town, whether districts count as much as people live in each. `asked`:
    which question that was.
    """

    refused: str
    where: str
    worth: int
    districts: bool
    notices: list[Notice]
    asked: dict[str, str]
    shares: dict[str, list[Weighed]]


class Leaning(TypedDict):
    """How many of a district would come regularly: counted, and as a share that leans on the other districts."""

    code: str
    yes: int
    n: int
    share: float
    low: float
    high: float


class Pooled(TypedDict):
    """The shares of all districts, small ones with the help of the others; `refused` says why there are none."""

    refused: str
    rows: list[Leaning]


class ChartKeys(TypedDict):
    """Where the finished pictures of one chart lie: language, then size, then the key of the stored drawing."""

    keys: dict[str, dict[str, str]]


class Live(TypedDict):
    """Plain totals of one district, renewed with every answer.

    `version` is the questionnaire whose words belong to the codes; `since` says from which version on a question's
    answers are counted, where earlier ones cannot be compared; `added` from which version on an option could be chosen.
    `free` says in how many rooms nothing takes place though they are open, for the parts of the week.
    """

    format: int
    version: str
    since: dict[str, int]
    added: dict[str, dict[str, int]]
    answers: int
    people: int | None
    need: Need | None
    wishes: Wishes | None
    features: Figure | None
    times: Figure | None
    distance: Figure | None
    inventory: Inventory
    free: dict[str, int]
    first: First
    willing: Figure | None
    contacts: int
    answered: Answered
    hear: Figure | None
    missed: Figure | None
    missing: list[str]
    charts: dict[str, ChartKeys]


class Settled(TypedDict):
    """Breakdowns and sensitive figures of one district, renewed once a day and only with enough new answers.

    `wanted`: who picked what, by age and by gender (kind → activity → group → people), for the part of the score that
    asks whom an activity reaches; empty where a group is too small to be shown.
    """

    format: int
    version: str
    answers: int
    groups: list[Group]
    unstated: dict[str, int]
    access: Figure | None
    loneliness: Figure | None
    mobility: Figure | None
    cover: Cover | None
    heard: list[Heard]
    reach: list[Reach]
    wanted: dict[str, dict[str, dict[str, int]]]
    weighing: Weighing
    charts: dict[str, ChartKeys]


class TownSettled(TypedDict):
    """What is known of the whole town only, renewed once a day as the breakdowns of its districts are."""

    format: int
    version: str
    answers: int
    weighing: Weighing
    pooled: Pooled


class Town(TypedDict):
    """The whole town of one round: only its map, because its figures are those of its districts."""

    format: int
    charts: dict[str, ChartKeys]
