"""Districts added up: the whole town for who leads it, and any set of districts by their own pages."""

import re

import pytest
from sqlalchemy import select

from survey.store.base import Store
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot, put_snapshot
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import ANSWERS, MOST_QUERIES, statements
from tests.dashboard.test_pages import counted, words_of

PATH = "/compare/lipovje/town"


def regulars(page: str) -> tuple[int, int]:
    found = re.search(r"every month ?(\d+) of (\d+) \(\d+%\)", words_of(page))
    assert found
    return int(found[1]), int(found[2])


def test_the_town_counts_everybody_and_says_why_it_is_not_weighted(enter: Enter, store: Store) -> None:
    page = enter().get(PATH).text
    places = ("polje", "ob-potoku", "stara-zaga", "zgornje-lipovje", "podgorica", "outside")
    assert "600 people have answered" in words_of(page)
    assert regulars(page)[0] == sum(counted(store, place)[1] for place in places)
    assert "every district has at least 30 answers" in words_of(page)
    assert "only when all were asked in one way" in words_of(page)
    assert "With the help of the others" not in page


def test_chosen_districts_are_added_from_their_own_pages(enter: Enter) -> None:
    client = enter()
    two = regulars(client.get(f"{PATH}?with=polje&with=ob-potoku").text)
    each = [regulars(client.get(f"{PATH}?with={place}").text) for place in ("polje", "ob-potoku")]
    assert two == (each[0][0] + each[1][0], each[0][1] + each[1][1])


def test_who_leads_one_district_reads_no_town(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    text = words_of(client.get(PATH).text)
    assert "61 people have answered" in text
    assert "600" not in text
    assert client.get(f"{PATH}?with=polje").status_code == 404


@pytest.mark.parametrize("language", ["sl", "hr"])
def test_it_costs_a_few_questions_and_no_answer(enter: Enter, store: Store, language: str) -> None:
    client = enter(language=language)
    client.get(PATH)
    with statements(store) as asked:
        client.get(PATH)
    assert 0 < len(asked) <= MOST_QUERIES
    assert [statement for statement in asked if ANSWERS.search(statement)] == []


def test_small_districts_stand_beside_their_count_as_the_town_page_has_them(enter: Enter, store: Store) -> None:
    with store.write() as session:
        last = session.scalars(select(Snapshot).where(Snapshot.district_id.is_(None), Snapshot.kind == "settled")).one()
        helped = {"code": "polje", "yes": 3, "n": 12, "share": 0.31, "low": 0.12, "high": 0.5}
        made = last.figures | {"pooled": {"refused": "", "rows": [helped]}}
        round_ = session.scalars(select(Round)).one()
        put_snapshot(
            session, round_, None, "settled", answers=600, figures=made, stamp=last.stamp, made_at=last.made_at
        )
    assert "31% (from 12% to 50%)" in words_of(enter().get(PATH).text)
    assert "31% (from" not in words_of(enter().get(f"{PATH}?with=polje&with=ob-potoku").text)
