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
from survey.i18n import LANGUAGES, language, use_language
from survey.questionnaire.model import Questionnaire
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
    "painted",
    "painted_map",
]

SIZES = ("phone", "screen")
PAPER = "paper"
"""The size for files that are printed."""


def of_live(place: Place, live: Live) -> list[Drawn]:
    """Every drawing of a district's plain totals."""
    return list(in_every_language(lambda spoken: _made("of_live", _scene(place, spoken), live)))


def of_settled(place: Place, settled: Settled) -> list[Drawn]:
    """Every drawing of a district's settled figures: who answered beside who lives here."""
    return list(in_every_language(lambda spoken: _made("of_settled", _scene(place, spoken), settled)))


def of_town(town: str, rows: Records) -> list[Drawn]:
    """The map with what every district says; it stands in a narrow column on every screen."""
    return list(in_every_language(lambda _language: districts.of_town(town, rows), sizes=SIZES[:1]))


def in_language(place: Place, live: Live, settled: Settled | None, spoken: str, size: str) -> list[Drawn]:
    """Every drawing of a place in one language and size, for files that leave the page."""
    with use_language(spoken):
        made = _of_place(_scene(place, spoken), live, settled)
    return [Drawn(one.name, spoken, size, one.key(size, spoken), one) for one in made]


def in_every_language(drawings: Callable[[str], Iterable[Drawing]], sizes: tuple[str, ...] = SIZES) -> Iterator[Drawn]:
    """Each drawing with the words of each language, in both sizes."""
    for spoken in LANGUAGES:
        with use_language(spoken):
            made = list(drawings(spoken))
        for drawing in made:
            for size in sizes:
                yield Drawn(drawing.name, spoken, size, drawing.key(size, spoken), drawing)


def painted(where: str, asked: Questionnaire, live: Live, settled: Settled | None) -> dict[str, bytes]:
    """The drawings of a place as pictures for a file that leaves the page, in the language spoken now; slow."""
    spoken = language()
    made = _of_place(Scene(where, Names(asked, spoken)), live, settled)
    return {one.name: Drawn(one.name, spoken, PAPER, "", one).png() for one in made}


def painted_map(town: str, rows: Records) -> bytes:
    """The map as a picture; nothing where no district has a border."""
    made = (Drawn(one.name, language(), SIZES[0], "", one) for one in districts.of_town(town, rows))
    return next((one.png() for one in made), b"")


def keys(drawn: list[Drawn]) -> dict[str, ChartKeys]:
    """Where the drawings of a page lie."""
    found: dict[str, ChartKeys] = {}
    for one in drawn:
        found.setdefault(one.name, {"keys": {}})["keys"].setdefault(one.language, {})[one.size] = one.key
    return found


def _scene(place: Place, spoken: str) -> Scene:
    return Scene(place.district.name, Names(place.asked.questionnaire, spoken))


def _of_place(scene: Scene, live: Live, settled: Settled | None) -> list[Drawing]:
    return [*_made("of_live", scene, live), *(_made("of_settled", scene, settled) if settled else ())]


def _made(kind: str, scene: Scene, figures: Live | Settled) -> list[Drawing]:
    made = (draw(scene, figures) for draw in _found(kind))
    return [drawing for drawing in made if drawing is not None]


@cache
def _found(kind: str) -> tuple[Callable[[Scene, Any], Drawing | None], ...]:
    """Find all drawings of a kind, so that nobody keeps a list."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return tuple(getattr(module, kind) for module in modules if hasattr(module, kind))
