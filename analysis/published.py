"""Published figures as statements: which people and which answer a number on a page is about.

The people of one item are divided by the dimensions that any page uses (district, age, gender, channel, the moment
they answered …) and by their answer. A figure names the part it counts; what it does not name is added up. Standard
library only.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from analysis.audit import Protected, Statement

Where = Mapping[str, str | Collection[str]]


@dataclass(frozen=True)
class Table:
    """Everybody who was asked one item: `dimensions` are those by which pages divide them, `option` among them.

    Two moments of one table are "by the first" and "between the two": the later figure counts both, so that a late
    answer is what lies between them.
    """

    item: str
    dimensions: Mapping[str, tuple[str, ...]]

    def cells(self, where: Where | None = None) -> tuple[tuple[str, ...], ...]:
        """The smallest parts that belong to `where`; a `ValueError` for a word that the table does not know."""
        named = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in (where or {}).items()}
        for name, values in named.items():
            unknown = set(values) - set(self.dimensions.get(name, ()))
            if unknown or name not in self.dimensions:
                raise ValueError(f"{self.item} is not divided by {name} {', '.join(sorted(unknown))}".rstrip())
        parts = [named.get(name, values) for name, values in self.dimensions.items()]
        return tuple((self.item, *cell) for cell in product(*parts))

    def count(self, source: str, where: Where, n: int) -> Statement:
        """So many people, printed as a number or drawn to scale."""
        return self.between(source, where, n, n)

    def between(self, source: str, where: Where, low: int | None, high: int | None) -> Statement:
        """At least, at most: »too few to show«, »named by three or more«, people who live there at all."""
        return Statement(source, tuple((cell, 1) for cell in self.cells(where)), low, high)

    def share(self, source: str, part: Where, whole: Where, percent: int, step: int = 1) -> tuple[Statement, ...]:
        """A rounded per cent: the true share lies at most half a `step` from it, whatever its base.

        |100 · part / whole - percent| ≤ step / 2, times twice the whole, so that all factors are whole numbers.
        """
        inside = set(self.cells(part))
        every = self.cells(whole)
        if not inside <= set(every):
            raise ValueError(f"{source}: the part is not inside its whole")
        most, least = 2 * percent + step, 2 * percent - step
        above = tuple((cell, 200 * (cell in inside) - most) for cell in every)
        below = tuple((cell, 200 * (cell in inside) - least) for cell in every)
        return Statement(source, above, None, 0), Statement(source, below, 0, None)

    def protect(self, code: str, where: Where, threshold: int) -> Protected:
        """This part must not be readable."""
        return Protected(code, self.cells(where), threshold)


def others(values: Iterable[str], but: str | Collection[str]) -> tuple[str, ...]:
    """All but these: what a page is about that leaves one out."""
    out = {but} if isinstance(but, str) else set(but)
    return tuple(value for value in values if value not in out)
