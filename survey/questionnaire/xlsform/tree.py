"""The rows of the sheet survey as groups within groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.i18n import gettext as _
from survey.questionnaire.xlsform.form import Form, Line

DEEPEST = 20
_BEGIN = re.compile(r"begin[ _](group|repeat|loop)\b.*", re.IGNORECASE)
_END = re.compile(r"end[ _](group|repeat|loop)\b.*", re.IGNORECASE)
_CHOICE = re.compile(
    r"(?P<one>select[ _]one|select1|add select one prompt using)|(?P<rank>rank)|"
    r"(?P<many>select[ _]multiple|select all that apply|add select multiple prompt using)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+(?:from\s+)?(?P<list>\S+)(?P<other>\s+or[ _](?:specify[ _])?other)?\s*", re.IGNORECASE)
_SAME = {
    "string": "text", "int": "integer", "trigger": "acknowledge", "gps": "geopoint",
    "location": "geopoint", "photo": "image", "add text prompt": "text", "add integer prompt": "integer",
    "add decimal prompt": "decimal", "add note prompt": "note", "add date prompt": "date", "q string": "text",
    "q int": "integer", "q decimal": "decimal", "q date": "date", "q note": "note", "select_one_external": "external",
}  # fmt: skip


@dataclass
class Entry:
    """A question, or a group with what is in it; the word is the type without its list."""

    line: Line
    word: str
    name: str
    list_name: str = ""
    or_other: bool = False
    inside: list["Entry"] = field(default_factory=list)
    looks: str = ""

    @property
    def is_group(self) -> bool:
        """Whether other rows stand in it."""
        return self.word in ("group", "repeat")

    def everything(self) -> Iterator["Entry"]:
        """The entry and all that is in it."""
        yield self
        for entry in self.inside:
            yield from entry.everything()


def read_tree(form: Form) -> Entry:
    """Put each row into its group; what is opened and not closed, or the reverse, is told."""
    top = Entry(Line(form, "survey", form.book.sheet("survey").rows[0]), "group", "")
    open_groups = [top]
    for line in form.lines("survey"):
        written = re.sub(r"\s+", " ", line.cell("type"))
        if _END.fullmatch(written):
            _close(open_groups, line)
            continue
        entry = _entry(line, written)
        open_groups[-1].inside.append(entry)
        if entry.is_group and len(open_groups) < DEEPEST:
            open_groups.append(entry)
    for entry in open_groups[1:]:
        entry.line.lose("type", _("the group »%(name)s« is not closed; it ends with the sheet", name=entry.name))
    return top


def _close(open_groups: list[Entry], line: Line) -> None:
    # The name and label of an end say nothing new.
    for kind in ("name", "label"):
        line.cell(kind)
    if len(open_groups) > 1:
        open_groups.pop()
    else:
        line.lose("type", _("a group ends here that never began"))


def _entry(line: Line, written: str) -> Entry:
    name = line.cell("name")
    begun = _BEGIN.fullmatch(written)
    if begun:
        word = "group" if begun[1].lower() == "group" else "repeat"
        return Entry(line, word, name, looks=line.peek("appearance").lower())
    choice = _CHOICE.match(written)
    named = _FROM.fullmatch(written, choice.end()) if choice else None
    if choice and named:
        word = {"one": "select_one", "many": "select_multiple", "rank": "rank"}[choice.lastgroup or "one"]
        entry = Entry(line, word, name, named["list"], bool(named["other"]))
    else:
        lowered = written.lower()
        entry = Entry(line, _SAME.get(lowered, lowered), name)
    entry.looks = line.peek("appearance").lower()
    return entry
