"""A laptop in a hall shows the pages of its one workshop and no other, whoever is in its network."""

from flask import Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from survey.store.base import Store
from survey.store.hall_records import hall_of
from survey.store.rounds import Round
from survey.store.workshops import Workshop
from survey.web.address import at_itself

_ROOMS = ("tablet", "phones")
"""Blueprints that belong to the evening as a whole."""

_PAGES = (
    "static_file",
    "account.login",
    "account.enter",
    "account.logout",
    "account.mine",
    "account.change_password",
    "workshops.one",
    "workshops.pair",
    "workshops.pair_again",
    "workshops.revoking",
    "workshops.revoke_",
    "workshops.protocol",
    "workshops.protocol_file",
    "workshops.kit",
    "workshops.how",
    "workshops.wipe_",
    "workshops.settled",
    "workshops.aside_file",
    "workshops.evening_file",
    "workshops.let_in",
    "workshops.other_wall",
)
_DOORS = ("/", "/lead", "/workshops")
"""Where people come by themselves; they are led to the evening."""

_PHONES = "phones.ask"
"""Where a phone joins in: most who type the bare address of the laptop on another device hold one."""


def register(app: Flask, hall: bool) -> None:
    """Close every other page of a laptop in a hall; on all other servers nothing changes."""
    app.config["HALL"] = hall
    if hall:
        app.before_request(only_the_evening)


def only_the_evening() -> Response | None:
    """Let through what belongs to the evening; lead who comes by the front door to it."""
    if request.blueprint in _ROOMS or request.endpoint in _PAGES:
        return None
    if request.path == "/" and not at_itself() and _PHONES in current_app.view_functions:
        return redirect(url_for(_PHONES))
    if request.method == "GET" and (request.path in _DOORS or request.endpoint == "workshops.round_"):
        return redirect(_evening())
    return abort(404)


def _evening() -> str:
    store: Store = current_app.extensions["store"]
    with store.read() as session:
        hall = hall_of(session) or abort(404)
        workshop = session.get_one(Workshop, hall.workshop_id)
        slug = session.get_one(Round, workshop.round_id).slug
    return url_for("workshops.one", slug=slug, key=workshop.id)
