"""Streets from a CSV file: what is read, and faults by their rows."""

import pytest

from survey.i18n import use_language
from survey.places.streets import Range, read
from tests.places.conftest import DISTRICTS, refusal


def said(text: str) -> str:
    with use_language("en"):
        return refusal(lambda: read(text.encode(), "streets.csv", DISTRICTS))


def test_headings_sides_and_names_are_read_in_any_of_our_languages() -> None:
    slovenian = "Ulica;Od;Do;Liho/sodo;Četrt\nLipova  ulica;1;19a;lihe;stara zaga\nLipova ulica;;;sode;POLJE\n"
    made = read(slovenian.encode("cp1250"), "ulice.csv", DISTRICTS)
    assert made.ranges == (
        Range("Lipova ulica", 1, 19, "odd", "stara-zaga", 2),
        Range("Lipova ulica", None, None, "even", "polje", 3),
    )
    assert (made.old, made.letters) == (True, 1)
    croatian = "sep=,\r\nnaziv ulice,od,do,parno/neparno,kvart\r\nŽitna,2,8,parni,polje\r\n"
    assert read(croatian.encode("utf-8-sig"), "x.csv", DISTRICTS).ranges == (Range("Žitna", 2, 8, "even", "polje", 2),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "these columns are missing: street / ulica, district / naselje"),
        ("street,district\n", "no row under the headings"),
        ("street,district,street\nx,Polje,y\n", "stand there twice: street"),
        ("street,district\nx,Polje,Polje\n", "row 2: there are 3 cells under 2 headings"),
        ("street,district\nx,Nowhere\n", "row 2, column district: there is no district »Nowhere«"),
        ("street,district\n,Polje\n", "row 2, column street"),
        ("street,from,to,district\nx,9,5,Polje\n", "row 2, column from: it begins with 9 and ends with 5"),
        ("street,from,district\nx,many,Polje\n", "»many« is no house number"),
        ("street,from,district\nx,٣,Polje\n", "is no house number"),
        ("street,side,district\nx,left,Polje\n", "»left« is no side"),
        ("street,district\n" + "x,Polje\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_faults_are_named_with_their_row(text: str, words: str) -> None:
    assert words in said(text)


@pytest.mark.parametrize(
    ("first", "second", "shares"),
    [
        ("1,9,odd", "9,,", True),
        ("1,9,odd", "2,8,even", False),
        ("1,9,", "10,20,", False),
        (",,", "5,5,", True),
        ("2,4,odd", "2,2,", False),
        (",9,odd", "10,,odd", False),
        ("0,0,", "0,,even", True),
    ],
)
def test_two_rows_never_claim_the_same_house(first: str, second: str, shares: bool) -> None:
    text = f"street,from,to,side,district\nLipova,{first},Polje\nLIPOVA,{second},Stara Žaga\nGlavna,,,,Polje\n"
    if shares:
        assert "row 3: some houses of »LIPOVA« stand in row 2 already" in said(text)
    else:
        assert len(read(text.encode(), "x.csv", DISTRICTS).ranges) == 3
