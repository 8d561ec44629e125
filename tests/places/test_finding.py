"""From an address as people write it to a district."""

import time

import pytest

from survey.places.finding import Finder, Found, Stretch
from survey.places.names import Named

STREETS = [
    Stretch("polje", "Lipova ulica", 1, 48, "all"),
    Stretch("zaga", "Lipova ulica", 49, None, "all"),
    Stretch("polje", "Zgornja cesta", 1, 39, "odd"),
    Stretch("zaga", "Zgornja cesta", 2, 40, "even"),
    Stretch("zaga", "Čopova ulica", None, None, "all"),
    Stretch("polje", "Šolska pot", None, None, "all"),
    Stretch("zaga", "Šolska ulica", None, None, "all"),
    Stretch("polje", "Ulica 1. maja", None, None, "all"),
    Stretch("polje", "Cesta svetega Križa", None, None, "all"),
    Stretch("zaga", "Đurđevićeva", None, None, "all"),
]
FINDER = Finder(STREETS, [Named("polje", "Polje"), Named("zaga", "Stara Žaga")])


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("Lipova ulica 12", "polje"),
        ("lipova ul. 12a", "polje"),
        ("  LIPOVA   UL 12 a ", "polje"),
        ("Lipova ulica 12/b, 1234 Lipovje", "polje"),
        ("Lipova ulica št. 49", "zaga"),
        ("lipova 3", "polje"),
        ("Zgornja c. 7", "polje"),
        ("zgornja cesta 8", "zaga"),
        ("copova 5", "zaga"),
        ("Čopova ul", "zaga"),
        ("solska pot 1", "polje"),
        ("ulica 1. maja", "polje"),
        ("Ulica 1. maja 4", "polje"),
        ("cesta sv. križa 2", "polje"),
        ("durdeviceva br. 9", "zaga"),
        ("stara zaga", "zaga"),
        ("Polje 17", "polje"),
    ],
)
def test_an_address_leads_to_its_district(typed: str, district: str) -> None:
    assert FINDER.find(typed).district == district


def test_a_street_in_two_districts_lets_people_choose() -> None:
    assert FINDER.find("Lipova ulica") == Found("Lipova ulica", "", ("polje", "zaga"))


def test_a_house_that_no_row_holds_is_not_guessed() -> None:
    found = FINDER.find("Zgornja cesta 41")
    assert (found.districts, found.house_known, found.district) == (("polje", "zaga"), False, "")


@pytest.mark.parametrize(
    ("typed", "first"),
    [("Lipva ulica 3", "Lipova ulica"), ("copva", "Čopova ulica"), ("zgor", "Zgornja cesta")],
)
def test_a_near_miss_is_suggested(typed: str, first: str) -> None:
    found = FINDER.find(typed)
    assert (found.district, found.streets[0]) == ("", first)


def test_two_streets_called_alike_are_both_suggested() -> None:
    assert set(FINDER.find("šolska 3").streets) == {"Šolska pot", "Šolska ulica"}
    assert FINDER.find("solska cesta").streets


@pytest.mark.parametrize("typed", ["", " ", "12", "???", "x" * 5000, "qwertz 4", "\0", "٣٤", "ulica"])
def test_what_is_no_address_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert FINDER.find(typed).district == ""


def test_without_streets_there_is_nothing_to_ask() -> None:
    assert not Finder([])
    assert FINDER


def test_five_thousand_rows_are_asked_quickly() -> None:
    names = [f"{first}{last} {kind}" for first in _FIRST for last in _LAST for kind in ("ulica", "cesta", "pot")]
    finder = Finder(Stretch("polje", name, None, None, "all") for name in (names * 2)[:5000])
    asked = [names[7], "brzvska 3", "gorska pt 9", "kam", "nowhere at all 77"]
    least = min(_seconds(finder, asked) for _again in range(3))
    assert least / len(asked) < 0.010


_FIRST = [f"{a}{b}v" for a in ("Lip", "Gor", "Kam", "Vin", "Jel") for b in "aeio"]
_LAST = [f"{a}{b}ska" for a in "aeiou" for b in "bcdfghjklmnprstvz"]


def _seconds(finder: Finder, asked: list[str]) -> float:
    began = time.process_time()
    for address in asked:
        finder.find(address)
    return time.process_time() - began
