"""What needs whole people: how sure an order is, and which ways of telling together reach most of them.

Their answers come from the store, become figures here, and are not kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from analysis.awareness import Cover, best_channels, smallest_set
from analysis.codebook import NO, OTHER, YES, Codebook, Variable
from analysis.priorities import Priorities, whatever_the_weights
from analysis.ranks import Ranks, rank_scores, wants
from survey import first as things
from survey.store.persons import Person, persons
from survey.worker.place import Place

LARGE = 2000
"""From so many answers on a new one hardly moves the order, so people are drawn again only now and then."""

GROWN = 0.01
MOST_WAYS = 3
"""More ways than that at once nobody keeps up."""

_TICKED = {YES: 1.0, NO: 0.0}


@dataclass(frozen=True)
class Whole:
    """The people of one district: how each was asked, what they picked, how often they would come, how they hear.

    `picked` and `often` have a row for each who chose among the activities, `hears` for each who named a way or said
    that none reaches them; `channels` goes with `picked`.
    """

    picked: pd.DataFrame
    often: pd.DataFrame
    channels: list[str]
    hears: pd.DataFrame


def whole(session: Session, place: Place) -> Whole:
    """Read the few answers that are needed of everybody in a place."""
    book = place.cube.codebook
    asked = _asked(book)
    items = {v.item for variables in asked.values() for v in variables}
    return from_persons(persons(session, place.asked.round, place.district, items), book)


def from_persons(people: Iterable[Person], book: Codebook) -> Whole:
    """Lay people out as tables, those who did not answer a question left out of its table."""
    listed, asked = list(people), _asked(book)
    chose = [one for one in listed if _ticks(one, asked["picks"])]
    told = [one for one in listed if _ticks(one, asked["ways"])]
    often = {v.option: [one.answers.get(v.item) for one in chose] for v in asked["often"]}
    picked = _table(chose, asked["picks"])
    return Whole(
        picked=picked,
        often=pd.DataFrame(often, index=picked.index, columns=list(picked.columns), dtype=object),
        channels=[one.channel for one in chose],
        hears=_table(told, [v for v in asked["ways"] if v.option != OTHER]).fillna(0).astype(int),
    )


def _asked(book: Codebook) -> dict[str, list[Variable]]:
    picks = list(book.options_of("demand_pick"))
    often = [v for v in book.by_role("frequency") if v.option]
    return {"picks": picks, "often": often, "ways": list(book.options_of("channel"))}


def _ticks(person: Person, variables: Iterable[Variable]) -> bool:
    """Whether somebody answered a multiple choice at all, if only with "none of these"."""
    return any(person.answers.get(v.item) in _TICKED for v in variables)


def _table(people: list[Person], variables: Iterable[Variable]) -> pd.DataFrame:
    columns = {v.option: [_TICKED.get(one.answers.get(v.item, "")) for one in people] for v in variables}
    return pd.DataFrame(columns, index=range(len(people)), dtype=float)


def needed(before: things.Sure | None, answers: int, judged: int) -> bool:
    """Whether people are drawn again: always in small places, in large ones when one in a hundred is new."""
    if before is None or answers <= LARGE or before["judged"] != judged:
        return True
    return abs(answers - before["answers"]) > GROWN * before["answers"]


def sure(place: Place, of: Priorities, people: Whole) -> things.Sure | None:
    """How sure the order of scores is, when the people vary and all else stays as it is."""
    if of.reason or not of.rows:
        return None
    found = rank_scores(of, wants(people.picked, people.often), people.channels)
    if found.reason:
        return None
    return things.Sure(
        people=found.people,
        answers=place.answers,
        judged=place.judged.revision,
        seed=found.seed,
        resamples=found.resamples,
        stratified=found.stratified,
        rows=_ranks(found, whatever_the_weights(of)),
    )


def _ranks(found: Ranks, always: Mapping[str, float]) -> dict[str, things.Rank]:
    order = [str(activity) for activity in found.table["activity"]]
    alike: dict[str, list[str]] = {activity: [] for activity in order}
    for one, other, _chance in found.alike():
        alike[one].append(other)
        alike[other].append(one)
    return {
        str(row["activity"]): things.Rank(
            rank=int(row["rank"]),
            low=int(row["low"]),
            high=int(row["high"]),
            top_three=round(float(row["top_three"]), 3),
            alike=alike[str(row["activity"])],
            always=always.get(str(row["activity"])) == 1,
        )
        for row in found.table.to_dict("records")
    }


def cover(people: Whole) -> Cover:
    """The fewest ways of telling that reach four in five people; where three are too few for that, the best three."""
    fewest = smallest_set(people.hears)
    return fewest if len(fewest.channels) <= MOST_WAYS else best_channels(people.hears, MOST_WAYS)
