"""While it runs: what a lead sees in the evening, and that nothing of it leads to anybody."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from survey.figures import Day
from survey.i18n import use_language
from survey.questionnaire.load import load_catalogue, load_text
from survey.sentences import progress
from survey.store.base import Store
from survey.store.passages import SENT, Passages
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import ANSWERS, MOST_QUERIES, statements
from tests.web.conftest import QUESTIONNAIRE

TODAY = date(2026, 11, 20)


def day(ago: int, channel: str, n: int) -> Day:
    return Day(day=(TODAY - timedelta(days=ago)).isoformat(), channel=channel, n=n)


@pytest.fixture(autouse=True)
def english() -> object:
    with use_language("en"):
        yield


def test_the_page_counts_what_the_districts_count(enter: Enter) -> None:
    page = enter().get("/progress/lipovje").text
    assert "<strong>600 people</strong> have answered." in page
    ways = dict(re.findall(r"<dt>([a-z ]+)</dt><dd><b>(\d+)</b>", page))
    assert sum(map(int, ways.values())) == 600
    table = re.findall(r'<th scope="row">\d+ \w+</th><td class="num">(\d+)</td>', page)
    assert sum(map(int, table)) == 600


def test_it_costs_few_questions_and_reads_no_answer(enter: Enter, store: Store) -> None:
    client = enter()
    client.get("/progress/lipovje")
    with statements(store) as asked:
        client.get("/progress/lipovje")
    assert len(asked) <= MOST_QUERIES
    assert [statement for statement in asked if ANSWERS.search(statement)] == []


def test_who_leads_one_district_sees_only_that_one(enter: Enter) -> None:
    page = enter("ob-potoku-lead").get("/progress/lipovje").text
    assert "<strong>61 people</strong> have answered." in page
    assert "Polje" not in page
    assert enter("lipovje-facilitator").get("/progress/lipovje").status_code == 404


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_it_opens_in_every_language(enter: Enter, language: str) -> None:
    assert f'<html lang="{language}"' in enter(language=language).get(f"/progress/lipovje?lang={language}").text


def test_the_picture_ends_today_and_is_never_longer_than_six_weeks() -> None:
    found = progress.by_day([day(100, "web", 3), day(2, "paper", 4), day(2, "web", 4)], TODAY)
    assert found
    assert [column.n for column in found.columns[-3:]] == [8, 0, 0]
    assert len(found.columns) == progress.DAYS_SHOWN
    assert found.most == 8
    assert [row[1] for row in found.table.rows] == ["8", "3"]  # the table forgets nothing


def test_nobody_yet_is_no_picture_and_one_answer_is_one_column() -> None:
    assert progress.by_day([], TODAY) is None
    assert progress.said([], TODAY).startswith("*0 people* have answered.")
    found = progress.by_day([day(0, "web", 1)], TODAY)
    assert found
    assert [(column.height, column.n) for column in found.columns] == [(100, 1)]


@pytest.mark.parametrize(
    ("closes", "state", "said"),
    [
        (None, "open", "No last day is set."),
        (TODAY, "open", "Today is the last day."),
        (TODAY - timedelta(days=1), "open", "This round is closed."),
        (TODAY + timedelta(days=1), "open", "People can answer for 1 more day, until 21 November."),
        (TODAY + timedelta(days=9), "closed", "This round is closed."),
    ],
)
def test_it_says_how_long_people_can_answer(closes: date | None, state: str, said: str) -> None:
    assert progress.ends(closes, TODAY, state) == said


def test_where_people_stop_is_said_of_enough_people_only() -> None:
    asked = load_text(QUESTIONNAIRE, catalogue=load_catalogue(Path("questionnaires/catalogue.yaml")))
    few = progress.stops(asked, Passages({"start": 4, SENT: 1}))
    assert few == ()
    assert "Too few people" in progress.stopped(few)
    found = progress.stops(asked, Passages({"start": 40, "coming": 22, SENT: 20}))
    assert [(stop.name, stop.n, stop.left) for stop in found] == [
        ("Page 1: Before you begin", 40, 18),
        ("Page 2: Would you come?", 22, 2),
        ("Answers sent", 20, 0),
    ]
    assert progress.stopped(found) == (
        "Of 40 who began on the web, *20* have sent their answers. "
        "Most of the others stop here: »Page 1: Before you begin«."
    )


def test_half_of_the_people_need_so_long() -> None:
    assert progress.took(Passages(minutes={"5": 4})) == ""
    assert progress.took(Passages(minutes={"5": 4, "10": 6})) == "Half of them were done within 10 minutes."
    assert "more than an hour" in progress.took(Passages(minutes={"5": 1, "longer": 9}))
