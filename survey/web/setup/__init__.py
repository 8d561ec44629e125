"""Setting a project up: a few pages from an empty installation to a link, a code to scan and a poster."""

from survey.web.setup import steps  # noqa: F401 (its routes join the blueprint)
from survey.web.setup.views import bp

__all__ = ["bp"]
