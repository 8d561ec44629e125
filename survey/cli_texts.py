"""`soseska texts`: the translators' side of questionnaires."""

from pathlib import Path

import click

from survey.i18n import LANGUAGE_NAMES, LANGUAGES, TRANSLATIONS, number, reviewed
from survey.i18n import gettext as _

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def texts() -> None:
    """The texts of questionnaires, for people who translate them."""


@texts.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--language", "languages", multiple=True, help="Only this one; else those that each file declares.")
@click.option("--out", type=FOLDER, default=TRANSLATIONS, help="The folder of the catalogues.")
def extract(files: tuple[Path, ...], languages: tuple[str, ...], out: Path) -> None:
    """Put the plain strings of questionnaires into the translators' catalogues."""
    from survey.questionnaire.plain import bring_up_to_date, file_of

    wanted: dict[str, list[str]] = {}
    for file in files:
        declared, found = _plain(file)
        for language in languages or declared[1:]:
            wanted.setdefault(language, []).extend(found)
    for language, sentences in wanted.items():
        done, every = bring_up_to_date(language, sentences, out)
        said = _("%(done)s of %(every)s are translated.", done=number(done), every=number(every))
        click.echo(f"{file_of(language, out)}: {said}")


def _plain(file: Path) -> tuple[list[str], list[str]]:
    """The languages a file declares and its plain strings."""
    from survey.cli import Told
    from survey.questionnaire.expand import Expander
    from survey.questionnaire.faults import Faulty
    from survey.questionnaire.plain import plain_texts
    from survey.questionnaire.source import read_file

    try:
        source = read_file(file)
    except Faulty as fault:
        raise Told(str(fault)) from fault
    data = source.data if isinstance(source.data, dict) else {}
    declared = [str(code) for code in data.get("languages", [])]
    if source.faults().all():
        raise Told("\n".join(map(str, source.faults().all())))
    return declared, list(plain_texts(Expander(source.faults(), {}).document(data)))


@texts.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
def status(files: tuple[Path, ...]) -> None:
    """Say how many texts each language has, and name those that are missing or differ."""
    from survey.cli import Told
    from survey.questionnaire.equivalence import differences, still_to_come
    from survey.questionnaire.faults import Faulty
    from survey.questionnaire.load import load

    for file in files:
        try:
            asked = load(file, complete=False)
        except Faulty as fault:
            raise Told(str(fault)) from fault
        for language, (done, every) in still_to_come(asked).items():
            said = _("%(done)s of %(every)s texts", done=number(done), every=number(every))
            click.echo(f"{file.name}: {language} {LANGUAGE_NAMES.get(language, '')}: {said}{_mark(language)}")
        for difference in sorted(set(differences(asked))):
            click.echo(f"  {difference}")


def _mark(language: str) -> str:
    """What else there is to know of a language."""
    if language in LANGUAGES:
        return ""
    return "; " + (_("reviewed") if reviewed(language) else _("not reviewed yet, so residents cannot choose it"))
