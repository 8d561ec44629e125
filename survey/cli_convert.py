"""`soseska convert`: XLSForms into questionnaires and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.questionnaire.activities import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from survey.questionnaire.model import Activity, Questionnaire

FILE = click.Path(dir_okay=False, path_type=Path)
QUESTIONNAIRES = (".yaml", ".yml")
FORMS = (".xlsx", ".xls", ".csv")


class Refused(click.ClickException):
    """Ends the command with a sentence on standard error and exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=True)


@click.command()
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=FILE)
@click.option("--language", help="The language of texts whose column names none, such as sl.")
def convert(source: Path, target: Path, language: str | None) -> None:
    """Turn an XLSForm (.xlsx, .xls, .csv) into a questionnaire (.yaml), or the reverse (.xlsx, .csv)."""
    from survey.questionnaire.faults import Faulty
    from survey.questionnaire.xlsform.losses import Unreadable

    kinds = (source.suffix.lower(), target.suffix.lower())
    try:
        if kinds[0] in FORMS and kinds[1] in QUESTIONNAIRES:
            _bring_in(source, target, language)
        elif kinds[0] in QUESTIONNAIRES and kinds[1] in (".xlsx", ".csv"):
            _take_out(source, target)
        else:
            raise Refused(_("Name an .xlsx, .xls or .csv file and a .yaml file, or a .yaml file and .xlsx or .csv."))
    except (Unreadable, Faulty) as why:
        raise Refused(str(why)) from why
    except OSError as why:
        raise Refused(_("%(file)s cannot be written: %(why)s", file=target, why=why.strerror or why)) from why


def _bring_in(source: Path, target: Path, language: str | None) -> None:
    """Write what could be taken, and list on standard error what could not."""
    from survey.questionnaire.xlsform.read import read
    from survey.questionnaire.xlsform.yaml_file import written

    taken = read(source, language)
    target.write_text(written(taken.questionnaire, taken.manner), encoding="utf-8")
    _lay_beside(taken.questionnaire, target)
    for line in taken.losses.lines():
        click.echo(line, err=True)
    count = sum(1 for _question in taken.questionnaire.questions())
    click.echo(ngettext("%(num)s question was written.", "%(num)s questions were written.", count))
    if taken.losses.found:
        click.echo(_remarked(len(list(taken.losses.lines()))), err=True)


def _remarked(things: int) -> str:
    return ngettext(
        "%(num)s thing could not be taken as it was; it is listed above.",
        "%(num)s things could not be taken as they were; they are listed above.",
        things,
    )


def _lay_beside(questionnaire: "Questionnaire", target: Path) -> None:
    """A questionnaire with activities needs their catalogue beside it; one that is there already stays."""
    from survey.questionnaire.load import CATALOGUE, load_catalogue
    from survey.questionnaire.xlsform.yaml_file import catalogue

    text, beside = catalogue(questionnaire), target.with_name(CATALOGUE)
    if text and not beside.exists():
        beside.write_text(text, encoding="utf-8")
        click.echo(_("The activities were written to %(file)s.", file=beside))
    elif text and not _says_all(load_catalogue(beside), questionnaire):
        click.echo(_("%(file)s differs from the activities of the form; what it says holds.", file=beside), err=True)


def _says_all(there: "Mapping[str, Activity]", questionnaire: "Questionnaire") -> bool:
    wanted = {code: said for code, said in questionnaire.activities.items() if not code.startswith(OWN)}
    return all(there.get(code) == said for code, said in wanted.items())


def _take_out(source: Path, target: Path) -> None:
    """Write everything that a form has a place for, and list on standard error what it has none for."""
    from survey.questionnaire.load import load
    from survey.questionnaire.manner import manner_of, not_kept
    from survey.questionnaire.source import read_file
    from survey.questionnaire.xlsform.write import write

    questionnaire, file = load(source), read_file(source)
    write(questionnaire, target, manner_of(file, questionnaire))
    lost = not_kept(file, questionnaire)
    for line in lost:
        click.echo(line, err=True)
    count = sum(1 for _question in questionnaire.questions())
    click.echo(ngettext("%(num)s question was written.", "%(num)s questions were written.", count))
    if lost:
        click.echo(_remarked(len(lost)), err=True)
