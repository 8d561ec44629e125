"""The formats of downloads: each file with a `write` is one, found by its ending. A new format is one new file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from survey.export.table import Book

Write = Callable[[Book, Path], None]


class ExtraMissing(Exception):
    """A format needs something that is not installed; `extra` is its name in the install line."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


class TooLong(Exception):
    """A format cannot hold so many rows; `most` says how many it can."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


@dataclass(frozen=True)
class Format:
    """One format: its ending, its name for people, and what has to be installed for it.

    `together`: whether a file holds the codebook and the notes as well, or each of them needs one of its own.
    """

    ending: str
    name: str
    needs: tuple[str, ...]
    extra: str
    together: bool
    make: Write

    @property
    def ready(self) -> bool:
        """Whether everything it needs is installed."""
        return all(find_spec(module) is not None for module in self.needs)

    @property
    def light(self) -> bool:
        """Whether a web process can write it, which loads no statistics."""
        return "pandas" not in self.needs

    def write(self, book: Book, path: Path) -> None:
        """Write the whole book into a new file; `ExtraMissing` before anything is written."""
        if not self.ready:
            raise ExtraMissing(self.extra)
        self.make(book, path)


@cache
def formats() -> dict[str, Format]:
    """All formats by their ending, in the order in which people ask for them."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = sorted((module for module in modules if hasattr(module, "write")), key=lambda module: module.PLACE)
    return {
        module.ENDING: Format(
            module.ENDING, module.NAME, module.NEEDS, module.EXTRA, getattr(module, "TOGETHER", False), module.write
        )
        for module in found
    }
