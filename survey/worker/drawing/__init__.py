"""The drawings of a place, in every language and for both sizes, each made once for what it shows.

Each file here with an `of_live` (plain totals) or an `of_settled` (who answered) is one drawing, found by itself: a new
drawing is one new file. It answers None where there is nothing to draw.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from survey.figures import ChartKeys, Live, Settled
from survey.i18n import LANGUAGES, use_language
from survey.worker.drawing import districts
from survey.worker.drawing.pieces import (
    MOST_DOTS,
    ROWS_OF_LISTS,
    VERSION,
    Drawing,
    Drawn,
    Names,
    Records,
    Scene,
    bars,
    of_size,
)
from survey.worker.drawing.wishes import ROWS
from survey.worker.place import Place

__all__ = [
    "MOST_DOTS",
    "ROWS",
    "ROWS_OF_LISTS",
    "SIZES",
    "VERSION",
    "Drawing",
    "Drawn",
    "Names",
    "Records",
    "bars",
    "in_every_language",
    "in_language",
    "keys",
    "of_live",
    "of_settled",
    "of_size",
    "of_town",
]

SIZES = ("phone", "screen")


def of_live(place: Place, live: Live) -> list[Drawn]:
    """Every drawing of a district's plain totals."""
    return list(in_every_language(lambda language: _made("of_live", place, live, language)))


def of_settled(place: Place, settled: Settled) -> list[Drawn]:
    """Every drawing of a district's settled figures: who answered beside who lives here."""
    return list(in_every_language(lambda language: _made("of_settled", place, settled, language)))


def of_town(town: str, rows: Records) -> list[Drawn]:
    """The map with what every district says; it stands in a narrow column on every screen."""
    return list(in_every_language(lambda _language: districts.of_town(town, rows), sizes=SIZES[:1]))


def in_language(place: Place, live: Live, settled: Settled | None, language: str, size: str) -> list[Drawn]:
    """Every drawing of a place in one language and size, for files that leave the page."""
    with use_language(language):
        made = [*_made("of_live", place, live, language)]
        made += _made("of_settled", place, settled, language) if settled else []
    return [Drawn(one.name, language, size, one.key(size, language), one) for one in made]


def in_every_language(drawings: Callable[[str], Iterable[Drawing]], sizes: tuple[str, ...] = SIZES) -> Iterator[Drawn]:
    """Each drawing with the words of each language, in both sizes."""
    for language in LANGUAGES:
        with use_language(language):
            made = list(drawings(language))
        for drawing in made:
            for size in sizes:
                yield Drawn(drawing.name, language, size, drawing.key(size, language), drawing)


def keys(drawn: list[Drawn]) -> dict[str, ChartKeys]:
    """Where the drawings of a page lie."""
    found: dict[str, ChartKeys] = {}
    for one in drawn:
        found.setdefault(one.name, {"keys": {}})["keys"].setdefault(one.language, {})[one.size] = one.key
    return found


def _made(kind: str, place: Place, figures: Live | Settled, language: str) -> list[Drawing]:
    scene = Scene(place.district.name, Names(place.asked.questionnaire, language))
    made = (draw(scene, figures) for draw in _found(kind))
    return [drawing for drawing in made if drawing is not None]


@cache
def _found(kind: str) -> tuple[Callable[[Scene, Any], Drawing | None], ...]:
    """Find all drawings of a kind, so that nobody keeps a list."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return tuple(getattr(module, kind) for module in modules if hasattr(module, kind))
