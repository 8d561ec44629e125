"""Adding up coded answers in memory: what the tally does, as plain arithmetic."""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from survey.store.base import store_of

CellKey = tuple[Any, ...]
Three = tuple[int, float, float]
CLOSE = 1e-9


class Sums:
    """Counts by cell, item and answer; adding a response and taking it away again leaves nothing."""

    def __init__(self) -> None:
        self.cells: Counter[CellKey] = Counter()
        self.counts: defaultdict[tuple[CellKey, int, int], Three] = defaultdict(lambda: (0, 0.0, 0.0))
        self.pairs: Counter[tuple[CellKey, int, int, int, int]] = Counter()
        self.sensitive: Counter[tuple[int, str, str, int, int]] = Counter()
        self.shrinks = False

    def add(self, sign: int, coded: Mapping[str, Any], sensitive: Mapping[str, Any] | None) -> None:
        """Add a response, or with the sign -1 take it away."""
        cell = tuple(coded["cell"])
        self.shrinks = self.shrinks or sign < 0
        self.cells[cell] += sign
        for item, choice, *values in coded["codes"]:
            value = values[0] if values else 0
            self._count((cell, item, choice), (sign, sign * value, sign * value * value))
        for a, b, c, d in coded["pairs"]:
            self.pairs[(cell, a, b, c, d)] += sign
        if sensitive:
            self._add_sensitive(sign, cell[0], sensitive)

    def _add_sensitive(self, sign: int, round_id: int, sensitive: Mapping[str, Any]) -> None:
        for item, choice in sensitive["codes"]:
            self.sensitive[(round_id, "district", sensitive["district"], item, choice)] += sign
            self.sensitive[(round_id, "age", sensitive["age"], item, choice)] += sign

    def _count(self, key: tuple[CellKey, int, int], three: Three) -> None:
        n, s1, s2 = self.counts[key]
        self.counts[key] = (n + three[0], s1 + three[1], s2 + three[2])

    def merge(self, other: "Sums") -> None:
        """Add another sum to this one."""
        self.shrinks = self.shrinks or other.shrinks
        self.cells.update(other.cells)
        self.pairs.update(other.pairs)
        self.sensitive.update(other.sensitive)
        for key, three in other.counts.items():
            self._count(key, three)

    def differences(self, found: "Sums") -> list[str]:
        """What another sum says otherwise, a line each."""
        return [
            *_differences("cell", self.cells, found.cells),
            *_differences("count", self.counts, found.counts),
            *_differences("pair", self.pairs, found.pairs),
            *_differences("sensitive", self.sensitive, found.sensitive),
        ]


def _differences(kind: str, expected: Mapping[Any, Any], found: Mapping[Any, Any]) -> Iterable[str]:
    for key in sorted(expected.keys() | found.keys(), key=repr):
        wanted, have = _numbers(expected, key), _numbers(found, key)
        if any(abs(a - b) > CLOSE * max(1.0, abs(a)) for a, b in zip(wanted, have, strict=True)):
            yield f"{kind} {key}: the responses give {wanted}, the tally has {have}"


def _numbers(sums: Mapping[Any, Any], key: Hashable) -> Three:
    value = sums.get(key, 0)
    n, s1, s2 = value if isinstance(value, tuple) else (value, 0.0, 0.0)
    return n, s1, s2


def sealed(session: Session, purpose: str, document: Mapping[str, Any]) -> bytes:
    """A document as only this store can read it."""
    return store_of(session).keys.seal(purpose, json.dumps(document, ensure_ascii=False).encode())


def opened(session: Session, purpose: str, content: bytes | None) -> dict[str, Any] | None:
    """The document that was sealed, or nothing where there is none."""
    if content is None:
        return None
    document: dict[str, Any] = json.loads(store_of(session).keys.open(purpose, content))
    return document
