"""The hour and the day as people in our towns read them, wherever the server stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Ljubljana")
"""One zone serves all the towns: Slovenia and Croatia share their time."""


def now() -> datetime:
    """This moment."""
    return datetime.now(ZONE)


def today() -> date:
    """This day."""
    return now().date()


def local(moment: datetime) -> datetime:
    """A stored moment on our clocks."""
    return moment.astimezone(ZONE)
