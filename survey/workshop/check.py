"""Looking over files before an evening: agendas by their own rules, everything else as the engine does."""

from collections.abc import Iterable
from pathlib import Path as FilePath

from survey.questionnaire import check
from survey.questionnaire.faults import Fault, Faulty
from survey.questionnaire.source import read_file
from survey.workshop.agenda import load_agenda


def is_agenda(path: FilePath) -> bool:
    """Whether a file is meant as an agenda: it has steps or says so, and no pages of questions."""
    try:
        data = read_file(path).data
    except Faulty:
        return False
    keys = data.keys() if isinstance(data, dict) else set()
    return bool(keys & {"workshop", "steps"}) and not keys & {"questionnaire", "sections"}


def found_in(paths: Iterable[FilePath | str]) -> list[Fault]:
    """Everything there is to mend in these files, each looked over as what it is."""
    agendas, others = _parted(paths)
    return sorted({*check.found_in(others), *(fault for path in agendas for fault in _faults(path))})


def warnings(paths: Iterable[FilePath | str]) -> list[str]:
    """What is no fault but probably not meant."""
    return check.warnings(_parted(paths)[1])


def _parted(paths: Iterable[FilePath | str]) -> tuple[list[FilePath], list[FilePath]]:
    agendas: list[FilePath] = []
    others: list[FilePath] = []
    for path in map(FilePath, paths):
        (agendas if is_agenda(path) else others).append(path)
    return agendas, others


def _faults(path: FilePath) -> list[Fault]:
    try:
        load_agenda(path)
    except Faulty as faulty:
        return faulty.faults
    return []
