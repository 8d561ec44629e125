"""Who came, counted one way at the door: by age and apart from it by gender, and how people heard of the evening.

Each touch is a record of its own, such as one woman more, so that the counts of several tablets simply add up and no
record ever holds two things about the same person.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from analysis.disclosure import may_show
from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import ngettext, text
from survey.questionnaire.model import Id, Text
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Table, Told

MEASURES = ("age", "gender", "hear")
OLDEST = 200
"""Beyond every age, for groups without an end."""

Labels = Annotated[dict[Id, Text], Field(min_length=2)]


class Attendance(Step):
    """The groups that are counted, each by its code, in the order of the screen."""

    step: Literal["attendance"]
    age: Labels
    gender: Labels
    hear: dict[Id, Text] = Field(default_factory=dict)


def _takes(step: Attendance, body: Any) -> bool:
    """One more of a group that the agenda names; a touch that was taken back comes without a body."""
    if not isinstance(body, dict) or body.keys() != {"measure", "code"}:
        return False
    measure, code = body["measure"], body["code"]
    return measure in MEASURES and isinstance(code, str) and code in getattr(step, measure)


def years(code: str) -> tuple[int, int] | None:
    """The years of age that a code such as u15, a15_29 or a65p stands for; None for any other."""
    found = re.fullmatch(r"u(?P<under>\d+)|a(?P<first>\d+)(_(?P<last>\d+)|p)", code)
    if found is None:
        return None
    if found["under"]:
        return 0, int(found["under"]) - 1
    return int(found["first"]), int(found["last"] or OLDEST)


def living(step: Attendance, census: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """How many live in the district, for each group at the door that the census knows.

    `census` are rows of (age, gender, people). A group takes the rows whose years lie within its own, so that 65 and
    over is the sum of the finer groups of a census.
    """
    found: dict[str, dict[str, int]] = {"age": {}, "gender": {}}
    for age, gender, n in census:
        for code in step.age:
            if code == age or _within(years(age), years(code)):
                found["age"][code] = found["age"].get(code, 0) + n
        if gender in step.gender:
            found["gender"][gender] = found["gender"].get(gender, 0) + n
    return found


def _within(inner: tuple[int, int] | None, outer: tuple[int, int] | None) -> bool:
    return bool(inner and outer and outer[0] <= inner[0] and inner[1] <= outer[1])


def _words() -> Words:
    return {
        "age": _("How many of us, by age"),
        "gender": _("By gender, apart from that"),
        "hear": _("How did you hear of this evening?"),
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One more: %(group)s"),
        "people": plural_forms.ngettext("person", "people", 0),
        "missing": _("Nobody yet: %(group)s"),
        "living": plural_forms.ngettext(
            "*%(num)s* person of this group lives in the district.",
            "*%(num)s* people of this group live in the district.",
            0,
        ),
        "who": _("Who could ask them to come?"),
        "unknown": _(
            "Who is missing cannot be said here, because nobody has entered how many people live in the district."
        ),
        "nobody": _("Touch plus for everybody who comes in. Nothing is written down about anybody."),
    }


def measures() -> dict[str, str]:
    """What each way of counting is called."""
    return {
        "age": _("By age"),
        "gender": _("By gender, counted apart from that"),
        "hear": _("How people heard of the evening"),
    }


def _tell(step: Attendance, evening: Evening) -> Told | None:
    came = {code: Counter[str]() for code in MEASURES}
    for entry in evening.of(step.id):
        came[entry.body["measure"]][entry.body["code"]] += 1
    tables = [_table(step, code, name, came[code]) for code, name in measures().items() if came[code]]
    said = ngettext("%(num)s person was counted at the door.", "%(num)s people were counted at the door.",
                    came["age"].total())  # fmt: skip
    return Told(_("Who came"), tuple(tables), said) if tables else None


def _table(step: Attendance, measure: str, name: str, came: Counter[str]) -> Table:
    groups = [(text(label), came[code]) for code, label in getattr(step, measure).items()]
    rows = tuple((group, n) for group, n in groups if n and may_show("attendance_group", "facilitator", n))
    return Table(name, (_("Group"), _("came")), rows)


TYPE = StepType("attendance", Attendance, _takes, _words, _tell)
