"""Letters with codes: made in batches, printed, counted."""

from survey.web.codes import batch
from survey.web.codes.views import bp

__all__ = ["batch", "bp"]
