"""The codebook of a questionnaire as a table of its own."""

from survey.documents.codebook import COLUMNS, rows
from survey.export.table import Column, Table
from survey.i18n import gettext as _
from survey.questionnaire.model import Questionnaire


def codebook_table(questionnaire: Questionnaire, language: str) -> Table:
    """One line for each counted item, as the codebook's own page has it."""
    told = _columns()
    columns = tuple(Column(name, told[name]) for name in COLUMNS)
    return Table("codebook", _("Codebook"), columns, list(rows(questionnaire, language)))


def _columns() -> dict[str, str]:
    return {
        "variable": _("Variable"),
        "question": _("Question, as a code"),
        "page": _("Page of the questionnaire"),
        "question_text": _("Question"),
        "label": _("What it is about"),
        "measure": _("Kind"),
        "measures": _("What it measures"),
        "options": _("Answers"),
        "states": _("Where there is no answer"),
        "sensitive": _("Asked in confidence"),
        "required": _("Has to be answered"),
        "asked_if": _("Asked only if"),
    }
