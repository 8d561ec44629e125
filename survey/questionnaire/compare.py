"""What a new version does to the answers that are here already: question by question, option by option."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from analysis.codebook import Measure
from survey.questionnaire.mapping import Declared, Pooling
from survey.questionnaire.model import Question, Questionnaire, Text
from survey.questionnaire.types import type_of

_TEXTS = frozenset({"label", "hint", "title", "agree", "legal_basis", "message", "low", "middle", "high"})
_NO_MATTER = frozenset({"id", "type", "required", "random_order", "measures"})
"""What does not change whom a question is put to and what can be answered."""


class Kind(StrEnum):
    """What a new version does to a question or an option."""

    KEPT = "kept"
    REWORDED = "reworded"
    ORDER = "order"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MAPPED = "mapped"
    NEW = "new"
    GONE = "gone"
    TYPE = "type"
    RULES = "rules"


class Why(StrEnum):
    """Why answers do not pool."""

    NOTHING_LOST = ""
    UNDECLARED = "undeclared"
    NO_PLACE = "no_place"
    NO_SOURCE = "no_source"
    TWO_IN_ONE = "two_in_one"
    SPLIT = "split"
    TYPE = "type"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class OptionChange:
    """One option: what it was called, what it is called now, and where its answers go."""

    code: str
    kind: Kind
    before: Text | None = None
    after: Text | None = None
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One question of the old or the new version."""

    question: str
    kinds: tuple[Kind, ...]
    before: Question | None
    after: Question | None
    options: tuple[OptionChange, ...] = ()
    pools: bool = False
    why: Why = Why.NOTHING_LOST
    culprits: tuple[str, ...] = ()
    pooling: Pooling | None = None
    """How old answers become new ones, where that has to be said."""


@dataclass(frozen=True)
class _Shape:
    """A question without its words: its type, its lists of codes, and everything else that was set."""

    type: str
    lists: Mapping[str, Mapping[str, Mapping[str, Any]]]
    settings: Mapping[str, Any]
    codes: frozenset[str] = field(default=frozenset())


def compare(old: Questionnaire, new: Questionnaire, declared: Declared | None = None) -> list[Change]:
    """Every question of the new version, then those that are asked no more."""
    said = declared or Declared()
    before, after = ({q.id: q for q in whole.questions()} for whole in (old, new))
    origin = {to: name for name, to in said.questions.items()}
    changes, used = [], set()
    for name, question in after.items():
        source = origin.get(name, name if name in before and said.questions.get(name, name) == name else None)
        if source is None or source not in before:
            changes.append(Change(name, (Kind.NEW,), None, question))
            continue
        used.add(source)
        asked = (_asked(old, source), _asked(new, name))
        changes.append(_change(before[source], question, said, asked[0] == asked[1]))
    return changes + [Change(name, (Kind.GONE,), before[name], None) for name in before if name not in used]


def _asked(whole: Questionnaire, name: str) -> str | None:
    """The page's condition, which decides with the question's own who is asked."""
    return whole.section_of(name).show_if


def _change(old: Question, new: Question, said: Declared, same_page: bool) -> Change:
    shapes = (_shape(old), _shape(new))
    codes = said.of(old.id, old.source.id if old.source else None)
    options = tuple(_options(*shapes, codes))
    kinds = tuple(_kinds(old, new, shapes, options, same_page))
    equal = old.id == new.id and not set(kinds) - {Kind.KEPT, Kind.REWORDED, Kind.ORDER}
    if equal and all(to == (code,) for code, to in codes.items()):
        return Change(new.id, kinds, old, new, options, pools=True)
    if not said.speaks_of(old.id, old.source.id if old.source else None):
        why = Why.SENSITIVE if old.sensitive != new.sensitive else Why.UNDECLARED
        return Change(new.id, kinds, old, new, options, why=why)
    why, culprits, pooling = _pooling(old, new, shapes, codes)
    kinds = tuple(kind for kind in kinds if kind is not Kind.KEPT) or (Kind.KEPT,)
    return Change(new.id, kinds, old, new, options, not why, why, culprits, pooling)


def _shape(question: Question) -> _Shape:
    data = question.model_dump(mode="json", exclude_defaults=True)
    lists = dict(_lists(data, ""))
    if question.source is not None:
        lists.update({f"of.{name}": dict(codes) for name, codes in _shape(question.source).lists.items()})
    codes = frozenset(code for found in lists.values() for code in found)
    settings = {k: v for k, v in data.items() if k not in _TEXTS | _NO_MATTER and not _is_list(v)}
    return _Shape(question.type, lists, settings, codes)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _lists(data: Mapping[str, Any], before: str) -> Iterator[tuple[str, dict[str, Mapping[str, Any]]]]:
    """Each list of options, rows or columns by its name, those inside columns too."""
    for key, value in data.items():
        if key not in _TEXTS and _is_list(value):
            codes = {str(one.get("code", one.get("id", place))): one for place, one in enumerate(value)}
            yield before + key, codes
            for code, one in codes.items():
                yield from _lists(one, f"{before}{key}.{code}.")


def _options(old: _Shape, new: _Shape, codes: Mapping[str, tuple[str, ...]]) -> Iterator[OptionChange]:
    """Each code of each list: kept, reworded, gone, added, split, or declared to go on as another."""
    for name in dict.fromkeys((*old.lists, *new.lists)):
        if name.startswith("of."):
            continue  # told at the question they belong to
        before, after = old.lists.get(name, {}), new.lists.get(name, {})
        for code, one in before.items():
            yield _option(code, one, after, codes.get(code, (code,)))
        targets = {to for code in before for to in codes.get(code, (code,))}
        for code, one in after.items():
            if code not in targets:
                yield OptionChange(code, Kind.ADDED, None, one.get("label"))


def _option(code: str, one: Mapping[str, Any], after: Mapping[str, Any], to: tuple[str, ...]) -> OptionChange:
    label = one.get("label")
    if len(to) > 1:
        return OptionChange(code, Kind.SPLIT, label, None, to)
    if to[0] not in after:
        return OptionChange(code, Kind.REMOVED, label)
    said = after[to[0]].get("label")
    if to[0] != code:
        return OptionChange(code, Kind.MAPPED, label, said, to)
    return OptionChange(code, Kind.KEPT if _words(one) == _words(after[code]) else Kind.REWORDED, label, said, to)


def _words(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key in _TEXTS}


def _kinds(
    old: Question, new: Question, shapes: tuple[_Shape, _Shape], options: tuple[OptionChange, ...], same_page: bool
) -> Iterator[Kind]:
    """All that happened to a question, the gravest last; kept when nothing did."""
    found = {option.kind for option in options} - {Kind.KEPT}
    if _words(old.model_dump(mode="json")) != _words(new.model_dump(mode="json")):
        found.add(Kind.REWORDED)
    before, after = shapes
    if any(list(before.lists[k]) != list(after.lists[k]) for k in before.lists.keys() & after.lists.keys()):
        found |= {Kind.ORDER} if not found & {Kind.ADDED, Kind.REMOVED, Kind.MAPPED, Kind.SPLIT} else set()
    if _hidden_change(before, after):
        found.add(Kind.REMOVED)
    if not same_page or dict(before.settings) != dict(after.settings) or _flags(before) != _flags(after):
        found.add(Kind.RULES)
    if before.type != after.type:
        found = (found - {Kind.RULES}) | {Kind.TYPE}
    yield from [kind for kind in Kind if kind in found] or [Kind.KEPT]


def _hidden_change(before: _Shape, after: _Shape) -> bool:
    """Whether the picks a question goes on from have changed, although its own lists have not."""
    ofs = [{name: set(codes) for name, codes in shape.lists.items() if name[:3] == "of."} for shape in (before, after)]
    return ofs[0] != ofs[1]


def _flags(shape: _Shape) -> dict[tuple[str, str], dict[str, Any]]:
    """What is set at single options besides their words; an option added or gone is told elsewhere."""
    plain: dict[tuple[str, str], dict[str, Any]] = {}
    for name, codes in shape.lists.items():
        for code, one in codes.items():
            kept = {k: v for k, v in one.items() if k not in _TEXTS | {"code", "id"} and not _is_list(v)}
            if kept:
                plain[name, code] = kept
    return plain


def _pooling(
    old: Question, new: Question, shapes: tuple[_Shape, _Shape], codes: Mapping[str, tuple[str, ...]]
) -> tuple[Why, tuple[str, ...], Pooling | None]:
    """Whether a declaration holds: every old answer has one place, every new answer could be given before."""
    if old.sensitive != new.sensitive:
        return Why.SENSITIVE, (), None
    split = tuple(code for code, to in codes.items() if len(to) > 1)
    if split:
        return Why.SPLIT, split, None
    single = {code: to[0] for code, to in codes.items()}
    maps: list[dict[str, str]] = []
    parts, answers = (_parts(old, shapes[0]), _parts(new, shapes[1])), (_answers(old), _answers(new))
    for (before, after), may_join in ((parts, False), (answers, True)):
        why, culprits = _fits(before, after, single, may_join)
        if why:
            return why, culprits, None
        maps.append({code: single[code] for code in sorted(before) if single.get(code, code) != code})
    if _depth(old) != _depth(new):
        return Why.TYPE, (), None
    return Why.NOTHING_LOST, (), Pooling(old.id, new.id, maps[0], maps[1])


def _fits(before: set[str], after: set[str], single: Mapping[str, str], may_join: bool) -> tuple[Why, tuple[str, ...]]:
    goes = {code: single.get(code, code) for code in sorted(before)}
    lost = tuple(code for code, to in goes.items() if to not in after)
    if lost:
        return Why.NO_PLACE, lost
    joined = tuple(code for code, to in goes.items() if list(goes.values()).count(to) > 1)
    if joined and not may_join:
        return Why.TWO_IN_ONE, joined
    fresh = tuple(sorted(after - set(goes.values())))
    return (Why.NO_SOURCE, fresh) if fresh else (Why.NOTHING_LOST, ())


def _parts(question: Question, shape: _Shape) -> set[str]:
    """The rows or ticks that are counted one by one; what only a district adds is not part of the question."""
    return {v.option for v in type_of(question).variables(question, "en") if v.option in shape.codes}


def _answers(question: Question) -> set[str]:
    """The answers of which a person gives one to each item."""
    variables = type_of(question).variables(question, "en")
    return {code for v in variables if v.measure is not Measure.BINARY for code in v.option_codes()}


def _depth(question: Question) -> set[tuple[str, ...]]:
    """The form of the items behind a question and its row: what else there is has to be the same."""
    return {(*v.item.split(".")[2:], str(v.measure)) for v in type_of(question).variables(question, "en")}
