"""A census from a CSV file: added up to our groups, unknown stays unknown, persons are refused."""

import pytest

from survey.i18n import use_language
from survey.places import ages
from survey.places.census import Count, Gap, People, read
from tests.places.conftest import DISTRICTS, refusal

HEAD = "district,age,gender,N\n"
WOMEN = ["15-29", "30-44", "45-64", "65-74", "75-84", "85+"]


def people(text: str) -> People:
    return read(text.encode(), "census.csv", DISTRICTS)


def said(text: str) -> str:
    with use_language("en"):
        return refusal(lambda: people(text))


def rows(gender: str = "f", district: str = "Polje", leave: str = "") -> str:
    return "".join(f"{district},{age},{gender},10\n" for age in WOMEN if age != leave)


def test_years_of_an_office_are_added_up_to_our_groups() -> None:
    five = "".join(f"Polje,{low}–{low + 4} let,ženske,3\n" for low in range(0, 85, 5))
    made = people(f"{HEAD}{five}Polje,85 in več,ženske,1.200\n{rows('m')}")
    women = {count.age: count.n for count in made.counts if count.gender == "f"}
    assert women == {"a15_29": 9, "a30_44": 9, "a45_64": 12, "a65_74": 6, "a75_84": 6, "a85p": 1200}
    assert (made.gaps, made.young) == ((), 3)


def test_a_wider_last_group_takes_in_the_narrow_ones_beside_it() -> None:
    text = "Polje,15-29,all,1\nPolje,30-64,all,2\nPolje,65-79,all,3\nPolje,80+,all,4\n"
    assert people(HEAD + text).counts == (
        Count("polje", "a15_29", "", 1),
        Count("polje", "30_64", "", 2),
        Count("polje", "65_up", "", 7),
    )


def test_an_empty_number_and_a_missing_row_are_unknown_and_never_nobody() -> None:
    made = people(HEAD + rows(leave="75-84") + rows("m").replace("15-29,m,10", "15-29,m,"))
    counts = {(count.age, count.gender): count.n for count in made.counts}
    assert counts["a15_29", "m"] is None
    assert counts["a75_84", "f"] is None
    assert made.gaps == (Gap("polje", "a75_84", "f"),)
    half = people(HEAD + rows("all").replace("Polje,15-29,all,10", "Polje,15-19,all,4"))
    assert half.gaps == (Gap("polje", "a15_29", ""),)


def test_where_women_are_counted_men_are_missed() -> None:
    assert len(people(HEAD + rows()).gaps) == 6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nowhere,15-29,f,1\n", "row 2, column district: there is no district »Nowhere«"),
        ("Polje,young,f,1\n", "row 2, column age: »young« is no age group"),
        ("Polje,25-34,f,1\n", "lies across two of our groups"),
        ("Polje,15-29,x,1\n", "»x« is no gender"),
        ("Polje,15-29,f,-1\n", "there cannot be fewer than no people"),
        ("Polje,15-29,f,many\n", "»many« is no number of people"),
        (",15-29,f,1\n", "row 2, column district: this cell is empty"),
        ("Polje,,f,1\n", "row 2, column age: this cell is empty"),
        ("Polje,15-29,,1\n", "row 2, column gender: this cell is empty"),
        ("Polje,15-29,f,1\nPOLJE,15–29,ž,2\n", "row 3: these people stand in row 2 already"),
        ("Polje,15-29,all,1\nPolje,15-20,f,2\n", "row 3: these people stand in row 2 already"),
        ("Polje,0-14,f,1\n", "nobody of 15 years or more"),
    ],
)
def test_faults_are_named_with_their_row(text: str, words: str) -> None:
    assert words in said(HEAD + text)


@pytest.mark.parametrize("heading", ["Priimek", "rojena", "e-mail", "Name"])
def test_a_list_of_persons_is_refused_whatever_else_it_lacks(heading: str) -> None:
    told = said(f"{heading},district\nx,Polje\n")
    assert "looks like persons" in told
    assert "Polje" not in told


def test_days_of_birth_are_noticed_without_their_heading() -> None:
    text = "district,age,gender,N,q\nPolje,15-29,f,1,1990-02-03\nPolje,30-44,f,1,1991-02-03\n"
    assert "looks like persons" in said(text)


@pytest.mark.parametrize(
    ("written", "found"),
    [("a15_29", (15, 29)), ("85 let ali več", (85, 150)), ("do 14", None), ("pod 15", (0, 14)), ("15 do 29", (15, 29)),
     ("a85p", (85, 150)), ("29-15", None), ("7", (7, 7)), ("999", None), ("65_up", (65, 150)), ("up_to_29", (15, 29)),
     ("45–64 godine", (45, 64)), ("75 i više", (75, 150)), ("", None)],
)  # fmt: skip
def test_ages_are_read_as_offices_write_them(written: str, found: tuple[int, int] | None) -> None:
    assert ages.years(written) == found
