"""Ids and codes of ours for names of theirs."""

import re
import unicodedata

LONGEST = 60
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OURS = re.compile(r"[a-z][a-z0-9_]*")


class Names:
    """Gives each name an id that nobody else has; one that already is an id stays as it is."""

    def __init__(self, *taken: str) -> None:
        self.given: set[str] = set(taken)

    def give(self, name: str, letter: str = "q") -> str:
        """A new id, as near to the name as it may be."""
        wanted = _identifier(name, letter)
        chosen, number = wanted, 1
        while chosen in self.given:
            number += 1
            chosen = f"{wanted[: LONGEST - 4]}_{number}"
        self.given.add(chosen)
        return chosen


def _identifier(name: str, letter: str) -> str:
    """Small letters a–z, digits and single underscores, beginning with a letter."""
    if _OURS.fullmatch(name) and "__" not in name and len(name) <= LONGEST:
        return name
    plain = unicodedata.normalize("NFKD", _HUMP.sub("_", name.strip()).replace("đ", "d").replace("Đ", "d"))
    plain = "".join(sign for sign in plain.lower() if not unicodedata.combining(sign))
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not plain or not plain[0].isalpha():
        plain = f"{letter}_{plain}".strip("_")
    return plain[:LONGEST].rstrip("_")
