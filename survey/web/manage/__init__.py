"""Making questionnaires: drafts, trying them out, publishing, and the end of a round."""

from survey.web.manage import people, preview, trial  # noqa: F401 (their routes join the blueprint)
from survey.web.manage.views import bp

__all__ = ["bp"]
