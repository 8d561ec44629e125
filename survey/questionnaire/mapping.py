"""Declared mappings: where the answers to an old version go in the new one, as a small YAML file.

mappings:
  choir.often: weekly          # old question.option: option of the same question
  choir.seldom: choir.never    # or question.option
  visits: coming               # the whole question goes on under another id
  choir: choir                 # nothing moves; declared to mean the same all the same
  wishes.singing: [choir, band]   # split: told in the report, cannot be pooled
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.faults import Faults, unknown_key, unknown_word
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.source import Source, read_file, read_text
from survey.questionnaire.types import type_of


@dataclass(frozen=True)
class Pooling:
    """How one old question's items become a new one's: its rows or ticks, and the answers to them."""

    question: str
    into: str
    parts: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Declared:
    """What somebody declared: questions that go on under an id, and options that go on as others."""

    questions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def speaks_of(self, question: str, source: str | None = None) -> bool:
        """Whether anything was declared about a question, or about the one whose picks it goes on from."""
        return any(name in self.questions or name in self.options for name in (question, source) if name)

    def of(self, question: str, source: str | None = None) -> dict[str, tuple[str, ...]]:
        """Where the options of a question go; cards follow the picks they are made of."""
        inherited = self.options.get(source, {}) if source else {}
        return {**inherited, **self.options.get(question, {})}


def load_mappings(path: FilePath, old: Questionnaire, new: Questionnaire) -> Declared:
    """Read a file of mappings; `Faulty` holds every fault with its place."""
    return _declared(read_file(path), old, new)


def mappings_of(text: str, old: Questionnaire, new: Questionnaire, name: str = "mappings.yaml") -> Declared:
    """Read mappings that somebody typed; none where nothing stands there."""
    return _declared(read_text(text, name), old, new) if text.strip() else Declared()


def _declared(source: Source, old: Questionnaire, new: Questionnaire) -> Declared:
    faults = source.faults()
    data = source.data if isinstance(source.data, dict) else {}
    for key in data.keys() - {"mappings"}:
        faults.at_key((key,), unknown_key(key, ["mappings"]))
    listed = data.get("mappings")
    if not isinstance(listed, dict):
        faults.at((), _("there are no mappings; write »mappings:« and under it »question.option: option«"))
        listed = {}
    questions: dict[str, str] = {}
    options: dict[str, dict[str, tuple[str, ...]]] = {}
    both = ({q.id: q for q in old.questions()}, {q.id: q for q in new.questions()})
    whole = {str(key): to for key, to in listed.items() if "." not in str(key)}
    for key, to in listed.items():
        _take(str(key), to, both, {name: str(to) for name, to in whole.items()}, questions, options, faults)
    faults.stop_if_any()
    return Declared(questions, options)


def _take(
    key: str,
    to: Any,
    both: tuple[Mapping[str, Question], Mapping[str, Question]],
    renamed: Mapping[str, str],
    questions: dict[str, str],
    options: dict[str, dict[str, tuple[str, ...]]],
    faults: Faults,
) -> None:
    """Take one line, with a fault where it names something that is not there."""
    path = ("mappings", key)
    name, _dot, code = key.partition(".")
    if name not in both[0]:
        faults.at_key(path, unknown_word(name, both[0]))
    elif not code:
        if to in both[1]:
            questions[name] = str(to)
        else:
            faults.at(path, unknown_word(str(to), both[1]))
    elif code not in codes_of(both[0][name]):
        faults.at_key(path, unknown_word(code, codes_of(both[0][name])))
    else:
        aim = both[1].get(renamed.get(name, name))
        targets = [_target(one, renamed.get(name, name)) for one in (to if isinstance(to, list) else [to])]
        known = codes_of(aim) if aim else set()
        for wrong in (one for one in targets if one not in known):
            faults.at(path, unknown_word(wrong, known))
        options.setdefault(name, {})[code] = tuple(targets)


def _target(word: Any, question: str) -> str:
    """`weekly` and `choir.weekly` are the same place."""
    return str(word).removeprefix(f"{question}.")


def codes_of(question: Question) -> set[str]:
    """Every code that can be mapped: the options of a question and its rows."""
    found: set[str] = set()
    for variable in type_of(question).variables(question, "en"):
        found |= {variable.option} if variable.option and variable.option[0] != "_" else set()
        found |= set(variable.option_codes())
    return found
