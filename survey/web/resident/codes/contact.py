"""The code of a contact: what can be done with it is to delete the contact."""

from flask import render_template
from sqlalchemy.orm import Session

from survey.store.contacts import contact_of
from survey.store.seal import LENGTH
from survey.web.resident.codes import Opened
from survey.web.resident.place import store

SPACE = "contact"


def fits(plain: str) -> bool:
    """Whether it can be the code of a contact."""
    return len(plain) == LENGTH


def look_up(session: Session, plain: str) -> Opened | None:
    """The page on which the contact is deleted, with the code in it."""
    if contact_of(store(), session, plain) is None:
        return None
    return lambda: render_template("resident/withdraw.html", code=plain, fault="")
