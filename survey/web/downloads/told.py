"""What the pages say of a prepared file: what it is, how far it is, and why there is none."""

from dataclasses import dataclass

from survey.clock import local
from survey.export.formats import formats
from survey.i18n import date, gettext, ngettext, number, time
from survey.i18n import gettext as _
from survey.store.downloads import KEPT, UNDER_WAY, Download
from survey.web.downloads.files import install

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Told:
    """One file in words. `share` goes from 0 to 100 and is None where nobody can tell yet."""

    token: str
    what: str
    state: str
    sentence: str
    size: str
    share: int | None
    under_way: bool
    ready: bool


def told(of: Download) -> Told:
    """A file as its row and its own page show it."""
    return Told(
        token=of.token,
        what=what(of),
        state=of.state,
        sentence=_sentence(of),
        size=_size(of.size),
        share=min(100, 100 * of.done // of.whole) if of.whole else None,
        under_way=of.state in UNDER_WAY,
        ready=of.state == "done",
    )


def what(of: Download) -> str:
    """What stands in it."""
    named = {
        "answers": _("Answers one by one"),
        "words": _("What people wrote"),
        "charts": _("Pictures"),
        "everything": _("Everything of this round"),
    }[of.kind]
    format_ = formats().get(of.format)
    return f"{named} ({format_.name})" if format_ else named


def _sentence(of: Download) -> str:
    if of.state == "done":
        end = local(of.made_at + KEPT)
        return _("Ready. It stays here until %(day)s, %(time)s.", day=date(end), time=time(end))
    if of.state == "running":
        return _progress(of)
    if of.state == "failed":
        return _failure(of.fault)
    return {
        "waiting": _("It waits for its turn and begins in a moment."),
        "cancelled": _("It was given up. Nothing of it is kept."),
        "spoilt": _(
            "Somebody has taken their answer back since. Ask for the file once more; it is then made without it."
        ),
    }[of.state]


def _progress(of: Download) -> str:
    if not of.whole:
        return _("It is being prepared.")
    if of.kind == "answers":
        return _("%(done)s of %(all)s answers are written.", done=number(of.done), all=number(of.whole))
    return _("%(done)s of %(all)s places are done.", done=number(of.done), all=number(of.whole))


def _failure(fault: str) -> str:
    kind, _colon, detail = fault.partition(":")
    if kind == "extra":
        return install(gettext("This file"), detail)
    if kind == "too_long":
        return _(
            "There are more answers than this kind of file can hold (%(num)s). Choose another one.",
            num=number(int(detail or 0)),
        )
    if kind == "disk":
        return _("The file could not be written; perhaps the disk is full. Tell whoever runs this site.")
    return _("It did not work several times. Tell whoever runs this site.")


def _size(size: int) -> str:
    if size < _MEGABYTE:
        return _("less than 1 MB")
    return ngettext("%(num)s MB", "%(num)s MB", round(size / _MEGABYTE))
