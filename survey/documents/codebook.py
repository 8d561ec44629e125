"""The codebook as a page to read or print and as a table for other programs, both from the questionnaire itself."""

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.codebook import ANSWERED, BLANK, NOT_ASKED, REFUSED, Measure
from survey import i18n
from survey.formulas import harmless
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.questionnaire.codebook import STATES, Asked, Item, asked
from survey.questionnaire.duration import seconds
from survey.questionnaire.model import Questionnaire

FOLDER = Path(__file__).resolve().parent
LOOK = FOLDER.parent / "web" / "static" / "soseska.css"
GROUND = "/* ground */"
"""Where the tokens of the look end and its rules begin."""

COLUMNS = (
    "variable", "question", "page", "question_text", "label", "measure", "measures", "options", "states",
    "sensitive", "required", "asked_if",
)  # fmt: skip


def write(questionnaire: Questionnaire, language: str, folder: Path) -> list[Path]:
    """Write both forms into a folder; the files are named after the questionnaire and the language."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{questionnaire.id}_codebook_{language}"
    page, table = folder / f"{name}.html", folder / f"{name}.csv"
    page.write_text(html(questionnaire, language), encoding="utf-8")
    # Excel takes a file for UTF-8 only when it begins with the mark.
    table.write_text(csv_text(questionnaire, language), encoding="utf-8-sig", newline="")
    return [page, table]


def csv_text(questionnaire: Questionnaire, language: str) -> str:
    """One line per counted item; a question that is not counted has one line without a measure."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in rows(questionnaire, language):
        writer.writerow([harmless(cell) for cell in row])
    return buffer.getvalue()


def rows(questionnaire: Questionnaire, language: str) -> Iterator[tuple[str, ...]]:
    """The same lines as they are, for whoever writes them into another kind of file."""
    for question in asked(questionnaire, language):
        yield from _rows(question)


def _rows(entry: Asked) -> Iterator[tuple[str, ...]]:
    question = entry.question
    shared = (str(entry.page), entry.label)
    rest = (_flag(question.sensitive), _flag(question.required), " and ".join(f"({c})" for c in entry.conditions))
    if not entry.items:
        yield (question.id, question.id, *shared, entry.label, "", question.measures or "", "", "", *rest)
    for item in entry.items:
        variable = item.variable
        options = " | ".join(f"{code} = {label}" for code, label in variable.options)
        described = (variable.label, variable.measure.value, variable.role, options, " ".join(item.states))
        yield (variable.item, question.id, *shared, *described, *rest)


def _flag(true: bool) -> str:
    return "1" if true else "0"


def html(questionnaire: Questionnaire, language: str) -> str:
    """One page that stands alone: nothing in it is fetched from anywhere."""
    spoken = language if language in i18n.LANGUAGES else "en"
    with i18n.use_language(spoken):
        return _environment().get_template("codebook.html").render(
            title=i18n.text(questionnaire.title, language), questionnaire=questionnaire, language=language,
            direction=i18n.direction(spoken), look=look(), pages=_pages(questionnaire, language),
            measures=measures(), states=states(), order=STATES, time=about(seconds(questionnaire, language)),
        )  # fmt: skip


def _pages(questionnaire: Questionnaire, language: str) -> list[tuple[str, list[Asked]]]:
    """The questions page by page, each page with its title."""
    entries = list(asked(questionnaire, language))
    return [
        (i18n.text(section.title, language), [entry for entry in entries if entry.page == number])
        for number, section in enumerate(questionnaire.sections, 1)
    ]


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(_=_, ngettext=ngettext, number=i18n.number, label=label)
    return made


def label(item: Item) -> str:
    """What an item says; the number of ticks has no words of its own in the questionnaire."""
    return _("How many were ticked") if item.is_number_of_ticks else item.variable.label


@cache
def look() -> str:
    """The colours and sizes of every page of ours, and the few rules that this page adds."""
    tokens = LOOK.read_text(encoding="utf-8").partition(GROUND)[0]
    return tokens + (FOLDER / "codebook.css").read_text(encoding="utf-8")


def about(duration: int) -> str:
    """How long answering takes, rounded to what can honestly be said."""
    if duration <= 75:
        return _("It takes about a minute.")
    minutes = max(2, round(duration / 60))
    return ngettext("It takes about %(num)s minute.", "It takes about %(num)s minutes.", minutes)


def measures() -> dict[Measure, str]:
    """The kinds of variables in words."""
    return {
        Measure.BINARY: _("yes or no"),
        Measure.NOMINAL: _("one of several"),
        Measure.ORDINAL: _("one of several, in order"),
        Measure.MULTIPLE: _("several of many"),
        Measure.NUMERIC: _("number"),
        Measure.TEXT: _("own words"),
    }


def states() -> dict[str, tuple[str, str]]:
    """What stands where no option stands: its name, and what it means for shares."""
    return {
        NOT_ASKED: (_("not asked"), _("The person never saw this question.")),
        BLANK: (_("left blank"), _("The person saw the question and went on.")),
        REFUSED: (_("rather not say"), _("The person chose not to say.")),
        ANSWERED: (_("answered"), _("The person wrote something; the words are kept apart.")),
    }
