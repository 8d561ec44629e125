"""The file that a tablet saves when no network comes: bringing its records in, as often as somebody likes."""

import json
import uuid
from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.store.audit import record
from survey.store.errors import StoreError
from survey.store.workshop_items import receive
from survey.store.workshops import Workshop

LARGEST = 20 * 1024 * 1024
"""Bytes: thousands of sealed answers."""


class NotAQueue(StoreError):
    """The file is none that a tablet has saved, or it was cut off on the way."""

    def __str__(self) -> str:
        return _(
            "This is no file of a tablet, or a part of it is missing. Save it on the tablet again. Nothing was changed."
        )


class OtherServer(StoreError):
    """The file comes from a workshop that this server does not know."""

    def __str__(self) -> str:
        return _("This file comes from a workshop that this server does not have. Nothing was changed.")


def merge(session: Session, content: bytes, by: int | None, seen: set[uuid.UUID] | None = None) -> Counter[str]:
    """Take every record of the file: how many were kept, known already, or set aside.

    All workshops of the file are looked up before anything is written; with `seen` only these may be among them.
    """
    read = _read(content)
    found = [(_workshop(session, part, seen), part["items"]) for part in read]
    states: Counter[str] = Counter()
    for workshop, items in found:
        states.update(receipt.state for receipt in receive(session, workshop, None, items))
        record(session, by, f"file of a tablet brought in: workshop {workshop.id}, {len(items)} records")
    return states


def _read(content: bytes) -> list[dict[str, Any]]:
    """The parts of a file, one for each workshop."""
    try:
        said = json.loads(content[: LARGEST + 1])
    except (ValueError, RecursionError) as fault:
        raise NotAQueue from fault
    parts = said.get("workshops") if isinstance(said, dict) and said.get("soseska") == "queue" else None
    if not isinstance(parts, list) or not all(map(_is_part, parts)):
        raise NotAQueue
    return parts


def _is_part(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("items"), list) and isinstance(part.get("workshop"), str)


def _workshop(session: Session, part: dict[str, Any], seen: set[uuid.UUID] | None) -> Workshop:
    try:
        name = uuid.UUID(part["workshop"])
    except ValueError as fault:
        raise NotAQueue from fault
    found = session.get(Workshop, name)
    if found is None or (seen is not None and name not in seen):
        raise OtherServer
    return found
