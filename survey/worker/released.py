"""The document for the public, from what was counted: every figure passes `may_show` for the public, or is absent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.codebook import NO, NO_ANSWER, TICKS, YES, Codebook, Variable
from analysis.disclosure import NAMED_BY, PUBLIC_MINIMUM, may_show, merge_small, rounded
from analysis.merging import merge_groups, merge_places
from survey.released import (
    RELEASE_FORMAT,
    Basis,
    Counted,
    Released,
    ReleasedBreakdown,
    ReleasedFigure,
    ReleasedGroup,
    ReleasedPart,
    ReleasedPlace,
    ReleasedRow,
    ReleasedShare,
)
from survey.worker.basis import BROKEN_DOWN
from survey.worker.questions import OTHER

PLAIN = ("intent", "demand_pick", "feature", "time", "distance", "willingness", "channel", "missed")
SENSITIVE = ("access_need", "loneliness", "mobility")
ORDER = {"age": ("up_to_29", "30_64", "65_up"), "gender": ("f", "m")}
By = Literal["age", "gender"]


@dataclass(frozen=True)
class Question:
    """One question with its answers; `items` are a yes/no item for each option of a multiple choice, else empty."""

    id: str
    base: str
    codes: tuple[str, ...]
    items: tuple[str, ...]


def document(basis: Basis, neighbours: Mapping[str, str | None], book: Codebook, version: str) -> Released | None:
    """Everything the public may read, before the audit; None while the whole town is too few people."""
    places = merge_places({code: counted["answers"] for code, counted in basis.items()}, neighbours, PUBLIC_MINIMUM)
    if not places:
        return None
    return Released(
        format=RELEASE_FORMAT,
        version=version,
        town=_place(tuple(basis), basis, book),
        places=[_place(group.codes, basis, book) for group in places if group.n],
    )


def questions(book: Codebook, roles: Iterable[str]) -> Iterator[Question]:
    """The questions that measure these, as the document names them."""
    for role in roles:
        variables = book.options_of(role)
        if variables:
            kept = [v for v in variables if v.option != OTHER]
            base = f"{variables[0].question}.{TICKS}"
            yield Question(variables[0].question, base, _options(kept), tuple(v.item for v in kept))
            continue
        for single in [v for v in book.by_role(role) if not v.option][:1]:
            yield Question(single.question, single.item, single.option_codes(), ())


def _options(variables: Sequence[Variable]) -> tuple[str, ...]:
    return tuple(v.option for v in variables)


def answered(counts: Mapping[str, Mapping[str, int]], item: str) -> int:
    """How many answered an item: blank, refused and not asked are no answers."""
    return sum(n for option, n in counts.get(item, {}).items() if option not in NO_ANSWER)


def together(counted: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """Counts of several places or groups added up."""
    found: dict[str, dict[str, int]] = {}
    for counts in counted:
        for item, options in counts.items():
            known = found.setdefault(item, {})
            for option, n in options.items():
                known[option] = known.get(option, 0) + n
    return found


def _place(codes: tuple[str, ...], basis: Basis, book: Codebook) -> ReleasedPlace:
    mine = [basis[code] for code in codes]
    counts = together(counted["counts"] for counted in mine)
    apart = together(counted["sensitive"] for counted in mine)
    return ReleasedPlace(
        districts=list(codes),
        answers=sum(counted["answers"] for counted in mine),
        groups={by: _attended(mine, by) for by in ("age", "gender")},
        figures=[figure for q in questions(book, PLAIN) for figure in _figure(q, counts)],
        breakdowns=[made for q in questions(book, BROKEN_DOWN) for by in ORDER for made in _breakdown(q, mine, by)],
        sensitive=[share for q in questions(book, SENSITIVE) for share in _shares(q, apart)],
    )


def _attended(mine: Iterable[Counted], by: str) -> list[ReleasedGroup]:
    """How many of each group answered; a group under three is part of its neighbour."""
    people = together(counted["people"] for counted in mine).get(by, {})
    groups = [(code, people.get(code, 0)) for code in (*ORDER[by], "")]
    return [ReleasedGroup(codes=list(group.codes), n=group.n) for group in merge_small(groups, NAMED_BY)]


def _n(question: Question, at: int, counts: Mapping[str, Mapping[str, int]]) -> int:
    if question.items:
        return counts.get(question.items[at], {}).get(YES, 0)
    return counts.get(question.base, {}).get(question.codes[at], 0)


def _figure(question: Question, counts: Mapping[str, Mapping[str, int]]) -> Iterator[ReleasedFigure]:
    base = answered(counts, question.base)
    named = [(code, _n(question, at, counts)) for at, code in enumerate(question.codes)]
    shown = [(code, n, may_show("wish", "public", base, n, released=True).form) for code, n in named]
    rows = [(code, n, form) for code, n, form in shown if form != "none"]
    if not rows:
        return
    form = rows[0][2]
    if form == "names_only":
        only = [ReleasedRow(code=code, n=None, percent=None) for code, _, _ in rows]
        yield ReleasedFigure(question=question.id, form="names_only", base=None, rows=only)
        return
    yield ReleasedFigure(
        question=question.id,
        form="percent" if form == "percent" else "counts",
        base=base,
        rows=[_row(code, n, base, percent=form == "percent") for code, n, _ in rows],
    )


def _row(code: str, n: int, base: int, *, percent: bool) -> ReleasedRow:
    return ReleasedRow(code=code, n=n, percent=(200 * n + base) // (2 * base) if percent else None)


def _breakdown(question: Question, mine: Sequence[Counted], by: str) -> Iterator[ReleasedBreakdown]:
    """Every group of at least ten who answered this question; smaller ones are part of their neighbour."""
    groups = {code for counted in mine for code in counted["groups"][by]}
    counts = {code: together(counted["groups"][by].get(code, {}) for counted in mine) for code in groups}
    people = {code: answered(counts[code], question.base) for code in groups}
    parts = [
        _part(question, group.codes, together(counts[code] for code in group.codes), sum(people.values()))
        for group in merge_groups(people, ORDER[by], PUBLIC_MINIMUM)
    ]
    if len(parts) > 1 and all(parts):
        kind: By = "age" if by == "age" else "gender"
        yield ReleasedBreakdown(question=question.id, by=kind, parts=[part for part in parts if part])


def _part(
    question: Question, codes: Sequence[str], counts: Mapping[str, Mapping[str, int]], total: int
) -> ReleasedPart | None:
    base = answered(counts, question.base)
    form = may_show("breakdown", "public", base, released=True, total=total).form
    if form not in ("counts", "percent"):
        return None
    rows = [
        _row(code, _n(question, at, counts), base, percent=form == "percent") for at, code in enumerate(question.codes)
    ]
    return ReleasedPart(codes=list(codes), form="percent" if form == "percent" else "counts", base=base, rows=rows)


def _shares(question: Question, counts: Mapping[str, Mapping[str, int]]) -> Iterator[ReleasedShare]:
    """A sensitive answer only as a rounded per cent, and only between nearly nobody and nearly everybody."""
    for at, code in enumerate(question.codes):
        base, yes = sensitive_counts(question, at, counts)
        if may_show("sensitive", "public", base, yes, released=True).form == "rounded":
            yield ReleasedShare(question=question.id, code=code, percent=rounded(yes, base))


def sensitive_counts(question: Question, at: int, counts: Mapping[str, Mapping[str, int]]) -> tuple[int, int]:
    """The base and the people of one sensitive answer."""
    if not question.items:
        return answered(counts, question.base), _n(question, at, counts)
    item = counts.get(question.items[at], {})
    return item.get(YES, 0) + item.get(NO, 0), item.get(YES, 0)
