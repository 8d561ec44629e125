"""Faults in a questionnaire file: where, what is wrong, how to mend it; all of them at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum

from survey.i18n import gettext as _
from survey.i18n import ngettext

LONGEST = 1000
"""Letters of a sentence; a word of a megabyte is not said back whole."""

MOST = 200
"""Nobody reads more faults at once, and a hostile file could have a million."""

Path = tuple[str | int, ...]
Place = tuple[int, int]
HERE = "file:"
"""Begins the path of a part as it stands in the file itself, whatever place it takes in the document."""


class Bars(IntEnum):
    """What a fault keeps a questionnaire from: the graver it is, the more."""

    NOTHING = 0  # a text in a further language is still to come, and another is shown meanwhile
    PUBLISHING = 1  # it can be read and tried out
    COMPLETENESS = 2  # it can be kept as a draft: a text is still to come
    USE = 3  # nothing can be made of it


@dataclass(frozen=True, order=True)
class Fault:
    """One fault, printed as `file:line:column: what; how to mend it`."""

    file: str
    line: int
    column: int
    message: str
    bars: Bars = field(default=Bars.USE, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Faulty(ValueError):
    """A file that cannot be used, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Places:
    """Where the values and keys of one file stand."""

    file: str
    values: Mapping[Path, Place]
    keys: Mapping[Path, Place]


@dataclass
class Faults:
    """Collects faults by their path in the document and finds their place in the file.

    `origins` says where a part came from that was written out from a shorthand, such as the options of a named list.
    """

    file: str
    values: Mapping[Path, Place] = field(default_factory=dict)
    keys: Mapping[Path, Place] = field(default_factory=dict)
    origins: dict[Path, Path] = field(default_factory=dict)
    found: list[Fault] = field(default_factory=list)
    traps: list[Fault] = field(default_factory=list)
    """Words that other programs read otherwise; told only where nothing else is wrong at that place."""
    covered: set[Path] = field(default_factory=set)
    holes: bool = False
    """Whether questions are missing that nobody can know of, such as those of a block that is not there."""
    others: dict[str, Places] = field(default_factory=dict)
    """The files that parts were taken from, by what their paths begin with."""

    def at(self, path: Path, message: str, bars: Bars = Bars.USE) -> None:
        """Note a fault in a value."""
        places, source = self._file_of(self._source(path))
        self._note(places.file, self._place(places.values, source), message, bars)

    def at_key(self, path: Path, message: str) -> None:
        """Note a fault in a key."""
        places, source = self._file_of(self._source(path))
        self._note(places.file, places.keys.get(source) or self._place(places.values, source), message)

    def place_of(self, path: Path) -> str:
        """Say in words where a part stands: its line, and its file where that is another."""
        places, source = self._file_of(self._source(path))
        line = str(self._place(places.values, source)[0])
        return line if places.file == self.file else f"{line} ({places.file})"

    def cover(self, path: Path) -> None:
        """Mark a part as already complained about, so that nothing more is said of what is in it."""
        self.covered.add(path)

    def is_covered(self, path: Path) -> bool:
        """Whether a fault in this part would only repeat an earlier one."""
        return any(path[:length] in self.covered for length in range(len(path) + 1))

    def is_borrowed(self, path: Path) -> bool:
        """Whether a part was written in another file, which may speak more languages than this one."""
        return self._file_of(self._source(path))[0].file != self.file

    def take_over(self, found: Iterable[Fault], traps: Iterable[Fault]) -> None:
        """Add what was noticed while a file was read."""
        self.found += found
        self.traps += traps

    def all(self) -> list[Fault]:
        """Every fault once, in the order of the files and their lines."""
        told = {(fault.file, fault.line, fault.column) for fault in self.found}
        untold = [fault for fault in self.traps if (fault.file, fault.line, fault.column) not in told]
        return sorted({*self.found, *untold})

    def that_bar(self, least: Bars) -> list[Fault]:
        """The faults that keep a file from this."""
        return [fault for fault in self.all() if fault.bars >= least]

    def stop_if_any(self, least: Bars = Bars.USE) -> None:
        """Refuse the file when anything keeps it from this; then every text still to come is told, too."""
        if self.that_bar(least):
            raise Faulty(fault for fault in self.all() if fault.bars is not Bars.PUBLISHING)

    def _note(self, file: str, place: Place, message: str, bars: Bars = Bars.USE) -> None:
        if bars < Bars.USE and len(self.found) >= MOST:
            return
        said = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
        self.found.append(Fault(file, *place, said, bars))
        if bars is Bars.USE and len(self.found) >= MOST:
            raise Faulty(self.found)

    def _source(self, path: Path) -> Path:
        """Follow a part of the document back to where it was written."""
        for length in range(len(path), 0, -1):
            origin = self.origins.get(path[:length])
            if origin is not None:
                return self._source(origin) + path[length:] if origin != path[:length] else path
        return path

    def _file_of(self, source: Path) -> tuple[Places, Path]:
        """The file a part was written in, and its path there."""
        own = Places(self.file, self.values, self.keys)
        if not source or not isinstance(source[0], str) or not source[0].startswith(HERE):
            return own, source
        return self.others.get(source[0], own), source[1:]

    @staticmethod
    def _place(places: Mapping[Path, Place], path: Path) -> Place:
        """The place of a part, or of the nearest part around it that stands in the file."""
        for length in range(len(path), -1, -1):
            if path[:length] in places:
                return places[path[:length]]
        return (1, 1)


def counted(faults: Iterable[Fault]) -> str:
    """How much there is to mend and what it hinders, the same sentence on every page and command."""
    every = list(faults)
    if any(fault.bars is Bars.USE for fault in every):
        return ngettext("%(num)s thing has to be mended.", "%(num)s things have to be mended.", len(every))
    hindering = sum(fault.bars is not Bars.NOTHING for fault in every)
    said = []
    if hindering:
        said.append(ngettext("%(num)s thing is in the way.", "%(num)s things are in the way.", hindering))
    if hindering < len(every):
        further = ngettext(
            "%(num)s text is missing in a further language and is shown in another.",
            "%(num)s texts are missing in further languages and are shown in another.",
            len(every) - hindering,
        )
        said.append(further)
    return " ".join(said)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that a key means nothing here, and which one was probably meant."""
    meant = nearest(key, known)
    if meant:
        return _("unknown key »%(key)s«; did you mean »%(meant)s«?", key=key, meant=meant)
    return _("unknown key »%(key)s«; remove it", key=key)


def unknown_word(word: str, known: Iterable[str]) -> str:
    """Say that a word is not one of those known here, and which one was probably meant."""
    choices = sorted(known)
    meant = nearest(word, choices)
    if meant:
        return _("»%(word)s« is not known here; did you mean »%(meant)s«?", word=word, meant=meant)
    if not choices:
        return _(
            "»%(word)s« is not known here; write it down first, since there is nothing yet to choose from", word=word
        )
    return _("»%(word)s« is not known here; write one of: %(choices)s", word=word, choices=", ".join(choices[:30]))
