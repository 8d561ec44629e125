"""What exists and who would help: lists to enter, confirm, pause and end, by hand, by file and by link."""

from survey.web.inventory import files, links, on_paper, things  # noqa: F401 (their routes join the blueprint)
from survey.web.inventory.views import bp

__all__ = ["bp"]
