"""The desk of a project lead: which districts answered, and each district's four answers."""

from survey.web.dashboard import judging
from survey.web.dashboard.views import bp

__all__ = ["bp", "judging"]
