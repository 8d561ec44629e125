"""What the fields of a form are called, on a screen and on the sheet that is typed in later."""

from survey.questionnaire.model import Question


def field_name(question: Question, *parts: str) -> str:
    """Name a form field so that it never shadows anything: `q_r4__social_cafe__often`."""
    return "__".join((f"q_{question.id}", *parts))
