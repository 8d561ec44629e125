"""Home visits: the number at the door, the talk, promises, a worry for the officer, and the sheet of the year."""

from survey.web.visits import asking, codes, concern, door, ending, referring, sheet
from survey.web.visits.blueprint import bp

__all__ = ["asking", "bp", "codes", "concern", "door", "ending", "referring", "sheet"]
