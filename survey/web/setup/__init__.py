"""Setting a project up: a few pages from an empty installation to a link, a code to scan and a poster."""

from survey.web.setup import steps, town_activities, town_census, town_map, town_streets  # noqa: F401 (their routes join the blueprint)
from survey.web.setup.views import bp

__all__ = ["bp"]
