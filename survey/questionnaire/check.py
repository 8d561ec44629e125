"""Looking over files before anybody uses them."""

from collections.abc import Iterable
from pathlib import Path as FilePath

from survey.i18n import LANGUAGES
from survey.i18n import gettext as _
from survey.questionnaire.faults import Fault, Faulty
from survey.questionnaire.load import CATALOGUE, catalogue_of, load, load_catalogue, load_source
from survey.questionnaire.source import Source, read_file
from survey.questionnaire.unreachable import never_asked


def check_files(paths: Iterable[FilePath | str]) -> list[Fault]:
    """List every fault of every file, questionnaires and catalogues alike."""
    faults: set[Fault] = set()
    for path in paths:
        try:
            _check(FilePath(path))
        except Faulty as faulty:
            faults.update(faulty.faults)
    return sorted(faults)


def warnings(paths: Iterable[FilePath | str]) -> list[str]:
    """What is no fault but probably not meant: questions that nobody can ever be asked."""
    said = _("%(file)s: nobody is ever asked »%(id)s«, because its condition never holds; look at its »show_if:«")
    found = []
    for path in map(FilePath, paths):
        source = read_file(path)
        if isinstance(source.data, dict) and "sections" in source.data:
            found += [said % {"file": path, "id": name} for name in never_asked(load(path))]
    return found


def _check(path: FilePath) -> None:
    """Load one file as what it is: a catalogue has activities, a file of shared parts has lists or blocks."""
    source = read_file(path)
    keys = source.data.keys() if isinstance(source.data, dict) else set()
    if "sections" not in keys and keys & {"lists", "blocks"}:
        check_library(source, path)
    elif "activities" in keys and "sections" not in keys:
        catalogue_of(source)
    else:
        load(path)


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
    beside = path.with_name(CATALOGUE)
    catalogue = load_catalogue(beside) if beside.exists() else None
    load_source(Source(source.name, document, source.values, source.keys), catalogue, path.parent)
