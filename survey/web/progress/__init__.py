"""How a round is going while people answer."""

from survey.web.progress.views import bp

__all__ = ["bp"]
