"""What a questionnaire is for, and what follows from it: who agrees to what, and whether it may ask who somebody is."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from survey.i18n import gettext as _
from survey.questionnaire.build import Written
from survey.questionnaire.condition import BadCondition, parse, questions_in
from survey.questionnaire.faults import Faults

SURVEY = "survey"


class Agreed(StrEnum):
    """How people say that their answers may be kept."""

    TICKED = "ticked"  # everybody ticks a box before anything else
    ALOUD = "aloud"  # somebody reads the question out and notes the answer; without a yes nothing sensitive is asked
    BY_SENDING = "by sending"  # nothing is asked that needs more than a sentence at the top


class Purpose(NamedTuple):
    """What one kind of questionnaire may ask."""

    agreed: Agreed
    asks_who: bool
    """Whether it may ask for a name, an address or a telephone number; such answers are sealed and never counted."""
    asks_sensitive: bool
    """Never together with a name."""


PURPOSES: Mapping[str, Purpose] = {
    SURVEY: Purpose(Agreed.TICKED, asks_who=False, asks_sensitive=True),
    "contact": Purpose(Agreed.BY_SENDING, asks_who=True, asks_sensitive=False),
    "provider": Purpose(Agreed.TICKED, asks_who=True, asks_sensitive=False),
    "registration": Purpose(Agreed.TICKED, asks_who=True, asks_sensitive=False),
    "home_visit": Purpose(Agreed.ALOUD, asks_who=False, asks_sensitive=True),
    "offering": Purpose(Agreed.BY_SENDING, asks_who=False, asks_sensitive=False),
    "feedback": Purpose(Agreed.BY_SENDING, asks_who=False, asks_sensitive=False),
}

WHO = frozenset({"person_name", "birth_date", "home_address"})
"""What a question may measure only where the purpose is to know who somebody is."""


def check_purpose(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Hold a questionnaire to its purpose; an unknown purpose is refused elsewhere."""
    name = document.get("purpose", SURVEY)
    purpose = PURPOSES.get(name) if isinstance(name, str) else None
    if purpose is None:
        return
    if purpose.agreed is Agreed.TICKED:
        _check_ticked(document, written, faults)
    elif purpose.agreed is Agreed.ALOUD:
        _check_aloud(document, written, faults)
    for entry in written:
        if not purpose.asks_who:
            _check_nameless(entry, str(name), faults)
        if not purpose.asks_sensitive and entry.data.get("sensitive") is True:
            said = _("a questionnaire with »purpose: %(purpose)s« asks nothing sensitive; move the question "
                     "to a survey", purpose=name)  # fmt: skip
            faults.at((*entry.path, "sensitive"), said)


def _check_ticked(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Nobody gets past the tick: it is on the first page, required and under no condition."""
    ticks = (entry for entry in written if _gives_consent(entry))
    if not faults.holes and not any(_asks_everybody(document, entry) for entry in ticks):
        faults.at(
            (),
            _(
                "not everybody is asked to agree; add a required question of the type »consent« to the "
                "first page, without »show_if:«"
            ),
        )


def _gives_consent(entry: Written) -> bool:
    """Whether this is the tick; also when its type is misspelt, which is told of already."""
    return entry.kind.gives_consent if entry.kind else "agree" in entry.data or "legal_basis" in entry.data


def _asks_everybody(document: Mapping[str, Any], entry: Written) -> bool:
    first = document["sections"][0]
    hidden = entry.data.get("show_if") or (isinstance(first, dict) and first.get("show_if"))
    return entry.path[1] == 0 and entry.data.get("required") is not False and not hidden


def _check_aloud(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Whatever is sensitive hangs on the answer to the question that asks for agreement."""
    asks = next((e.id for e in written if e.data.get("measures") == "consent" and e.data.get("required") is True), None)
    if asks is None:
        faults.at((), _("nobody is asked to agree; add a required question with »measures: consent«"))
        return
    for entry in written:
        if entry.data.get("sensitive") is True and asks not in _looks_at(document, entry):
            said = _("this is asked also of people who did not agree; write »show_if:« with the answer to »%(id)s« "
                     "here or at the page", id=asks)  # fmt: skip
            faults.at((*entry.path, "sensitive"), said)


def _looks_at(document: Mapping[str, Any], entry: Written) -> set[str]:
    """The questions that decide whether this one is asked."""
    section = document["sections"][entry.path[1]]
    conditions = (entry.data.get("show_if"), section.get("show_if"))
    return {name for condition in conditions if isinstance(condition, str) for name in _names(condition)}


def _names(condition: str) -> Iterator[str]:
    try:
        yield from questions_in(parse(condition))
    except BadCondition:
        return


def _check_nameless(entry: Written, purpose: str, faults: Faults) -> None:
    if entry.kind and entry.kind.contact_only:
        faults.at(
            (*entry.path, "type"),
            _(
                "a questionnaire with »purpose: %(purpose)s« never asks for an address or telephone; move the "
                "question to one with »purpose: contact«",
                purpose=purpose,
            ),
        )
    if entry.data.get("measures") in WHO:
        said = _("a questionnaire with »purpose: %(purpose)s« never asks who somebody is; move the question "
                 "to one with »purpose: contact«", purpose=purpose)  # fmt: skip
        faults.at((*entry.path, "measures"), said)
