"""Two minutes for the council, on a page to read from and to print."""

from flask import abort, render_template

from survey.report.source import release_of
from survey.sentences import council as text
from survey.sentences import words
from survey.store.districts import districts as districts_of
from survey.web.account.staff import store
from survey.web.dashboard.reading import desk
from survey.web.reports.views import bp


@bp.get("/reports/<slug>/council")
def council(slug: str) -> str:
    """The text for the whole town: what was released may be read by every lead."""
    return _page(slug, "")


@bp.get("/reports/<slug>/council/<code>")
def council_of(slug: str, code: str) -> str:
    """The text for one district."""
    return _page(slug, code)


def _page(slug: str, code: str) -> str:
    with store().read() as session:
        at = desk(session, slug)
        mine = [one for one in at.districts if not one.outside]
        if code and code not in {one.code for one in mine}:
            abort(404)
        release = release_of(session, at.round, tuple(districts_of(session, at.assessment)))
    said = None
    if release:
        said = text.two_minutes(
            release.document, code or None, release.names, release.labels, release.number, release.at
        )
    return render_template(
        "reports/council.html",
        at=at,
        code=code,
        places=[(one.code, words.place(one)) for one in mine],
        title=text.title(),
        why=text.not_released(),
        said=said,
    )
