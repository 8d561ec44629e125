"""Batches of letters in words, and how many of their codes are where."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.sentences import words
from survey.store import access_codes
from survey.store.access_codes import Counted, LetterBatch
from survey.store.districts import District
from survey.store.rounds import current_version, questionnaire
from survey.web.ways.reading import At


@dataclass(frozen=True)
class Listed:
    """One batch as it stands in the list."""

    id: int
    name: str
    place: str
    counted: Counted
    printable: bool


def languages_of(session: Session, at: At) -> list[tuple[str, str]]:
    """The languages of a letter: ours, as far as the questionnaire speaks them."""
    spoken = questionnaire(session, current_version(session, at.round)).languages
    return [(code, i18n.LANGUAGE_NAMES[code]) for code in i18n.LANGUAGES if code in spoken]


def batches(session: Session, at: At) -> list[LetterBatch]:
    """The batches that this person looks after."""
    return access_codes.batches_of(session, at.round, at.districts, whole=at.whole)


def batch_at(session: Session, at: At, number: int) -> LetterBatch:
    """One batch of this person's; any other does not exist."""
    return next((one for one in batches(session, at) if one.id == number), None) or abort(404)


def listed(session: Session, of: list[LetterBatch]) -> list[Listed]:
    """Every batch with what became of its codes."""
    found = access_codes.counted(session, of)
    return [Listed(one.id, name_of(one), place_of(session, one), found[one.id], one.sealed is not None) for one in of]


def name_of(batch: LetterBatch) -> str:
    """A batch by the numbers of its letters."""
    last = batch.first + batch.letters - 1
    if batch.letters == 1:
        return _("Letter %(number)s", number=i18n.number(batch.first))
    return _("Letters %(first)s to %(last)s", first=i18n.number(batch.first), last=i18n.number(last))


def place_of(session: Session, batch: LetterBatch) -> str:
    """Where the letters went."""
    district = session.get(District, batch.district_id) if batch.district_id else None
    return words.place(district) if district else _("The whole town")


def together(found: list[Listed]) -> Counted:
    """All batches as one."""
    of = [one.counted for one in found]
    return Counted(*(sum(getattr(one, name) for one in of) for name in ("made", "used", "begun", "disputed")))


def disputes(session: Session, of: list[LetterBatch]) -> list[str]:
    """Who said that it was not them: by day and place, without a name."""
    return [
        ngettext(
            "%(day)s, %(place)s: %(num)s person said that it was not them.",
            "%(day)s, %(place)s: %(num)s people said that it was not them.",
            n, day=i18n.dated(day), place=place_of(session, batch),
        )
        for day, batch, n in access_codes.disputes(session, of)
    ]  # fmt: skip
