"""Answers that several questionnaires share: one file of lists beside them, looked over like any other."""

from collections.abc import Mapping
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.build import validate
from survey.questionnaire.expand import Expander
from survey.questionnaire.faults import Faults, unknown_key
from survey.questionnaire.model import Option
from survey.questionnaire.source import Source

LISTS = "lists.yaml"
"""The name of the file, as the catalogue has its own."""

Lists = Mapping[str, Mapping[str, Any]]


def lists_of(source: Source) -> Lists:
    """The lists of a file; `Faulty` holds every fault, so that none shows only in a questionnaire that uses it."""
    faults = source.faults()
    data = source.data if isinstance(source.data, dict) else {}
    lists = data.get("lists")
    if not isinstance(lists, dict):
        faults.at((), _("there are no lists; write »lists:« and under it »NAME: {code: text}«"))
    for key in data.keys() - {"lists"}:
        faults.at_key((key,), unknown_key(str(key), ["lists"]))
    for name, options in lists.items() if isinstance(lists, dict) else ():
        _check(name, options, faults)
    faults.stop_if_any()
    return data["lists"]  # type: ignore[no-any-return]


def _check(name: str, options: Any, faults: Faults) -> None:
    """Judge each answer of a list as the question would; a list speaks the same languages throughout."""
    written = Expander(faults, None).options(options, ("lists", name))
    made = [validate(Option, option, ("lists", name, place), faults) for place, option in enumerate(written or ())]
    spoken = {language for option in made if option for language in option.label}
    for place, option in enumerate(made):
        for missing in sorted(spoken - set(option.label)) if option else ():
            faults.at(("lists", name, place), _("the text in »%(language)s« is missing; add it", language=missing))
