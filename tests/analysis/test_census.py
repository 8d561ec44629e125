import pytest

from analysis.census import Suspicious, people, suspicious, totals

PLACE = {"district": ["D01", "D02"], "age": ["15-29", "30+"], "N": ["12", "30"]}


def test_a_table_of_places_is_no_list_of_persons() -> None:
    assert suspicious(PLACE) is None
    assert suspicious({**PLACE, "district name": ["Polje", "Breg"], "source": ["SURS"] * 2}) is None
    assert suspicious({**PLACE, "date": ["2026-01-01"] * 2}) is None


@pytest.mark.parametrize(
    "heading",
    ["name", "Surname", "first_name lastname", "Priimek", "PREZIME", "Ime", "datum rođenja", "rojstni datum", "EMŠO",
     "OIB", "birth_date", "e-mail", "Naslov", "phone", "id"],
)  # fmt: skip
def test_headings_that_belong_to_persons_are_found(heading: str) -> None:
    assert suspicious({**PLACE, heading: ["x", "y"]}) == Suspicious(heading, "heading")


@pytest.mark.parametrize("days", [["1950-02-03", "1961-12-30"], ["3. 2. 1950", "30.12.1961"], ["1/2/1950", "3/4/1955"]])
def test_several_days_are_days_of_birth(days: list[str]) -> None:
    assert suspicious({**PLACE, "when": days}) == Suspicious("when", "days")


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 1 234 ", 1234), ("1.234", 1234), ("1,234,567", 1234567), ("12.0", 12), ("0", 0), ("12.5", None),
     ("-3", None), ("many", None), ("", None), ("9" * 12, None)],
)  # fmt: skip
def test_numbers_of_people_are_whole(text: str, number: int | None) -> None:
    assert people(text) == number


def test_people_of_one_kind_add_up() -> None:
    assert totals([("a",), ("b",), ("a",)], [1, 2, 3]) == {("a",): 4, ("b",): 2}
