"""What the pages of map, streets and census share: a file is looked at, then kept or thrown away by a second press."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from flask import flash, g, redirect, request, url_for
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms import StringField

from survey.i18n import gettext as _
from survey.places.names import Named
from survey.spreadsheet.faults import Unusable, unusable
from survey.store import places
from survey.store.audit import record
from survey.store.base import Document
from survey.store.edits import remember
from survey.store.places import PlaceFile
from survey.web.account.staff import only_staff, store
from survey.web.manage.rights import At, round_at
from survey.web.setup.later import places_of
from survey.web.setup.views import Answer, bp
from survey.web.staff_forms import StaffForm

SENDING: dict[str, str] = {}
"""Where files are sent, and the page of each; filled by `add_part`."""

DECISIONS = ("keep", "drop", "remove", "look", "turn")
"""What can be done with a file that waits, and with what is there; anything else sends a file."""

Read = TypeVar("Read")


class SentForm(StaffForm):
    """A file, and what to do with it."""

    act = StringField()
    seen = StringField()
    file = FileField()


class Faulty(Exception):
    """Why nothing was kept: sentences, and the name of the file where they are about one."""

    def __init__(self, lines: tuple[str, ...], name: str = "") -> None:
        super().__init__(lines)
        self.lines, self.name = lines, name


Form = TypeVar("Form", bound=SentForm)
PartPage = Callable[[Session, At, Form, Faulty | None], str]
Reading = Callable[[Form, list[Named]], tuple[str, Document]]


def add_part(
    name: str,
    form: type[Form],
    page: PartPage[Form],
    read: Reading[Form],
    decide: Callable[[Form, Session, At], Response],
) -> None:
    """Give the wizard a part that comes from a file: its page, and what is sent there.

    `page` draws the part as it is, or the file that waits; `read` understands a file; `decide` does what was pressed.
    """
    SENDING[f"setup.{name}_sent"] = f"setup.{name}"

    def drawn(slug: str, typed: Form, why: Faulty | None = None) -> str:
        with store().read() as session:
            return page(session, round_at(session, slug), typed, why)

    def sent(slug: str) -> Answer:
        typed = form()
        try:
            return _answered(slug, name, typed, partial(read, typed), partial(decide, typed))
        except Faulty as why:
            return drawn(slug, typed, why), 422

    bp.add_url_rule(f"/setup/<slug>/{name}", name, lambda slug: drawn(slug, form(formdata=None)), methods=["GET"])
    bp.add_url_rule(f"/setup/<slug>/{name}", f"{name}_sent", sent, methods=["POST"])


def _answered(
    slug: str,
    part: str,
    form: SentForm,
    read: Callable[[list[Named]], tuple[str, Document]],
    decide: Callable[[Session, At], Response],
) -> Response:
    """Read a file while nobody waits to write, since that takes a while; or do what was decided about one."""
    if form.act.data in DECISIONS:
        with store().write() as session:
            return decide(session, round_at(session, slug))
    with store().read() as session:
        ours = named(session, round_at(session, slug))
    name, doc = read(ours)
    with store().write() as session:
        return look_first(session, round_at(session, slug), part, name, doc)


def named(session: Session, at: At) -> list[Named]:
    """The districts that a file may speak of."""
    return [Named(one.code, one.name) for one in places_of(session, at)]


def read_sent(file: FileStorage | None, read: Callable[[bytes, str], Read]) -> tuple[str, Read]:
    """The name of the file that was sent and what was read of it, or `Faulty`."""
    if not file or not file.filename:
        raise Faulty((_("Choose a file first."),))
    name = Path(str(file.filename).replace("\\", "/")).name[:200] or "?"
    try:
        if not _writable(name):
            raise unusable("?", _("give the file a plain name"))
        return name, read(file.read(), name)
    except Unusable as why:
        raise Faulty(tuple(why.faults.lines()), name) from why


def _writable(name: str) -> bool:
    """Whether a file can have this name at all: a stranger's program may send anything."""
    return "\0" not in name and len(name.encode("utf-8", "surrogatepass")) < 250 and name not in (".", "..")


def still_seen(session: Session, at: At, part: str, seen: str | None) -> PlaceFile:
    """The file that was on the page, or `Faulty` when somebody has sent another one since, or thrown it away."""
    waiting = places.file_of(session, at.assessment, part)
    if waiting is None or waiting.at.isoformat() != seen:
        raise Faulty((_("Somebody has changed this since you opened the page. Look at it once more."),))
    return waiting


def look_first(session: Session, at: At, part: str, name: str, doc: Document) -> Response:
    """Keep what was read until somebody has looked at it."""
    places.put_file(session, at.assessment, part, name, doc, g.user.id)
    return redirect(url_for(f"setup.{part}", slug=at.slug))


def drop(session: Session, at: At, part: str) -> Response:
    """Throw a file away; what was there before stays."""
    places.drop_file(session, at.assessment, part)
    flash(_("The file is thrown away. Nothing was changed."))
    return redirect(url_for(f"setup.{part}", slug=at.slug))


def change(session: Session, at: At, part: str, put: Callable[[], None], told: str) -> Response:
    """Put something new in place of what was there, so that it can be taken back."""
    remember(session, at.round, part, g.user.id)
    put()
    places.drop_file(session, at.assessment, part)
    record(session, g.user.id, f"{part} changed: {at.slug}")
    flash(told)
    return redirect(url_for("setup.overview", slug=at.slug))


@bp.errorhandler(RequestEntityTooLarge)
def far_too_large(refused: RequestEntityTooLarge) -> Answer | RequestEntityTooLarge:
    """A file so large that nobody received it: said on its page, which still is as it was."""
    page = SENDING.get(request.endpoint or "")
    if page is None or only_staff() is not None:
        return refused
    slug = str((request.view_args or {})["slug"])
    with store().read() as session:
        round_at(session, slug)
    flash(_("The file is too large. Nothing was changed."))
    return redirect(url_for(page, slug=slug))
