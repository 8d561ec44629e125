"""What a model cannot see by itself: ids used twice, missing texts, conditions, consent, crossings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.build import Written
from survey.questionnaire.faults import Faults, Path, unknown_word
from survey.questionnaire.model import Question
from survey.questionnaire.purpose import check_purpose
from survey.questionnaire.question_type import Value
from survey.questionnaire.references import check_conditions
from survey.questionnaire.roles import check_roles
from survey.questionnaire.types import type_of
from survey.questionnaire.wording import check_publishable, check_texts

MOST_QUESTIONS = 300
LEVELS = 6
"""How deep an option of a question itself stands: sections, page, questions, question, options, option."""


def check(document: Any, written: Sequence[Written], faults: Faults, basis: str = "") -> None:
    """Run every check, so that one reading shows all there is to mend; `basis` is the town's legal basis, if known."""
    if not isinstance(document, dict) or not isinstance(document.get("sections"), list):
        return
    if len(written) > MOST_QUESTIONS:
        said = _("there are more than %(limit)s questions; split the questionnaire", limit=MOST_QUESTIONS)
        faults.at(("sections",), said)
        return
    _check_ids(document, written, faults)
    check_texts(document, written, faults)
    _check_options(written, faults)
    _check_definitions(document, written, faults)
    check_conditions(document, written, faults)
    check_purpose(document, written, faults)
    check_roles(written, faults)
    _check_strata(written, faults)
    _check_pairs(document, written, faults)
    check_publishable(document, written, faults, basis)


def _check_ids(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Fields, tally and files know a question by its id alone; `__` parts the pieces of a field's name."""
    places = [(w.path, w.id) for w in written if w.id]
    sections = document.get("sections")
    pages = [(("sections", i), str(s.get("id", ""))) for i, s in enumerate(sections or []) if isinstance(s, dict)]
    for found in (places, pages):
        seen: dict[str, Path] = {}
        for path, name in found:
            if name.lower() in seen:
                first = faults.place_of((*seen[name.lower()], "id"))
                said = _("the id »%(id)s« is used twice, first in line %(line)s; change one", id=name, line=first)
                faults.at((*path, "id"), said)
            seen.setdefault(name.lower(), path)
            if "__" in name:
                faults.at((*path, "id"), _("»%(id)s« has two underscores in a row; keep one", id=name))


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
                _check_option(question, (*path, place), code, entry, faults)


def _check_option(question: Written, path: Path, code: str, entry: Mapping[str, Any], faults: Faults) -> None:
    """What is wrong with one option, row or column."""
    if "__" in code:
        faults.at_key(path, _("»%(id)s« has two underscores in a row; keep one", id=code))
    if entry.get("sensitive") and not question.data.get("sensitive"):
        said = _("»%(code)s« is sensitive and the question is not; write »sensitive: true« at the question", code=code)
        faults.at(path, said)
    filters = question.kind is not None and question.kind.filters and path[-2] == "options" and len(path) == LEVELS
    if entry.get("show_if") and not filters and path[-2] != "columns":
        faults.at((*path, "show_if"), _("a condition means nothing at this place; remove it"))


def _check_definitions(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """What each type knows to be wrong about its own questions."""
    earlier: dict[str, Question] = {}
    unsure = {entry.id for entry in written if not entry.answerable}
    optional = {i for i, s in enumerate(document["sections"]) if isinstance(s, dict) and s.get("optional") is True}
    for entry in written:
        if entry.path[1] in optional and _is_required(entry):
            faults.at((*entry.path, "required"), _("nothing on an optional page can be required; remove it"))
        question = entry.sound
        if question is None or not entry.answerable:
            continue
        for path, message in type_of(question).problems(question, earlier):
            if not (path[0:1] == ("of",) and entry.data.get("of") in unsure):
                faults.at((*entry.path, *path), message)
        earlier.setdefault(entry.id, question)


def _is_required(entry: Written) -> bool:
    return entry.sound.required if entry.sound else entry.data.get("required") is True


def _check_strata(written: Sequence[Written], faults: Faults) -> None:
    """Age and gender are columns of the tally, each filled by one question with one answer."""
    seen: set[str] = set()
    for entry in written:
        question = entry.sound
        if question is None or question.stratum is None or not entry.answerable:
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
