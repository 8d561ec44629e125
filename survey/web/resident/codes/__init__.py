"""Every kind of code that people can type in; a new kind is one new module in this folder.

A module says `SPACE` (a short name under which wrong guesses are counted), `fits(plain)` (whether a code can be of
this kind at all, so that it counts as a guess) and `look_up(session, plain)`, which gives what opens when the code is
right, and None when it is not. `plain` has no blanks and no look-alike characters any more. A module may say `MOST`,
how many wrong codes of its kind are looked up within ten minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from survey.store import guesses
from survey.web.resident.place import store

Answer = str | tuple[str, int] | tuple[str, int, dict[str, str]]
Opened = Callable[[], Answer]
"""Draws the page of a code; called when the session in which it was looked up is closed."""


@dataclass(frozen=True)
class Looked:
    """What looking a code up came to: a page to open, or seconds to wait, or neither: nobody knows the code."""

    opened: Opened | None = None
    wait: int = 0


@cache
def kinds() -> tuple[ModuleType, ...]:
    """Every kind of code, found by looking into this folder."""
    return tuple(import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))


def look_up(plain: str, *only: str) -> Looked:
    """Look a code up among all kinds, or only among those of these spaces; a wrong one is counted."""
    fitting = [kind for kind in kinds() if kind.fits(plain) and (not only or kind.SPACE in only)]
    if not fitting:
        return Looked()
    with store().read() as session:
        waits = {kind.SPACE: guesses.pause(session, kind.SPACE, getattr(kind, "MOST", None)) for kind in fitting}
        looked_in = [kind for kind in fitting if not waits[kind.SPACE]]
        for kind in looked_in:
            if opened := kind.look_up(session, plain):
                return Looked(opened)
    if looked_in:
        with store().write() as session:
            guesses.count_wrong(session, {kind.SPACE for kind in looked_in})
    return Looked(wait=max(waits.values()))
