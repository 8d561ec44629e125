"""What each counted item of a questionnaire means, for the statistics."""

from analysis.codebook import Codebook
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.types import type_of


def codebook(questionnaire: Questionnaire, language: str) -> Codebook:
    """Describe every item that a response can be counted in, in the questionnaire's order."""
    described = (type_of(question).variables(question, language) for question in questionnaire.questions())
    return Codebook(tuple(variable for variables in described for variable in variables))
