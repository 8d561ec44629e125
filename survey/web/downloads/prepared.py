"""Files that the worker prepares: asking for one, watching it, fetching it, giving it up."""

from pathlib import Path

from flask import abort, current_app, flash, g, make_response, redirect, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from survey.export.formats import formats
from survey.i18n import gettext as _
from survey.i18n import interface
from survey.store.downloads import (
    FOLDER,
    LONGEST_REASON,
    PERSONAL,
    UNDER_WAY,
    Download,
    Wanted,
    ask_for,
    by_token,
    cancel,
    note,
)
from survey.web.account.staff import store
from survey.web.downloads.files import install
from survey.web.downloads.reading import Counter, chosen, counter
from survey.web.downloads.told import told
from survey.web.downloads.views import bp
from survey.web.staff_forms import StaffForm

SHORTEST_REASON = 5
REFRESH_SECONDS = 3
_FORMATS = {"answers": ("csv", "xlsx", "sav", "parquet"), "words": ("csv", "xlsx", "json")}

Answer = str | Response | tuple[str, int]


def _tidy(typed: str | None) -> str:
    return " ".join((typed or "").split())


class ReasonForm(StaffForm):
    """In which format somebody wants to have single people's answers, and for what."""

    format = RadioField(choices=[], validate_choice=False)
    reason = StringField(filters=[_tidy])

    def check(self, kind: str) -> bool:
        """Whether both are there; what is missing is said in our own sentences."""
        ready = [code for code in _FORMATS[kind] if formats()[code].ready]
        few = _("Say in a few words what you need the file for.")
        long = _("This is too long. Say it in %(num)s letters at most.", num=LONGEST_REASON)
        rules = {
            "format": [AnyOf(ready, message=_("Choose in which form you want the file."))],
            "reason": [
                InputRequired(few), Length(min=SHORTEST_REASON, message=few), Length(max=LONGEST_REASON, message=long)
            ],
        }  # fmt: skip
        return bool(self.validate(extra_validators=rules))


@bp.post("/downloads/<slug>/pictures")
def pictures(slug: str) -> Response:
    """Ask for the pictures of one place or of all."""
    return _ask_as_lead(slug, "charts", request.form.get("place", ""))


@bp.post("/downloads/<slug>/everything")
def everything(slug: str) -> Response:
    """Ask for all figures of the round in one file."""
    return _ask_as_lead(slug, "everything", "")


def _ask_as_lead(slug: str, kind: str, place: str) -> Response:
    with store().write() as session:
        at = counter(session, slug)
        places = tuple(one.code for one in chosen(at, place))
        made = ask_for(session, g.user.id, at.round, Wanted(kind, "", places, interface()))
        return redirect(url_for("downloads.watch", slug=slug, token=made.token), 303)


@bp.get("/downloads/<slug>/<any(answers, words):what>")
def confirm(slug: str, what: str) -> str:
    """What it is, what stays out of it, and that it will be recorded."""
    with store().read() as session:
        return _confirm(_keeper(session, slug), what, ReasonForm(formdata=None))


@bp.post("/downloads/<slug>/<any(answers, words):what>")
def ask(slug: str, what: str) -> Answer:
    """Ask for the file, or say what is missing; what was typed stays."""
    form = ReasonForm()
    with store().write() as session:
        at = _keeper(session, slug)
        if not form.check(what):
            return _confirm(at, what, form), 422
        made = ask_for(session, g.user.id, at.round, Wanted(what, form.format.data, (), interface(), form.reason.data))
        return redirect(url_for("downloads.watch", slug=slug, token=made.token), 303)


def _keeper(session: Session, slug: str) -> Counter:
    at = counter(session, slug)
    return at if at.keeper else abort(404)


def _confirm(at: Counter, kind: str, form: ReasonForm) -> str:
    known = [formats()[code] for code in _FORMATS[kind]]
    return render_template(
        "downloads/confirm.html",
        at=at,
        kind=kind,
        form=form,
        most=LONGEST_REASON,
        formats=[one for one in known if one.ready],
        lacking=[install(one.name, one.extra) for one in known if not one.ready],
    )


@bp.get("/downloads/<slug>/prepared/<token>")
def watch(slug: str, token: str) -> Response:
    """How far a file is; the page looks again by itself while it is being prepared, unless somebody stops that."""
    with store().read() as session:
        at, found = _mine(session, slug, token)
    still = "still" in request.args
    page = make_response(render_template("downloads/prepared.html", at=at, of=told(found), still=still))
    if found.state in UNDER_WAY and not still:
        page.headers["Refresh"] = str(REFRESH_SECONDS)
    return page


@bp.get("/downloads/<slug>/prepared/<token>/file")
def fetch(slug: str, token: str) -> Response:
    """Hand a finished file over and write down who took it; what may not be had does not exist."""
    with store().write() as session:
        at, found = _mine(session, slug, token)
        path = Path(current_app.config["DATA"]) / FOLDER / found.token
        if found.state != "done" or not path.is_file():
            abort(404)
        if found.kind in PERSONAL and request.method != "HEAD":
            note(session, g.user.id, at.round, found, "taken")
    sent = send_file(path, "application/zip", as_attachment=True, download_name=found.name, conditional=False)
    sent.headers["Cache-Control"] = "no-store"
    return sent


@bp.post("/downloads/<slug>/prepared/<token>/cancel")
def give_up(slug: str, token: str) -> Response:
    """Give a file up; the worker leaves nothing of it."""
    with store().write() as session:
        _at, found = _mine(session, slug, token)
        gone = cancel(session, found)
    flash(_("The file was given up. Nothing of it is kept.") if gone else _("The file was ready already."))
    return redirect(url_for("downloads.round_", slug=slug), 303)


def _mine(session: Session, slug: str, token: str) -> tuple[Counter, Download]:
    """One's own file, as long as one may have all that stands in it."""
    at = counter(session, slug)
    found = by_token(session, g.user.id, at.round, token)
    if found is None or not _may(at, found):
        abort(404)
    return at, found


def _may(at: Counter, found: Download) -> bool:
    if found.kind in PERSONAL:
        return at.keeper
    return set(found.places) <= {district.code for district in at.districts}
