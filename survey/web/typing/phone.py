"""By phone: a volunteer at the help line reads the questions aloud and types what the person says."""

from flask import render_template

from survey.web.account.staff import store
from survey.web.typing import desk as laid
from survey.web.typing.desk import desk
from survey.web.typing.views import bp, sheet_page


@bp.get("/typing/<slug>/phone")
def phone(slug: str) -> str:
    """How to answer a call, and where it begins."""
    with store().read() as session:
        at = desk(session, slug)
        return render_template("typing/phone.html", at=at, spoken=laid.languages(session, at))


@bp.post("/typing/<slug>/phone")
def call(slug: str) -> str:
    """The questions, to be read aloud one by one."""
    with store().read() as session:
        at = desk(session, slug)
        return sheet_page(at, laid.of_form(session, at, "phone"))
