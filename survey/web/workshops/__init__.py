"""Workshops: planned by the people who hold them, with what their tablets have sent."""

from survey.web.workshops import ending, how, kit, lists, pairing, planning, protocol, views
from survey.web.workshops.blueprint import bp

__all__ = ["bp", "ending", "how", "kit", "lists", "pairing", "planning", "protocol", "views"]
