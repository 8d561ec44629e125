"""`soseska tablets`: what whoever runs the server does about the tablets of workshops."""

import click

from survey.config import settings_from_environment
from survey.i18n import gettext as _


@click.group()
def tablets() -> None:
    """The tablets of workshops."""


@tablets.command("new-key")
def new_key() -> None:
    """Give tablets a new key to seal answers to, for instance after a copy of the database was lost."""
    from survey.cli import opened
    from survey.store.tablet_keys import rotate

    store = opened(settings_from_environment())
    with store.write() as session:
        rotate(store, session, None)
    click.echo(_("Tablets seal to a new key from their next contact on. What waits on them can still be opened."))
