"""One example town for all tests that only look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from survey.example import load_example
from survey.store.base import Store


@pytest.fixture(scope="session")
def town(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("town")
    shutil.copytree(empty_sqlite, folder, dirs_exist_ok=True)
    store = Store(f"sqlite:///{folder / 'soseska.db'}", "a key for the example's tests, forty long")
    load_example(store)
    yield store
    store.close()
