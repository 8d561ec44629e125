"""Coming in and going out, for people who work with the figures."""

from survey.web.account.views import bp

__all__ = ["bp"]
