"""What is at hand while the rows of a form are read one after the other."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.xlsform.conditions import TRUE, Asked, Reader
from survey.questionnaire.xlsform.form import Form
from survey.questionnaire.xlsform.tree import Entry
from survey.questionnaire.xlsform.xpath import NotOurs

Made = dict[str, Any]
"""A question as a document, while it is made."""

MOST_OPTIONS = 200


@dataclass
class Desk:
    """What is at hand while the rows are read one after the other."""

    form: Form
    every_name: Collection[str]
    known: dict[str, Asked] = field(default_factory=dict)
    promises: dict[str, Made] = field(default_factory=dict)
    """What stands above the tick of a consent that Soseska wrote."""

    @property
    def reader(self) -> Reader:
        """Reads conditions that look at what has been taken so far."""
        return Reader(self.known, self.every_name)


Maker = Callable[[Entry, Desk], Made | None]


def condition_of(entry: Entry, desk: Desk) -> tuple[Any, ...]:
    """When a question or group is asked; a condition that cannot be read is told and holds for everybody."""
    written = entry.line.cell("relevant")
    if not written:
        return TRUE
    try:
        return desk.reader.condition(written)
    except NotOurs as why:
        entry.line.lose("relevant", _("the condition was not taken, so everybody is asked: %(why)s", why=why))
        return TRUE


def options_of(entry: Entry, desk: Desk) -> list[Made] | None:
    """The options of a row's list; None and a remark where there is no such list."""
    choices = desk.form.lists.get(entry.list_name)
    if not choices:
        entry.line.lose("type", _("the list »%(list)s« is not on the sheet choices; the question was left out",
                                  list=entry.list_name))  # fmt: skip
        return None
    if len(choices) > MOST_OPTIONS:
        entry.line.lose("type", _("more than %(limit)s options; the question was left out", limit=MOST_OPTIONS))
        return None
    return [dict(choice.option) for choice in choices]
