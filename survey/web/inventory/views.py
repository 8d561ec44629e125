"""The lists of a round: all districts, one district, and what is taken back."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store.accounts import may_whole_town
from survey.store.districts import District
from survey.store.errors import ReadAgain, StillNamed
from survey.store.listing import TOWN, last, take_back
from survey.web.account.staff import only_staff, store
from survey.web.inventory import words
from survey.web.inventory.access import Desk, desk, district_of
from survey.web.inventory.cards import Card, Cards, piles

Answer = str | Response | tuple[str, int]

bp = Blueprint("inventory", __name__)
bp.before_request(only_staff)


@dataclass(frozen=True)
class Line:
    """One district in the table: how much there is of what."""

    name: str
    href: str
    counts: tuple[int, ...]
    waiting: int
    again: int


@bp.get("/inventory/<slug>")
def round_(slug: str) -> str:
    """Every district with what is known of it; what waits stands on top."""
    with store().read() as session:
        at = desk(session, slug)
        cards = Cards(session, at, today())
        lines = [_line(at, cards, district) for district in at.districts]
        if at.reach.town:
            lines.append(_line(at, cards, None))
        return page(
            "inventory/round.html",
            session,
            at,
            lines=lines,
            waiting=cards.waiting(),
            headline=_headline(cards),
            names={district.id: district.name for district in at.districts},
            reads=may_whole_town(session, g.user.id, "lead", at.assessment),
        )


def _line(at: Desk, cards: Cards, district: District | None) -> Line:
    here = cards.of(district.id if district else None)
    counts = tuple(sum(c.kind == kind and c.state in ("confirmed", "planned") for c in here) for kind in kinds())
    href = (
        url_for("inventory.place", slug=at.slug, code=district.code)
        if district
        else url_for("inventory.town", slug=at.slug)
    )
    name = district.name if district else _("The whole town")
    return Line(name, href, counts, sum(c.state == "draft" for c in here), sum(c.faded for c in here))


def _headline(cards: Cards) -> str:
    known = [card for card in cards.all if card.state not in ("draft", "ended")]
    if not known:
        return _("Nothing is listed yet.")
    again = sum(card.faded for card in known)
    if again:
        return ngettext(
            "%(num)s entry was last confirmed more than a year ago. Ask again.",
            "%(num)s entries were last confirmed more than a year ago. Ask again.",
            again,
        )
    return _("Everything that is listed was confirmed within a year, or is new.")


def kinds() -> tuple[str, ...]:
    """The lists, in the order of the pages."""
    return ("rooms", "offerings", "providers", "offers", "requests")


@bp.get("/inventory/<slug>/at/<code>")
def place(slug: str, code: str) -> str:
    """The lists of one district."""
    with store().read() as session:
        at = desk(session, slug)
        return _place(session, at, district_of(at, code))


@bp.get("/inventory/<slug>/town")
def town(slug: str) -> str:
    """What works in the whole town; leads of a district read it, too."""
    with store().read() as session:
        return _place(session, desk(session, slug), None)


def _place(session: Session, at: Desk, district: District | None) -> str:
    cards = Cards(session, at, today()).of(district.id if district else None)
    return page(
        "inventory/place.html",
        session,
        at,
        place=district,
        name=district.name if district else _("The whole town"),
        waiting=[card for card in cards if card.state == "draft" and card.mine],
        piles=[pile for pile in piles(cards) if district or pile.kind in ("providers", "offers", "requests")],
        mine=at.reach.town or district is not None,
    )


@bp.post("/inventory/<slug>/undo")
def undo(slug: str) -> Response:
    """Take back the change that the page showed; another one in between leaves everything as it is."""
    seen = request.form.get("change", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    try:
        with store().write() as session:
            at = desk(session, slug)
            done = take_back(session, at.reach, number)
    except (ReadAgain, StillNamed) as refused:
        flash(str(refused))
    else:
        flash(_("%(name)s: everything is as it was before.", name=done.name))
    return redirect(url_for("inventory.round_", slug=slug), 303)


@bp.get("/inventory/<slug>/undo")
def back(slug: str) -> Response:
    """Whoever reloads comes back to the lists."""
    return redirect(url_for("inventory.round_", slug=slug))


def page(template: str, session: Session, at: Desk, **more: object) -> str:
    """Draw a page of the lists; the same frame for all of them."""
    spot = more.get("place")
    newest = last(session, at.reach, spot.id if isinstance(spot, District) else None)
    return render_template(template, at=at, example=at.example, words=words, newest=newest, kinds=kinds(), **more)


def where(at: Desk, card_place: int | None) -> str:
    """The page of the place of something."""
    if card_place is None or card_place == TOWN:
        return url_for("inventory.town", slug=at.slug)
    code = next((one.code for one in at.districts if one.id == card_place), None) or abort(404)
    return url_for("inventory.place", slug=at.slug, code=code)


__all__ = ["Answer", "Card", "bp", "page", "where"]
