"""The words for what becomes of visits and promises."""

from survey.i18n import gettext as _
from survey.store.visits import OUTCOMES


def outcome_words(code: str) -> str:
    """What came of a visit."""
    return {
        "done": _("we talked"),
        "not_home": _("nobody was at home"),
        "refused": _("the person does not want a visit"),
        "moved_home": _("the person now lives in a home for older people"),
        "moved_away": _("the person has moved away"),
        "died": _("the person has died"),
    }[code]


def outcomes() -> list[tuple[str, str]]:
    """Everything that can come of a visit, the most frequent first."""
    return [(code, outcome_words(code)) for code in OUTCOMES]


def state_words(code: str) -> str:
    """How far a promise is."""
    return {
        "open": _("not passed on yet"),
        "taken": _("somebody looks after it"),
        "done": _("taken care of"),
        "not_possible": _("it was not possible"),
    }[code]
