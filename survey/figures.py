"""What a lead's page knows about one place: codes and counts only, so that one document serves every language.

The worker writes these documents, the pages read them; neither imports the other. Whatever may not be shown to a
lead is not in here at all.
"""

from typing import Literal, NotRequired, TypedDict

from survey.across import Between, Earlier, Powers, TownRow
from survey.apart import Apart
from survey.first import First
from survey.listed import Inventory
from survey.weighed import Weighing

FORMAT = 14
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

    `base` is there only where fewer people could choose it than could choose most others. `wanted`: at least one in
    five chose it; while the answers are only a list, anybody at all. `low` and `high`, the range of its share from 0
    to 1, only where answers are many enough for an order.
    """

    code: str
    wanted: bool
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


class ChartKeys(TypedDict):
    """Where the finished pictures of one chart lie: language, then size, then the key of the stored drawing."""

    keys: dict[str, dict[str, str]]


class Live(TypedDict):
    """Plain totals of one district, renewed with every answer.

    `version` is the questionnaire whose words belong to the codes; `since` says from which version on a question's
    answers are counted, where earlier ones cannot be compared; `added` from which version on an option could be chosen.
    `free` says in how many rooms nothing takes place though they are open, for the parts of the week. `placed` counts
    the changes of map and census before these figures.
    """

    format: int
    version: str
    placed: int
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
    powers: Powers
    charts: dict[str, ChartKeys]


class Part(TypedDict):
    """The answers of one group of a place, or of neighbours that are one because each alone would be too few.

    What is asked of those who picked something is left out, and so is every question that any group of the same kind
    answered too seldom.
    """

    groups: list[str]
    answers: int
    need: Need | None
    wishes: Wishes | None
    features: Figure | None
    times: Figure | None
    distance: Figure | None
    willing: Figure | None
    hear: Figure | None
    missed: Figure | None


PartKind = Literal["age", "gender", "channel"]


class Settled(TypedDict):
    """Breakdowns and sensitive figures of one district, renewed once a day and only with enough new answers.

    `wanted`: who picked what, by age and by gender (kind → activity → group → people), for the part of the score that
    asks whom an activity reaches; empty where a group is too small to be shown. `parts`: the answers by age, by gender
    and by way of asking, never by two of them; a kind is absent where everybody would be one group.
    """

    format: int
    version: str
    placed: int
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
    parts: dict[PartKind, list[Part]]
    earlier: list[Earlier]
    weighing: Weighing
    apart: Apart | None
    apart_known: NotRequired[Apart | None]
    charts: dict[str, ChartKeys]


class Town(TypedDict):
    """The whole town of one round: its map, and what lies between its districts.

    `between` is by what was compared: regulars, helpers, and `activity:` with each code. `rows` count everybody, people
    from elsewhere among them.
    """

    format: int
    charts: dict[str, ChartKeys]
    between: dict[str, Between]
    answers: int
    rows: list[TownRow]
