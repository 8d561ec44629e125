"""From a file to a questionnaire, and from a questionnaire to the document that is published."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.activities import check_likes, make_activities
from survey.questionnaire.build import build
from survey.questionnaire.checks import check
from survey.questionnaire.expand import Expander
from survey.questionnaire.faults import Bars, Fault, Faults, Faulty
from survey.questionnaire.model import Activity, Questionnaire
from survey.questionnaire.plain import in_every_language
from survey.questionnaire.reuse import PROVIDED
from survey.questionnaire.source import Source, read_file, read_text

__all__ = [
    "Bars", "Fault", "Faulty", "Judged", "content_hash", "from_document", "judge", "load", "load_catalogue",
    "load_text", "resolve", "structure_hash",
]  # fmt: skip

CATALOGUE = "catalogue.yaml"
_TEXTS = frozenset({"label", "hint", "title", "agree", "legal_basis", "languages", "message", "low", "middle", "high"})


@dataclass(frozen=True)
class Judged:
    """A file that was looked over, the same for every page and command: what it asks, and all there is to mend."""

    questionnaire: Questionnaire | None
    """None where nothing can be made of it."""
    faults: tuple[Fault, ...] = ()

    def that_bar(self, least: Bars) -> list[Fault]:
        """The faults that keep it from this."""
        return [fault for fault in self.faults if fault.bars >= least]


def load(path: FilePath | str, catalogue_path: FilePath | str | None = None, complete: bool = True) -> Questionnaire:
    """Load a questionnaire with the catalogue beside it; `Faulty` holds every fault of both files.

    A draft need not be `complete`: a text that is missing in one language is shown in another until it is there.
    Where no catalogue lies beside it, the one that comes with the program is taken.
    """
    found = FilePath(path)
    catalogue = load_catalogue(catalogue_path) if catalogue_path else catalogue_beside(found)
    return load_source(read_file(found), catalogue, found.parent, complete)


def catalogue_beside(path: FilePath) -> dict[str, Activity] | None:
    """The activities a questionnaire may offer: of the catalogue beside it, else of the program's own."""
    found = next((file for file in (path.with_name(CATALOGUE), PROVIDED / CATALOGUE) if file.exists()), None)
    return load_catalogue(found) if found else None


def load_text(
    text: str,
    name: str = "questionnaire.yaml",
    catalogue: Mapping[str, Activity] | None = None,
    folder: FilePath | None = None,
    complete: bool = True,
) -> Questionnaire:
    """Load a questionnaire from text, with a catalogue already loaded; files it uses are looked for in the folder."""
    return load_source(read_text(text, name), catalogue, folder, complete)


def load_source(
    source: Source,
    catalogue: Mapping[str, Activity] | None,
    folder: FilePath | None = None,
    complete: bool = True,
) -> Questionnaire:
    """Turn a file that was read into a questionnaire, or tell every fault of it."""
    questionnaire, faults = _made(source, catalogue, folder)
    faults.stop_if_any(Bars.COMPLETENESS if complete else Bars.USE)
    if questionnaire is None:
        raise ValueError(f"{source.name} gave neither a questionnaire nor a fault")
    return questionnaire


def judge(
    source: Source, catalogue: Mapping[str, Activity] | None, folder: FilePath | None = None, basis: str = ""
) -> Judged:
    """Look a file over: everything that keeps it from being used, from being complete and from being published.

    `basis` is the legal basis of the town that would publish it, where that is known.
    """
    try:
        questionnaire, faults = _made(source, catalogue, folder, basis)
    except Faulty as faulty:
        return Judged(None, tuple(faulty.faults))
    found = Judged(questionnaire, tuple(faults.all()))
    return found if not found.that_bar(Bars.USE) else Judged(None, found.faults)


def _made(
    source: Source, catalogue: Mapping[str, Activity] | None, folder: FilePath | None, basis: str = ""
) -> tuple[Questionnaire | None, Faults]:
    faults = source.faults()
    document = in_every_language(Expander(faults, catalogue, folder).document(source.data))
    questionnaire, written = build(document, faults)
    check(document, written, faults, basis)
    return questionnaire, faults


def load_catalogue(path: FilePath | str) -> dict[str, Activity]:
    """Load the catalogue of activities."""
    return catalogue_of(read_file(FilePath(path)))


def catalogue_of(source: Source) -> dict[str, Activity]:
    """Make the activities of a catalogue file; each needs a text in every language that any of them has."""
    faults = source.faults()
    data = source.data
    listed = data.get("activities") if isinstance(data, dict) else None
    if not isinstance(listed, dict):
        faults.at((), _("there are no activities; write »activities:« and under it »code: {label: …}«"))
        faults.stop_if_any()
        return {}
    for key in data.keys() - {"activities"}:
        faults.at_key((key,), _("unknown key »%(key)s«; remove it", key=key))
    made = make_activities(listed, faults)
    _check_languages(made, faults)
    check_likes(made, made, faults)
    faults.stop_if_any()
    return made


def _check_languages(made: Mapping[str, Activity], faults: Faults) -> None:
    """An activity in one language only would leave a gap in the middle of a list."""
    languages = sorted({language for activity in made.values() for language in activity.label})
    for code, activity in made.items():
        for key, said in (("label", activity.label), ("hint", activity.hint)):
            for missing in (language for language in languages if said is not None and not said.get(language)):
                message = _("the text in »%(language)s« is missing; add it", language=missing)
                faults.at(("activities", code, key), message)


def resolve(questionnaire: Questionnaire) -> dict[str, Any]:
    """Write a questionnaire out as one self-contained JSON document; defaults are left out, so that they may grow."""
    return questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def from_document(document: Mapping[str, Any]) -> Questionnaire:
    """Open a published document; what was once published is not judged by the checks of today."""
    faults = Faults("document")
    questionnaire, _written = build(dict(document), faults)
    faults.stop_if_any()
    if questionnaire is None:
        raise ValueError("the document gave neither a questionnaire nor a fault")
    return questionnaire


def content_hash(document: Mapping[str, Any]) -> str:
    """The name of a document by all it says."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def structure_hash(document: Mapping[str, Any]) -> str:
    """The name of a document without its texts: versions that share it count together."""
    return content_hash(_without_texts(document))


def _without_texts(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_texts(inside) for inside in part]
    if isinstance(part, dict):
        return {key: _without_texts(inside) for key, inside in part.items() if key not in _TEXTS}
    return part
