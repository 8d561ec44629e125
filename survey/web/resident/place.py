"""Where a page belongs: the round and its town, in the few words that every page says about them."""

from dataclasses import dataclass, replace
from datetime import date

from flask import abort, current_app, url_for
from sqlalchemy.orm import Session

from survey.clock import today
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.rounds import Round, is_open, residents_open, round_by_slug, takes_answers


@dataclass(frozen=True)
class Place:
    """One round as its pages show it."""

    round_id: int
    assessment_id: int
    slug: str
    name: dict[str, str]
    town: dict[str, str]
    example: bool
    help_phone: str
    closes: date | None
    open: bool
    takes_answers: bool
    """Whoever has begun in time may finish a day longer."""
    letters: bool = False
    """Whether there are codes of letters with which people answer."""
    open_link: bool = True
    """Whether people answer without such a code, too."""
    trial: str = ""
    """The version of a draft that staff are trying out; such answers never count."""

    @property
    def key(self) -> str:
        """What a ticket is signed for: one for a survey opens no trial of it, and the other way round."""
        return f"try {self.slug}" if self.trial else self.slug

    @property
    def action(self) -> str:
        """Where the pages of this survey are sent to."""
        return url_for("manage.try_on" if self.trial else "resident.go_on", slug=self.slug)


def store() -> Store:
    """The database of this application."""
    found: Store = current_app.extensions["store"]
    return found


def place_of(session: Session, slug: str) -> Place:
    """The round at this address; 404 where there is none that people answer by themselves."""
    round_ = round_by_slug(session, slug) or abort(404)
    return describe(session, round_) if residents_open(session, round_) else abort(404)


def describe(session: Session, round_: Round) -> Place:
    """What the pages say about a round; a round not yet opened is nobody's business."""
    if round_.state == "draft":
        abort(404)
    return _described(session, round_)


def describe_trial(session: Session, round_: Round) -> Place:
    """The same for people who try a draft out: the round need not be open for that."""
    return replace(_described(session, round_), open=True, takes_answers=True, letters=False, open_link=True)


def _described(session: Session, round_: Round) -> Place:
    assessment = session.get_one(Assessment, round_.assessment_id)
    return Place(
        round_id=round_.id,
        assessment_id=assessment.id,
        slug=round_.slug,
        name=round_.name,
        town=assessment.name,
        example=assessment.example,
        help_phone=assessment.help_phone,
        closes=round_.closes,
        open=is_open(round_, today()),
        takes_answers=takes_answers(round_, today()),
        letters=round_.access != "open",
        open_link=round_.access != "code",
    )
