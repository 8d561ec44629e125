"""Reports: what goes into one, making it, and the two minutes for the council."""

from survey.web.reports import council, files, steps
from survey.web.reports.views import bp

__all__ = ["bp", "council", "files", "steps"]
