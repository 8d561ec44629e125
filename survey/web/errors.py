"""Every error as a page: what happened, what to do, and whether the answer is saved."""

import traceback

from flask import Flask, current_app, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from survey.i18n import gettext as _
from survey.store.errors import StoreError

_WAITS = {429: "60", 503: "10"}
"""Seconds until it is worth trying again, for programs; the page says a minute."""

Page = tuple[str, int] | tuple[str, int, dict[str, str]]


def register(app: Flask) -> None:
    """One handler for everything a request can end in."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(SQLAlchemyError, database_error)
    app.register_error_handler(StoreError, store_error)


def http_error(error: HTTPException) -> Page:
    """The page for an error that has a number."""
    code = error.code or 500
    return page(code, saved_sentence(unsure=code == InternalServerError.code))


def page(code: int, saved: str) -> Page:
    """An error in three sentences."""
    title, remedy = sentences(code)
    headers = {"Retry-After": _WAITS[code]} if code in _WAITS else {}
    return render_template("errors/error.html", title=title, remedy=remedy, saved=saved), code, headers


def database_error(error: SQLAlchemyError) -> Page:
    """A database that is busy or gone is no fault of the reader, and passes."""
    # The message may quote what somebody wrote, so only its kind and its place are kept.
    place = "".join(traceback.format_tb(error.__traceback__)[-3:])
    current_app.logger.error("database: %s\n%s", type(getattr(error, "orig", error)).__name__, place)
    if not isinstance(error, OperationalError | NoConnectionFree):
        return http_error(InternalServerError())
    # A connection that breaks while it commits does not say whether it has.
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return page(503, saved_sentence(unsure=lost))


def store_error(error: StoreError) -> Page:
    """What the store refuses and no page has an answer of its own for: busy, or not set up yet."""
    current_app.logger.error("the store refused: %s", type(error).__name__)
    return http_error(ServiceUnavailable())


def sentences(code: int) -> tuple[str, str]:
    """What happened and what to do."""
    broken = (_("Something broke on our side."), _("Go back one page and send it again in a few minutes."))
    unread = (_("We could not read what was sent."), _("Go back one page and try again."))
    known = {
        403: (_("This cannot be opened from there."), _("Begin on the first page of this site.")),
        404: (_("This page does not exist."), _("Check the address, or begin on the first page.")),
        405: (_("This address is only for sending a form."), _("Begin on the first page.")),
        413: (_("This was too much text at once."), _("Go back to your text, make it shorter and send it again.")),
        429: (_("That was too often in a short time."), _("Wait a minute, then try again.")),
        503: (_("We cannot save anything at the moment."), _("Wait a minute, then send the page again.")),
    }
    return known.get(code, unread if code < 500 else broken)


def saved_sentence(*, unsure: bool) -> str:
    """Whether the answer is saved: asked first by everybody who sees an error."""
    if request.method not in ("POST", "PUT"):
        return ""
    if request.endpoint != "resident.go_on":
        return "" if unsure else _("Nothing was saved and nothing was changed.")
    if unsure:
        return _("We do not know whether this last page was saved. Sending it again never counts twice.")
    return _("What you wrote on this last page is not saved. The pages before it are.")
