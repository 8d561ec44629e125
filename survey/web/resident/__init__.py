"""The pages of residents: answering, the receipt, withdrawing, leaving a contact."""

from survey.web.resident import (  # noqa: F401 (their routes join the blueprint)
    accessibility,
    code_page,
    contact,
    contact_gone,
    withdraw,
)
from survey.web.resident.views import bp

__all__ = ["bp"]
