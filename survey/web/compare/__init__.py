"""Districts beside districts, rounds beside rounds, and one activity over all districts."""

from survey.web.compare.views import bp

__all__ = ["bp"]
