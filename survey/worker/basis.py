"""What a release is counted from: every district by itself, with late answers left for the next release."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis.codebook import Codebook
from analysis.disclosure import AGE_BANDS, proven
from survey.released import Basis, Counted
from survey.store import tally
from survey.store.rounds import Round
from survey.worker.settled import NEW_ANSWERS

BROKEN_DOWN = ("intent", "demand_pick")
"""Which questions the public reads by age and by gender."""

BAND_OF = {age: band for band, ages in AGE_BANDS.items() for age in ages}


@dataclass(frozen=True)
class Taken:
    """The basis of a release; in the districts that `wait`, a few late answers are left out until they are more."""

    basis: Basis
    new: int
    wait: tuple[str, ...]


def basis_of(session: Session, round_: Round, districts: Iterable[str], book: Codebook) -> Basis:
    """Count every district from the tally."""
    found: Basis = {code: _nobody() for code in districts}
    wanted = {v.item for role in BROKEN_DOWN for v in book.by_role(role)}
    for row in tally.cells(session, round_.id):
        _add_person(found[row.district], row)
    for counted in tally.rows(session, round_.id):
        _add_answer(found[counted.district], counted, broken_down=counted.item in wanted)
    for apart in tally.sensitive_rows(session, round_.id):
        if apart.grouped_by == "district" and apart.group in found:
            _add(found[apart.group]["sensitive"].setdefault(apart.item, {}), apart.option, apart.n)
    return found


def taken(now: Basis, before: Basis | None) -> Taken:
    """Let a district rest as it was released before while fewer than five more people of it have answered."""
    earlier = before or {}
    wait = tuple(code for code in now if code in earlier and 0 < _more(now[code], earlier[code]) < NEW_ANSWERS)
    basis = {code: earlier[code] if code in wait else counted for code, counted in now.items()}
    new = sum(_more(counted, earlier.get(code, _nobody())) for code, counted in basis.items())
    return Taken(basis, new, wait)


def _more(now: Counted, before: Counted) -> int:
    return abs(now["answers"] - before["answers"])


def _nobody() -> Counted:
    return Counted(
        answers=0, people={"age": {}, "gender": {}}, counts={}, groups={"age": {}, "gender": {}}, sensitive={}
    )


def _add_person(to: Counted, row: tally.CellRow) -> None:
    to["answers"] += row.n
    for dimension, group in _groups(row):
        _add(to["people"][dimension], group, row.n)


def _add_answer(to: Counted, row: tally.CubeRow, *, broken_down: bool) -> None:
    _add(to["counts"].setdefault(row.item, {}), row.option, row.n)
    if not broken_down or not proven(row.access, row.channel):
        return
    for dimension, group in _groups(row):
        _add(to["groups"][dimension].setdefault(group, {}).setdefault(row.item, {}), row.option, row.n)


def _groups(row: tally.CellRow | tally.CubeRow) -> Iterator[tuple[str, str]]:
    """The age band and the gender; every age that belongs to no band is one group with those who did not say."""
    yield "age", BAND_OF.get(row.age, "")
    yield "gender", row.gender if row.gender in ("f", "m") else ""


def _add(to: dict[str, int], code: str, n: int) -> None:
    to[code] = to.get(code, 0) + n
