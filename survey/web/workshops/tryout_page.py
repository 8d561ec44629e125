"""One tryout: its facts, its two sheets of paper, and what those said who came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import g, render_template
from sqlalchemy.orm import Session

from analysis.disclosure import may_show
from survey.clock import today
from survey.i18n import language
from survey.sentences.labels import labels_of
from survey.store import tally
from survey.store.accounts import visible_districts
from survey.store.districts import Municipality
from survey.store.responses import answers_of_place
from survey.store.rounds import Round, current_version
from survey.store.tryouts import Tryout, tryouts_of
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.setup.qr import qr
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import At, Key, desk
from survey.web.workshops.tryouts import activity_called, tryout_of

TOLD = {"f1": ("1", "2", "3", "4", "5"), "f2": ("yes", "no"), "f4": ("bring", "yes", "maybe", "no")}
"""The questions of the page and their answers in their order; wishes in words are read on a page of their own."""


@dataclass(frozen=True)
class Card:
    """One tryout in a list."""

    tryout: Tryout
    what: str
    place: str


@dataclass(frozen=True)
class Answers:
    """One question with its answers; `few` where too few have answered it to show more than that."""

    asked: str
    n: int
    rows: Sequence[tuple[str, int]]

    @property
    def few(self) -> bool:
        """Whether nothing may be shown of it yet."""
        return not self.rows


@bp.get("/workshops/<slug>/tryouts/<uuid:key>")
def tryout(slug: str, key: Key) -> str:
    """The facts of a tryout and, for whoever leads there, what was said about it."""
    with store().read() as session:
        at = desk(session, slug)
        found = tryout_of(session, at, key)
        feedback = session.get_one(Round, found.feedback_id)
        leads = found.district_id in {one.id for one in visible_districts(session, g.user.id, at.assessment.id, "lead")}
        return render_template(
            "workshops/tryout.html", at=at, tryout=found, card=card_of(session, at, found), feedback=feedback,
            number=answers_of_place(session, feedback), leads=leads, over=found.day < today(),
            answers=list(_answers(session, feedback)) if leads else (),
        )  # fmt: skip


@bp.get("/workshops/<slug>/tryouts/<uuid:key>/poster")
def tryout_poster(slug: str, key: Key) -> str:
    """Two sheets in the language of the page: one that invites, and one for the door with the questions."""
    with store().read() as session:
        at = desk(session, slug)
        found = tryout_of(session, at, key)
        feedback = session.get_one(Round, found.feedback_id)
        address = f"{site()}s/{feedback.slug}"
        return render_template(
            "workshops/tryout_poster.html", at=at, tryout=found, card=card_of(session, at, found), feedback=feedback,
            town=session.get_one(Municipality, at.assessment.municipality_id).name, address=address, qr=qr(address),
        )  # fmt: skip


def tryout_cards(session: Session, at: At) -> list[Card]:
    """The tryouts of this person, the next first."""
    return [card_of(session, at, one) for one in tryouts_of(session, g.user.id, at.round)]


def card_of(session: Session, at: At, one: Tryout) -> Card:
    """A tryout with its activity and its district in words."""
    place = next((place.name for place in at.districts if place.id == one.district_id), "")
    return Card(one, activity_called(session, at, one.activity), place)


def _answers(session: Session, feedback: Round) -> Iterator[Answers]:
    """What was said, from as many answers on as an ordinary question of the survey needs."""
    counts = tally.totals(session, feedback.id)
    labels = labels_of(session, current_version(session, feedback), language())
    for question, options in TOLD.items():
        called = labels.option(question)
        rows = [(called(code), counts.get((question, code), 0)) for code in options]
        n = sum(number for _answer, number in rows)
        yield Answers(labels.question(question), n, rows if may_show("wish", "lead_district", n) else ())
