"""Making reports: everything is read at one moment, then painted and written while nobody waits to write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from survey.i18n import use_language
from survey.questionnaire.model import Questionnaire
from survey.report import source
from survey.report.build import build
from survey.report.choices import Choices
from survey.report.counted import Key, counted
from survey.report.material import Earlier, Whole
from survey.report.write import NotInstalled, write
from survey.store.rounds import Round, questionnaire
from survey.worker.drawing import painted, painted_map
from survey.worker.publish import map_rows

PAINTED = ("docx",)
"""Kinds of files that cannot hold a drawing as it is."""


@dataclass(frozen=True)
class Gathered:
    """What a report is made of, the same in every language, and the questionnaires that its drawings speak of."""

    choices: Choices
    wholes: Mapping[str, Whole]
    asked: Mapping[str, Questionnaire]
    map_rows: list[dict[str, Any]]

    @property
    def one(self) -> Whole:
        """The report in any language: figures are the same in all of them."""
        return next(iter(self.wholes.values()))

    def figures(self) -> dict[Key, tuple[int, int | None]]:
        """Every count that the report rests on, to compare the next version with."""
        found: dict[Key, tuple[int, int | None]] = {}
        for place in self.one.places:
            found |= counted(place.code, place.live, place.settled)
        return found

    def moments(self) -> tuple[datetime, datetime]:
        """When the first and the last of the figures were counted."""
        moments = [place.made_at for place in self.one.places]
        return min(moments), max(moments)


@dataclass(frozen=True)
class Written:
    """One file: its language, its kind, its bytes; or the sentence why it could not be made, and what is lacking."""

    language: str
    form: str
    content: bytes
    why: str = ""
    lacks: tuple[str, ...] = ()


def gather(
    session: Session, round_: Round, place: str, choices: Choices, earlier: Earlier | None = None, version: int = 0
) -> Gathered:
    """Read everything at one moment; `source.NoFigures` where there is nothing to build from."""
    wholes = {}
    for language in choices.languages:
        with use_language(language):
            wholes[language] = source.whole(session, round_, place, choices, earlier=earlier, version=version)
    asked = {one.code: questionnaire(session, one.live["version"]) for one in next(iter(wholes.values())).places}
    return Gathered(choices, wholes, asked, map_rows(session, round_))


def written(known: Gathered) -> Iterator[Written]:
    """Every file that was chosen, one after the other; slow, so no transaction is open meanwhile."""
    for language, whole in known.wholes.items():
        with use_language(language):
            report = build(_painted(whole, known) if set(PAINTED) & set(known.choices.formats) else whole)
        for form in known.choices.formats:
            try:
                yield Written(language, form, write(report, form))
            except NotInstalled as fault:
                yield Written(language, form, b"", str(fault), fault.lacks)


def _painted(whole: Whole, known: Gathered) -> Whole:
    places = tuple(
        replace(one, pictures=painted(one.name, known.asked[one.code], one.live, one.settled)) for one in whole.places
    )
    picture = painted_map(whole.town, known.map_rows) if whole.map else b""
    return replace(whole, places=places, map_picture=picture)
