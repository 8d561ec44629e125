"""The same place in earlier rounds: laid beside this one where the question is the same, word for word."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.between import chance_alike
from analysis.disclosure import may_show
from analysis.intervals import ALPHA
from analysis.need import REGULAR
from analysis.rounds import Comparable, Verdict, changed, comparable
from analysis.significance import holm
from survey.across import Changed, Earlier
from survey.figures import Figure
from survey.questionnaire.compare import Kind, compare
from survey.store.rounds import SURVEYS, Round
from survey.worker import questions
from survey.worker.live import need_of
from survey.worker.place import Place, asked, place

MOST_ROUNDS = 3
REGULARS, HELPS, LATE = "regulars", "yes", "late"
SAME = {Kind.KEPT, Kind.ORDER}
Pair = tuple[int, int]
Counts = dict[tuple[str, str], Pair]
"""People and of how many, by question and answer."""


def earlier(session: Session, here: Place) -> list[Place]:
    """The same district in the last rounds before this one."""
    mine = here.asked.round
    before = select(Round).where(Round.assessment_id == mine.assessment_id, Round.id < mine.id, *SURVEYS)
    rounds = session.scalars(before.order_by(Round.id.desc()).limit(MOST_ROUNDS))
    return [place(session, asked(session, round_), here.district, 0) for round_ in rounds]


def beside(after: Place, before: Place) -> Earlier:
    """Two rounds of one place, the earlier one's counts first; what either may not show is in neither."""
    kept, otherwise = _questions(before, after)
    counts = [{key: pair for key, pair in _counts(one).items() if key[0] in kept} for one in (before, after)]
    rounds = comparable(before.cube, after.cube)
    return Earlier(
        round=before.asked.round.slug,
        answers=[rounds.before, rounds.after],
        reasons=list(rounds.reasons),
        rows=_rows({key: (counts[0][key], counts[1][key]) for key in counts[1] if key in counts[0]}, rounds),
        otherwise=otherwise,
    )


def _rows(counts: Mapping[tuple[str, str], tuple[Pair, Pair]], rounds: Comparable) -> list[Changed]:
    """Every answer in both rounds; of two dozen one looks different by chance alone, so all are judged together."""
    chances = holm([chance_alike(before, after) for before, after in counts.values()])
    return [
        _row(key, before, after, _verdict(changed(before, after, rounds).verdict, chance))
        for (key, (before, after)), chance in zip(counts.items(), chances, strict=True)
    ]


def _verdict(alone: Verdict, chance: float | None) -> Verdict:
    different = chance is not None and chance < ALPHA
    return alone if alone == "refused" or different else "cannot_tell"


def _row(key: tuple[str, str], before: Pair, after: Pair, verdict: Verdict) -> Changed:
    return Changed(question=key[0], code=key[1], before=list(before), after=list(after), verdict=verdict)


def _questions(before: Place, after: Place) -> tuple[set[str], list[str]]:
    """The questions that are the same in both rounds, and those of today that were asked otherwise."""
    told = {key[0] for one in (before, after) for key in _counts(one)}
    found = compare(before.asked.questionnaire, after.asked.questionnaire)
    known = [change for change in found if change.question in told and change.before and change.after]
    kept = {change.question for change in known if change.pools and set(change.kinds) <= SAME}
    return kept, [change.question for change in known if change.question not in kept]


def _counts(of: Place) -> Counts:
    """What a page may show of a place in one round: regulars, helpers, who is late, wishes and features."""
    cube, need = of.cube, need_of(of.cube)
    found = _said(need["intent"] if need else None, REGULARS, REGULAR)
    found |= _said(questions.single(cube, "willingness"), HELPS, (HELPS,))
    found |= _said(questions.single(cube, "missed"), LATE, ("often", "sometimes"))
    for role in ("demand_pick", "feature"):
        found |= dict(_ticked(questions.multiple(cube, role)))
    return found


def _said(figure: Figure | None, code: str, answers: Collection[str]) -> Counts:
    """How many gave one of these answers to a single choice."""
    if figure is None or not _shown(figure["base"]):
        return {}
    n = sum(row["n"] or 0 for row in figure["rows"] if row["code"] in answers)
    return {(figure["question"], code): (n, figure["base"])}


def _ticked(figure: Figure | None) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    for row in figure["rows"] if figure else ():
        base = row.get("base", figure["base"]) if figure else 0
        if figure and row["n"] is not None and _shown(base):
            yield (figure["question"], row["code"]), (row["n"], base)


def _shown(base: int) -> bool:
    return bool(may_show("wish", questions.AUDIENCE, base))
