"""What a new version does to the answers that are here already: question by question, option by option."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from survey.questionnaire.mapping import Declared, Pooling
from survey.questionnaire.model import Question, Questionnaire, Text
from survey.questionnaire.pooling import Why, pooling_of
from survey.questionnaire.shape import TEXTS, Renamed, Shape, condition_meant, is_list, shape_of

__all__ = ["Change", "Kind", "OptionChange", "Why", "compare"]


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
    added: tuple[str, ...] = ()
    """What could not be answered before, in a question that pools: each counts by itself from this version on."""
    same_page: bool = True
    """Whether the condition of its page is the same."""


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
        renamed = _renamed(said)
        asked = (condition_meant(_asked(old, source), renamed), condition_meant(_asked(new, name), Renamed()))
        changes.append(_change(before[source], question, said, asked[0] == asked[1]))
    return changes + [Change(name, (Kind.GONE,), before[name], None) for name in before if name not in used]


def _asked(whole: Questionnaire, name: str) -> str | None:
    """The page's condition, which decides with the question's own who is asked."""
    return whole.section_of(name).show_if


def _renamed(said: Declared) -> Renamed:
    """The names that conditions on what goes on are read with."""
    options = {name: {code: to[0] for code, to in goes.items() if len(to) == 1} for name, goes in said.options.items()}
    return Renamed(said.questions, options)


def _change(old: Question, new: Question, said: Declared, same_page: bool) -> Change:
    shapes = (shape_of(old, _renamed(said)), shape_of(new))
    codes = said.of(old.id, old.source.id if old.source else None)
    options = tuple(_options(*shapes, codes))
    kinds = tuple(_kinds(old, new, shapes, options, same_page))
    equal = old.id == new.id and not set(kinds) - {Kind.KEPT, Kind.REWORDED, Kind.ORDER}
    if equal and all(to == (code,) for code, to in codes.items()):
        return Change(new.id, kinds, old, new, options, pools=True)
    if not said.speaks_of(old.id, old.source.id if old.source else None):
        why = Why.SENSITIVE if old.sensitive != new.sensitive else Why.UNDECLARED
        return Change(new.id, kinds, old, new, options, why=why, same_page=same_page)
    found = pooling_of(old, new, codes, whole=_is_whole(old, said))
    kinds = tuple(kind for kind in kinds if kind is not Kind.KEPT) or (Kind.KEPT,)
    told = (not found.why, found.why, found.culprits, found.pooling, found.added)
    return Change(new.id, kinds, old, new, options, *told, same_page)


def _is_whole(old: Question, said: Declared) -> bool:
    """Whether a line of its own says that the question, or the one whose picks it goes on from, goes on."""
    return old.id in said.questions or (old.source is not None and old.source.id in said.questions)


def _options(old: Shape, new: Shape, codes: Mapping[str, tuple[str, ...]]) -> Iterator[OptionChange]:
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
    return {key: value for key, value in data.items() if key in TEXTS}


def _kinds(
    old: Question, new: Question, shapes: tuple[Shape, Shape], options: tuple[OptionChange, ...], same_page: bool
) -> Iterator[Kind]:
    """All that happened to a question, the gravest last; kept when nothing did."""
    found = {option.kind for option in options} - {Kind.KEPT}
    if _words(old.model_dump(mode="json")) != _words(new.model_dump(mode="json")):
        found.add(Kind.REWORDED)
    before, after = shapes
    own = [name for name in before.lists.keys() & after.lists.keys() if not name.startswith("of.")]
    if any(list(before.lists[name]) != list(after.lists[name]) for name in own):
        found |= {Kind.ORDER} if not found & {Kind.ADDED, Kind.REMOVED, Kind.MAPPED, Kind.SPLIT} else set()
    if _hidden_change(before, after):
        found.add(Kind.REMOVED)
    if not same_page or dict(before.settings) != dict(after.settings) or _flags(before) != _flags(after):
        found.add(Kind.RULES)
    if before.type != after.type:
        found = (found - {Kind.RULES}) | {Kind.TYPE}
    yield from [kind for kind in Kind if kind in found] or [Kind.KEPT]


def _hidden_change(before: Shape, after: Shape) -> bool:
    """Whether the picks a question goes on from have changed, although its own lists have not."""
    ofs = [{name: set(codes) for name, codes in shape.lists.items() if name[:3] == "of."} for shape in (before, after)]
    return ofs[0] != ofs[1]


def _flags(shape: Shape) -> dict[tuple[str, str], dict[str, Any]]:
    """What is set at single options besides their words; an option added or gone is told elsewhere."""
    plain: dict[tuple[str, str], dict[str, Any]] = {}
    for name, codes in shape.lists.items():
        for code, one in codes.items():
            kept = {k: v for k, v in one.items() if k not in TEXTS | {"code", "id"} and not is_list(v)}
            if kept:
                plain[name, code] = kept
    return plain
