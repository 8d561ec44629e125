"""The laptop of a hall: its file made here, the evening saved there, and brought in here again."""

from flask import Response as FlaskResponse
from flask import abort, current_app, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.store.brought import bring, told
from survey.store.errors import StoreError
from survey.store.hall_files import hall_file
from survey.store.hall_out import hall_out
from survey.store.workshops import ids_for
from survey.web.account.staff import store
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import Key, desk, one_of
from survey.web.workshops.views import one_page

Answer = str | Response | tuple[str, int]


@bp.post("/workshops/<slug>/<uuid:key>/hall")
def laptop_file(slug: str, key: Key) -> Response:
    """The file that sets a laptop up for this workshop."""
    with store().write() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        content, day = hall_file(session, g.user.id, workshop), workshop.day
    return _saved(content, f"hall-{slug}-{day}.json")


@bp.post("/workshops/<slug>/<uuid:key>/evening.json")
def evening_file(slug: str, key: Key) -> Response:
    """On the laptop: everything that was taken in the hall, for the main server."""
    if not current_app.config["HALL"]:
        abort(404)
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        content, day = hall_out(session), workshop.day
    return _saved(content, f"evening-{slug}-{day}.json")


@bp.post("/workshops/<slug>/<uuid:key>/bring")
def bring_evening(slug: str, key: Key) -> Answer:
    """On the main server: bring the evening in, all of it or nothing, and once."""
    file = request.files.get("file")
    content = file.read() if file and file.filename else b""
    if not content:
        return one_page(slug, key, _("Choose the file that was saved on the laptop. Nothing was changed.")), 422
    try:
        with store().write() as session:
            at = desk(session, slug)
            one_of(session, at, key)
            done = bring(session, content, g.user.id, ids_for(session, g.user.id, at.round), key)
    except StoreError as refused:
        return one_page(slug, key, str(refused)), 422
    for sentence in told(done):
        flash(sentence)
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


def _saved(content: bytes, name: str) -> FlaskResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return FlaskResponse(content, mimetype="application/json", headers=headers)
