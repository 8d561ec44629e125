"""What is different between two forms of a question, in whole sentences."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from survey.i18n import LANGUAGE_NAMES, join_list, language, number, text
from survey.i18n import gettext as _
from survey.questionnaire.model import Question, Text
from survey.questionnaire.shape import TEXTS, shape_of

LONGEST = 60
"""Letters of a setting that are shown; the rest is cut."""


def wording(before: Question, after: Question) -> Iterator[str]:
    """Which of a question's texts are others: its own in the reader's language with both wordings, the rest by name."""
    if text(before.label) != text(after.label):
        yield _("It was worded »%(old)s« and is now »%(new)s«.", old=text(before.label), new=text(after.label))
    elif elsewhere := _languages(before.label, after.label):
        yield _("It is worded otherwise in: %(languages)s.", languages=elsewhere)
    old, new = (question.model_dump(mode="json") for question in (before, after))
    for said, keys in _parts().items():
        if any(old.get(key) != new.get(key) for key in keys):
            yield said
    rules = [[rule["message"] for rule in data.get("require", [])] for data in (old, new)]
    if rules[0] != rules[1]:
        yield _("What is said about an answer that does not fit is worded otherwise.")


def _parts() -> dict[str, tuple[str, ...]]:
    return {
        _("Its hint is worded otherwise."): ("hint",),
        _("What people agree to is worded otherwise."): ("agree", "legal_basis"),
        _("The ends of the scale are worded otherwise."): ("low", "middle", "high"),
    }


def reworded_option(name: str, before: Text | None, after: Text | None) -> str:
    """An option whose name is the same in the reader's language, but not elsewhere."""
    elsewhere = _languages(before or {}, after or {})
    if elsewhere:
        return _("Option »%(old)s« is worded otherwise in: %(languages)s.", old=name, languages=elsewhere)
    return _("The hint of option »%(old)s« is worded otherwise.", old=name)


def _languages(before: Text, after: Text) -> str:
    """The other languages in which a text differs, by their names."""
    differing = (code for code in dict.fromkeys((*before, *after)) if before.get(code) != after.get(code))
    return join_list(LANGUAGE_NAMES.get(code, code) for code in differing if code != language())


def settings(before: Question, after: Question, same_page: bool) -> Iterator[str]:
    """What is set otherwise: who is asked, how much may be chosen, between which limits."""
    if before.show_if != after.show_if or not same_page:
        yield _asked_if(after.show_if if same_page else None)
    old, new = (_others(question) for question in (before, after))
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield _setting(key, old.get(key), new.get(key))


def _asked_if(condition: str | None) -> str:
    if condition:
        return _("Other people are asked: only those of whom this holds: %(condition)s", condition=condition)
    return _("Other people are asked, because a condition has changed.")


def _others(question: Question) -> Mapping[str, Any]:
    """The settings besides the condition, each as it would be written."""
    written = question.model_dump(mode="json", exclude_defaults=True)
    return {key: written[key] for key in shape_of(question).settings if key != "show_if" and key not in TEXTS}


def _setting(key: str, old: Any, new: Any) -> str:
    if key == "at_most":
        return _most(old, new)
    if old is None or old is False:
        return _("»%(key)s« is now set to: %(new)s", key=key, new=_shown(new))
    if new is None or new is False:
        return _("»%(key)s« is no longer set; it was: %(old)s", key=key, old=_shown(old))
    return _("»%(key)s« was %(old)s and is now %(new)s", key=key, old=_shown(old), new=_shown(new))


def _most(old: Any, new: Any) -> str:
    """How many may be chosen."""
    if old is None:
        return _("Only %(new)s may be chosen now.", new=number(new))
    if new is None:
        return _("As many as people like may be chosen now; it was %(old)s.", old=number(old))
    return _("Up to %(old)s could be chosen, and up to %(new)s can be now.", old=number(old), new=number(new))


def _shown(value: Any) -> str:
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"
