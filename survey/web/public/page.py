"""The page of a round and the page of a place, drawn the same whether it is public or only looked through before."""

from dataclasses import dataclass
from typing import Protocol

from flask import render_template
from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import ngettext, number, text
from survey.released import ReleasedPlace
from survey.sentences import public, public_method
from survey.sentences.parts import Stamp
from survey.web.public.reading import Shown, drawings


class Link(Protocol):
    """The address of a place by the code of its first district; of the whole town by an empty one."""

    def __call__(self, code: str, language: str = "") -> str: ...


@dataclass(frozen=True)
class Line:
    """One place in the list of a round."""

    name: str
    href: str
    answers: str
    stamp: Stamp | None
    short: str


def round_page(session: Session, shown: Shown, link: Link, *, preview: str = "") -> str:
    """The whole town, and the way to each of its places."""
    place = shown.document["town"]
    lines = [_line(shown, one, link) for one in shown.document["places"]]
    title = _("%(round)s: what the whole town answered", round=text(shown.round.name))
    return _page(session, shown, place, link, preview, title=title, lines=lines, here="")


def place_page(session: Session, shown: Shown, place: ReleasedPlace, link: Link, *, preview: str = "") -> str:
    """One district, or several that are read as one."""
    name = shown.name(place)
    return _page(session, shown, place, link, preview, title=name, lines=(), here=place["districts"][0])


def _page(session: Session, shown: Shown, place: ReleasedPlace, link: Link, preview: str, **more: object) -> str:
    told = shown.told(place)
    return render_template(
        "public/page.html",
        at=shown,
        told=told,
        place=place,
        example=shown.example,
        charts=drawings(session, shown, place),
        link=link,
        preview=preview,
        town=shown.town,
        whole=place is shown.document["town"],
        summary=_summary(told.headcount, told.need.short),
        together=_together(shown, place),
        method=public_method.method(place, shown.day),
        absent=public_method.not_shown(place, shown.asked),
        comes_next=public_method.comes_next(shown.round.state, shown.round.closes),
        **more,
    )


def _line(shown: Shown, place: ReleasedPlace, link: Link) -> Line:
    told = shown.told(place)
    people = ngettext("%(num)s answer", "%(num)s answers", place["answers"])
    return Line(shown.name(place), link(place["districts"][0]), people, public.verdict(place), told.wishes.short)


def _summary(*sentences: str) -> str:
    """What a search engine shows below the title."""
    return " ".join(sentences)


def _together(shown: Shown, place: ReleasedPlace) -> str:
    if place is shown.document["town"] or len(place["districts"]) < 2:
        return ""
    return _("These places are read as one, because fewer than %(few)s people answered in one of them.", few=number(10))
