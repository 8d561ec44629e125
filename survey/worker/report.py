"""Making reports: figures as they are stored now, pictures where a file needs them, one language after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.figures import Live, Settled
from survey.i18n import use_language
from survey.report import source
from survey.report.build import build
from survey.report.choices import Choices
from survey.report.counted import Key, counted
from survey.report.material import Earlier, Whole
from survey.report.source import Brush
from survey.report.write import NotInstalled, write
from survey.store.districts import District
from survey.store.rounds import Round, questionnaire
from survey.worker.drawing import painted
from survey.worker.publish import town_map

PAINTED = ("docx",)
"""Kinds of files that cannot hold a drawing as it is."""


@dataclass(frozen=True)
class Written:
    """One file: its language, its kind, its bytes; or the sentence why it could not be made."""

    language: str
    form: str
    content: bytes
    why: str = ""


def written(
    session: Session, round_: Round, place: str, choices: Choices, earlier: Earlier | None = None, version: int = 0
) -> Iterator[Written]:
    """Every file that was chosen, one after the other; `source.NoFigures` where there is nothing to build from."""
    for language in choices.languages:
        with use_language(language):
            brush = _brush(session, round_) if set(PAINTED) & set(choices.formats) else None
            known = source.whole(session, round_, place, choices, brush=brush, earlier=earlier, version=version)
            report = build(known)
            for form in choices.formats:
                try:
                    yield Written(language, form, write(report, form))
                except NotInstalled as fault:
                    yield Written(language, form, b"", str(fault))


def _brush(session: Session, round_: Round) -> Brush:
    def of_a_place(district: District, live: Live, settled: Settled | None) -> Mapping[str, bytes]:
        return painted(district.name, questionnaire(session, live["version"]), live, settled)

    return Brush(of_a_place, lambda: town_map(session, round_))


def figures(known: Whole) -> dict[Key, tuple[int, int | None]]:
    """Every count that a report rests on, to compare the next version with."""
    found: dict[Key, tuple[int, int | None]] = {}
    for place in known.places:
        found |= counted(place.code, place.live, place.settled)
    return found
