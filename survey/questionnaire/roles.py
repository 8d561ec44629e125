"""What a question can measure: the words by which the figures find their questions, whatever these are called."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.questionnaire.build import Written
from survey.questionnaire.faults import Faults, Path, unknown_word

OWN = "x_"
"""A town's own words begin like this; the figures that come with the program leave them alone."""

ROLES: Mapping[str, str] = {
    # who answers, and where
    "consent": "agreement to keep the answers",
    "district": "the place somebody lives in or something serves",
    "for_whom": "whether somebody answers for themselves",
    "stratum": "age or gender; these also have `stratum: age` or `stratum: gender`",
    "household": "living alone or with others",
    "status": "school, work, pension",
    "mobility": "how somebody gets around (sensitive)",
    "loneliness": "how often somebody feels lonely (sensitive)",
    "talks": "how often somebody talks to others (sensitive)",
    # what people wish
    "intent": "whether and how often somebody would come at all",
    "demand_pick": "activities picked out of many, with a limit",
    "demand_grid": "how often somebody would come to each activity; never compared with picks",
    "demand_escort": "activities somebody would join if taken there; never compared with picks",
    "frequency": "how often somebody would come to what they picked",
    "availability": "whether what somebody picked exists here and suits them",
    "awareness": "whether somebody knows what exists here, asked of everybody",
    "barrier": "why what exists does not suit",
    "feature": "what a space must have",
    "access_need": "what somebody needs to get in and take part (sensitive)",
    "time": "when somebody could come",
    "distance": "how far somebody would go",
    "channel": "how people hear about events",
    "missed": "whether somebody missed an event because they heard too late",
    "open": "own words",
    # who would help, and who offers
    "willingness": "whether somebody would help",
    "help_role": "in which way somebody would help",
    "offer": "activities somebody could give",
    "offer_now": "activities somebody gives today",
    "readiness": "how far an offer has come",
    "format": "lecture, course, group, visit …",
    "offer_hours": "how many hours somebody can give",
    "offer_time": "when somebody can give them",
    "offer_people": "how many people an offer can take",
    "offer_needs": "what an offer lacks",
    "audience": "for whom something is meant",
    "spoken": "languages somebody can use",
    "price": "what it costs",
    "cooperation": "how somebody wants to work together",
    "invite_also": "who else should be asked",
    "provider": "the organisation that runs something",
    "provider_kind": "which part of local life an organisation belongs to",
    "reach": "how far beyond one place something goes",
    "publish": "what may be shown to others",
    "person_name": "a name; only where the purpose allows it",
    "birth_date": "a date of birth; only where the purpose allows it",
    "home_address": "an address; only where the purpose allows it",
    "reach_by": "how to reach somebody; only where the purpose allows it",
    "purposes": "what somebody's address may be used for",
    # what exists today
    "offering": "activities that take place",
    "offering_name": "what something is called",
    "rhythm": "how often and when something takes place",
    "registration": "whether one has to sign up",
    "access": "how one gets in: steps, toilet, parking, bus",
    "capacity": "how many people fit",
    "attendance": "how many different people come",
    "visits": "how many visits there are",
    "funding": "who pays",
    "goal": "which goal of the municipality it serves",
    "state": "planned, running, paused or ended",
    "source": "when, by whom and how this was confirmed",
    "room": "a room: its hours, keys, state, heating, equipment",
    # visits at home
    "visit": "a visit: its number, day, length and outcome",
    "home_need": "what somebody at home needs and has (sensitive)",
    "helpers": "who helps somebody (sensitive)",
    "referral": "whom somebody was sent on to (sensitive)",
    "theme": "what was talked about",
    # volunteers
    "volunteer_field": "the field of voluntary work, as the yearly report names it",
    "volunteer_work": "the kind of voluntary work, as the yearly report names it",
    "skill": "what somebody knows or has learned",
    "agreement": "what the agreement with a volunteer needs",
    # local challenges
    "challenge": "a challenge: what, where, whom it concerns, what was tried",
    "criterion": "how well a challenge fits what was agreed beforehand",
    # events
    "satisfaction": "how somebody liked it, from 1 to 5",
    "first_time": "whether somebody is here for the first time",
    "return": "whether somebody would come again",
    # nothing is counted
    "note": "a text to read; nothing is measured",
    "calculated": "a value worked out from other answers",
}


def check_roles(written: Sequence[Written], faults: Faults) -> None:
    """A misspelt role would leave a question out of every figure without a word."""
    for entry in written:
        for path, role in _roles(entry):
            if role not in ROLES and not role.startswith(OWN):
                faults.at(path, unknown_word(role, ROLES))


def _roles(entry: Written) -> Iterator[tuple[Path, str]]:
    """What a question and its columns measure, with the places it is written in."""
    columns = entry.data.get("columns")
    parts: list[tuple[Path, Any]] = [(entry.path, entry.data)]
    for index, column in enumerate(columns if isinstance(columns, list) else []):
        parts.append(((*entry.path, "columns", index), column))
    for path, part in parts:
        role = part.get("measures") if isinstance(part, Mapping) else None
        if isinstance(role, str):
            yield (*path, "measures"), role
