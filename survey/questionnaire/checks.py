"""What a model cannot see by itself: ids used twice, missing texts, conditions, consent, crossings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.build import Written
from survey.questionnaire.condition import BadCondition, comparisons, parse
from survey.questionnaire.equivalence import wrong_texts
from survey.questionnaire.faults import Faults, Path, nearest, unknown_word
from survey.questionnaire.model import Question
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import type_of

TEXTS = ("label", "hint", "title", "agree")
LONGEST_TEXT = 2000
MOST_QUESTIONS = 300


def check(document: Any, written: Sequence[Written], faults: Faults, complete: bool = True) -> None:
    """Run every check, so that one reading shows all there is to mend."""
    if not isinstance(document, dict) or not isinstance(document.get("sections"), list):
        return
    if len(written) > MOST_QUESTIONS:
        said = _("there are more than %(limit)s questions; split the questionnaire", limit=MOST_QUESTIONS)
        faults.at(("sections",), said)
        return
    _check_ids(document, written, faults)
    _check_texts(document, faults, complete)
    _check_options(written, faults)
    _check_definitions(document, written, faults)
    _check_conditions(document, written, faults)
    _check_purpose(document, written, faults)
    _check_strata(written, faults)
    _check_pairs(document, written, faults)


def _check_ids(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Fields, tally and files know a question by its id alone; `__` parts the pieces of a field's name."""
    places = [(w.path, w.id) for w in written if w.id]
    sections = document.get("sections")
    pages = [(("sections", i), str(s.get("id", ""))) for i, s in enumerate(sections or []) if isinstance(s, dict)]
    for found in (places, pages):
        seen: dict[str, Path] = {}
        for path, name in found:
            if name.lower() in seen:
                first = faults.values.get((*seen[name.lower()], "id"), (1, 1))[0]
                said = _("the id »%(id)s« is used twice, first in line %(line)s; change one", id=name, line=first)
                faults.at((*path, "id"), said)
            seen.setdefault(name.lower(), path)
            if "__" in name:
                faults.at((*path, "id"), _("»%(id)s« has two underscores in a row; keep one", id=name))


def _texts(part: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every text in every language, wherever it stands."""
    if isinstance(part, list):
        for index, inside in enumerate(part):
            yield from _texts(inside, (*path, index))
    elif isinstance(part, dict):
        for key, inside in part.items():
            if key in TEXTS and isinstance(inside, dict):
                yield (*path, key), inside
            elif key == "legal_basis" and isinstance(inside, dict):
                yield from (((*path, key, basis), said) for basis, said in inside.items() if isinstance(said, dict))
            elif (path, key) != ((), "activities"):
                yield from _texts(inside, (*path, key))


def _check_texts(document: Mapping[str, Any], faults: Faults, complete: bool) -> None:
    """A questionnaire that speaks a language speaks it everywhere; a draft may still lack all but one."""
    declared = document.get("languages")
    languages = [code for code in declared if isinstance(code, str)] if isinstance(declared, list) else []
    for path, said in _texts(document, ()):
        if faults.is_covered(path):
            continue
        lacking = [code for code in languages if not str(said.get(code) or "").strip()]
        for missing in lacking if complete or lacking == languages else ():
            faults.at(path, _("the text in »%(language)s« is missing; add it", language=missing))
        for code, sentence in wrong_texts(said, [code for code in languages if code not in lacking]):
            faults.at((*path, code), sentence)
        for extra in (code for code in said if languages and code not in languages):
            faults.at_key(
                (*path, extra),
                _(
                    "»%(language)s« is not one of the questionnaire's languages; add it to »languages:« or remove it",
                    language=extra,
                ),
            )
        for code, words in said.items():
            if isinstance(words, str) and len(words) > LONGEST_TEXT:
                said_long = _("the text is longer than %(limit)s characters; shorten it", limit=LONGEST_TEXT)
                faults.at((*path, code), said_long)


def _option_lists(part: Any, path: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The options, rows and columns of a question, each with where it stands."""
    for key in ("options", "rows", "columns"):
        listed = part.get(key)
        if isinstance(listed, list):
            yield (*path, key), [entry for entry in listed if isinstance(entry, dict)]
            for index, entry in enumerate(listed):
                if isinstance(entry, dict):
                    yield from _option_lists(entry, (*path, key, index))


def _check_options(written: Sequence[Written], faults: Faults) -> None:
    for question in written:
        for path, entries in _option_lists(question.data, question.path):
            codes = Counter(str(entry.get("code", entry.get("id"))) for entry in entries)
            for place, entry in enumerate(entries):
                code = str(entry.get("code", entry.get("id")))
                if codes[code] > 1:
                    codes[code] = 1
                    faults.at((*path, place), _("»%(code)s« is offered twice; keep one", code=code))
                if "__" in code:
                    faults.at_key((*path, place), _("»%(id)s« has two underscores in a row; keep one", id=code))
                if entry.get("sensitive") and not question.data.get("sensitive"):
                    faults.at(
                        (*path, place),
                        _(
                            "»%(code)s« is sensitive and the question is not; write »sensitive: true« at the question",
                            code=code,
                        ),
                    )


def _check_definitions(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """What each type knows to be wrong about its own questions."""
    earlier: dict[str, Question] = {}
    optional = {i for i, s in enumerate(document["sections"]) if isinstance(s, dict) and s.get("optional") is True}
    for entry in written:
        question = entry.question
        if question is None:
            continue
        for path, message in type_of(question).problems(question, earlier):
            faults.at((*entry.path, *path), message)
        if entry.path[1] in optional and question.required:
            faults.at((*entry.path, "required"), _("nothing on an optional page can be required; remove it"))
        earlier.setdefault(question.id, question)


def _check_conditions(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """A condition looks back at questions that exist, and compares like with like."""
    ids = [entry.id for entry in written]
    for place, section in enumerate(document["sections"]):
        if isinstance(section, dict) and isinstance(section.get("show_if"), str):
            before = [entry for entry in written if int(entry.path[1]) < place]
            path: Path = ("sections", place, "show_if")
            _check_condition(section["show_if"], path, _Known(before, ids), bool(section.get("sensitive")), faults)
    for place, entry in enumerate(written):
        if isinstance(entry.data.get("show_if"), str):
            known = _Known(written[:place], ids)
            sensitive = bool(entry.data.get("sensitive"))
            _check_condition(entry.data["show_if"], (*entry.path, "show_if"), known, sensitive, faults)


class _Known:
    """The questions a condition may look at, and those that only come later."""

    def __init__(self, before: Sequence[Written], all_ids: Sequence[str]) -> None:
        self.before = {entry.id: entry.question for entry in before}
        self.all_ids = all_ids


def _check_condition(text: str, path: Path, known: _Known, sensitive: bool, faults: Faults) -> None:
    try:
        node = parse(text)
    except BadCondition as error:
        faults.at(path, str(error))
        return
    for operator, operand, name, literal in comparisons(node):
        message = _compared(operator, operand, name, literal, known, sensitive)
        if message:
            faults.at(path, message)


def _compared(
    operator: str, operand: str, name: str, literal: str | int | float | None, known: _Known, sensitive: bool
) -> str | None:
    """What is wrong with one comparison, if anything."""
    if name not in known.before:
        if name in known.all_ids:
            return _("the condition looks at »%(id)s«, which is not asked before; look back only", id=name)
        meant = nearest(name, known.before)
        if meant:
            return _(
                "the condition looks at »%(id)s«, which does not exist; did you mean »%(meant)s«?", id=name, meant=meant
            )
        return _("the condition looks at »%(id)s«, which does not exist; write the id of an earlier question", id=name)
    question = known.before[name]
    if question is None:
        return None
    if question.sensitive and not sensitive:
        return _(
            "the condition would give away the sensitive answer to »%(id)s«; write »sensitive: true« "
            "here too, or look at another question",
            id=name,
        )
    kind = type_of(question)
    return compared_kinds(operator, operand, name, literal, kind.value, kind.offered_codes(question))


def compared_kinds(
    operator: str,
    operand: str,
    name: str,
    literal: str | int | float | None,
    value: Value,
    offered: frozenset[str] | None,
) -> str | None:
    """Whether an operator fits what it compares."""
    if operator == "answered":
        return None
    if operand == "count":
        return _count_fits(operator, name, literal, value)
    wrong = _operator_fits(operator, name, literal, value)
    if wrong or value not in (Value.OPTION, Value.OPTIONS) or offered is None or literal in offered:
        return wrong
    return _("»%(id)s« does not offer this: %(fault)s", id=name, fault=unknown_word(str(literal), offered))


def _operator_fits(operator: str, name: str, literal: str | int | float | None, value: Value) -> str | None:
    """Whether this kind of answer can be compared in this way with this kind of literal."""
    number = isinstance(literal, (int, float))
    rules: dict[Value, tuple[bool, str]] = {
        Value.NUMBER: (operator != "has" and number, _("»%(id)s« is a number; compare it with a number")),
        Value.WHOLE: (False, _("»%(id)s« cannot be compared; write answered(%(id)s)")),
        Value.OPTIONS: (operator == "has", _("»%(id)s« can have several answers; write »%(id)s has option«")),
        Value.OPTION: (operator in ("eq", "ne"), _("»%(id)s« is one option; use = or != with the option's code")),
        Value.TEXT: (operator in ("eq", "ne"), _("»%(id)s« is text; use = or != with a text in quotes")),
    }
    fits, sentence = rules[value]
    return None if fits and number == (value is Value.NUMBER) else sentence % {"id": name}


def _count_fits(operator: str, name: str, literal: str | int | float | None, value: Value) -> str | None:
    if value is not Value.OPTIONS:
        return _("»%(id)s« has one answer only; count() is for questions with several", id=name)
    if operator == "has" or not isinstance(literal, (int, float)):
        return _("count(%(id)s) is a number; compare it with a number", id=name)
    return None


def _check_purpose(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """A survey asks for consent and never for a person's address; a contact form is a separate file."""
    contact = document.get("purpose", "survey") == "contact"
    kinds = [(entry, entry.kind) for entry in written if entry.kind]
    if not contact and not any(kind.gives_consent and _asks_everybody(document, entry) for entry, kind in kinds):
        faults.at(
            (),
            _(
                "not everybody is asked to agree; add a required question of the type »consent« to the "
                "first page, without »show_if:«"
            ),
        )
    for entry, kind in kinds:
        if kind.contact_only and not contact:
            faults.at(
                (*entry.path, "type"),
                _(
                    "a survey never asks for an address or telephone; move the question "
                    "to a questionnaire with »purpose: contact«"
                ),
            )


def _asks_everybody(document: Mapping[str, Any], entry: Written) -> bool:
    """Whether nobody gets past a question: it is on the first page, required and under no condition."""
    first = document["sections"][0]
    hidden = entry.data.get("show_if") or (isinstance(first, dict) and first.get("show_if"))
    return entry.path[1] == 0 and entry.data.get("required") is not False and not hidden


def _check_strata(written: Sequence[Written], faults: Faults) -> None:
    """Age and gender are columns of the tally, each filled by one question with one answer."""
    seen: set[str] = set()
    for entry in written:
        question = entry.question
        if question is None or question.stratum is None:
            continue
        if question.stratum in seen:
            said = _("another question already gives the »%(stratum)s«; remove it here", stratum=question.stratum)
            faults.at((*entry.path, "stratum"), said)
        seen.add(question.stratum)
        kind = type_of(question)
        if question.sensitive or kind.value is not Value.OPTION or not kind.offered_codes(question):
            faults.at(
                (*entry.path, "stratum"),
                _(
                    "only an ordinary question with one answer out of several can give "
                    "the age or gender; remove »stratum:«"
                ),
            )


def _check_pairs(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Only questions that are counted openly can be crossed."""
    pairs = document.get("pairs")
    known = {entry.id: entry for entry in written}
    for place, pair in enumerate(pairs if isinstance(pairs, list) else []):
        for side, name in enumerate(pair if isinstance(pair, list) else []):
            if not isinstance(name, str):
                continue
            if name not in known:
                faults.at(("pairs", place, side), unknown_word(name, known))
            elif known[name].data.get("sensitive"):
                faults.at(("pairs", place, side), _("»%(id)s« is sensitive and is never crossed; remove it", id=name))
