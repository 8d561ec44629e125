"""What people wrote in their own words: read first by a data keeper, then sorted, counted and quoted."""

from survey.web.open_answers import first, frame, overview, protect, quoting, reading, sorts
from survey.web.open_answers.blueprint import bp

__all__ = ["bp", "first", "frame", "overview", "protect", "quoting", "reading", "sorts"]
