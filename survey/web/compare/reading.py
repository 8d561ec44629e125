"""The finished figures of several districts at once: two questions to the database, however many they are."""

from collections.abc import Iterable
from typing import cast

from flask import abort
from sqlalchemy.orm import Session

from survey.figures import FORMAT, Live, Town
from survey.sentences import words
from survey.store.districts import District
from survey.store.snapshots import latest_of_round
from survey.web.dashboard.order import letters
from survey.web.dashboard.reading import Desk, district_of

FEWEST, MOST = 2, 6


def comparable(at: Desk) -> tuple[District, ...]:
    """The districts that can be laid beside one another: people from elsewhere are no district."""
    here = (district for district in at.districts if not district.outside)
    return tuple(sorted(here, key=lambda district: letters(district.name)))


def chosen(at: Desk, codes: Iterable[str]) -> tuple[District, ...]:
    """The districts of an address, each once, by name; one that is not on it does not exist."""
    wanted = {district_of(at, code).code for code in codes}
    found = tuple(district for district in comparable(at) if district.code in wanted)
    return found if len(found) == len(wanted) else abort(404)


def names(districts: Iterable[District]) -> dict[str, str]:
    """What districts are called, by their codes."""
    return {district.code: words.place(district) for district in districts}


def figures(session: Session, at: Desk, districts: Iterable[District]) -> tuple[dict[str, Live | None], Town | None]:
    """The plain totals of some districts, and what lies between them; None while they are written anew."""
    here = list(districts)
    found = latest_of_round(session, at.round, "live", only=[None, *(district.id for district in here)])
    current = {place: snapshot.figures for place, snapshot in found.items() if snapshot.figures["format"] == FORMAT}
    lives = {district.code: cast(Live | None, current.get(district.id)) for district in here}
    return lives, cast(Town | None, current.get(None))
