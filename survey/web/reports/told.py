"""A finished report, or one that is being made, as it stands in the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import make_response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey import i18n
from survey.clock import local
from survey.i18n import gettext as _
from survey.i18n import number
from survey.report.write import sentence
from survey.sentences import words
from survey.store.accounts import User
from survey.store.reports import MadeReport, state


@dataclass(frozen=True)
class File:
    """One file to take away."""

    token: str
    says: str


@dataclass(frozen=True)
class Told:
    """One report in words: its name, when and by whom, its files, or how far it is."""

    number: int
    name: str
    place: str
    lines: tuple[str, ...]
    files: tuple[File, ...]
    missing: tuple[str, ...]
    progress: int | None
    fault: str


SECONDS = 3
"""After so many a page with a report that is being made looks again, unless somebody wants it to stay."""


def looking_again(drawn: str, made: Iterable[Told]) -> Response:
    """The page, which comes again by itself while something is being made."""
    page = make_response(drawn)
    if any(one.progress is not None for one in made) and not still():
        page.headers["Refresh"] = str(SECONDS)
    return page


def still() -> bool:
    """Whether somebody wants the page to stay as it is."""
    return "still" in request.args


def told(session: Session, made: MadeReport, place: str) -> Told:
    """What the list says of a report."""
    how, progress, error = state(session, made)
    under_way = how in ("waiting", "running")
    name = _("Version %(number)s", number=number(made.number)) if made.number else _("Being made")
    return Told(
        number=made.id,
        name=_("Not finished") if how == "failed" else name,
        place=place,
        lines=_lines(session, made),
        files=tuple(File(file["token"], _file(file)) for file in made.files),
        missing=tuple(sentence(*lacks) for lacks in made.missing),
        progress=progress if under_way else None,
        fault=why(error) if how == "failed" else "",
    )


def _lines(session: Session, made: MadeReport) -> tuple[str, ...]:
    at = local(made.finished_at or made.asked_at)
    who = session.get(User, made.user_id) if made.user_id else None
    moment = f"{i18n.dated(at.date())}, {i18n.time(at)}"
    by = _("By %(name)s, %(moment)s.", name=who.name if who else "–", moment=moment)
    moments = [datetime.fromisoformat(moment) for moment in made.moments]
    if not moments:
        return (by,)
    if moments[0] == moments[-1]:
        return (by, words.as_of(moments[0]))
    first, last = (local(moment) for moment in (moments[0], moments[-1]))
    figures = _(
        "Figures from %(first)s to %(last)s.",
        first=f"{i18n.date(first)}, {i18n.time(first)}",
        last=f"{i18n.date(last)}, {i18n.time(last)}",
    )
    return (by, figures)


def _file(file: dict[str, str]) -> str:
    return f"{i18n.LANGUAGE_NAMES[file['language']]}, {form(file['form'])}"


def form(code: str) -> str:
    """What a kind of file is called."""
    return {"html": _("web page (HTML)"), "pdf": _("to print (PDF)"), "docx": _("to go on writing (Word)")}[code]


def why(error: str) -> str:
    """Why there is no report."""
    said = {
        "no_figures": _("There are no figures for it yet. Try again in a minute."),
        "not_installed": _("Nothing is installed here that makes these kinds of files. Choose the web page as well."),
        "folder": _("The data folder cannot be written to; perhaps the disk is full. Then make it again."),
        "cancelled": _("It was stopped."),
    }
    return said.get(error, _("It did not come to an end. Make it again."))
