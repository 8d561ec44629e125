"""Lists of words that help to find names, and whether a word is an inflected form of one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from analysis.lemmas import plain, words

_OF_NOUNS = "a e i o u ju jo ja je em om am im ih ah ov ev ama ima ami ma jem jev ega emu oga omu og oj"
_OF_OWNERS = " ".join(
    f"{stem}{end}"
    for stem in ("ov", "ev", "jev", "in")
    for end in ("", "a", "o", "i", "e", "u", "ega", "emu", "im", "ih", "imi", "oga", "om", "oj", "og", "em")
)
ENDINGS = frozenset(["", *_OF_NOUNS.split(), *_OF_OWNERS.split(), "s", "es"])
"""What is put on a name in Slovenian, Croatian and English: cases, and whose something is."""

_LONGEST = max(map(len, ENDINGS))
_SHORT = frozenset(["a", "e", "i", "o", "u", "om", "em"])
_VOWELS = "aeiou"
FILE = Path(__file__).with_name("names.yaml")


class Inflected:
    """A set of words that also contains their inflected forms; looking one up takes the same time for any set."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._cut: set[str] = set()
        for word in map(plain, listed):
            self._whole.add(word)
            self._cut.update(_stems(word))

    def has_exactly(self, word: str) -> bool:
        """Whether a word stands in the list as it is."""
        return word in self._whole

    def __contains__(self, word: str) -> bool:
        if word in self._whole:
            return True
        cuts = range(1, min(_LONGEST, len(word) - 2) + 1)
        return any(
            word[-n:] in (ENDINGS if len(word) - n > 2 else _SHORT)
            and (word[:-n] in self._cut or (len(word) - n > 2 and word[:-n] in self._whole))
            for n in cuts
        )


def _stems(word: str) -> set[str]:
    """What is left of a name when an ending replaces its own: Mart-a, Jože-t-a, Tilen: Tiln-a."""
    if len(word) < 3:
        return set()
    if word[-1] in _VOWELS:
        longer = {word + "t"} if word[-1] in "eo" else set()
        return {word[:-1]} | longer | ({word[:-2]} if word.endswith(("je", "ja", "ij")) and len(word) > 5 else set())
    if word[-2] in "ea" and len(word) > 4:
        return {word, word[:-2] + word[-1]}
    return {word}


@dataclass(frozen=True)
class NameWords:
    """The lists of `names.yaml`, ready to be asked; surnames go with a language, since they are words of it."""

    given: Inflected
    also_words: Inflected
    surnames: Inflected
    titles: frozenset[str]
    kin: frozenset[str]
    capitals: Inflected
    everyday: frozenset[str]
    bodies: frozenset[str]
    organisations: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """Read the lists once in a process."""
    lists = yaml.safe_load(FILE.read_text("utf-8"))
    given = {plain(word) for listed in lists["given"].values() for word in listed.split()}
    also = {plain(word) for word in lists["also_words"].split()}
    return NameWords(
        given=Inflected(given - also),
        also_words=Inflected(also),
        surnames=Inflected(word for listed in lists["surnames"].values() for word in listed.split()),
        titles=frozenset(lists["titles"].split()),
        kin=frozenset(lists["kin"].split()),
        capitals=Inflected(lists["capitals"].split()),
        everyday=frozenset(lists["everyday"].split()),
        bodies=frozenset(lists["bodies"].split()),
        organisations=tuple(lists["organisations"]),
    )


class Phrases:
    """Names of places and things that may stay: found word by word, whatever their endings."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_begin: dict[str, list[tuple[Inflected, ...]]] = {}
        for phrase in phrases:
            parts = words(phrase)
            if parts:
                self._by_begin.setdefault(parts[0][:3], []).append(tuple(Inflected([part]) for part in parts))

    def within(self, keys: Sequence[str]) -> set[int]:
        """The places in a row of plain words that belong to one of the phrases."""
        found: set[int] = set()
        for at, key in enumerate(keys):
            for phrase in self._by_begin.get(key[:3], ()):
                here = keys[at : at + len(phrase)]
                if len(here) == len(phrase) and all(k in part for k, part in zip(here, phrase, strict=True)):
                    found.update(range(at, at + len(phrase)))
        return found


@lru_cache(maxsize=64)
def phrases(listed: tuple[str, ...]) -> Phrases:
    """The phrases of a town and those of everywhere, made once for all its answers."""
    return Phrases((*listed, *name_words().organisations))
