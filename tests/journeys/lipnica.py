"""Lipnica, an invented town: what its 30 residents say, what it has, and what follows from that, counted by hand.

Breg, 20 people (8 + 7 + 3 + 2); Gaj, 10 people; Trata, nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, list[str]]

SLUG = "lipnica"
DISTRICTS = ("Breg", "Gaj", "Trata")
LOCAL = "board_games"
"""What Gaj adds to the list of all."""

PHONE = "01 222 33 44"
MORNING, EVENING = ["weekday_am"], ["weekday_ev"]


@dataclass(frozen=True)
class People:
    """So many people who say the same."""

    many: int
    answers: Answers


def _wants(activity: str, often: str, have: str, why: str = "") -> dict[str, list[str]]:
    return {"q_r3": [activity], **_card(activity, often, have), **({f"q_r4__{activity}__why": [why]} if why else {})}


def _card(activity: str, often: str, have: str) -> dict[str, list[str]]:
    return {f"q_r4__{activity}__often": [often], f"q_r4__{activity}__have": [have]}


def _person(place: str, comes: str, helps: str, when: list[str], **more: list[str]) -> dict[str, list[str]]:
    own = {"q_r1": [place], "q_r2": [comes], "q_r10": [helps], "q_r7": when}
    rest = {"q_r0": ["yes"], "q_for_whom": ["myself"], "q_r7b": ["min10"], "q_r8": ["word"], "q_r9": ["never"]}
    return own | rest | more


EXERCISE = _person("breg", "weekly", "yes", MORNING, q_r5=["hall"], q_age=["a65_74"], q_gender=["f"])
COMPUTERS = _person("breg", "monthly", "maybe", MORNING, q_r5=["computers"], q_age=["a75_84"], q_gender=["m"])
SINGING = _person("breg", "few", "no", EVENING, q_r5=["hall"], q_age=["a30_44"], q_gender=["f"])
NOTHING = _person("breg", "no", "no", EVENING, q_r3=["none"], q_age=["a45_64"], q_gender=["m"])
COFFEE = _person("gaj", "weekly", "maybe", ["saturday"], q_r5=["kitchen"], q_age=["a45_64"], q_gender=["f"])

GAMES = {"q_r3": ["social_cafe", LOCAL], **_card(LOCAL, "weekly", "none")}

RESIDENTS = (
    People(8, EXERCISE | _wants("exercise", "weekly", "none")),
    People(7, COMPUTERS | _wants("digital_help", "monthly", "unknown")),
    People(3, SINGING | _wants("choir_music", "few", "unsuitable", "time")),
    People(2, NOTHING),
    People(10, COFFEE | _wants("social_cafe", "weekly", "use") | GAMES),
)

# Two rooms, three organisations (two by hand), five activities (four by hand), as people type them.
HALL = {"name": "Dom krajanov", "hours.mon": "8-12", "hours.tue": "8-12", "hours.thu": "8-12", "capacity": "40"}
CELLAR = {"name": "Klet", "hours.sat": "9-13", "capacity": "12"}
CLUB = {"name": "Društvo upokojencev", "kind": "ngo"}
LIBRARY = {"name": "Knjižnica", "kind": "library"}
ROOMS = ((HALL, "Breg"), (CELLAR, "Gaj"))
PROVIDERS = ((CLUB, "Breg"), (LIBRARY, "Breg"))
CLUBS, READERS = "Društvo upokojencev", "Knjižnica"
OFFERINGS = (
    ({"name": "Računalniki", "activity": "digital_help", "hours.tue": "9-11"}, "Breg", READERS, "Dom krajanov"),
    ({"name": "Pevski zbor", "activity": "choir_music", "hours.mon": "9-10"}, "Breg", CLUBS, "Dom krajanov"),
    ({"name": "Klepet ob kavi", "activity": "social_cafe", "hours.sat": "10-12"}, "Gaj", CLUBS, "Klet"),
    ({"name": "Vadba v Gaju", "activity": "exercise", "hours.wed": "9-10"}, "Gaj", CLUBS, ""),
)  # fmt: skip
OFFER = {"activity": "crafts", "readiness": "interested"}

# The third organisation comes by the link: it sings already, and would lead exercises in the morning.
FORM: Answers = {
    "q_s0": ["yes"], "q_s1": ["Društvo Zvon"], "q_s1_kind": ["culture"], "q_s1_district": ["breg"],
    "q_s2": ["choir_music"], "q_s3": ["exercise"], "q_s3_ready__exercise__ready": ["agreed"], "q_s4": ["6"],
    "q_s4_slots": ["thu_am"], "q_s10": ["offer"],
}  # fmt: skip

FIRST = {
    "breg": {
        "exercise": ("open_now", 8, 20),
        "digital_help": ("tell_people", 7, 20),
        "choir_music": ("find_provider", 3, 20),
    },
    "gaj": {LOCAL: ("find_provider", 10, 10), "social_cafe": ("keep", 10, 10)},
}
"""What follows for an activity: wanted by so many of so many.

Exercise in Breg: runs only in Gaj, from where nobody is said to come; Zvon has agreed, the hall is free on Thursday
morning. Computers: run, but none of the seven knows. Singing: runs twice, and suits none of the three. Coffee in Gaj:
runs, and all go.
"""

LISTED = {"breg": (1, 3, 3, 2), "gaj": (1, 2, 0, 0), "trata": (0, 0, 0, 0)}
"""Rooms, activities, organisations and offers on the page of all lists, after everything is confirmed."""
