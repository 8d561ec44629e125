"""Looking over files before anybody uses them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path as FilePath

from survey.i18n import LANGUAGES
from survey.i18n import gettext as _
from survey.questionnaire.faults import Bars, Fault, Faulty
from survey.questionnaire.load import Judged, catalogue_beside, catalogue_of, judge, load_source
from survey.questionnaire.source import Source, read_file
from survey.questionnaire.unreachable import never_asked


def check_files(paths: Iterable[FilePath | str]) -> list[Fault]:
    """List every fault of every file, questionnaires and catalogues alike."""
    return [fault for fault in found_in(paths) if fault.bars is not Bars.PUBLISHING]


def found_in(paths: Iterable[FilePath | str]) -> list[Fault]:
    """Everything there is to mend in these files, also what only keeps them from being published."""
    return sorted({fault for path in paths for fault in _judged(FilePath(path)).faults})


def warnings(paths: Iterable[FilePath | str]) -> list[str]:
    """What is no fault but probably not meant: questions that nobody can ever be asked."""
    said = _("%(file)s: nobody is ever asked »%(id)s«, because its condition never holds; look at its »show_if:«")
    asked = ((path, _judged(path).questionnaire) for path in map(FilePath, paths))
    return [said % {"file": path, "id": name} for path, found in asked if found for name in never_asked(found)]


def judge_file(path: FilePath, basis: str = "") -> Judged:
    """Look over a questionnaire with the catalogue beside it; `basis` is the legal basis of the town, if known."""
    try:
        return judge(read_file(path), catalogue_beside(path), path.parent, basis)
    except Faulty as faulty:
        return Judged(None, tuple(faulty.faults))


def _judged(path: FilePath) -> Judged:
    """Look over one file as what it is: a catalogue has activities, a file of shared parts has lists or blocks."""
    try:
        source = read_file(path)
        keys = source.data.keys() if isinstance(source.data, dict) else set()
        if "sections" not in keys and keys & {"lists", "blocks"}:
            check_library(source, path)
        elif "activities" in keys and "sections" not in keys:
            catalogue_of(source)
        else:
            return judge(source, catalogue_beside(path), path.parent)
    except Faulty as faulty:
        return Judged(None, tuple(faulty.faults))
    return Judged(None)


def check_library(source: Source, path: FilePath) -> None:
    """Try shared parts as a questionnaire would use them: every block on a page, every list in a question."""
    languages = source.data.get("languages") or list(LANGUAGES)
    blocks, lists = (source.data.get(key) or {} for key in ("blocks", "lists"))
    text = dict.fromkeys([str(code) for code in languages], "x") if isinstance(languages, list) else {}
    trials = [
        {"id": f"list_{place}", "type": "single", "label": text, "options": name} for place, name in enumerate(lists)
    ]
    sections = [
        {"id": f"block_{place}", "questions": [{"use": name}]}
        for place, name in enumerate(blocks if isinstance(blocks, dict) else {})
    ]
    document = {**source.data, "questionnaire": "library", "title": text, "purpose": "contact", "languages": languages}
    document["sections"] = [*sections, *([{"id": "lists", "questions": trials}] if trials else [])]
    load_source(replace(source, data=document), catalogue_beside(path), path.parent)
