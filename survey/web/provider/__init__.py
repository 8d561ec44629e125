"""The form by which an organisation enters itself: opened by a link, without an account, a cookie or JavaScript."""

from survey.web.provider.views import bp

__all__ = ["bp"]
