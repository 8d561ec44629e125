"""One group of a district read alone: by the address, one kind at a time, and nothing that is said only of all."""

import re

import pytest

from tests.dashboard.conftest import Enter
from tests.dashboard.test_pages import words_of

POLJE = "/lead/lipovje/polje"


def choices(page: str) -> list[tuple[str, str, int]]:
    found = re.findall(rf'href="{POLJE}\?(age|gender|channel)=([a-z0-9_.]+)"[^>]*>[^<]*\((\d+)\)</a>', page)
    return [(kind, value, int(n)) for kind, value, n in found]


def test_every_group_has_a_page_and_the_groups_of_a_kind_are_everybody(enter: Enter) -> None:
    client = enter()
    page = client.get(POLJE).text
    everybody = int(re.search(r"(\d+) of [\d,]+ people aged", words_of(page))[1])  # type: ignore[index]
    found = choices(page)
    for kind in ("age", "gender", "channel"):
        sizes = [n for one, _value, n in found if one == kind]
        assert sum(sizes) == everybody
        assert min(sizes) >= 5
    for kind, value, n in found:
        text = words_of(client.get(f"{POLJE}?{kind}={value}").text)
        assert f"You are reading the answers of {n} people only:" in text


def test_regulars_of_all_groups_together_are_those_of_the_district(enter: Enter) -> None:
    client = enter()
    page = client.get(POLJE).text

    def regulars(text: str) -> int:
        return int(re.search(r"who answered, (\d+) would come every week", text)[1])  # type: ignore[index]

    parts = [client.get(f"{POLJE}?{k}={v}").text for k, v, _n in choices(page) if k == "gender"]
    assert sum(regulars(words_of(part)) for part in parts) == regulars(words_of(page))


def test_what_is_said_only_of_all_is_not_on_the_page_of_a_group(enter: Enter) -> None:
    page = enter().get(f"{POLJE}?age=65_up").text
    assert re.findall(r'<section class="sec" id="(\w+)"', page) == ["need", "wishes", "helping", "hearing"]
    text = words_of(page)
    for absent in ("Asked in confidence", "step-free", "Who is missing 1", "Enough people to start", "left a name"):
        assert absent not in text
    assert f'href="{POLJE}"' in page
    assert "The answers of all" in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("age=65_up&gender=f", "only one group can be read at a time"),
        ("age=65_up&age=up_to_29", "only one group can be read at a time"),
        ("age=a85p", "too small to be read alone"),
        ("gender=unsaid.f.m", "too small to be read alone"),
        ("channel=%00'--", "too small to be read alone"),
    ],
)
def test_e43_a_group_that_may_not_be_read_gives_the_answers_of_all_and_says_so(
    enter: Enter, query: str, says: str
) -> None:
    answer = enter().get(f"{POLJE}?{query}")
    assert answer.status_code == 200
    assert says in words_of(answer.text)
    assert 'id="existing"' in answer.text


def test_too_few_answers_are_not_divided(enter: Enter) -> None:
    page = enter().get("/lead/lipovje/podgorica").text
    assert words_of(page).count("too few answers to divide") >= 2


@pytest.mark.parametrize("language", ["sl", "hr"])
def test_a_group_is_read_in_every_language(enter: Enter, language: str) -> None:
    assert enter(language=language).get(f"{POLJE}?age=65_up").status_code == 200
