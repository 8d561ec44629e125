"""Names of places as people write them: without accents, in capitals, with a hyphen more or less."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SPELLED = str.maketrans({"đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "ø": "o", "ı": "i"})


@dataclass(frozen=True)
class Named:
    """A district of the project: its code and its name."""

    code: str
    name: str


def plain(name: str) -> str:
    """A name to be compared: small letters without accents, one blank for whatever stands between the words."""
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_SPELLED))
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def known(districts: Iterable[Named]) -> Mapping[str, str]:
    """The code of each district by whatever somebody may call it; a name that two share finds neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for district in districts:
        for key in {plain(district.name), plain(district.code)} - {""}:
            if found.setdefault(key, district.code) != district.code:
                shared.add(key)
    return {key: code for key, code in found.items() if key not in shared}
