"""Who wants an activity: the survey, the workshop, a group of its own accord; side by side and never one figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey.figures import Live
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext
from survey.sentences.labels import Labels
from survey.sentences.parts import Stamp
from survey.web.dashboard.hall import InTheHall, first_of_survey


@dataclass(frozen=True)
class Voice:
    """An activity with a stamp for each who wants it, and the names of the groups that asked."""

    name: str
    stamps: tuple[Stamp, ...]
    groups: str


def voices(live: Live, hall: InTheHall | None, labels: Labels) -> tuple[Voice, ...]:
    """The first five of the survey and whatever groups asked for; nothing where only the survey has spoken."""
    asked = _asked(live)
    if not asked and not (hall and hall.top):
        return ()
    survey = _in_order(live)
    heard = {code for one in hall.top for code in one.activities} if hall else set()
    rows = (*survey, *(code for code in asked if code not in survey))
    return tuple(_voice(labels.activity(code), code in survey, code in heard, asked.get(code, [])) for code in rows)


def _asked(live: Live) -> dict[str, list[str]]:
    """The groups by the activity they asked for; one that asked twice has asked once."""
    found: dict[str, dict[str, str]] = {}
    for request in live["inventory"].get("requests", []):
        for code in request["activities"]:
            found.setdefault(code, {}).setdefault(request["name"].casefold(), request["name"])
    return {code: list(names.values()) for code, names in found.items()}


def _in_order(live: Live) -> list[str]:
    first = first_of_survey(live) or set()
    return [row["code"] for row in live["wishes"]["rows"] if row["code"] in first] if live["wishes"] else []


def _voice(name: str, survey: bool, hall: bool, groups: Sequence[str]) -> Voice:
    found = [Stamp("person", _("in the survey"), "part")] if survey else []
    if hall:
        found.append(Stamp("house", _("in the workshop"), "part"))
    if groups:
        said = ngettext("%(num)s group asked for it", "%(num)s groups asked for it", len(groups))
        found.append(Stamp("bubble", said, "tell"))
    return Voice(name, tuple(found), join_list(groups))


__all__ = ["Voice", "voices"]
