"""From a street and a house number to a district, however people write them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from survey.places.names import Named, plain

LONGEST = 120
"""Letters of an address that are looked at."""
MOST_SUGGESTED = 5

_SHORT: Mapping[str, str] = {
    "ul": "ulica",
    "c": "cesta",
    "ces": "cesta",
    "nas": "naselje",
    "nab": "nabrezje",
    "odv": "odvojak",
    "pril": "prilaz",
    "set": "setaliste",
    "sv": "sveti",
    "svetega": "sveti",
    "svetoga": "sveti",
    "svete": "sveti",
    "sveta": "sveti",
}
_KINDS = frozenset(
    ["ulica", "cesta", "pot", "trg", "naselje", "nabrezje", "steza", "put", "prilaz", "odvojak", "setaliste", "aleja"]
)
"""What a street is, which people leave out or mix up."""
_NUMBERED = re.compile(r"(.*?) ?(?:(?:st|stevilka|br|broj|kbr|no) )?(\d{1,4}) ?[a-z]?")
_ALIKE = 0.72
_BEGINS = 0.9
_LOOKED_AT = 40
"""How many of the streets that share most with what was typed are compared letter by letter."""


@dataclass(frozen=True)
class Stretch:
    """Houses of a street in a district; no number has no end."""

    district: str
    street: str
    lowest: int | None
    highest: int | None
    side: str

    def holds(self, house: int) -> bool:
        """Whether a house stands here."""
        within = (self.lowest or 0) <= house <= (house if self.highest is None else self.highest)
        return within and (self.side == "all" or (self.side == "odd") == bool(house % 2))


@dataclass(frozen=True)
class Found:
    """Where an address lies: in one of `districts`; or which `streets` it may have meant.

    `house_known` is false where the street is known, but no row of it holds the number.
    """

    street: str = ""
    house: str = ""
    districts: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    house_known: bool = True

    @property
    def district(self) -> str:
        """The one place it lies in; nothing while there is something to choose."""
        return self.districts[0] if len(self.districts) == 1 and self.house_known else ""


class Finder:
    """All streets of a town, read once; asking takes a few thousandths of a second."""

    def __init__(self, stretches: Iterable[Stretch], districts: Iterable[Named] = ()) -> None:
        self._stretches: dict[str, list[Stretch]] = defaultdict(list)
        for one in stretches:
            self._stretches[_key(plain(one.street))].append(one)
        self._bare: dict[str, list[str]] = defaultdict(list)
        self._holding: dict[str, list[str]] = defaultdict(list)
        for key in self._stretches:
            self._bare[_bare(key)].append(key)
            for part in _parts(_bare(key)):
                self._holding[part].append(key)
        self._districts = {plain(one.name): one.code for one in districts}

    def __bool__(self) -> bool:
        return bool(self._stretches)

    def find(self, typed: str) -> Found:
        """Look an address up; what stands behind a comma is taken for the town."""
        address, _comma, _town = typed[:LONGEST].partition(",")
        written = plain(address)
        for street, house in _readings(written):
            key = self._known(street)
            if key:
                return self._placed(self._stretches[key], house)
        street, house = list(_readings(written))[-1]
        here = self._districts.get(street) or self._districts.get(written)
        return Found(districts=(here,)) if here else Found(house=house, streets=self._meant(street))

    def _known(self, street: str) -> str:
        """The street of that name; without "street" or "road" only where no other is called alike."""
        key = _key(street)
        if not key or key in self._stretches:
            return key
        alike = self._bare.get(_bare(key), [])
        return alike[0] if len(alike) == 1 and not _KINDS & set(key.split()) else ""

    def _placed(self, here: Sequence[Stretch], house: str) -> Found:
        number = int(house) if house else None
        held = [one for one in here if number is None or one.holds(number)]
        districts = tuple(dict.fromkeys(one.district for one in held or here))
        return Found(here[0].street, house, districts, house_known=bool(held))

    def _meant(self, street: str) -> tuple[str, ...]:
        """The names most like what was typed, the likest first."""
        bare = _bare(_key(street))
        if len(bare) < 3:
            return ()
        shared = Counter(key for part in _parts(bare) for key in self._holding.get(part, ()))
        alike = [(_likeness(bare, _bare(key)), key) for key, _n in shared.most_common(_LOOKED_AT)]
        best = sorted((-how, key) for how, key in alike if how >= _ALIKE)[:MOST_SUGGESTED]
        return tuple(self._stretches[key][0].street for _how, key in best)


def _readings(written: str) -> Iterable[tuple[str, str]]:
    """Street and house number: first the whole as a street, since some end with a number, then the end as a house."""
    yield written, ""
    found = _NUMBERED.fullmatch(written)
    if found and found[1]:
        yield found[1], str(int(found[2]))


def _key(name: str) -> str:
    """A name with its short words written out."""
    return " ".join(_SHORT.get(word, word) for word in name.split())


def _bare(key: str) -> str:
    """A name without what kind of street it is; of a name that is nothing else, all of it."""
    return " ".join(word for word in key.split() if word not in _KINDS) or key


def _parts(name: str) -> set[str]:
    """Every three letters in a row, those at the beginning marked."""
    marked = f"  {name}"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def _likeness(typed: str, name: str) -> float:
    if name.startswith(typed):
        return _BEGINS
    return SequenceMatcher(None, typed, name, autojunk=False).ratio()
