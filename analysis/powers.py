"""What activities give people, as shares of choices or of hours: each activity has one or two of the four powers.

Standard library only.
"""

from collections.abc import Iterable, Mapping

POWERS = ("I", "S", "Z", "A")
"""Being informed, being included, knowing, and becoming active."""

OTHER = ""
"""Activities that nobody has given a power."""

TIMES_A_YEAR = {"": 52, "weekly": 52, "fortnightly": 26, "biweekly": 26, "monthly": 12, "quarterly": 4, "yearly": 1}
"""How often the hours of a week take place; where nothing is said, every week."""


def divide(amounts: Iterable[tuple[Iterable[str], float]], powers: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Divide amounts over the powers of their activities, so that the parts add up to the whole.

    `amounts`: (activities, how much). What has several activities is divided evenly among them, and each of these
    evenly among its powers. `powers`: activity → its powers; an activity without one counts as OTHER.
    """
    found: dict[str, float] = {}
    for activities, amount in amounts:
        given = [tuple(powers.get(activity, ())) or (OTHER,) for activity in activities] or [(OTHER,)]
        for mine in given:
            for power in mine:
                found[power] = found.get(power, 0.0) + amount / len(given) / len(mine)
    return {power: found[power] for power in (*POWERS, OTHER) if found.get(power)}


def hours_a_year(minutes_a_week: int, rhythm: str) -> float | None:
    """Turn the hours of a week into those of a year; None for a rhythm nobody knows."""
    times = TIMES_A_YEAR.get(rhythm)
    return None if times is None else minutes_a_week * times / 60
