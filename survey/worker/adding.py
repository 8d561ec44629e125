"""What a whole town says: everybody counted, and districts by their people."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from analysis.cube import Cube
from analysis.disclosure import LEAD_MINIMUM
from analysis.town import town_share
from survey.across import TownRow
from survey.figures import Live
from survey.store import tally
from survey.worker import questions
from survey.worker.between import Shares, counted, shares, ticked
from survey.worker.live import need_of
from survey.worker.place import Asked


def whole_town(session: Session, of: Asked) -> Cube:
    """Everybody's answers in one place; the database adds them up, however many they are."""
    slug, nowhere = of.round.slug, ("", "", "", "", "")
    answers = tally.totals(session, of.round.id).items()
    counts = [tally.CubeRow(slug, *nowhere, item, option, n, 0.0, 0.0) for (item, option), n in answers]
    return Cube.from_rows(counts, [tally.CellRow(slug, *nowhere, of.whole)], of.codebook)


def rows(town: Cube, lives: Mapping[str, Live], outside: Iterable[str]) -> list[TownRow]:
    """Each answer of the town; a few people whose own page hides them are left out, so that nobody subtracts them."""
    here = shares(lives)
    elsewhere = set(outside)
    people = {code: live["people"] for code, live in lives.items() if code not in elsewhere}
    return [
        _row(what, pair, here.get(what, {}), people, elsewhere)
        for what, pair in _everybody(town).items()
        if _shown(pair, here.get(what, {}))[1] >= LEAD_MINIMUM
    ]


def _everybody(town: Cube) -> dict[str, tuple[int, int]]:
    plain = counted(need_of(town), questions.single(town, "willingness"), questions.multiple(town, "feature"))
    return plain | ticked(questions.multiple(town, "demand_pick"), "activity")


def _row(
    what: str, pair: tuple[int, int], here: Shares, people: Mapping[str, int | None], elsewhere: set[str]
) -> TownRow:
    n, base = _shown(pair, here)
    found = town_share({code: said for code, said in here.items() if code not in elsewhere}, people)
    weighted = None if found.share is None else round(found.share, 4)
    return TownRow(what=what, n=n, base=base, weighted=weighted, reason=found.reason)


def _shown(everybody: tuple[int, int], here: Shares) -> tuple[int, int]:
    """Everybody, unless those whom no district's page shows are one to four people."""
    shown = sum(n for n, _ in here.values()), sum(base for _, base in here.values())
    hidden = everybody[1] - shown[1]
    return everybody if hidden == 0 or hidden >= LEAD_MINIMUM else shown
