"""Turning a document into a file: one module for each kind of file, each a function from the report to its bytes."""

from importlib import import_module
from typing import Protocol, cast

from survey.i18n import gettext as _
from survey.report.model import Report


class NotInstalled(Exception):
    """A kind of file needs something that is not installed; the message says how to install it."""

    def __init__(self, form: str, what: str, install: str) -> None:
        super().__init__(sentence(form, what, install))
        self.lacks = (form, what, install)


class Writer(Protocol):
    """One kind of file."""

    def write(self, report: Report) -> bytes:
        """The whole file."""


def write(report: Report, form: str) -> bytes:
    """The report as a file of this kind; `NotInstalled` where something for it is missing."""
    return cast(Writer, import_module(f"{__name__}.{form}")).write(report)


def sentence(form: str, what: str, install: str) -> str:
    """The one sentence about what is not there."""
    return _(
        "%(form)s files need %(what)s, which is not installed here. Install it with: %(install)s",
        form=form.upper(),
        what=what,
        install=install,
    )
