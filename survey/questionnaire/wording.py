"""What is said in a questionnaire: each text in each language, filled from earlier answers, ready to be published."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire import message
from survey.questionnaire.build import Written
from survey.questionnaire.equivalence import REQUIRED, wrong_texts
from survey.questionnaire.faults import Bars, Faults, Path
from survey.questionnaire.references import lost_names

TEXTS = ("label", "hint", "title", "agree", "message", "low", "middle", "high")
LONGEST_TEXT = 2000
Said = Mapping[str, Any]


def texts_in(part: Any, path: Path) -> Iterator[tuple[Path, Said]]:
    """Every text in every language, wherever it stands."""
    if isinstance(part, list):
        for index, inside in enumerate(part):
            yield from texts_in(inside, (*path, index))
    elif isinstance(part, dict):
        for key, inside in part.items():
            if key in TEXTS and isinstance(inside, dict):
                yield (*path, key), inside
            elif key == "legal_basis" and isinstance(inside, dict):
                yield from (((*path, key, basis), said) for basis, said in inside.items() if isinstance(said, dict))
            elif (path, key) != ((), "activities"):
                yield from texts_in(inside, (*path, key))


def languages_of(document: Mapping[str, Any]) -> list[str]:
    """The languages a questionnaire declares, as far as they can be read."""
    declared = document.get("languages")
    return [code for code in declared if isinstance(code, str)] if isinstance(declared, list) else []


def check_texts(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """A questionnaire that speaks a language speaks it everywhere; a draft may still lack all but one."""
    languages = languages_of(document)
    promises = {entry.path for entry in written if entry.kind and entry.kind.gives_consent}
    for path, said in texts_in(document, ()):
        if not faults.is_covered(path):
            _check_languages(path, said, languages, path[:4] in promises, faults)
            _check_length(path, said, faults)


def _check_languages(path: Path, said: Said, languages: list[str], promise: bool, faults: Faults) -> None:
    """One text in all languages; in a further one it may still be on its way, unless people agree to it."""
    lacking = [code for code in languages if not str(said.get(code) or "").strip()]
    others = [code for code in said if languages and code not in languages]
    # Words that only another language has are at least something to show, until somebody puts them into these.
    foreign = next((code for code in others if str(said.get(code) or "").strip()), "") if lacking == languages else ""
    grave = Bars.USE if lacking == languages and not foreign else Bars.COMPLETENESS
    for missing in lacking:
        falls_back = grave is not Bars.USE and not promise and missing not in REQUIRED
        faults.at(path, _("the text in »%(language)s« is missing; add it", language=missing),
                  Bars.NOTHING if falls_back else grave)  # fmt: skip
    for code, sentence in wrong_texts(said, [code for code in languages if code not in lacking]):
        faults.at((*path, code), sentence)
    for extra in others:
        if extra != foreign and not faults.is_borrowed(path):
            say = _("»%(language)s« is not one of the questionnaire's languages; add it to »languages:« or remove it",
                    language=extra)  # fmt: skip
            faults.at_key((*path, extra), say)


def _check_length(path: Path, said: Said, faults: Faults) -> None:
    for code, words in said.items():
        if isinstance(words, str) and len(words) > LONGEST_TEXT:
            too_long = _("the text is longer than %(limit)s characters; shorten it", limit=LONGEST_TEXT)
            faults.at((*path, code), too_long)


def check_publishable(document: Mapping[str, Any], written: Sequence[Written], faults: Faults, basis: str = "") -> None:
    """What can be tried out but not published: languages still to come, promises, empty places in texts."""
    languages = languages_of(document)
    for code in (code for code in REQUIRED if languages and code not in languages):
        said = _("the language »%(language)s« is missing; it has to be there before publishing", language=code)
        faults.at(("languages",), said, Bars.PUBLISHING)
    _check_promises(written, [code for code in REQUIRED if code in languages], basis, faults)
    _check_places(document, written, faults)


def _check_promises(written: Sequence[Written], languages: list[str], basis: str, faults: Faults) -> None:
    """What is promised on the legal basis of the town; where the town is not known, on any."""
    for entry in written:
        if entry.kind is None or not entry.kind.gives_consent:
            continue
        given = entry.data.get("legal_basis")
        promised = given if isinstance(given, dict) else {}
        if not basis and not promised:
            said = _("nothing is promised on the legal basis of the town; write »legal_basis:« with »public_task:«, "
                     "»consent:« or both")  # fmt: skip
            faults.at(entry.path, said, Bars.PUBLISHING)
        for code in languages if basis and basis not in promised else ():
            said = _("the promise for the legal basis »%(basis)s« is missing in »%(language)s«; add it under "
                     "»legal_basis:«", basis=basis, language=code)  # fmt: skip
            faults.at(entry.path, said, Bars.PUBLISHING)


def _check_places(document: Mapping[str, Any], written: Sequence[Written], faults: Faults) -> None:
    """Placeholders are filled from questions above them."""
    lost = lost_names(document, written, faults)
    known: set[str] = set()
    for entry in written:
        for path, said in texts_in(entry.data, entry.path):
            named = {name for words in said.values() if isinstance(words, str) for name in message.names(words)}
            for name in sorted(name for name in named - known if not lost.may_be(name)):
                say = _("»{%(name)s}« is no earlier question; write the id of one", name=name)
                faults.at(path, say, Bars.PUBLISHING)
        known.add(entry.id)
