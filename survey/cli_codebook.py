"""`soseska codebook` and `soseska new`: what comes out of a questionnaire, and how to begin one."""

import shlex
from pathlib import Path

import click

from survey.i18n import gettext as _

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--language", help="One of the questionnaire's languages; else its first.")
@click.option("--out", "folder", type=FOLDER, default=Path(), help="The folder to write into; else this one.")
def codebook(file: Path, language: str | None, folder: Path) -> None:
    """Write down what every variable of a questionnaire means: a page to print and a table."""
    from survey.cli import Told
    from survey.documents.codebook import write
    from survey.questionnaire.load import Faulty, load

    try:
        questionnaire = load(file)
    except Faulty as faulty:
        raise Told("\n".join(map(str, faulty.faults))) from faulty
    spoken = questionnaire.languages
    if language and language not in spoken:
        names = ", ".join(spoken)
        raise Told(_("The questionnaire does not speak »%(language)s«; it speaks: %(names)s.",
                     language=language, names=names))  # fmt: skip
    for path in write(questionnaire, language or spoken[0], folder):
        click.echo(path)


@click.command()
@click.argument("file", type=NEW_FILE)
def new(file: Path) -> None:
    """Write a first questionnaire with remarks, to change and to check."""
    from survey.cli import Told
    from survey.documents.starter import name_of, starter

    wanted = file if file.suffix in (".yaml", ".yml") else file.with_name(f"{file.name}.yaml")
    if not name_of(wanted):
        raise Told(_("Name the file with a few letters, for example »library_survey.yaml«."))
    try:
        with wanted.open("x", encoding="utf-8") as opened:
            opened.write(starter(wanted))
    except FileExistsError as fault:
        raise Told(_("»%(file)s« is there already. Choose another name.", file=wanted)) from fault
    except OSError as fault:
        raise Told(_("»%(file)s« cannot be written: %(why)s", file=wanted, why=fault.strerror)) from fault
    command = f"soseska check {shlex.quote(str(wanted))}"
    click.echo(_("%(file)s is written. Change it, then look it over: %(command)s", file=wanted, command=command))
