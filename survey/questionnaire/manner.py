"""How a questionnaire is written, besides what it says: its remarks, its shared lists, what it says although usual.

None of this changes a question or an answer; it is for the people who write on. A file that goes out as an XLSForm and
comes back keeps it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.faults import Fault, Path, Place
from survey.questionnaire.load import resolve
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.plain import plain_texts
from survey.questionnaire.remarks import remarks_in
from survey.questionnaire.source import Source

Spot = tuple[str, ...]
"""What a remark is about: nothing for the whole, else `page`, `question`, `option`, `entry` or `activity` and ids."""

Options = tuple[Mapping[str, Any], ...]
ALL = "all"
USUAL = ("purpose", "minimum_age")
"""What may be said at the top even where it says the usual."""


@dataclass(frozen=True)
class Manner:
    """How somebody wrote a questionnaire."""

    remarks: Mapping[Spot, tuple[str, ...]] = field(default_factory=dict)
    lists: Mapping[str, Options] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)
    """By `question.options`, `question.rows` or `question.column.options` the name of its list."""
    said: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    """Where, in the same words, all activities of the catalogue are offered, whichever these are."""


def manner_of(source: Source, questionnaire: Questionnaire) -> Manner:
    """Read from a file how it is written; the questionnaire is what was made of it."""
    data = source.data if isinstance(source.data, dict) else {}
    uses = dict(_uses(data))
    lists = _lists(uses, questionnaire)
    remarks: dict[Spot, tuple[str, ...]] = {}
    for _line, spot, text in _noted(source, data):
        remarks[spot] = (*remarks.get(spot, ()), text)
    kept = {name for name in uses.values() if name in lists}
    return Manner(
        {spot: said for spot, said in remarks.items() if spot[:1] != ("entry",) or spot[1] in kept},
        lists,
        {place: name for place, name in uses.items() if name in lists},
        tuple(key for key in USUAL if key in data),
        tuple(_everywhere(data)),
    )


def not_kept(source: Source, questionnaire: Questionnaire) -> list[Fault]:
    """What of the manner no other form has a place for, each with its line."""
    data = source.data if isinstance(source.data, dict) else {}
    manner = manner_of(source, questionnaire)
    return sorted({Fault(source.name, *place, said) for place, said in _not_kept(source, data, manner)})


def _not_kept(source: Source, data: Mapping[str, Any], manner: Manner) -> Iterator[tuple[Place, str]]:
    for name in data.get("lists") or {}:
        if name not in manner.lists:
            yield source.keys["lists", name], _("no question uses the list »%(list)s«; it was left out", list=name)
    for name in data.get("blocks") or {}:
        yield source.keys["blocks", name], _("the block »%(block)s« is written out where it is used", block=name)
    for path, place in source.values.items():
        if path[-1] in ("options", "rows") if path else False:
            written = _at(data, path)
            if isinstance(written, str) and "#" in written:
                yield place, _("the list of another file is written out here")
    if any(True for _said in plain_texts(data)):
        yield (1, 1), _("plain texts are written out in every language; the translators' catalogue is asked no more")
    yield from _lost_remarks(source, data, manner)


def _lost_remarks(source: Source, data: Mapping[str, Any], manner: Manner) -> Iterator[tuple[Place, str]]:
    for line, spot, _text in _noted(source, data):
        if spot[:1] == ("entry",) and spot[1] not in manner.lists:
            yield (line, 1), _("this remark stands at a list that no question uses; it was left out")


def _at(data: Any, path: Path) -> Any:
    """What stands at a path; nothing where it was left out, as the second of two equal keys."""
    found: Any = data
    for key in path:
        try:
            found = found[key]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _questions(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every question as it is written, those in blocks too."""
    blocks = data.get("blocks") or {}
    for section in data.get("sections") or ():
        yield from (one for one in section.get("questions") or () if isinstance(one, dict))
    for block in blocks.values():
        yield from (one for one in (block if isinstance(block, list) else [block]) if isinstance(one, dict))


def _places_of_lists(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What stands wherever options or rows are written: `question.options`, `question.column.options`."""
    for question in _questions(data):
        for key in ("options", "rows"):
            yield f"{question.get('id')}.{key}", question.get(key)
        columns = question.get("columns")
        for column in columns if isinstance(columns, list) else ():
            yield f"{question.get('id')}.{column.get('id')}.options", column.get("options")


def _uses(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where a list is named instead of written out; those of other files have no place here."""
    return ((place, said) for place, said in _places_of_lists(data) if isinstance(said, str) and "#" not in said)


def _everywhere(data: Mapping[str, Any]) -> Iterator[str]:
    """Where all activities are offered."""
    for place, said in _places_of_lists(data):
        if isinstance(said, dict) and said.get("activities") == ALL:
            yield place


def _lists(uses: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, Options]:
    """The options of each list, as the questions have them; »other« and »none« belong to a question and not to it."""
    written = {place: options for question in resolve(questionnaire)["sections"] for asked in question["questions"]
               for place, options in _options_of(asked)}  # fmt: skip
    found: dict[str, Options] = {}
    for place, name in uses.items():
        options = written.get(place, ())
        if name not in found or len(options) < len(found[name]):
            found[name] = tuple(options)
    return {name: options for name, options in found.items() if options}


def _options_of(asked: Mapping[str, Any]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    for key in ("options", "rows"):
        if isinstance(asked.get(key), list):
            yield f"{asked['id']}.{key}", [one for one in asked[key] if not _is_own(one, asked)]
    for column in asked.get("columns") or ():
        yield f"{asked['id']}.{column['id']}.options", list(column["options"])


def _is_own(option: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Whether an option was added by `other` or `none` of the question itself."""
    is_none = set(option) == {"code", "label", "exclusive"} and option["code"] == "none"
    return is_none or (option["code"] == "other" and asked.get("other") is True)


def _noted(source: Source, data: Mapping[str, Any]) -> Iterator[tuple[int, Spot, str]]:
    """Every remark with what it is about: what stands behind it, or before it in the same line."""
    places = sorted({(*place, len(path), path) for path, place in _places(source)}, key=lambda one: one[:3])
    for remark in remarks_in(source.text):
        here = [path for line, _column, _depth, path in places if line == remark.line]
        after = next((path for line, _column, _depth, path in places if line > remark.line), ())
        before = next((path for line, _column, _depth, path in reversed(places) if line < remark.line), ())
        path = after if remark.alone else (here[0] if here else before)
        yield remark.line, _spot(path, data), remark.text


def _places(source: Source) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Where each part begins: its key, or the part itself where it stands in a list."""
    yield from source.keys.items()
    yield from ((path, place) for path, place in source.values.items() if path and isinstance(path[-1], int))


def _spot(path: Path, data: Mapping[str, Any]) -> Spot:
    """What stands at a path: an option, a question, a page, an entry of a list; else the whole."""
    match path:
        case ("sections", int(page), "questions", int(place), *rest):
            return _in_question(data["sections"][page]["questions"][place], rest, data)
        case ("sections", int(page), *_rest):
            return ("page", str(data["sections"][page].get("id"))) if isinstance(data["sections"][page], dict) else ()
        case ("blocks", str(name), *rest):
            block = data["blocks"][name]
            inside = _at(block, tuple(rest[:1])) if isinstance(block, list) and rest else block
            return _in_question(inside, rest[1:] if isinstance(block, list) else rest, data)
        case ("lists", str(name), *rest):
            return ("entry", name, str(rest[0] if rest else next(iter(data["lists"][name] or [""]))))
        case ("activities", str(code), *_rest):
            return ("activity", code)
    return ()


def _in_question(question: Any, rest: list[Any], data: Mapping[str, Any]) -> Spot:
    if isinstance(question, list):
        question = question[0] if question else {}
    if not isinstance(question, dict):
        return ()
    if "use" in question and "id" not in question:
        block = (data.get("blocks") or {}).get(question["use"])
        return _in_question(block, [], {}) if block else ()
    name = str(question.get("id"))
    written_out = len(rest) > 1 and rest[0] in ("options", "rows") and isinstance(question.get(rest[0]), dict)
    if written_out and "activities" not in question[rest[0]]:
        return ("option", name, str(rest[1]))
    return ("question", name)
