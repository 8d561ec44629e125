"""Reading what a report is built from: rights are asked by whoever calls, figures are finished, no answer is read."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from sqlalchemy.orm import Session

from survey import i18n
from survey.figures import FORMAT, ChartKeys, Live, Settled
from survey.released import RELEASE_FORMAT, Released
from survey.report.choices import ROUND, TOWN, Choices
from survey.report.material import Earlier, Place, Release, Whole
from survey.sentences import districts as table
from survey.sentences import town, words
from survey.sentences.labels import labels_of, labels_of_figures
from survey.sentences.parts import Section
from survey.store.districts import Assessment, District, Municipality
from survey.store.districts import districts as districts_of
from survey.store.quotes import approved
from survey.store.releases import released
from survey.store.rounds import Round
from survey.store.said import said
from survey.store.snapshots import Snapshot, drawings, latest_of_round
from survey.weighed import TownSettled


class NoFigures(Exception):
    """The worker has not counted this place yet, or is just counting it anew."""


def whole(
    session: Session,
    round_: Round,
    place: str,
    choices: Choices,
    *,
    earlier: Earlier | None = None,
    version: int = 0,
    now: datetime | None = None,
) -> Whole:
    """Everything about a district, the round or the town, in the language that is spoken now.

    `place`: a district's code, `ROUND` or `TOWN`. `NoFigures` where there is nothing to build from.
    """
    assessment = session.get_one(Assessment, round_.assessment_id)
    municipality = session.get_one(Municipality, assessment.municipality_id).name
    everywhere = tuple(districts_of(session, assessment))
    live, settled = (latest_of_round(session, round_, kind) for kind in ("live", "settled"))
    mine = [one for one in everywhere if place in (ROUND, TOWN, one.code)]
    places = tuple(
        _place(session, round_, assessment, one, live[one.id], settled.get(one.id))
        for one in mine
        if one.id in live and live[one.id].figures["format"] == FORMAT and _counts(one, live[one.id])
    )
    if not places:
        raise NoFigures
    return Whole(
        kind={ROUND: "round", TOWN: "town"}.get(place, "district"),
        town=municipality,
        round=i18n.text(round_.name),
        slug=round_.slug,
        opens=round_.opens,
        closes=round_.closes,
        open=round_.state == "open",
        example=municipality if assessment.example else "",
        minimum_age=assessment.minimum_age,
        places=places,
        lines=tuple(table.lines(everywhere, live, table.Told(round_))),
        choices=choices,
        together=_together(session, settled.get(None), everywhere) if place in (ROUND, TOWN) else None,
        at=now or datetime.now(UTC),
        map=_drawings(session, live[None].figures["charts"]).get("districts", {}) if None in live else {},
        release=release_of(session, round_, everywhere),
        earlier=earlier,
        version=version,
    )


def snapshots_of(session: Session, round_: Round, place: str) -> list[Snapshot]:
    """The figures that a report of this place rests on now."""
    assessment = session.get_one(Assessment, round_.assessment_id)
    mine = [one.id for one in districts_of(session, assessment) if place in (ROUND, TOWN, one.code)]
    found = [latest_of_round(session, round_, kind) for kind in ("live", "settled")]
    return [kind[district] for district in mine for kind in found if district in kind]


def release_of(session: Session, round_: Round, everywhere: tuple[District, ...]) -> Release | None:
    """What the public reads of a round, with its words."""
    found = released(session, round_)
    if found is None or found.document.get("format") != RELEASE_FORMAT:
        return None
    document = cast(Released, found.document)
    return Release(
        document=document,
        at=found.released_at,
        number=found.number,
        labels=labels_of(session, document["version"], i18n.language()),
        names={one.code: words.place(one) for one in everywhere},
    )


def _together(session: Session, found: Snapshot | None, everywhere: tuple[District, ...]) -> Section | None:
    """What is known of the town as a whole, if anything."""
    if found is None or found.figures["format"] != FORMAT:
        return None
    known = cast(TownSettled, found.figures)
    names = {one.code: words.place(one) for one in everywhere}
    return town.section(known, found.made_at, labels_of(session, known["version"], i18n.language()), names)


def _counts(district: District, live: Snapshot) -> bool:
    """Nobody needs a chapter on people from elsewhere when there are none."""
    return bool(live.answers) or not district.outside


def _place(
    session: Session,
    round_: Round,
    assessment: Assessment,
    district: District,
    found: Snapshot,
    calm: Snapshot | None,
) -> Place:
    live = cast(Live, found.figures)
    settled = cast(Settled, calm.figures) if calm else None
    keys = live["charts"] | (settled["charts"] if settled else {})
    return Place(
        code=district.code,
        name=words.place(district),
        outside=district.outside,
        minimum_age=assessment.minimum_age,
        live=live,
        settled=settled,
        labels=labels_of_figures(session, live, settled, i18n.language()),
        made_at=found.made_at,
        settled_at=calm.made_at if calm else None,
        said=said(session, round_, district),
        quotes=tuple(approved(session, round_, district)),
        charts={name: sizes for name, sizes in _drawings(session, keys).items() if sizes},
    )


def _drawings(session: Session, keys: Mapping[str, ChartKeys]) -> dict[str, dict[str, str]]:
    return drawings(session, {name: chart["keys"].get(i18n.language(), {}) for name, chart in keys.items()})
