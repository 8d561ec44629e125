"""Releasing a round: prepared, looked through, proposed, approved by a second person; then posters to print."""

from survey.web.release import papers
from survey.web.release.views import bp

__all__ = ["bp", "papers"]
