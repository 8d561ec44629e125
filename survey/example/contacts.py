"""A few invented people and groups who left a sheet, with no tie to any answer."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from survey.example.stories import QUESTIONNAIRES, table
from survey.example.town import CODE
from survey.questionnaire.answers import Context, finish
from survey.questionnaire.load import load
from survey.store.base import Store
from survey.store.contacts import save_contact
from survey.store.districts import assessment, district, districts

MANY = ("roles", "offers", "purposes")


def leave_contacts(store: Store, session: Session, today: date) -> None:
    """Check each sheet against the contact form and keep it; one that is here already is kept once."""
    town = assessment(session, CODE)
    if town is None:
        raise LookupError(CODE)
    form = load(QUESTIONNAIRES / "contact_form.yaml")
    context = Context(districts=tuple((place.code, place.name) for place in districts(session, town)))
    for number, written in enumerate(table("contacts.yaml")):
        sheet = _sheet(written)
        finish(form, sheet, context)
        purposes = sheet.pop("purposes")["picked"]
        save_contact(
            store,
            session,
            town,
            district(session, town.id, sheet["place"]),
            sheet,
            purposes=purposes,
            client_id=f"example-contact-{number}",
            day=today - timedelta(days=number),
        )


def _sheet(written: dict[str, Any]) -> dict[str, Any]:
    """Write a line of the table as the answers of the form."""
    return {name: {"picked": said} if name in MANY else said for name, said in written.items()}
