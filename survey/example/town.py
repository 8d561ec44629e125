"""The invented municipality Lipovje: its districts, streets, people, rooms, what takes place and who offers what."""

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.gate import Gate
from analysis.inventory import Tried
from survey.example.stories import DATA, OUTSIDE, QUESTIONNAIRES, stories, table
from survey.questionnaire.load import load
from survey.store.districts import ActivityChoice, Assessment, Census, District, Municipality, StreetRange
from survey.store.judgements import Judged, put_judgement
from survey.store.offerings import Offering, Room
from survey.store.rounds import Round, publish
from survey.store.stakeholders import Offer, Provider

CODE = "lipovje"
SLUG = "lipovje"
ASKING_SINCE_DAYS = 30
Places = dict[str, District]


LISTED = timedelta(days=60)
"""How long ago somebody went round and asked what there is."""


def build(session: Session, today: date) -> Round:
    """Make the whole town and open its round, without any answers yet."""
    assessment = Assessment(
        code=CODE,
        name={"sl": "Občina Lipovje", "hr": "Općina Lipovje", "en": "Municipality of Lipovje"},
        municipality_id=_municipality(session).id,
        legal_basis="public_task",
        minimum_age=15,
        help_phone="00 000 00 00",
        example=True,
    )
    session.add(assessment)
    session.flush()
    places = _districts(session, assessment)
    session.add_all([*_streets(places), *_census(places), *_choices(places)])
    _inventory(session, assessment, places, today)
    return _round(session, assessment, today)


def _municipality(session: Session) -> Municipality:
    name = "Lipovje"
    found = session.scalar(select(Municipality).where(Municipality.name == name)) or Municipality(name=name)
    session.add(found)
    session.flush()
    return found


def _districts(session: Session, assessment: Assessment) -> Places:
    """The five districts of the map, and one for people from elsewhere."""
    shapes = json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))["features"]
    places = {
        shape["properties"]["code"]: District(
            assessment_id=assessment.id, polygon=shape["geometry"], **shape["properties"]
        )
        for shape in shapes
    }
    places[OUTSIDE] = District(assessment_id=assessment.id, code=OUTSIDE, name="Drugje", outside=True)
    session.add_all(places.values())
    session.flush()
    return places


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _streets(places: Places) -> Iterator[StreetRange]:
    for row in _rows("streets.csv"):
        yield StreetRange(
            district_id=places[row["district"]].id,
            street=row["street"],
            lowest=_number(row["lowest"]),
            highest=_number(row["highest"]),
            side=row["side"],
        )


def _census(places: Places) -> Iterator[Census]:
    for row in _rows("census.csv"):
        yield Census(
            district_id=places[row["district"]].id,
            age=row["age"],
            gender=row["gender"],
            n=_number(row["n"]),
            source=row["source"],
            day=date.fromisoformat(row["day"]),
        )


def _number(written: str) -> int | None:
    """An empty cell is a number that nobody knows."""
    return int(written) if written else None


def _choices(places: Places) -> Iterator[ActivityChoice]:
    for story in stories():
        for position, code in enumerate(story.adds):
            yield ActivityChoice(district_id=places[story.code].id, code=code, position=position)


def _inventory(session: Session, assessment: Assessment, places: Places, today: date) -> None:
    """Rooms and providers first, then what takes place in them and what they offer."""
    listed = table("inventory.yaml")
    for said in (*listed["rooms"], *listed["providers"], *listed["offers"]):
        said["confirmed_on"] = today - LISTED
    rooms = {room.pop("code"): Room(district_id=places[room.pop("district")].id, **room) for room in listed["rooms"]}
    providers = {said.pop("code"): _provider(said, assessment, places) for said in listed["providers"]}
    session.add_all([*rooms.values(), *providers.values()])
    session.flush()
    for said in listed["offerings"]:
        session.add(_offering(said, assessment, places, rooms, providers, today))
    for said in listed["offers"]:
        session.add(Offer(provider_id=providers[said.pop("provider")].id, **said))
    session.flush()
    for said in listed["judgements"]:
        put_judgement(session, places[said["district"]], _judged(said))


def _provider(said: dict[str, Any], assessment: Assessment, places: Places) -> Provider:
    return Provider(assessment_id=assessment.id, district_id=_id(places.get(said.pop("district", ""))), **said)


def _offering(
    said: dict[str, Any],
    assessment: Assessment,
    places: Places,
    rooms: dict[str, Room],
    providers: dict[str, Provider],
    today: date,
) -> Offering:
    return Offering(
        assessment_id=assessment.id,
        district_id=places[said.pop("district")].id,
        room_id=_id(rooms.get(said.pop("room", ""))),
        provider_id=_id(providers.get(said.pop("provider", ""))),
        confirmed_on=today - timedelta(days=said.pop("confirmed_days_ago")),
        **said,
    )


def _judged(said: dict[str, Any]) -> Judged:
    return Judged(
        gates={activity: Gate(**answers) for activity, answers in said["gates"].items()},
        tried={activity: Tried(*years) for activity, years in said.get("tried", {}).items()},
    )


def _id(row: District | Room | Provider | None) -> int | None:
    return row.id if row else None


def _round(session: Session, assessment: Assessment, today: date) -> Round:
    """Open the round with the survey for residents; it stays open, so that the example can always be tried."""
    opened = Round(
        assessment_id=assessment.id,
        slug=SLUG,
        name={
            "sl": "Prostor za srečevanje v soseski",
            "hr": "Prostor za susrete u susjedstvu",
            "en": "A place to meet in the neighbourhood",
        },
        state="open",
        opens=today - timedelta(days=ASKING_SINCE_DAYS),
    )
    session.add(opened)
    session.flush()
    publish(session, opened, load(QUESTIONNAIRES / "resident_survey.yaml"), "example")
    return opened
