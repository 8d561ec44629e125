"""What a server starts: a factory, so that every process opens the database for itself."""

from flask import Flask

from survey import create_app


def app() -> Flask:
    """One application for one server process."""
    return create_app()
