"""Districts side by side: the same counts as on their own pages, and no order by a share that chance may have made."""

import re

import pytest
from sqlalchemy import select

from survey.store.base import Store
from survey.store.districts import District
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import ANSWERS, MOST_QUERIES, statements
from tests.dashboard.test_pages import words_of

THREE = "/compare/lipovje?with=polje&with=podgorica&with=zgornje-lipovje"


def part(page: str, name: str) -> str:
    found = re.search(rf'<section class="sec one" id="{name}".*?</section>', page, re.DOTALL)
    assert found
    return words_of(found[0])


def test_districts_are_chosen_by_ticks_and_the_address_keeps_them(enter: Enter) -> None:
    client = enter()
    empty = client.get("/compare/lipovje").text
    assert empty.count('type="checkbox"') == 5
    assert "outside" not in empty
    page = client.get(THREE).text
    assert len(re.findall(r'value="[a-z-]+" checked', page)) == 3
    assert "<form action=" in page
    assert "method=" not in re.findall(r"<form action=[^>]*>", page)[0]


def test_each_question_says_of_how_many_and_per_cent_only_from_thirty(enter: Enter) -> None:
    page = enter().get(THREE).text
    need = part(page, "need")
    own = words_of(enter().get("/lead/lipovje/polje").text)
    regulars = re.search(r"Of (\d+) people who answered, (\d+) would come every week", own)
    assert regulars
    assert re.search(rf"Polje Enough people to start {regulars[2]} of {regulars[1]} \(\d+%\)", need)
    assert re.search(r"Podgorica Too few answers \d of 7 ?would", need)
    assert re.search(r"Polje \d+ of \d+ \(\d+%\) ?perhaps", part(page, "helping"))
    assert "2 rooms" in part(page, "existing")
    assert "Polje men" in part(page, "missing")


def test_only_what_chance_would_hardly_make_is_called_larger(enter: Enter) -> None:
    need = part(enter().get(THREE).text, "need")
    assert "Larger share: Zgornje Lipovje. Smaller share: Polje." in need
    assert "Too few answers to compare: Podgorica." in need
    alike = part(enter().get("/compare/lipovje?with=polje&with=ob-potoku").text, "helping")
    assert "Cannot be told apart: Ob Potoku and Polje." in alike


@pytest.mark.parametrize(
    ("query", "says"),
    [("ticked=1", "at least two"), ("with=polje", "at least two"), ("with=polje&with=polje", "at least two")],
)
def test_too_few_ticks_are_said_and_stay(enter: Enter, query: str, says: str) -> None:
    answer = enter().get(f"/compare/lipovje?{query}")
    assert answer.status_code == 422
    assert says in words_of(answer.text)
    assert ("checked" in answer.text) is ("with" in query)


def test_more_than_six_are_not_laid_side_by_side(enter: Enter, store: Store) -> None:
    with store.write() as session:
        town = session.scalars(select(Round)).one().assessment_id
        session.add_all(District(assessment_id=town, code=f"d{n}", name=f"Kraj {n} " + "ž" * 280) for n in range(40))
    client = enter()
    seven = "&".join(f"with=d{n}" for n in range(7))
    assert client.get(f"/compare/lipovje?{seven}").status_code == 422
    page = client.get(f"/compare/lipovje?{seven.removesuffix('&with=d6')}")
    assert page.status_code == 200
    assert part(page.text, "need").count("No figures yet.") == 6


@pytest.mark.parametrize("code", ["outside", "nowhere", "polje%00", "../polje"])
def test_what_is_no_district_of_this_desk_does_not_exist(enter: Enter, code: str) -> None:
    assert enter().get(f"/compare/lipovje?with=polje&with={code}").status_code == 404


def test_the_lead_of_one_district_compares_no_other(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    assert client.get("/compare/lipovje?with=ob-potoku&with=polje").status_code == 404
    page = client.get("/compare/lipovje").text
    assert "Only one district is open to you" in words_of(page)
    assert "Polje" not in page


def test_figures_of_an_older_shape_are_waited_for(enter: Enter, store: Store) -> None:
    with store.write() as session:
        for snapshot in session.scalars(select(Snapshot)):
            snapshot.figures = {"format": 0}
    page = enter().get(THREE)
    assert page.status_code == 200
    assert part(page.text, "need").count("No figures yet.") == 3


def test_six_districts_cost_as_few_questions_as_two(enter: Enter, store: Store) -> None:
    client = enter()
    for path in (THREE, "/compare/lipovje?with=polje&with=ob-potoku"):
        client.get(path)
        with statements(store) as asked:
            assert client.get(path).status_code == 200
        assert 0 < len(asked) <= MOST_QUERIES
        assert [statement for statement in asked if ANSWERS.search(statement)] == []


@pytest.mark.parametrize("language", ["sl", "hr"])
def test_the_page_stands_in_every_language(enter: Enter, language: str) -> None:
    assert f'lang="{language}"' in enter(language=language).get(THREE).text
