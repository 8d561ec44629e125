"""The questionnaires that come with the program, for pages that are made from one of them."""

from functools import cache
from pathlib import Path

from survey.questionnaire.load import load
from survey.questionnaire.model import Questionnaire

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"


@cache
def form(name: str) -> Questionnaire:
    """One of them, read once."""
    return load(FOLDER / f"{name}.yaml", FOLDER / "catalogue.yaml")
