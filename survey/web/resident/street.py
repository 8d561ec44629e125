"""Which district am I in? A street and a house number lead to it; only the district is kept, never what was typed."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey.places.drawing import Picture, picture
from survey.places.finding import LONGEST, Finder, Found, Stretch
from survey.places.names import Named
from survey.places.simpler import simpler
from survey.questionnaire.context import Context
from survey.questionnaire.model import OUTSIDE, Section
from survey.questionnaire.places import Shape
from survey.questionnaire.question_type import Control
from survey.questionnaire.types import type_of
from survey.store.districts import Assessment
from survey.store.places import streets_of
from survey.web.resident.place import store

if TYPE_CHECKING:
    from survey.web.resident.flow import Posted
    from survey.web.resident.sitting import Sitting

MOST_POINTS = 500
"""Corners of the map, so that the first page stays light on a slow connection."""
BUTTONS = ("find", "street", "live")
"""The verbs of its buttons: look it up, take the street that was suggested, take a place."""
_KEPT = 16
"""Towns whose streets are kept in memory."""


@dataclass(frozen=True)
class Address:
    """What stands in the line for the street; it is read, shown again on the same page, and kept nowhere."""

    typed: str = ""
    looked_for: str = ""
    field: str = ""

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> "Address":
        """Read a form; what a page without such a line sends is empty."""
        typed, looked_for = (form.get(name, "")[:LONGEST].replace("\0", "") for name in ("street", "looked"))
        field = form.get("street_of", "")
        return cls(typed.strip(), looked_for.strip(), field if field.startswith("q_") else "")


@dataclass(frozen=True)
class Looked:
    """An address with what was found for it, for the page that shows it."""

    address: Address
    found: Found
    chosen: str = ""


@dataclass(frozen=True)
class Here:
    """What helps somebody to find their district: a line for the street, a map with numbers, or neither."""

    asks_streets: bool
    picture: Picture | None
    numbers: dict[str, int]
    names: dict[str, str]
    address: Address
    looked: Looked | None = None


def here(sitting: "Sitting", page: Section, address: Address, looked: Looked | None = None) -> Here | None:
    """The help for a page that asks where somebody lives; nothing for every other."""
    if not any(type_of(question).control(question) is Control.DISTRICT for question in page.questions):
        return None
    context = sitting.context
    with store().read() as session:
        finder = finder_of(session, sitting.place.assessment_id, context)
    codes = tuple(shape.code for shape in context.shapes)
    drawn = _drawn(context.shapes) if len(codes) > 1 else None
    numbers = {code: at for at, code in enumerate(codes)}
    return Here(bool(finder), drawn, numbers, dict(context.districts), looked.address if looked else address, looked)


def finder_of(session: Session, assessment_id: int, context: Context) -> Finder:
    """The streets of a town, read once until they change."""
    town = session.get_one(Assessment, assessment_id)
    known: dict[object, Finder] = current_app.extensions.setdefault("finders", {})
    key = (town.id, town.code, town.street_changes, context.districts)
    if key not in known:
        while len(known) >= _KEPT:
            known.pop(next(iter(known)))
        stretches = [Stretch(s.district, s.street, s.lowest, s.highest, s.side) for s in streets_of(session, town)]
        names = [Named(code, name) for code, name in context.districts if code != OUTSIDE]
        offered = {one.code for one in names}
        known[key] = Finder((one for one in stretches if one.district in offered), names)
    return known[key]


def look_up(session: Session, sitting: "Sitting", posted: "Posted") -> "tuple[Posted, Looked | None]":
    """What a button of the line for the street does: the choice it makes, and what the page says about it.

    Going on with a street that nobody has looked up yet looks it up first, unless it says what is chosen already.
    """
    verb, target = posted.button()
    address = posted.address
    if verb not in BUTTONS and not address.typed:
        return posted, None
    finder = finder_of(session, sitting.place.assessment_id, sitting.context)
    if verb == "live":
        return _chosen(posted, target), Looked(address, Found(), target)
    if verb == "street":
        address = replace(address, typed=f"{target[:LONGEST]} {finder.find(address.typed).house}".strip())
    found = finder.find(address.typed)
    looked = Looked(replace(address, looked_for=address.typed), found, found.district)
    if verb in BUTTONS or (verb == "next" and _unasked(posted, found)):
        return (_chosen(posted, found.district) if found.district else posted), looked
    return posted, None


def _unasked(posted: "Posted", found: Found) -> bool:
    """Whether a street stands there that says something new."""
    address, chosen = posted.address, posted.fields.get(posted.address.field, [])
    if not address.field or not address.typed or address.typed == address.looked_for:
        return False
    return not chosen or found.district not in ("", *chosen)


def _chosen(posted: "Posted", district: str) -> "Posted":
    field = posted.address.field
    return replace(posted, fields={**posted.fields, field: [district]}) if field else posted


@lru_cache(maxsize=_KEPT)
def _drawn(shapes: tuple[Shape, ...]) -> Picture | None:
    """The map of the lead with few corners; neighbours keep the border they share."""
    few = iter(simpler([ring for shape in shapes for ring in shape.rings], MOST_POINTS))
    return picture([[[next(few) for _ring in shape.rings]] for shape in shapes])
