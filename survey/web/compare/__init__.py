"""Districts beside districts, rounds beside rounds, towns beside towns, and one activity over all districts."""

from survey.web.compare import region  # noqa: F401 (its route joins the blueprint)
from survey.web.compare.views import bp

__all__ = ["bp"]
