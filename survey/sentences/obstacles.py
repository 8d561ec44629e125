"""The four questions that a lead answers before anything is opened, in words."""

from collections.abc import Iterable

from survey.i18n import gettext as _
from survey.i18n import join_list
from survey.store.judgements import QUESTIONS

__all__ = ["QUESTIONS", "asked", "reasons", "still_open"]


def asked(code: str) -> str:
    """The question as the lead reads it."""
    return {
        "legal_and_safe": _("May it be done, and is it safe?"),
        "accessible": _("Can everybody get in?"),
        "host": _("Does somebody stand for it?"),
        "money": _("Is there money for the first six months?"),
    }[code]


def reasons(codes: Iterable[str]) -> str:
    """Why something is off the list."""
    said = {
        "legal_and_safe": _("it may not be done or is not safe"),
        "accessible": _("not everybody can get in"),
        "host": _("nobody stands for it"),
        "money": _("there is no money for the first six months"),
    }
    return _("Off the list, because %(reasons)s.", reasons=join_list(said[code] for code in codes))


def still_open(codes: Iterable[str]) -> str:
    """What nobody has answered yet."""
    said = {
        "legal_and_safe": _("whether it may be done and is safe"),
        "accessible": _("whether everybody can get in"),
        "host": _("who stands for it"),
        "money": _("who pays for the first six months"),
    }
    return _("Not known yet: %(list)s.", list=join_list(said[code] for code in codes))
