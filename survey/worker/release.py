"""Releasing a round to the public: count, merge, audit, hold back, and freeze; or say why not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy.orm import Session

from analysis.audit import Audit, Contradiction, Range
from analysis.codebook import Codebook
from analysis.suppression import withhold
from survey.released import Basis, Released, ReleasedPlace
from survey.store.base import Document
from survey.store.districts import Assessment, districts
from survey.store.releases import Release, release, releases_of
from survey.store.rounds import Round
from survey.store.snapshots import latest_of_round
from survey.worker.basis import basis_of, taken
from survey.worker.facts import beside
from survey.worker.place import Asked, asked
from survey.worker.public_audit import code_of, laid
from survey.worker.released import document

Refusal = Literal["", "too_few", "nothing_new", "leaks"]


@dataclass(frozen=True)
class Prepared:
    """A release before it is one.

    `refusal` says why it must not be: under ten answers in the whole town, nothing new since the last release, or
    figures that give somebody away whatever is held back (`leaks`). `held`: what is left out, in codes.
    `wait`: districts that stay as they were, since fewer than five more people have answered. `new`: answers since
    the last release.
    """

    document: Released | None
    basis: Basis
    snapshots: tuple[int, ...]
    refusal: Refusal
    held: tuple[str, ...] = ()
    leaks: tuple[Range, ...] = ()
    wait: tuple[str, ...] = ()
    new: int = 0


def prepare(session: Session, round_: Round) -> Prepared:
    """Make the document and audit it beside every earlier release; nothing is stored."""
    of, earlier = asked(session, round_), releases_of(session, round_)
    counted = basis_of(session, round_, (district.code for district in of.districts), of.codebook)
    now = taken(counted, cast(Basis, earlier[-1].basis) if earlier else None)
    neighbours = {district.code: district.neighbour for district in of.districts}
    made = document(now.basis, neighbours, of.codebook, of.version)
    snapshots = tuple(snapshot.id for snapshot in latest_of_round(session, round_, "settled").values())
    if made is None or (earlier and not now.new):
        refusal: Refusal = "nothing_new" if made else "too_few"
        return Prepared(made, now.basis, snapshots, refusal, wait=now.wait)
    held, found = _audited(made, now.basis, earlier, of)
    return Prepared(
        document=beside(session, of, without(made, held)),
        basis=now.basis,
        snapshots=snapshots,
        refusal="" if found.safe else "leaks",
        held=tuple(sorted(held)),
        leaks=found.leaks,
        wait=now.wait,
        new=now.new,
    )


def release_round(session: Session, round_: Round, by: int | None) -> tuple[Prepared, Release | None]:
    """Release a round as it is at this moment; what is refused is not stored."""
    ready = prepare(session, round_)
    if ready.refusal:
        return ready, None
    frozen, basis = cast(Document, ready.document), cast(Document, ready.basis)
    return ready, release(session, round_, ready.snapshots, by, document=frozen, basis=basis)


def _audited(made: Released, basis: Basis, earlier: Sequence[Release], of: Asked) -> tuple[frozenset[str], Audit]:
    """Beside the earlier releases; after withdrawals these no longer lie inside the new one, and it stands alone."""
    documents = [cast(Released, one.document) for one in earlier]
    bases = [cast(Basis, one.basis) for one in earlier]
    try:
        return _held([*documents, made], [*bases, basis], of.codebook)
    except Contradiction:
        return _held([made], [basis], of.codebook)


def _held(documents: Sequence[Released], bases: Sequence[Basis], book: Codebook) -> tuple[frozenset[str], Audit]:
    everything = laid(documents, bases, book)
    held, found = withhold(everything.blocks, everything.protected, everything.always)
    prefix = f"release_{len(documents)}:"
    return frozenset(code.removeprefix(prefix) for code in held), found


def without(made: Released, held: Collection[str]) -> Released:
    """The document less what is held back."""
    places = [_without(place, held) for place in made["places"]]
    return {**made, "town": _without(made["town"], held), "places": places}


def _without(place: ReleasedPlace, held: Collection[str]) -> ReleasedPlace:
    name = code_of(place)
    return {
        **place,
        "figures": [one for one in place["figures"] if f"{name}:{one['question']}" not in held],
        "breakdowns": [one for one in place["breakdowns"] if f"{name}:{one['question']}:{one['by']}" not in held],
        "sensitive": [one for one in place["sensitive"] if f"{name}:{one['question']}:{one['code']}" not in held],
    }


def names_of(session: Session, round_: Round) -> dict[str, str]:
    """What the districts of a round are called, by their codes."""
    assessment = session.get_one(Assessment, round_.assessment_id)
    return {district.code: district.name for district in districts(session, assessment)}
