"""The first page: what was written where, how far it is, and what this person can do next."""

from dataclasses import dataclass

from flask import g, render_template, url_for

from survey.i18n import gettext as _
from survey.sentences import words
from survey.store.first_reading import Pile, piles
from survey.store.protection import flagged
from survey.store.quotes import proposed
from survey.web.account.staff import store
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.desk import Desk, desk, filters, items_of, parts


@dataclass(frozen=True)
class Line:
    """One district of one question: how far its answers are, and where its pages are."""

    name: str
    pile: Pile
    read: str
    first: str


@bp.get("/open-answers/<slug>")
def round_(slug: str) -> str:
    """Every question with its districts."""
    with store().read() as session:
        at = desk(session, slug)
        found = piles(session, g.user.id, at.round) if at.reads else []
        second = [one for one in proposed(session, g.user.id, at.round) if not one.approved] if at.reads else []
        at_risk = [one for one in flagged(session, g.user.id, at.round) if not one.settled]
    return render_template(
        "open_answers/overview.html",
        at=at,
        parts=parts(at),
        tables=[(at.question(item), _lines(at, found, item)) for item in items_of(found)],
        waiting=sum(pile.waiting for pile in found),
        mine=sum(pile.waiting for pile in found if pile.district_id in {one.id for one in at.keeps}),
        readable=sum(pile.read + pile.approved for pile in found),
        second=sum(1 for one in second if not one.why),
        at_risk=len(at_risk),
        heads=(_("Written"), _("Waits to be read"), _("Readable"), _("Kept back"), _("May be quoted")),
    )


def _lines(at: Desk, found: list[Pile], item: str) -> list[Line]:
    by_district = {pile.district_id: pile for pile in found if pile.item == item}
    lines = []
    for place in at.reads:
        pile = by_district.get(place.id)
        if pile:
            args = filters(item, place)
            first = url_for("open_answers.first", slug=at.round.slug, **args) if place in at.keeps else ""
            read = url_for("open_answers.read", slug=at.round.slug, **args)
            lines.append(Line(words.place(place), pile, read, first if pile.waiting else ""))
    return lines
