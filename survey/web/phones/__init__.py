"""Participants' phones and the wall: pages of an evening for whoever is in the hall, without an account."""

from survey.web.phones import join, page, wall
from survey.web.phones.blueprint import bp

__all__ = ["bp", "join", "page", "wall"]
