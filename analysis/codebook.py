"""What each counted item means: the bridge from a questionnaire to its statistics (standard library only)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

BLANK = "_blank"
REFUSED = "_refused"
NOT_ASKED = "_not_asked"
ANSWERED = "_answered"
EARLIER = "_earlier"
"""An answer to an earlier version that has been divided since: its person answered, but none of today's options."""

YES = "yes"
NO = "no"
TICKS = "_ticks"
"""As an option of a multiple choice: the item that counts how many options a person ticked."""

OTHER = "other"
NONE = "none"
"""As options of a multiple choice: what people write themselves, and "none of these"."""

NO_ANSWER = frozenset({BLANK, REFUSED, NOT_ASKED})
"""Codes of people who gave no answer; none of them is ever part of a base."""


class Measure(StrEnum):
    """What kind of statistic an item allows."""

    BINARY = "binary"
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    NUMERIC = "numeric"
    TEXT = "text"


@dataclass(frozen=True)
class Variable:
    """One counted item.

    `item` is the code in the tally: `r2`, `r3.social_cafe`, `r3._ticks`, `r4.social_cafe.often`, `g1.row`.
    `options` are (code, label) in the questionnaire's order, without the reserved codes.
    `role` is what the question measures (`intent`, `demand_pick`, `frequency`, `feature` …) or empty.
    `question` is the question's id. `option` is the option or row the item is about: the activity of a pick or of
    a card, the row of a grid, `_ticks` for the number of ticks, empty for a single choice.
    `like` is, for an activity that a district made up (`x_…`), the common one it is compared as.
    A multiple choice is a `BINARY` variable per option plus one `NUMERIC` variable whose option is `_ticks`.
    """

    item: str
    label: str
    measure: Measure
    options: tuple[tuple[str, str], ...] = ()
    role: str = ""
    question: str = ""
    option: str = ""
    like: str = ""

    def option_codes(self) -> tuple[str, ...]:
        """List the codes in the questionnaire's order, which is also the order of every table."""
        return tuple(code for code, _ in self.options)

    def scores(self) -> dict[str, float]:
        """Give each option its number for means and medians: the codes where all are numbers, else 1, 2, 3 …"""
        if self.measure is Measure.BINARY:
            return {YES: 1.0, NO: 0.0}
        try:
            return {code: float(code) for code in self.option_codes()}
        except ValueError:
            return {code: float(place) for place, code in enumerate(self.option_codes(), start=1)}


@dataclass(frozen=True)
class Codebook:
    """All items of a questionnaire, found by code or by what they measure."""

    variables: tuple[Variable, ...] = ()

    def __iter__(self) -> Iterator[Variable]:
        return iter(self.variables)

    def __contains__(self, code: object) -> bool:
        return code in self._by_item

    def by_role(self, role: str) -> tuple[Variable, ...]:
        """List the items that measure one thing, so that statistics never depend on a question's id."""
        return tuple(variable for variable in self.variables if variable.role == role)

    def item(self, code: str) -> Variable:
        """Find one item; a `KeyError` names those that exist."""
        try:
            return self._by_item[code]
        except KeyError:
            known = ", ".join(self._by_item) or "none"
            raise KeyError(f"no item {code!r} in the codebook; there are: {known}") from None

    def options_of(self, role: str) -> tuple[Variable, ...]:
        """List the yes/no items of the multiple choice with this role, without its number of ticks."""
        return tuple(v for v in self.by_role(role) if v.measure is Measure.BINARY)

    @cached_property
    def _by_item(self) -> dict[str, Variable]:
        return {variable.item: variable for variable in self.variables}
