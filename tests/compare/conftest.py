"""The example town with finished figures, as the desk's own tests have it."""

from tests.dashboard.conftest import app, enter, passwords, store

__all__ = ["app", "enter", "passwords", "store"]
