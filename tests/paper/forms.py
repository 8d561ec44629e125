"""Every questionnaire that comes with the program or is written in a test, with a town to print it for."""

import re
from functools import cache
from html import unescape

from survey.paper.page import About, One, html
from survey.questionnaire.answers import Context
from survey.questionnaire.load import load
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.places import Shape
from survey.store.serials import FIRST, serial_of
from tests.questionnaire.forms import CATALOGUE, EVERYTHING, FRAME
from tests.starters.shipped import SHIPPED

TOWN = Context(
    "polje",
    (("polje", "Polje"), ("breg", "Breg pri Žagi"), ("outside", "drugje")),
    ("repair", "garden"),
    shapes=(Shape("polje", "Polje", (((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)),)),),
)
NAMES = [path.stem for path in SHIPPED] + ["everything"]
SERIAL, VERSION = serial_of(FIRST), "3fa1b2c4d5e6"


@cache
def form(name: str) -> Questionnaire:
    from survey.questionnaire.load import load_text

    if name != "everything":
        return load(next(path for path in SHIPPED if path.stem == name))
    lines = "\n".join(" " * 6 + line for line in EVERYTHING.splitlines())
    return load_text(FRAME + lines + "\n", "everything.yaml", CATALOGUE)


def about(asked: Questionnaire, language: str, *, large: bool = False) -> About:
    return About(
        asked, TOWN, language, VERSION, "Čateška Žaga", "Šolski krog", "05 123 45 67", "knjižnica, Glavni trg 3",
        address="https://zaga.example/c", large=large,
    )  # fmt: skip


def printed(asked: Questionnaire, language: str, order: int = 1, *, large: bool = False) -> str:
    return html(about(asked, language, large=large), [One(SERIAL, order, "7K4M 2PXR 9B")])


def boxes(page: str) -> list[tuple[str, str]]:
    """Every box on the page: the field and what a cross in it says."""
    return [tuple(unescape(found).split("=", 1)) for found in re.findall(r'data-of="([^"]*)"', page)]  # type: ignore[misc]


def lines(page: str) -> list[str]:
    """Every place to write on."""
    return re.findall(r'data-line="([^"]*)"', page)
