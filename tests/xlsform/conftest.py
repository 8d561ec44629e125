"""What the tests of the exchange with XLSForms share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from survey.i18n import use_language
from survey.questionnaire.xlsform.read import Imported, read
from tests.xlsform.books import write_csv


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with use_language("en"):
        yield


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., Imported]:
    """Read a form written as lines with | between the cells."""

    def make(survey: str, choices: str = "", settings: str = "", language: str | None = "en") -> Imported:
        return read(write_csv(tmp_path / "form.csv", survey=survey, choices=choices, settings=settings), language)

    return make
