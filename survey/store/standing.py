"""How sure something is that stands in a list: draft, confirmed on a day, paused or ended; and where it comes from."""

from datetime import date, timedelta

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

STATES = ("draft", "confirmed", "paused", "ended")
SOURCES = ("hand", "file", "form", "workshop")
FRESH = timedelta(days=365)
"""How long a word is good: what was confirmed longer ago fades, and somebody should ask again."""


class Standing:
    """Where something stands; only what is confirmed is counted on."""

    state: Mapped[str] = mapped_column(String(10), default="confirmed", server_default="confirmed")
    confirmed_on: Mapped[date | None]


class Entered:
    """Who brought it in, and by which way."""

    source: Mapped[str] = mapped_column(String(12), default="hand", server_default="hand")
    entered_by: Mapped[str] = mapped_column(String(200), default="", server_default="")


def faded(confirmed_on: date | None, today: date) -> bool:
    """Whether the word is older than a year; what nobody has ever confirmed has nothing that could fade."""
    return confirmed_on is not None and today - confirmed_on > FRESH


def fades_on(confirmed_on: date) -> date:
    """The first day on which the word is too old."""
    return confirmed_on + FRESH + timedelta(days=1)
