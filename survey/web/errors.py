"""Every error as a page: what happened, what to do, and whether the answer is saved."""

from flask import Flask, current_app, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from survey.i18n import gettext as _
from survey.store.errors import StoreError

Page = tuple[str, int] | tuple[str, int, dict[str, str]]


def register(app: Flask) -> None:
    """One handler for everything a request can end in."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, database_error)
    app.register_error_handler(StoreError, store_error)


def http_error(error: HTTPException) -> Page:
    """The page for an error that has a number."""
    code = error.code or 500
    title, remedy = sentences(code)
    headers = {"Retry-After": "10"} if code == 503 else {}
    return render_template("errors/error.html", title=title, remedy=remedy, saved=saved_sentence(code)), code, headers


def database_error(error: OperationalError) -> Page:
    """A database that is busy or gone is no fault of the reader, and passes."""
    # The message may quote what somebody wrote, so only its kind is kept.
    current_app.logger.error("database not available: %s", type(error.orig).__name__)
    return http_error(ServiceUnavailable())


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


def saved_sentence(code: int) -> str:
    """Whether the answer is saved: asked first by everybody who sees an error."""
    if request.method not in ("POST", "PUT"):
        return ""
    if code == InternalServerError.code:
        return _("We do not know whether this last page was saved. Sending it again never counts twice.")
    return _("What you wrote on this last page is not saved. The pages before it are.")
