"""Whether a questionnaire says the same in every language: no text missing, the same placeholders, whole plurals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from survey.i18n import LANGUAGES, join_list
from survey.i18n import gettext as _
from survey.questionnaire import message
from survey.questionnaire.model import Questionnaire, Text
from survey.questionnaire.types import type_of

REQUIRED = LANGUAGES
"""What is published speaks these; further languages may still be on their way."""

_TEXTS = ("label", "hint", "title", "agree", "message", "low", "middle", "high")


class Kind(StrEnum):
    """What a language lacks."""

    MISSING = "missing"
    PLACEHOLDERS = "placeholders"
    FORMS = "forms"
    PROMISE = "promise"


@dataclass(frozen=True, order=True)
class Difference:
    """One text that one language says otherwise than the first, or not at all."""

    place: str
    language: str
    kind: Kind
    names: tuple[str, ...] = ()
    consent: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {_sentence(self)}"


def _sentence(of: Difference) -> str:
    listed = join_list(of.names)
    return {
        Kind.MISSING: _("the text in »%(language)s« is missing; add it", language=of.language),
        Kind.PLACEHOLDERS: _(
            "the text in »%(language)s« is not filled from the same questions; compare %(names)s",
            language=of.language,
            names=listed,
        ),
        Kind.FORMS: _(
            "the text in »%(language)s« has not the plural forms of its language; write %(names)s",
            language=of.language,
            names=listed,
        ),
        Kind.PROMISE: _(
            "the promise for the legal basis »%(basis)s« is missing in »%(language)s«; add it under »legal_basis:«",
            basis=listed,
            language=of.language,
        ),
    }[of.kind]


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, Text, bool]]:
    """Every text with its place and whether it is part of asking for consent."""
    yield "title", questionnaire.title, False
    for section in questionnaire.sections:
        yield from _within(section.model_dump(mode="json", exclude={"questions"}), section.id, False)
        for question in section.questions:
            consent = type_of(question).gives_consent
            yield from _within(question.model_dump(mode="json"), question.id, consent)
    for code, activity in questionnaire.activities.items():
        yield from _within(activity.model_dump(mode="json"), f"activities.{code}", False)


def _within(part: Any, place: str, consent: bool) -> Iterator[tuple[str, Text, bool]]:
    if isinstance(part, list):
        for index, inside in enumerate(part):
            named = inside.get("code", inside.get("id", index)) if isinstance(inside, dict) else index
            yield from _within(inside, f"{place}.{named}", consent)
    elif isinstance(part, dict):
        for key, inside in part.items():
            if key in _TEXTS and isinstance(inside, dict):
                yield f"{place}.{key}", inside, consent
            elif key == "legal_basis" and isinstance(inside, dict):
                yield from ((f"{place}.{key}.{basis}", said, consent) for basis, said in inside.items())
            else:
                yield from _within(inside, f"{place}.{key}", consent)


def differences(questionnaire: Questionnaire, languages: Iterable[str] = ()) -> list[Difference]:
    """Everything that these languages lack, the declared ones where none are named."""
    wanted = tuple(languages) or questionnaire.languages
    every = ((place, said, consent) for place, said, consent in texts(questionnaire))
    return [difference for place, said, consent in every for difference in _of_text(place, said, wanted, consent)]


def _of_text(place: str, said: Mapping[str, str], languages: Iterable[str], consent: bool) -> Iterator[Difference]:
    reference = next((words for words in said.values() if words.strip()), "")
    filled = message.names(reference)
    for language in languages:
        words = said.get(language, "")
        if not words.strip():
            yield Difference(place, language, Kind.MISSING, consent=consent)
            continue
        if message.names(words) != filled:
            names = tuple(sorted(message.names(words) ^ filled))
            yield Difference(place, language, Kind.PLACEHOLDERS, names, consent)
        for _name, _missing, _more in message.wrong_forms(words, language):
            yield Difference(place, language, Kind.FORMS, tuple(sorted(message.forms_of(language))), consent)


def wrong_texts(said: Mapping[str, Any], languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with one text, by language: other placeholders, or half a plural."""
    words = {language: said[language] for language in languages if isinstance(said.get(language), str)}
    for found in _of_text("", words, words, False):
        yield found.language, _sentence(found)


def promises(questionnaire: Questionnaire, basis: str, languages: Iterable[str] = REQUIRED) -> list[Difference]:
    """The consent texts that are missing for the legal basis a town asks on."""
    found = []
    for question in questionnaire.questions():
        if type_of(question).gives_consent:
            said = getattr(question, "legal_basis", {}).get(basis, {})
            found += [
                Difference(question.id, language, Kind.PROMISE, (basis,), consent=True)
                for language in languages
                if not str(said.get(language) or "").strip()
            ]
    return found


def unknown_places(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """Placeholders that name no earlier question: where they stand, and the name."""
    known: set[str] = set()
    wrong = []
    for question in questionnaire.questions():
        for place, said, _consent in _within(question.model_dump(mode="json"), question.id, False):
            names = {name for words in said.values() for name in message.names(words)}
            wrong += [(place, name) for name in sorted(names - known)]
        known.add(question.id)
    return wrong


def hindrances(questionnaire: Questionnaire, basis: str) -> list[str]:
    """Why a questionnaire cannot be published yet: a sentence for each text; none when it can."""
    declared = [language for language in REQUIRED if language not in questionnaire.languages]
    lacking = [_("The language »%(language)s« is missing; add it to »languages:«.", language=code) for code in declared]
    wanted = [language for language in questionnaire.languages if language in REQUIRED]
    found = differences(questionnaire, wanted) if wanted else []
    # In a further language a missing text falls back, but nobody agrees to something they cannot read.
    further = [language for language in questionnaire.languages if language not in REQUIRED]
    found += (
        [d for d in differences(questionnaire, further) if d.consent or d.kind is not Kind.MISSING] if further else []
    )
    told = {(d.place.rpartition(".")[0], d.language) for d in found}
    found += [d for d in promises(questionnaire, basis, wanted) if (f"{d.place}.legal_basis", d.language) not in told]
    for place, name in unknown_places(questionnaire):
        lacking.append(_("%(place)s: {%(name)s} is no earlier question; write the id of one", place=place, name=name))
    return [*lacking, *map(str, sorted(set(found)))]


def still_to_come(questionnaire: Questionnaire) -> dict[str, tuple[int, int]]:
    """For each declared language how many texts it has, and of how many."""
    every = [said for _place, said, _consent in texts(questionnaire)]
    return {
        language: (sum(1 for said in every if str(said.get(language) or "").strip()), len(every))
        for language in questionnaire.languages
    }
