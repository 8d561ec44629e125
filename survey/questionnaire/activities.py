"""The activities of the catalogue, and those a district made up: each of these says which common one it is like."""

from collections.abc import Mapping, Sequence
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.build import validate
from survey.questionnaire.faults import Faults, unknown_word
from survey.questionnaire.model import Activity

OWN = "x_"
"""What the codes of made-up activities begin with."""


def make_activities(listed: Mapping[str, Any], faults: Faults) -> dict[str, Activity]:
    """Make the activities of a catalogue or a questionnaire; what is faulty is left out and told of."""
    made = {}
    for code, said in listed.items():
        data = {**said, "code": code} if isinstance(said, dict) else said
        activity = validate(Activity, data, ("activities", code), faults)
        if activity:
            made[code] = activity
    return made


def check_likes(made: Mapping[str, Activity], known: Mapping[str, Activity], faults: Faults) -> None:
    """Districts can be compared only when every made-up activity stands for a common one."""
    common = {code for code in known if not code.startswith(OWN)}
    for code, activity in made.items():
        path = ("activities", code)
        if code.startswith(OWN) and activity.like is None:
            faults.at_key(
                path, _("»%(code)s« is compared with nothing; write »like:« and a common activity", code=code)
            )
        elif not code.startswith(OWN) and activity.like is not None:
            faults.at((*path, "like"), _("only codes that begin with x_ are like another; rename it or remove this"))
        elif activity.like is not None and activity.like not in common:
            faults.at((*path, "like"), unknown_word(activity.like, common))


def with_own_activities(
    listed: Any, catalogue: Mapping[str, Activity] | None, languages: Sequence[Any], faults: Faults
) -> Mapping[str, Activity] | None:
    """The catalogue together with the activities that the questionnaire itself brings."""
    if listed is None:
        return catalogue
    if not isinstance(listed, dict):
        faults.at(("activities",), _("write activities as »x_code: {label: …, like: …}«"))
        return catalogue
    made = make_activities(listed, faults)
    for code, activity in made.items():
        if not code.startswith(OWN):
            said = _("»%(code)s« is no code of your own; let it begin with x_, or add it to the catalogue", code=code)
            faults.at_key(("activities", code), said)
        for missing in (language for language in languages if not activity.label.get(language)):
            said = _("the text in »%(language)s« is missing; add it", language=missing)
            faults.at(("activities", code, "label"), said)
    known = {**(catalogue or {}), **made}
    check_likes({code: activity for code, activity in made.items() if code.startswith(OWN)}, known, faults)
    return known
