"""Whose sheets somebody looks after: leads and facilitators, of their districts or of the whole town."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, g
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.sentences import words
from survey.store import sheets
from survey.store.districts import Assessment, District, Municipality
from survey.store.rounds import Round, current_of, questionnaire, round_by_slug
from survey.store.serials import spaced
from survey.store.sheets import SheetBatch


@dataclass(frozen=True)
class At:
    """One round with the districts whose sheets are this person's."""

    round: Round
    assessment: Assessment
    town: str
    version: str
    districts: tuple[District, ...]
    whole: bool

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    @property
    def open(self) -> bool:
        """Whether people are still asked; sheets of a closed round can only be typed in."""
        return self.round.state == "open"


@dataclass(frozen=True)
class Listed:
    """One batch as it stands in the list."""

    id: int
    name: str
    numbers: str
    lines: tuple[str, ...]
    states: tuple[tuple[str, int], ...]


def paper_at(session: Session, slug: str) -> At:
    """The round of that address; for whoever looks after no sheets of it, it does not exist."""
    round_ = round_by_slug(session, slug) or abort(404)
    assessment = session.get_one(Assessment, round_.assessment_id)
    districts = sheets.paper_districts(session, g.user.id, assessment.id)
    current = current_of(session, round_.id)
    if not districts or current is None or round_.state == "draft":
        abort(404)
    town = session.get_one(Municipality, assessment.municipality_id).name
    whole = sheets.paper_town(session, g.user.id, assessment)
    return At(round_, assessment, town, current.hash, tuple(districts), whole)


def batch_at(session: Session, at: At, batch_id: int) -> SheetBatch:
    """One batch of this person's; any other does not exist."""
    return sheets.batch_for(session, g.user.id, at.round, batch_id) or abort(404)


def languages_of(session: Session, at: At) -> list[tuple[str, str]]:
    """The languages a sheet can be printed in: those of the questionnaire that residents may choose."""
    spoken = questionnaire(session, at.version).languages
    return [(code, i18n.LANGUAGE_NAMES.get(code, code)) for code in spoken if i18n.reviewed(code)]


def last_return(session: Session, at: At) -> str:
    """Where sheets were handed in the last time, to begin with."""
    return next((batch.return_to for batch in sheets.batches_for(session, g.user.id, at.round)), "")


def listed(session: Session, at: At) -> list[Listed]:
    """Every batch with how many of its sheets are where."""
    return told(session, sheets.batches_for(session, g.user.id, at.round))


def told(session: Session, batches: Sequence[SheetBatch]) -> list[Listed]:
    """Batches in words."""
    ids = [batch.id for batch in batches]
    found, ends = sheets.counts(session, ids), sheets.ends(session, ids)
    return [_told(session, batch, found[batch.id], ends[batch.id]) for batch in batches]


def _told(session: Session, batch: SheetBatch, found: Counter[str], ends: tuple[str, str]) -> Listed:
    first, last = (spaced(serial) for serial in ends)
    said = [_("Made on %(day)s.", day=i18n.dated(batch.made_on).rstrip("."))]
    if batch.handed_to:
        said.append(_("Given to: %(who)s", who=batch.handed_to))
    numbers = first if first == last else _("%(first)s to %(last)s", first=first, last=last)
    states = tuple((state, found[state]) for state in sheets.STATES if found[state])
    return Listed(batch.id, name_of(session, batch), numbers, tuple(said), states)


def name_of(session: Session, batch: SheetBatch) -> str:
    """A batch by what it is: how many, for where, in which language, in which letters."""
    district = session.get(District, batch.district_id) if batch.district_id else None
    count = ngettext("%(num)s sheet", "%(num)s sheets", batch.copies)
    parts = [count, words.place(district) if district else _("The whole town")]
    parts.append(i18n.LANGUAGE_NAMES.get(batch.language, batch.language))
    return ", ".join([*parts, _("large print")] if batch.large else parts)


def state_words() -> dict[str, str]:
    """Where a sheet is, in words."""
    return {
        "made": _("not handed out yet"),
        "handed_out": _("handed out"),
        "back": _("come back, to be typed in"),
        "typed": _("typed in"),
        "missing": _("missing, not come back"),
        "spoiled": _("spoiled, not to be used"),
    }
