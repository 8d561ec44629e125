"""The questionnaire somebody chose: one that comes with the program, or a file of their own (YAML or XLSForm)."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from werkzeug.datastructures import FileStorage

from survey.i18n import gettext as _
from survey.questionnaire.faults import Faulty
from survey.questionnaire.load import load, load_text
from survey.questionnaire.model import Activity, Questionnaire, Text

FOLDER = Path(__file__).resolve().parents[3] / "questionnaires"
OURS = ("resident_survey", "resident_survey_long")
FORMS = (".xlsx", ".xls", ".csv")


@dataclass(frozen=True)
class Ours:
    """One questionnaire that comes with the program."""

    name: str
    title: Text
    questions: int


@dataclass(frozen=True)
class Chosen:
    """What was made of a choice: a questionnaire, or the faults of a file; `losses` is what a form could not bring."""

    name: str
    source: str = ""
    asked: Questionnaire | None = None
    faults: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


NOTHING = Chosen("")


@cache
def ours() -> tuple[Ours, ...]:
    """The questionnaires for residents that come with the program."""
    loaded = ((name, load(FOLDER / f"{name}.yaml")) for name in OURS)
    return tuple(Ours(name, asked.title, sum(1 for _one in asked.questions())) for name, asked in loaded)


Activities = Mapping[str, Activity]


def read(name: str, file: FileStorage | None, activities: Activities) -> Chosen:
    """Read a choice with the activities of the town; a file wins over a questionnaire of ours."""
    if file and file.filename:
        return _file(file, activities)
    if name in OURS:
        source = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        return _yaml(f"{name}.yaml", source, activities)
    return Chosen("", faults=(_("Choose one of the questionnaires, or a file."),))


def _file(file: FileStorage, activities: Activities) -> Chosen:
    name = Path(str(file.filename)).name[:200]
    raw = file.read()
    if Path(name).suffix.lower() in FORMS:
        return _form(name, raw, activities)
    try:
        return _yaml(name, raw.decode("utf-8-sig"), activities)
    except UnicodeDecodeError:
        return Chosen(name, faults=(_("this file is not UTF-8; save it as UTF-8 and choose it again"),))


def _yaml(name: str, source: str, activities: Activities) -> Chosen:
    try:
        return Chosen(name, source, load_text(source, name, activities, FOLDER, complete=False))
    except Faulty as faulty:
        return Chosen(name, source, faults=tuple(str(fault) for fault in faulty.faults))


def _form(name: str, raw: bytes, activities: Activities) -> Chosen:
    """Bring an XLSForm in; what it could not bring is said and never silent."""
    from survey.questionnaire.xlsform.losses import Unreadable
    from survey.questionnaire.xlsform.read import read as read_form
    from survey.questionnaire.xlsform.yaml_file import written

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"form{Path(name).suffix.lower()}"
        path.write_bytes(raw)
        try:
            taken = read_form(path)
        except (Unreadable, Faulty) as why:
            return Chosen(name, faults=tuple(str(why).splitlines()))
    made = _yaml(f"{Path(name).stem}.yaml", written(taken.questionnaire), activities)
    return Chosen(made.name, made.source, made.asked, made.faults, tuple(taken.losses.lines()))
