"""The lists: which fields each has, for its page and for its file."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.store.districts import District, districts
from survey.store.inventory import EVERYWHERE
from survey.store.listing import listed
from survey.store.offerings import Room
from survey.store.stakeholders import Provider
from survey.web.inventory import words
from survey.web.inventory.access import Desk
from survey.web.inventory.controls import Choice, Control, Day, Line, Note, One, Several, Whole
from survey.web.inventory.lines import Ways, Week

ALL_DAY = 24 * 31


@dataclass(frozen=True)
class Field:
    """One field: its column, its question, a hint beneath, how it is typed, and whether it may stay empty."""

    name: str
    label: str
    control: Control
    hint: str = ""
    required: bool = False
    aside: bool = False
    """Seldom needed, so it stands behind a line to open."""


def fields_of(session: Session, at: Desk, kind: str) -> list[Field]:
    """The fields of one list in the reader's language, with what can be chosen here."""
    makers: dict[str, Callable[[Session, Desk], list[Field]]] = {
        "rooms": _room,
        "offerings": _offering,
        "providers": _provider,
        "offers": _offer,
        "requests": _request,
    }
    return makers[kind](session, at)


def _room(_session: Session, at: Desk) -> list[Field]:
    return [
        Field("name", _("What is the room called?"), Line(), required=True),
        Field("district_id", _("In which district is it?"), One(_districts(at)), required=True),
        Field("hours", _("When is it open for people to meet?"), Week(), _hours_hint()),
        Field("capacity", _("For how many people?"), Whole(5000, 1)),
        Field("features", _("What does it have?"), Several(words.features(at.asked))),
        Field("used", _("Which of these hours are taken already by something that is not in these lists?"), Week(),
              _hours_hint(), aside=True),
        Field("note", _("Anything else"), Note(),
              _("Who keeps the keys (the organisation, not a person), heating, equipment, steps.")),
    ]  # fmt: skip


def _hours_hint() -> str:
    return _("For example 8-12, 15-17.30. Leave a day empty when it is closed.")


def _offering(session: Session, at: Desk) -> list[Field]:
    return [
        Field("name", _("What is it called?"), Line(), required=True),
        Field("district_id", _("In which district does it take place?"), One(_districts(at)), required=True),
        Field("activities", _("What is it?"), _activities(at), required=True),
        Field("provider_id", _("Who runs it?"), One([("", _("not known")), *_providers(session, at)])),
        Field("room_id", _("In which room?"), _room_choice(session, at)),
        Field("state", _("Does it take place already?"),
              One([("running", _("yes, it runs")), ("planned", _("no, it is planned"))]), required=True),
        Field("hours", _("When does it take place?"), Week(), _hours_hint()),
        Field("rhythm", _("How often?"), One([("", _("not known")), *words.rhythms()])),
        Field("ways", _("Do people from other districts come, too? How many minutes is it for them?"),
              Ways(_elsewhere(session, at)),
              _("Minutes on foot or as people usually travel. Leave a district empty when nobody comes from there."),
              aside=True),
        Field("audience", _("Whom does it suit?"), One(words.shares()), required=True, aside=True),
        Field("affordable", _("Who can afford it?"), One(words.shares()), required=True, aside=True),
        Field("price", _("What does one pay?"), One([("", _("not known")), *words.prices()]), aside=True),
        Field("note", _("Anything else"), Note(),
              _("How to join, how many come, steps, parking. Leave out people's names."), aside=True),
    ]  # fmt: skip


def _provider(_session: Session, at: Desk) -> list[Field]:
    whole = [("", _("the whole town"))] if at.reach.town else []
    return [
        Field("name", _("What is the organisation called?"), Line(),
              _("Leave out the names of people; whoever wants to be reached leaves a contact on a sheet of its own."),
              required=True),
        Field("kind", _("Which of these is it?"), One(words.kinds()), required=True),
        Field("district_id", _("Where does it work?"), One([*whole, *_districts(at)]), required=not at.reach.town),
        Field("hours_month", _("How many hours a month can it give, for everything together?"), Whole(ALL_DAY)),
        Field("cooperation", _("How does it want to work with others?"), Several(words.cooperations()), aside=True),
        Field("note", _("Anything else"), Note(), _("Leave out people's names."), aside=True),
    ]  # fmt: skip


def _offer(session: Session, at: Desk) -> list[Field]:
    return [
        Field("provider_id", _("Which organisation?"), One(_providers(session, at, own=True)), required=True),
        Field("activities", _("What would they do?"), _activities(at), required=True),
        Field("readiness", _("How far has it come?"), One(readiness()), required=True),
        Field("hours_month", _("How many hours a month?"), Whole(ALL_DAY)),
        Field("slots", _("When would it suit them?"), Several(words.slots(at.asked)),
              _("Leave it empty when any time is good.")),
        Field("needs", _("What do they need for it?"), Note(), _("A room, money, people to help, insurance.")),
        Field("format", _("In what form?"), One([("", _("not known")), *words.formats()]), aside=True),
        Field("people", _("For how many people at a time?"), Whole(5000, 1), aside=True),
        Field("audience", _("Which ages is it meant for?"), Several(words.ages()), aside=True),
        Field("price", _("What does one pay?"), One([("", _("not known")), *words.prices()]), aside=True),
        Field("holds_until", _("Until when does the offer hold?"), Day(), aside=True),
    ]  # fmt: skip


def _request(_session: Session, at: Desk) -> list[Field]:
    whole = [("", _("the whole town"))] if at.reach.town else []
    return [
        Field("name", _("Which group asks for it?"), Line(),
              _("A club, a class, a parish. Leave out the names of people."), required=True),
        Field("district_id", _("In which district do they want it?"), One([*whole, *_districts(at)]),
              required=not at.reach.town),
        Field("activities", _("What do they ask for?"), _activities(at), required=True),
        Field("people", _("How many people are they?"), Whole(5000, 1),
              _("It stays one request, however many they are.")),
        Field("asked_on", _("When did they ask?"), Day()),
        Field("note", _("Anything else"), Note(), _("Leave out people's names."), aside=True),
    ]  # fmt: skip


def readiness() -> list[Choice]:
    return [
        ("interested", _("they are interested, nothing is agreed")),
        ("named", _("they know what and who, not yet when")),
        ("agreed", _("days and hours are agreed")),
        ("fixed", _("agreed, with a room")),
    ]


def _districts(at: Desk) -> list[Choice]:
    return [(str(one.id), one.name) for one in at.districts]


def _elsewhere(session: Session, at: Desk) -> list[Choice]:
    known: list[District] = [one for one in districts(session, at.assessment) if not one.outside and not one.valid_to]
    return [*((one.code, one.name) for one in known), (EVERYWHERE, _("from any other district"))]


def _activities(at: Desk) -> Several:
    asked = at.offered()
    rest = sorted((code for code in at.activities if code not in asked), key=at.activity)
    return Several([(code, at.activity(code)) for code in (*asked, *rest)], near=len(asked) or 100)


def _room_choice(session: Session, at: Desk) -> One:
    names = {one.id: one.name for one in at.districts}
    rooms = [one for one in listed(session, "rooms", at.reach) if isinstance(one, Room) and _lives(one)]
    choices = [(str(one.id), f"{one.name} ({names.get(one.district_id, '')})") for one in rooms]
    return One([("", _("in none of these")), *choices], also=[(str(one.id), one.name) for one in rooms])


def _providers(session: Session, at: Desk, *, own: bool = False) -> list[Choice]:
    found = [one for one in listed(session, "providers", at.reach) if isinstance(one, Provider) and _lives(one)]
    return [(str(one.id), one.name) for one in found if not own or at.reach.covers(one.district_id)]


def _lives(thing: object) -> bool:
    return getattr(thing, "state", "") != "ended"
