"""What the tests of the engine share."""

from collections.abc import Callable, Iterator

import pytest

from survey.i18n import use_language
from survey.questionnaire.answers import Context
from survey.questionnaire.model import Questionnaire
from tests.questionnaire.forms import EVERYTHING, make


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with use_language("en"):
        yield


@pytest.fixture
def questionnaire() -> Callable[..., Questionnaire]:
    """Make a questionnaire from a few questions in YAML, with consent asked before them."""
    return make


@pytest.fixture(scope="session")
def everything() -> Questionnaire:
    """A questionnaire with every type of question that a survey may have."""
    return make(EVERYTHING, "pairs: [[picks, coming], [picks, picks]]")


@pytest.fixture(scope="session")
def polje() -> Context:
    """A district that added one activity of its own."""
    return Context("polje", (("polje", "Polje"), ("podgorica", "Podgorica")), ("garden",))
