"""What the tests of the starter set share."""

from collections.abc import Iterator

import pytest

from survey.i18n import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with use_language("en"):
        yield
