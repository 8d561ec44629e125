"""Looking over files before anybody uses them."""

from collections.abc import Iterable
from pathlib import Path as FilePath

from survey.questionnaire.faults import Fault, Faulty
from survey.questionnaire.load import catalogue_of, load
from survey.questionnaire.source import read_file


def check_files(paths: Iterable[FilePath | str]) -> list[Fault]:
    """List every fault of every file, questionnaires and catalogues alike."""
    faults: set[Fault] = set()
    for path in paths:
        try:
            _check(FilePath(path))
        except Faulty as faulty:
            faults.update(faulty.faults)
    return sorted(faults)


def _check(path: FilePath) -> None:
    """Load one file as what it is: a catalogue has activities and no sections."""
    source = read_file(path)
    keys = source.data.keys() if isinstance(source.data, dict) else set()
    if "activities" in keys and "sections" not in keys:
        catalogue_of(source)
    else:
        load(path)
