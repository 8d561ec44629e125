"""What codes are called on these pages: in the words of the questionnaires, where these have them already."""

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.model import Option, Questionnaire
from survey.web.inventory.controls import Choice
from survey.web.shipped import form


def spoken() -> list[Choice]:
    """The languages in which the form for organisations can be printed."""
    return [(code, i18n.LANGUAGE_NAMES.get(code, code)) for code in form("provider_form").languages]


def options(asked: Questionnaire, *measures: str) -> list[Choice]:
    """The answers of all questions that measure this, without those that say nothing."""
    found = [q for measure in measures for q in asked.questions() if q.measures == measure]
    listed: list[Option] = [option for question in found for option in getattr(question, "options", ())]
    return [(o.code, text(o.label)) for o in listed if not (o.refusal or o.exclusive or o.code in ("other", "varies"))]


def kinds() -> list[Choice]:
    """What an organisation can be."""
    return options(form("provider_form"), "provider_kind")


def prices() -> list[Choice]:
    """What one pays."""
    return options(form("offerings_form"), "price")


def rhythms() -> list[Choice]:
    """How often something takes place."""
    asked = form("offerings_form").question("e4")
    return [(o.code, text(o.label)) for o in asked.options]  # type: ignore[attr-defined]


def formats() -> list[Choice]:
    """In what form something is offered."""
    return options(form("offerings_form"), "format")


def ages() -> list[Choice]:
    """Which ages something is meant for."""
    asked = form("provider_form").question("s6_age")
    return [(o.code, text(o.label)) for o in asked.options]  # type: ignore[attr-defined]


def cooperations() -> list[Choice]:
    """How an organisation wants to work with others."""
    return options(form("provider_form"), "cooperation")


def features(asked: Questionnaire | None) -> list[Choice]:
    """What a room can have: what this round asks about, else what the survey that comes with the program asks."""
    found = options(asked, "feature", "access_need") if asked else []
    return found or options(form("resident_survey"), "feature", "access_need")


def slots(asked: Questionnaire | None) -> list[Choice]:
    """The parts of the week that people are asked about."""
    found = options(asked, "time") if asked else []
    return found or options(form("resident_survey"), "time")


def shares() -> list[Choice]:
    """For how many of those who want it something is good."""
    return [("all", _("nearly everybody who wants it")), ("some", _("some of them")), ("few", _("few of them"))]


def state(code: str) -> str:
    """Where something stands, as a stamp."""
    return {
        "draft": _("waits for you"),
        "confirmed": _("confirmed"),
        "planned": _("planned"),
        "paused": _("paused"),
        "ended": _("ended"),
    }[code]


def source(code: str) -> str:
    """Which way something came in."""
    return {
        "hand": _("entered by hand"),
        "file": _("from a file"),
        "form": _("from the form for organisations"),
        "workshop": _("from a workshop"),
    }.get(code, "")


def deed(code: str) -> str:
    """What was done last, after the name of the thing."""
    return {
        "added": _("entered"),
        "changed": _("changed"),
        "confirmed": _("confirmed"),
        "paused": _("paused"),
        "ended": _("ended"),
        "file": _("taken from a file"),
        "sent": _("sent by an organisation"),
        "hall": _("from a workshop"),
    }.get(code, code)


def kind(code: str) -> str:
    """One of the lists."""
    return {
        "rooms": _("Rooms"),
        "offerings": _("What takes place"),
        "providers": _("Organisations"),
        "offers": _("Offers"),
        "requests": _("Asked for by groups"),
    }[code]


def one(code: str) -> str:
    """A new thing for one of the lists, as a heading."""
    return {
        "rooms": _("A new room"),
        "offerings": _("A new activity that takes place"),
        "providers": _("A new organisation"),
        "offers": _("A new offer"),
        "requests": _("A group that asks for something"),
    }[code]
