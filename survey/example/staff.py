"""Accounts to look at the example with, each with a password made on the spot."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.example.town import CODE
from survey.i18n import gettext as _
from survey.store.accounts import create_user, grant, new_password, set_password, user_named
from survey.store.districts import assessment, district


@dataclass(frozen=True)
class Account:
    """A way in: name, password, and what it opens."""

    name: str
    password: str
    role: str
    opens: str

    def __str__(self) -> str:
        return f"{self.name:<22} {self.password}   {self.opens}"


def accounts(session: Session) -> list[Account]:
    """Make the accounts of the example, or give those that are there new passwords."""
    return [
        _account(session, "lipovje-lead", "lead", "", _("leads the whole town")),
        _account(session, "ob-potoku-lead", "lead", "ob-potoku", _("leads the district Ob Potoku only")),
        _account(
            session,
            "lipovje-facilitator",
            "facilitator",
            "",
            _("hands out sheets, types them in and visits people"),
        ),
        _account(
            session,
            "lipovje-data",
            "data_keeper",
            "",
            _("reads what people wrote in their own words before anybody else does"),
        ),
        _account(
            session,
            "lipovje-protection",
            "safeguarding_officer",
            "",
            _("looks after people at risk: sees what a data keeper hands over"),
        ),
    ]


def _account(session: Session, name: str, role: str, place: str, opens: str) -> Account:
    account = Account(name, new_password(), role, opens)
    town = assessment(session, CODE)
    if town is None:
        raise LookupError(CODE)
    user = user_named(session, name)
    if user is None:
        user = create_user(session, name, account.password)
    else:
        set_password(user, account.password)
    grant(session, user, role, town, district(session, town.id, place) if place else None)
    return account
