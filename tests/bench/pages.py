"""How long the desk's pages take, with the example's answers and with very many: no page may grow with the answers."""

import sys
from collections.abc import Callable, Mapping
from time import perf_counter

from flask.testing import FlaskClient

ROUND = "lipovje"
PAGES = {
    "the table of districts": "/lead/{}",
    "a district": "/lead/{}/polje",
    "its parts by age": "/lead/{}/polje?age=65_up",
    "districts compared": "/compare/{}?with=polje&with=ob-potoku",
    "districts added up": "/compare/{}/town",
    "one activity everywhere": "/compare/{}/activity/choir_music",
    "while it runs": "/progress/{}",
    "what exists": "/inventory/{}",
    "what people wrote": "/open-answers/{}",
    "reading what they wrote": "/open-answers/{}/read",
    "downloads": "/downloads/{}",
    "reports": "/reports/{}",
    "release": "/release/{}",
    "the first page of the survey": "/s/{}",
}
TIMES = 7


def seconds(client: FlaskClient) -> dict[str, float]:
    """The best of some openings of each page, in seconds; the first one warms it up."""
    return {name: _fastest(client, address.format(ROUND)) for name, address in PAGES.items()}


def say_grown(few: Mapping[str, float], many: Mapping[str, float], say: Callable[[str, float], None]) -> None:
    """Each page with many answers, and how much longer that takes than with few."""
    for name, taken in many.items():
        say(f"{name}, with many answers", taken)
        sys.stdout.write(f"{'  longer than with few':<46}{taken / few[name]:>10.2f} times\n")


def _fastest(client: FlaskClient, address: str) -> float:
    found = client.get(address)
    assert found.status_code == 200, (address, found.status_code)
    return min(_once(client, address) for _time in range(TIMES))


def _once(client: FlaskClient, address: str) -> float:
    begun = perf_counter()
    client.get(address)
    return perf_counter() - begun
