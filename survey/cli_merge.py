"""`soseska merge`: what waited on a tablet, brought in from the file it saved."""

from pathlib import Path

import click

from survey.config import settings_from_environment
from survey.i18n import ngettext


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def merge(file: Path) -> None:
    """Bring in the file that a tablet has saved; the same file again changes nothing."""
    from survey.cli import opened
    from survey.store import queue_files

    with opened(settings_from_environment()).write() as session:
        states = queue_files.merge(session, file.read_bytes(), None)
    click.echo(ngettext("%(num)s entry was brought in.", "%(num)s entries were brought in.", states["kept"]))
    known, aside = states["known"], states["aside"]
    if known:
        click.echo(ngettext("%(num)s entry was here already.", "%(num)s entries were here already.", known))
    if aside:
        sentence = ngettext(
            "%(num)s entry could not be taken and waits on the page of its workshop.",
            "%(num)s entries could not be taken and wait on the page of their workshop.",
            aside,
        )
        click.echo(sentence)
