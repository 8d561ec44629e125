"""Soseska: what a neighbourhood needs, has and could do together."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from survey.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The web application; without settings they come from the environment."""
    # Imported late, so that the command line and the analysis start without the web.
    from survey.config import settings_from_environment
    from survey.web import build_app

    return build_app(settings or settings_from_environment())
