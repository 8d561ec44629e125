"""The pages of residents: answering, the receipt, withdrawing, leaving a contact."""

from survey.web.resident import accessibility, contact, withdraw  # noqa: F401 (their routes join the blueprint)
from survey.web.resident.views import bp

__all__ = ["bp"]
