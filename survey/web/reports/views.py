"""The first page of reports: of what one can be made, and those that there are."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from survey.store.reports import made_of
from survey.web.account.staff import only_staff, store
from survey.web.dashboard import reading as desks
from survey.web.reports.reading import places_of
from survey.web.reports.told import looking_again, still, told

bp = Blueprint("reports", __name__)
bp.before_request(only_staff)


@bp.get("/reports/<slug>")
def round_(slug: str) -> Response:
    """The places that this person may make reports of, and the reports of these places."""
    with store().read() as session:
        at = desks.desk(session, slug)
        places = places_of(session, at)
        names = {place.code: place.name for place in places}
        made = [told(session, one, names[one.place]) for one in made_of(session, at.round, names)]
    drawn = render_template("reports/round.html", at=at, places=places, made=made, still=still())
    return looking_again(drawn, made)
