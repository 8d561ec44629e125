"""Whose pages these are: a round as this person may read it, by what they are in each of its districts."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, g, request, url_for
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import gettext as _
from survey.sentences.labels import Labels, labels_of
from survey.sentences.said import question_name
from survey.store.accounts import may_whole_town, visible_districts
from survey.store.districts import Assessment, District
from survey.store.first_reading import Pile, piles
from survey.store.protection import OFFICER
from survey.store.rounds import Round
from survey.store.running import running
from survey.store.sorting import Scope

Key = uuid.UUID


@dataclass(frozen=True)
class Desk:
    """One round, and the districts of it in which this person keeps the data, leads, or looks after people at risk."""

    round: Round
    assessment: Assessment
    town: str
    labels: Labels
    keeps: tuple[District, ...]
    leads: tuple[District, ...]
    protects: tuple[District, ...]
    whole: bool
    """Whether they lead the whole town, and so keep the list of themes."""

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    @property
    def reads(self) -> tuple[District, ...]:
        """Where they read what was read first, in the order of the page."""
        both = {one.id: one for one in (*self.leads, *self.keeps)}
        return tuple(sorted(both.values(), key=lambda one: (one.outside, one.name, one.id)))

    def place(self, district_id: int) -> District:
        """One of their districts by its number."""
        every = (*self.reads, *self.protects)
        return next((one for one in every if one.id == district_id), None) or abort(404)

    def question(self, item: str) -> str:
        """What was asked, in the words people were asked with."""
        return question_name(self.labels, item)


def desk(session: Session, slug: str) -> Desk:
    """A round as this person may read it; what they may not see does not exist."""
    at = running(session, slug) or abort(404)
    keeps, leads, protects = (
        tuple(visible_districts(session, g.user.id, at.assessment.id, role))
        for role in ("data_keeper", "lead", OFFICER)
    )
    if not (keeps or leads or protects):
        abort(404)
    labels = labels_of(session, at.version, i18n.language())
    whole = may_whole_town(session, g.user.id, "lead", at.assessment)
    return Desk(at.round, at.assessment, at.town, labels, keeps, leads, protects, whole)


def only(districts: tuple[District, ...]) -> None:
    """A page for somebody else does not exist."""
    if not districts:
        abort(404)


def chosen_district(districts: Iterable[District]) -> District | None:
    """The district in the address: one of theirs, or none for all of them; any other does not exist."""
    code = request.values.get("district", "")
    return next((one for one in districts if one.code == code), None) or (abort(404) if code else None)


def chosen_item(items: Iterable[str]) -> str:
    """The question in the address, if anybody wrote something to it; nothing for all."""
    item = request.values.get("item", "")
    return item if item in set(items) else ""


def items_of(found: Iterable[Pile]) -> list[str]:
    """The questions that people wrote something to, the most answered first."""
    written: dict[str, int] = {}
    for pile in found:
        written[pile.item] = written.get(pile.item, 0) + pile.written
    return sorted(written, key=lambda item: (-written[item], item))


@dataclass(frozen=True)
class View:
    """What a page looks at, and how it is written into an address."""

    scope: Scope
    items: tuple[str, ...]

    @property
    def args(self) -> Mapping[str, Any]:
        """The filters of the address; only those that say something."""
        return filters(self.scope.item, self.scope.district)


def view(session: Session, at: Desk) -> View | None:
    """The question and district of a page for readers; None where nobody has written anything."""
    only(at.reads)
    district = chosen_district(at.reads)
    items = items_of(piles(session, g.user.id, at.round))
    if not items:
        return None
    return View(Scope(g.user.id, at.round, chosen_item(items) or items[0], district), tuple(items))


def filters(item: str, district: District | None) -> dict[str, Any]:
    """The filters as they stand in an address."""
    return {name: value for name, value in (("item", item), ("district", district.code if district else "")) if value}


def sent_filters(*names: str) -> dict[str, Any]:
    """The filters that a form carries along, so that one comes back to where one was."""
    return {name: request.form[name][:200] for name in names if request.form.get(name)}


def revision() -> int:
    """The number of the step that the form was made from."""
    sent = request.form.get("revision", "")
    return int(sent[:9]) if sent.isascii() and sent.isdigit() else abort(400)


@dataclass(frozen=True)
class Part:
    """One of the pages about open answers, as it stands in the row of links."""

    label: str
    href: str
    current: bool


def parts(at: Desk) -> list[Part]:
    """The pages that are open to this person."""
    return [
        Part(label, url_for(f"open_answers.{name}", slug=at.round.slug), request.endpoint in _endpoints(name))
        for name, label, whom in _pages(at)
        if whom
    ]


def _endpoints(name: str) -> set[str]:
    within = {"first": ("first", "answer", "decide", "decided_"), "protect": ("protect", "looked", "protected")}
    within |= {"sort": ("sort", "keep_sorted"), "themes": ("themes", "change_themes")}
    return {f"open_answers.{one}" for one in within.get(name, (name,))}


def _pages(at: Desk) -> list[tuple[str, str, bool]]:
    return [
        ("round_", _("Overview"), True),
        ("first", _("First reading"), bool(at.keeps)),
        ("read", _("Read and search"), bool(at.reads)),
        ("sort", _("Sort into themes"), bool(at.reads)),
        ("themes", _("Themes"), bool(at.reads)),
        ("words", _("Words"), bool(at.reads)),
        ("quotes", _("Quotes"), bool(at.reads)),
        ("protect", _("Protection"), bool(at.protects)),
    ]
