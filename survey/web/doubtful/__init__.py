"""Answers to look at: signs of more than one answer by the same hand, and two answers under one name."""

from survey.web.doubtful.views import bp

__all__ = ["bp"]
