"""Workshops: planned by the people who hold them, with what their tablets have sent."""

from survey.web.workshops import (
    after,
    ending,
    hall,
    how,
    joining,
    kit,
    lists,
    pairing,
    planning,
    poster,
    protocol,
    protocol_files,
    tryout_page,
    tryouts,
    views,
)
from survey.web.workshops.blueprint import bp

__all__ = [
    "after",
    "bp",
    "ending",
    "hall",
    "how",
    "joining",
    "kit",
    "lists",
    "pairing",
    "planning",
    "poster",
    "protocol",
    "protocol_files",
    "tryout_page",
    "tryouts",
    "views",
]
