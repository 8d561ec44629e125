"""Which question looks at which: conditions and sums look back only, at questions that exist, and never in a circle."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from survey.i18n import gettext as _
from survey.questionnaire.build import Written
from survey.questionnaire.condition import BadCondition, Node, parse, parse_sum, questions_in
from survey.questionnaire.condition_check import Subject, condition_problems, sum_problems
from survey.questionnaire.faults import Faults, Path, nearest
from survey.questionnaire.question_type import Value

Look = Subject | str
ID = r"[a-z][a-z0-9_]*"


class Place(NamedTuple):
    """One condition or sum: where it is written and which question it belongs to; a page's belongs to none."""

    path: Path
    text: str
    owner: str
    last: int
    """How many questions it may look at, counted from the first."""
    sensitive: bool
    is_sum: bool = False

    def parsed(self) -> Node:
        """Read it; `BadCondition` where it makes no sense."""
        return parse_sum(self.text) if self.is_sum else parse(self.text)


def check_conditions(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Tell of every condition that looks where it must not, or compares what cannot be compared."""
    places = [*_of_pages(document, written), *_of_questions(written)]
    waits = _waits(document, places)
    lost = lost_names(document, written, faults)
    for place in places:
        try:
            node = place.parsed()
        except BadCondition as error:
            faults.at(place.path, str(error))
            continue
        look = partial(_look, place, written, waits, lost)
        for message in sum_problems(node, look) if place.is_sum else condition_problems(node, look):
            faults.at(place.path, message)


def _of_pages(document: Mapping[str, Any], written: Sequence[Written]) -> Iterator[Place]:
    for index, section in enumerate(document["sections"]):
        if isinstance(section, dict) and isinstance(section.get("show_if"), str):
            before = sum(1 for entry in written if int(entry.path[1]) < index)
            yield Place(("sections", index, "show_if"), section["show_if"], "", before, sensitive=False)


def _of_questions(written: Sequence[Written]) -> Iterator[Place]:
    for index, entry in enumerate(written):
        make = partial(Place, owner=entry.id, sensitive=bool(entry.data.get("sensitive")))
        if isinstance(entry.data.get("show_if"), str):
            yield make((*entry.path, "show_if"), entry.data["show_if"], last=index)
        if isinstance(entry.data.get("calculate"), str):
            yield make((*entry.path, "calculate"), entry.data["calculate"], last=index, is_sum=True)
        for key, part, ahead in (("options", "show_if", 0), ("require", "condition", 1)):
            for path, text in _inside(entry, key, part):
                yield make(path, text, last=index + ahead)


def _inside(entry: Written, key: str, part: str) -> Iterator[tuple[Path, str]]:
    """The conditions of a question's options or rules."""
    listed = entry.data.get(key)
    for place, inside in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(inside, dict) and isinstance(inside.get(part), str):
            yield (*entry.path, key, place, part), inside[part]


def _waits(document: Mapping[str, Any], places: Sequence[Place]) -> dict[str, set[str]]:
    """For each question those that must be answered before it, as far as its conditions can be read."""
    waits: dict[str, set[str]] = {}
    for place in places:
        owners = [place.owner] if place.owner else _questions_of(document["sections"][int(place.path[1])])
        try:
            seen = set(questions_in(place.parsed()))
        except BadCondition:
            continue
        for owner in owners:
            waits.setdefault(owner, set()).update(seen - {owner} if place.path[-1] == "condition" else seen)
    return waits


def _questions_of(section: Mapping[str, Any]) -> list[str]:
    questions = section.get("questions")
    return [str(q.get("id")) for q in questions if isinstance(q, dict)] if isinstance(questions, list) else []


def _circle(start: str, waits: Mapping[str, set[str]]) -> list[str]:
    """The shortest way from a question back to itself, if there is one."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in sorted(waits.get(way[-1], ())):
            if name == start:
                return [*way, start]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


class Lost:
    """The names of questions that may well be there, once other faults are mended."""

    def __init__(self, names: Iterable[str], everything: bool) -> None:
        self.names, self.everything = frozenset(names), everything

    def may_be(self, name: str) -> bool:
        """Whether a name that nothing stands under now only repeats a fault that is told elsewhere."""
        return self.everything or name in self.names


def lost_names(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> Lost:
    """What a question without an id, or a page that cannot be read, might have been called."""
    nameless = (entry.data for entry in written if not re.fullmatch(ID, entry.id))
    words = {value.lower() for data in nameless for value in data.values() if isinstance(value, str)}
    unread = (page for page in document["sections"]
              if not isinstance(page, dict) or not isinstance(page.get("questions"), list))  # fmt: skip
    words |= {name for page in unread for name in _ids_in(page)}
    return Lost(words, faults.holes)


def _ids_in(part: Any) -> Iterator[str]:
    """Every id that stands somewhere in a part that cannot be read."""
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    if isinstance(part, dict) and isinstance(part.get("id"), str):
        yield part["id"]
    for one in inside:
        yield from _ids_in(one)


def _look(place: Place, written: Sequence[Written], waits: Mapping[str, set[str]], lost: Lost, name: str) -> Look:
    """What a condition may do with a question, or why it may not look at it."""
    found = next((entry for entry in written[: place.last] if entry.id == name), None)
    if found is None:
        return _not_before(place, written, waits, lost, name)
    if found.kind is None or sum(entry.id == name for entry in written) > 1:
        return Subject(Value.UNKNOWN)  # its own faults are told of already
    if found.data.get("sensitive") is True and not place.sensitive:
        return _(
            "the condition would give away the sensitive answer to »%(id)s«; write »sensitive: true« "
            "here too, or look at another question",
            id=name,
        )
    offered = found.kind.offered_codes(found.sound) if found.answerable and found.sound else None
    return Subject(found.kind.value, offered)


def _not_before(place: Place, written: Sequence[Written], waits: Mapping[str, set[str]], lost: Lost, name: str) -> Look:
    ids = [entry.id for entry in written]
    if name in ids:
        circle = _circle(name, waits)
        if len(circle) > 2:
            way = " → ".join(circle)
            return _("the questions wait for each other: %(way)s; take one of the conditions out", way=way)
        return _("the condition looks at »%(id)s«, which is not asked before; look back only", id=name)
    if lost.may_be(name):
        return Subject(Value.UNKNOWN)
    meant = nearest(name, ids[: place.last])
    if meant:
        return _(
            "the condition looks at »%(id)s«, which does not exist; did you mean »%(meant)s«?", id=name, meant=meant
        )
    return _("the condition looks at »%(id)s«, which does not exist; write the id of an earlier question", id=name)
