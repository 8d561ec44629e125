"""The example town with finished figures; every test gets a copy of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from survey.store.base import Store
from tests.opened import Enter, copy_of, entrance, token_of

__all__ = ["Enter", "token_of"]


@pytest.fixture
def passwords(finished_town: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return finished_town[1]


@pytest.fixture
def app(finished_town: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Flask]:
    with copy_of(finished_town[0], tmp_path / "data") as made:
        yield made


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions["store"]
    return found


@pytest.fixture
def data(app: Flask) -> Path:
    """The data folder, where prepared files lie, too."""
    return Path(app.config["DATA"])


@pytest.fixture
def enter(app: Flask, passwords: dict[str, str]) -> Enter:
    """Log somebody in, in a language."""
    return entrance(app, "lipovje-lead", passwords.__getitem__)
