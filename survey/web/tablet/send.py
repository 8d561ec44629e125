"""The door for tablets: pairing, the board, records with a receipt for each; what anybody said never comes out."""

import json
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app, jsonify, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from survey.store import guesses, tablet_keys
from survey.store.base import Store
from survey.store.stage import touch
from survey.store.tablets import SPACE, Tablet, may_send, pair, tablet_of
from survey.store.workshop_items import MOST_ITEMS, receive
from survey.store.workshops import Workshop
from survey.web.static_files import kept, response_of
from survey.web.tablet.blueprint import bp
from survey.web.tablet.board import board_of

_LONGEST_CODE = 60
Answer = Response | tuple[Response, int]


def store_here() -> Store:
    """The database."""
    found: Store = current_app.extensions["store"]
    return found


@bp.post("/tablet/pair")
def pair_tablet() -> Answer:
    """Pair the tablet that sends a code; it gets what proves it from now on."""
    code = str(said_by().get("code", ""))[:_LONGEST_CODE]
    with store_here().write() as session:
        wait = guesses.pause(session, SPACE)
        paired = None if wait else pair(session, code)
        tablet_keys.current(store_here(), session)  # the board names a key, and only here may the first one be made
    if wait:
        return jsonify(soseska="wait", seconds=wait), 429
    if paired is None:
        return jsonify(soseska="unknown"), 404
    tablet = paired.tablet
    return jsonify(
        soseska="paired", token=paired.token, tablet=tablet.number, until=tablet.until.isoformat(),
        workshop=str(paired.workshop.id),
    )  # fmt: skip


@bp.get("/tablet/board")
def board() -> Answer:
    """What the tablet needs for the evening."""
    with store_here().read() as session:
        tablet = tablet_here(session)
        if tablet is None:
            return jsonify(soseska="unknown"), 401
        if not may_send(tablet) or session.get_one(Workshop, tablet.workshop_id).state == "deleted":
            return jsonify(soseska="ended"), 403
        # Written by hand: the groups at the door stand in the order of the agenda, not of the alphabet.
        # Packed: the questionnaire in three languages is ten times as large as what then goes over the network.
        body = json.dumps(board_of(session, tablet), ensure_ascii=False).encode()
    return response_of(kept("board.json", body), "no-store")


@bp.post("/tablet/items")
def items() -> Answer:
    """Take records; each is on disk before its receipt names it. Of a tablet that may not send they are set aside."""
    sent = said_by().get("items")
    if not isinstance(sent, list) or len(sent) > MOST_ITEMS:
        raise BadRequest
    with store_here().write() as session:
        tablet = tablet_here(session)
        if tablet is None:
            return jsonify(soseska="unknown"), 401
        tablet.heard = datetime.now(UTC)
        workshop = session.get_one(Workshop, tablet.workshop_id)
        live = may_send(tablet)
        receipts = receive(session, workshop, tablet.id, sent, "" if live else "ended")
        touch(session, workshop, sent)
        told: dict[str, Any] = {} if live else {"tablet": "ended"}
    made = [vars(receipt) for receipt in receipts]
    return jsonify(soseska="receipts", workshop=str(workshop.id), receipts=made, **told)


def said_by() -> dict[str, Any]:
    """The document that was sent; anything else is no request of ours."""
    said = request.get_json()
    if not isinstance(said, dict):
        raise BadRequest
    return said


def tablet_here(session: Session) -> Tablet | None:
    """The tablet that asks, by what it proves itself with."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return tablet_of(session, token) if kind == "Bearer" else None
