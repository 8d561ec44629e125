"""Ways to answer: one page that leads to letters, paper, typing in and visits."""

from survey.web.ways.views import bp

__all__ = ["bp"]
