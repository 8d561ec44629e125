"""`soseska merge`: what waited on a tablet, or a whole evening from a laptop, brought in from its file."""

from pathlib import Path

import click

from survey.config import settings_from_environment


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def merge(file: Path) -> None:
    """Bring in the file of a tablet, or of an evening on a laptop; the same file again changes nothing."""
    from survey.cli import opened
    from survey.store.brought import bring, told

    with opened(settings_from_environment()).write() as session:
        done = bring(session, file.read_bytes(), None)
    for sentence in told(done):
        click.echo(sentence)
