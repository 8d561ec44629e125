"""What the public reads beside the counts of a release: the verdict, how many people live here, what exists."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from analysis.coverage import GENDERS, population
from analysis.disclosure import AGE_BANDS
from analysis.need import need, ways_of_asking
from survey.released import Released, ReleasedExisting, ReleasedPlace, ReleasedRunning
from survey.store import tally
from survey.store.districts import Census, District
from survey.store.inventory import public_inventory
from survey.worker.place import Asked


def beside(session: Session, of: Asked, made: Released) -> Released:
    """The same document with these facts for every place of it."""
    cells = tally.cells(session, of.round.id)
    places = [_judged(of, _place(session, of, place), cells) for place in made["places"]]
    return {**made, "town": _place(session, of, made["town"]), "places": places}


def _place(session: Session, of: Asked, place: ReleasedPlace) -> ReleasedPlace:
    mine = [district for district in of.districts if district.code in place["districts"]]
    here = [district for district in mine if not district.outside]
    census = [[row for row in of.census if row.district_id == district.id] for district in here]
    counted = [row for rows in census for row in rows] if all(census) else []
    told: ReleasedPlace = {**place, "existing": _existing(session, of, here), "living": _living(counted)}
    if len(here) == len(mine):  # otherwise some of the answers are of people from elsewhere
        told["people"] = _people(counted)
    return told


def _judged(of: Asked, place: ReleasedPlace, cells: Iterable[tally.CellRow]) -> ReleasedPlace:
    """With the verdict; a whole town has none, since nobody opens one place for all of it."""
    asked = _ways([cell for cell in cells if cell.district in place["districts"]])
    verdict = _verdict(place, of, asked)
    return {**place, "verdict": verdict} if verdict else place


def _ways(cells: Iterable[tally.CellRow]) -> int:
    people: dict[str, int] = {}
    for cell in cells:
        people[cell.channel] = people.get(cell.channel, 0) + cell.n
    return ways_of_asking(people)


def _verdict(place: ReleasedPlace, of: Asked, ways: int) -> str:
    """Only from numbers that the document has itself; nothing where the question is not shown."""
    asked = {variable.question for variable in of.codebook.by_role("intent")}
    for figure in place["figures"]:
        if figure["question"] in asked and figure["base"] is not None:
            counts = {row["code"]: row["n"] or 0 for row in figure["rows"]}
            return need(counts, figure["base"], ways).verdict
    return ""


def _living(census: Iterable[Census]) -> dict[str, dict[str, int | None]]:
    """How many people of each group live here; None as soon as one part of it was not counted."""
    rows = list(census)
    bands = {band: _people([row for row in rows if row.age in ages]) for band, ages in AGE_BANDS.items()}
    genders = {code: _people([row for row in rows if row.gender == code]) for code in GENDERS}
    return {"age": bands, "gender": genders}


def _people(rows: list[Census]) -> int | None:
    return population(rows) if rows else None


def _existing(session: Session, of: Asked, places: Iterable[District]) -> ReleasedExisting:
    """Without the names of those who would offer something: organisations may be one person."""
    found = [public_inventory(session, of.assessment, district) for district in places]
    running = {o.id: o for one in found for o in one.offerings if o.state == "running"}
    offered = dict.fromkeys(code for one in found for offer in one.offers for code in offer.activities)
    return ReleasedExisting(
        rooms=list(dict.fromkeys(room.name for one in found for room in one.rooms)),
        running=[ReleasedRunning(name=o.name, activities=list(o.activities)) for o in running.values()],
        offered=list(offered),
    )
