"""Typing sheets in, typing them a second time, and answering the help line."""

from survey.web.typing import again, phone  # noqa: F401 (their routes join the blueprint)
from survey.web.typing.views import bp

__all__ = ["bp"]
