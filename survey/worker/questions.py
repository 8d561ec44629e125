"""One question of a place as a figure: its counts, and in which form a lead may see them."""

from collections.abc import Collection, Iterable

from analysis.codebook import BLANK, NO, NO_ANSWER, REFUSED, TICKS, YES, Codebook, Variable
from analysis.cube import Cube
from analysis.disclosure import LEAD_MINIMUM, Audience, may_show, show_sensitive
from survey.figures import Figure, Form, Row
from survey.store.tally import SensitiveRow

AUDIENCE: Audience = "lead_district"
SENSITIVE_MINIMUM = 10
OTHER = "other"
"""People's own words are read one by one; how many wrote something says nothing about what."""


def form_of(base: int) -> Form:
    """Whether a plain share may be shown, and with per cent or without."""
    shown = may_show("wish", AUDIENCE, base).form
    return "percent" if shown == "percent" else "counts" if shown == "counts" else "none"


def single(cube: Cube, role: str) -> Figure | None:
    """A single choice, in the order of the questionnaire; None where it was not asked."""
    variable = next(iter(cube.codebook.by_role(role)), None)
    if variable is None:
        return None
    counts, base = cube.options(variable.item), cube.base(variable.item)
    # An answer that was taken out of another is counted beside it, of those who could choose it.
    bases = {code: cube.base(f"{variable.item}.{code}") or base for code in variable.option_codes()}
    rows = [_row(code, counts.get(code, 0), bases[code], base) for code in variable.option_codes()]
    return _figure(variable, base, _skipped(counts), rows)


def multiple(cube: Cube, role: str) -> Figure | None:
    """A multiple choice: for each option how many ticked it, out of those who ticked anything."""
    variables = cube.codebook.options_of(role)
    if not variables:
        return None
    ticks = f"{variables[0].question}.{TICKS}"
    base = cube.base(ticks)
    rows = [_row(v.option, cube.options(v.item).get(YES, 0), cube.base(v.item), base)
            for v in variables if v.option != OTHER]  # fmt: skip
    return _figure(variables[0], base, _skipped(cube.options(ticks)), rows)


def _row(code: str, n: int, base: int, whole: int) -> Row:
    """One answer; where only some could give it, it is judged by how many these are."""
    if base == whole:
        return Row(code=code, n=n)
    return Row(code=code, n=n if form_of(base) != "none" else None, base=base)


def _skipped(counts: dict[str, int]) -> int:
    return counts.get(BLANK, 0) + counts.get(REFUSED, 0)


def _figure(variable: Variable, base: int, skipped: int, rows: list[Row]) -> Figure:
    form = form_of(base)
    if form == "none":
        return Figure(question=variable.question, form="none", minimum=LEAD_MINIMUM, base=0, skipped=0, rows=[])
    return Figure(question=variable.question, form=form, minimum=LEAD_MINIMUM, base=base, skipped=skipped, rows=rows)


def sensitive(
    rows: Iterable[SensitiveRow], district: str, codebook: Codebook, role: str, without: Collection[str] = ()
) -> Figure | None:
    """A sensitive question of one district: each answer only if neither nearly nobody nor nearly everybody gave it."""
    variables = [v for v in codebook.by_role(role) if v.option not in {TICKS, *without}]
    if not variables:
        return None
    mine = [row for row in rows if row.grouped_by == "district" and row.group == district]
    counts = {(row.item, row.option): row.n for row in mine}
    yes_no = bool(variables[0].option)
    answered = [_yes(v, counts) for v in variables] if yes_no else _options(variables[0], counts)
    base = max((n for _, _, n in answered), default=0)
    said = [n for _, n, _ in answered]
    seen = [_allowed(n, of) for _, n, of in answered] if yes_no else show_sensitive(said, AUDIENCE)
    shown = [Row(code=code, n=n) for (code, _, _), n in zip(answered, seen, strict=True)]
    none = all(n is None for n in seen)
    return Figure(
        question=variables[0].question,
        form="none" if none else form_of(base),
        minimum=SENSITIVE_MINIMUM,
        base=0 if none else base,
        skipped=0,
        rows=[] if none else shown,
    )


def _yes(variable: Variable, counts: dict[tuple[str, str], int]) -> tuple[str, int, int]:
    yes, no = (counts.get((variable.item, answer), 0) for answer in (YES, NO))
    return variable.option, yes, yes + no


def _options(variable: Variable, counts: dict[tuple[str, str], int]) -> list[tuple[str, int, int]]:
    base = sum(n for (item, option), n in counts.items() if item == variable.item and option not in NO_ANSWER)
    return [(code, counts.get((variable.item, code), 0), base) for code in variable.option_codes()]


def _allowed(n: int, base: int) -> int | None:
    return n if may_show("sensitive", AUDIENCE, base, n) else None
