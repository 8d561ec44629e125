"""The page of downloads, and the files that are ready at once: figures and codebook."""

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from survey.export.codebook import codebook_table
from survey.export.formats import Format, formats
from survey.export.results import cite, results_book
from survey.export.table import Book
from survey.export.taken import take
from survey.i18n import interface
from survey.sentences import words
from survey.store.downloads import mine
from survey.store.rounds import current_version, questionnaire
from survey.web.account.staff import only_staff, store
from survey.web.downloads.files import written
from survey.web.downloads.reading import chosen, counter
from survey.web.downloads.told import told

bp = Blueprint("downloads", __name__)
bp.before_request(only_staff)


@bp.get("/downloads/<slug>")
def round_(slug: str) -> str:
    """Everything of a round that this person may take away."""
    with store().read() as session:
        at = counter(session, slug)
        whole = take(session, at.round, at.districts, interface())
        files = [told(one) for one in mine(session, g.user.id, at.round)]
    return render_template(
        "downloads/round.html",
        at=at,
        places=[(district.code, words.place(district)) for district in at.districts],
        formats=light(),
        files=files,
        as_of=words.as_of(whole.as_of) if whole.as_of else "",
    )


@bp.get("/downloads/<slug>/results")
def results(slug: str) -> Response:
    """The figures of one district or of all, as they stand at this moment."""
    format_, place = asked(), request.args.get("place", "")
    with store().read() as session:
        at = counter(session, slug)
        whole = take(session, at.round, chosen(at, place), interface())
        return written(results_book(session, whole), format_, slug, place)


@bp.get("/downloads/<slug>/codebook")
def codebook(slug: str) -> Response:
    """What every variable of the current questionnaire means."""
    format_ = asked()
    with store().read() as session:
        at = counter(session, slug)
        table = codebook_table(questionnaire(session, current_version(session, at.round)), interface())
        about = cite(take(session, at.round, (), interface()))
    return written(Book(table, interface(), about), format_, slug)


def light() -> list[Format]:
    """The formats that are written while somebody waits."""
    return [one for one in formats().values() if one.light]


def asked() -> Format:
    """The format that the address names; any other does not exist."""
    return next((one for one in light() if one.ending == request.args.get("format")), None) or abort(404)
