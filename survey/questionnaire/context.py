"""What the engine has to know about the round and the place a person answers in."""

from dataclasses import dataclass

from survey.questionnaire.places import Shape


@dataclass(frozen=True)
class Context:
    """Where somebody answers: their district, all districts to choose from, and what the district adds.

    `districts` are (code, name); `local_activities` are the codes the district chose from the catalogue.
    `shapes` are the outlines of the districts, for questions about a place.
    """

    district: str | None = None
    districts: tuple[tuple[str, str], ...] = ()
    local_activities: tuple[str, ...] = ()
    minimum_age: int = 15
    legal_basis: str = "consent"
    shapes: tuple[Shape, ...] = ()
