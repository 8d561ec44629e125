"""What codes are called on these pages: in the words of the questionnaires."""

from survey.i18n import gettext as _
from survey.web.inventory.controls import Choice
from survey.web.inventory.words import options
from survey.web.shipped import form


def groups() -> list[Choice]:
    """The groups of people that can be invited."""
    return options(form("public_challenge"), "audience")


def organisations() -> list[Choice]:
    """The organisations that can be invited; people by themselves are invited as groups."""
    return [one for one in options(form("provider_form"), "provider_kind") if one[0] != "resident"]


def ways() -> list[Choice]:
    """How people can be told of an evening."""
    return [(code, _("by word of mouth") if code == "word" else label) for code, label in _ways()]


def _ways() -> list[Choice]:
    return options(form("resident_survey"), "channel")


def reason(code: str) -> str:
    """Why something that a tablet sent was set aside."""
    return {
        "ended": _("the permission of the tablet had ended"),
        "over": _("the workshop was over already"),
        "deleted": _("the workshop had been deleted"),
        "closed": _("the round was closed already"),
        "unreadable": _("it cannot be read"),
        "step": _("it belongs to a step that the agenda does not have"),
        "body": _("it does not fit the step it belongs to"),
        "differs": _("something else had come under the same name before"),
        "key": _("it was sealed with a key that this program does not have"),
        "altered": _("it was changed on its way"),
        "answer": _("the answer does not fit the questionnaire"),
    }.get(code, _("it could not be taken"))
