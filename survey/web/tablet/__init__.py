"""The tablet of a workshop: an application that works without a network, and the door for what it sends."""

from survey.web.tablet import send, shell, stage
from survey.web.tablet.blueprint import bp

__all__ = ["bp", "send", "shell", "stage"]
