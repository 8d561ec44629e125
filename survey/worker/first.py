"""What to do first in a place: labels from facts, and from 30 answers on a score with its five visible parts."""

from collections.abc import Mapping
from typing import Any

from analysis import matching
from analysis.coverage import GENDERS
from analysis.demand import Demand
from analysis.disclosure import AGE_BANDS, LEAD_MINIMUM
from analysis.priorities import SCORE_FROM, Part, Priorities, Priority, Weights, equity, prioritise
from survey import figures
from survey import first as things
from survey.store.inventory import OfferingFacts
from survey.store.judgements import dimension_of
from survey.worker.place import Place
from survey.worker.supply import Matched, matched
from survey.worker.whole import Whole, sure


def first(
    place: Place,
    demand: Demand,
    form: figures.Form,
    settled: figures.Settled | None,
    people: Whole | None,
    before: things.Sure | None,
) -> things.First:
    """The activities this place was asked about; a label tells how many want one, so it waits as they do.

    `people` None keeps what `before` said about how sure the order is.
    """
    asked = demand.table[demand.table["n"] >= LEAD_MINIMUM]
    if form == "none" or asked.empty:
        return _document(place, demand.base if form != "none" else 0, [], Priorities((), {}, _weights(place), {}))
    found = matched(place, asked)
    scored = _scored(place, demand, found, settled)
    rows = {row.activity: row for row in scored.rows}
    listed = [m for m in _ordered(found, demand, place, scored) if _worth(m)]
    entries = [_match(m, found.named, rows.get(m.activity) if m.n >= SCORE_FROM else None, demand) for m in listed]
    return _document(place, demand.base, entries, scored, sure(place, scored, people) if people else before)


def _weights(place: Place) -> Weights:
    return Weights(**place.judged.weights)


def _scored(place: Place, demand: Demand, found: Matched, settled: figures.Settled | None) -> Priorities:
    parts = _equity(place, settled) if place.judged.weights["equity"] else None
    return prioritise(
        found.matches, demand.base, found.rooms, found.when, found.everybody, equity=parts, weights=_weights(place)
    )


def _equity(place: Place, settled: figures.Settled | None) -> dict[str, Part]:
    """How far each activity reaches whom the lead set first: from the settled figures, since they are breakdowns."""
    dimension = dimension_of(place.judged.groups)
    if settled is None or dimension is None:
        return {}
    known = AGE_BANDS if dimension == "age" else GENDERS
    living: dict[str, int | None] = dict.fromkeys(known)
    living |= {group["code"]: group["people"] for group in settled["groups"] if group["kind"] == dimension}
    wanted = settled["wanted"].get(dimension, {})
    return {activity: equity(picked, living, place.judged.groups) for activity, picked in wanted.items()}


def _ordered(found: Matched, demand: Demand, place: Place, scored: Priorities) -> list[matching.Match]:
    """As they are to be done, by score inside a label; while they are only a list, as the questionnaire has them."""
    if demand.base < matching.LABELS_FROM:
        asked = [v.option for v in place.cube.codebook.options_of("demand_pick")]
        return sorted(found.matches, key=lambda m: asked.index(m.activity))
    at = {row.activity: place for place, row in enumerate(scored.rows)}
    return sorted(found.matches, key=lambda m: at.get(m.activity, -1))


def _worth(match: matching.Match) -> bool:
    return bool(match.exists or match.offered_by or match.label != "not_now" or match.tried)


def _match(
    match: matching.Match, named: Mapping[str, OfferingFacts], score: Priority | None, demand: Demand
) -> things.Match:
    labelled = match.n >= matching.LABELS_FROM or match.label == "off_list"
    made = things.Match(
        code=match.activity,
        label=match.label if labelled else "",
        picked=match.picked,
        weekly=match.weekly,
        monthly=match.monthly,
        few=match.few,
        use=match.use,
        unserved=match.unserved,
        unsuitable=match.unsuitable,
        missing=match.none,
        unknown=match.unknown,
        unsaid=match.unsaid,
        exists=[_existing(served, named) for served in match.served],
        offered_by=[things.Offered(provider=o.provider, readiness=o.readiness) for o in match.offered_by],
        rooms=[room.name for room in (match.rooms or match.rooms_open)],
        room=match.room,
        slots=sorted(match.slots),
        ask_more=match.ask_more,
        one_provider=_one_provider(match),
        tried=[match.tried.first, match.tried.last] if match.tried else [],
        closed_by=list(match.closed_by),
        open_questions=list(match.open_questions),
        place=score.place if score else None,
        score=round(score.score, 1) if score and score.score is not None else None,
        parts=_parts(score) if score else {},
    )
    if match.n != demand.base:
        made["base"] = match.n
    return made


def _existing(served: matching.Served, named: Mapping[str, OfferingFacts]) -> things.Existing:
    offering = named[served.offering.name]
    return things.Existing(
        name=offering.name,
        room=offering.room or "",
        provider=offering.provider or "",
        reach=served.reach,
        hours=served.hours,
        place=offering.place if offering.minutes else "",
        minutes=offering.minutes,
    )


def _one_provider(match: matching.Match) -> str:
    if not match.one_provider:
        return ""
    ready = [offer.provider for offer in match.offered_by if offer.readiness in matching.READY]
    return (*(offering.provider for offering in match.within_reach), *ready)[0]


def _parts(score: Priority) -> dict[str, things.Part]:
    return {
        name: things.Part(
            value=None if part.value is None else round(part.value, 4),
            points=round(score.points.get(name, 0.0), 1),
            raw=_raw(part.raw),
            reason=part.reason,
        )
        for name, part in score.parts.items()
    }


def _raw(numbers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in numbers.items()}


def _document(
    place: Place, base: int, rows: list[things.Match], scored: Priorities, found: things.Sure | None = None
) -> things.First:
    judged = place.judged
    return things.First(
        base=base,
        rows=rows,
        reason=scored.reason,
        weights=dict(judged.weights),
        shares={part: round(share, 4) for part, share in scored.shares.items()},
        left_out=list(scored.left_out),
        groups=list(judged.groups),
        judged=judged.revision,
        judged_at=judged.at.isoformat() if judged.at else "",
        sure=None if scored.reason else found,
    )
