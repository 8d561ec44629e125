"""The main figures with and without the marked answers: right to the last count, and silent about a few."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey.apart import Apart
from survey.store.base import Store
from survey.store.districts import ActivityChoice, District
from survey.store.documents import Response
from survey.store.rounds import Round
from survey.store.snapshots import latest
from survey.store.withdrawing import chain, recount
from survey.worker import run_once
from survey.worker.apart import apart, rested
from survey.worker.place import asked
from tests.worker.conftest import NOW, Answer

DAY = timedelta(days=1)


def people(answer: Answer, n: int, wish: str = "crafts", intent: str = "weekly", place: str = "breg") -> None:
    """Different people, on paper."""
    for _ in range(n):
        answer(place, "paper", r2=intent, r3={"picked": [wish]})


def stuffed(answer: Answer, n: int, wish: str = "social_cafe", **said: str) -> None:
    """The same answers by the open link, which from three on bear a sign."""
    for _ in range(n):
        answer(r3={"picked": [wish]}, **said)


def shown(town: Store, place: str | None = None) -> Any:
    with town.read() as session:
        found = session.scalar(select(District).where(District.code == place)) if place else None
        newest = latest(session, session.scalars(select(Round)).one(), found, "settled")
        return newest.figures["apart"] if newest else None


def rows(of: Any) -> dict[str, tuple[int, ...]]:
    pairs = [*of["wishes"], *([of["regulars"]] if of["regulars"] else [])]
    return {pair["code"]: (pair["n"], pair["base"], pair["n_without"], pair["base_without"]) for pair in pairs}


def test_both_columns_are_counted_for_the_district_and_the_town(town: Store, answer: Answer) -> None:
    people(answer, 10)
    people(answer, 5, wish="exercise", place="gaj")
    stuffed(answer, 6, r2="no")
    run_once(town, NOW)
    here, whole = shown(town, "breg"), shown(town)
    assert (here["answers"], here["without"]) == (16, 10)
    assert rows(here) == {"crafts": (10, 16, 10, 10), "social_cafe": (6, 16, 0, 10), "regulars": (10, 16, 10, 10)}
    assert (whole["answers"], whole["without"]) == (21, 15)
    assert rows(whole)["regulars"] == (15, 21, 15, 15)
    assert shown(town, "gaj") is None


def test_wishes_are_those_that_most_people_named_not_the_largest_shares(town: Store, answer: Answer) -> None:
    with town.write() as session:
        gaj = session.scalars(select(District).where(District.code == "gaj")).one()
        session.add(ActivityChoice(district_id=gaj.id, code="garden"))
    for wish in ("social_cafe", "exercise", "digital_help", "common_meal", "walking_group"):
        people(answer, 6, wish)
    people(answer, 5, "garden", place="gaj")
    stuffed(answer, 5, "crafts", r2="no")
    run_once(town, NOW)
    assert [wish["n"] for wish in shown(town)["wishes"]] == [6] * 5


@pytest.mark.parametrize(("honest", "alike"), [(10, 4), (4, 10), (10, 0)])
def test_a_few_answers_are_never_the_difference_between_two_columns(
    town: Store, answer: Answer, honest: int, alike: int
) -> None:
    people(answer, honest)
    stuffed(answer, alike)
    run_once(town, NOW)
    assert shown(town, "breg") is None
    assert shown(town) is None


def test_a_question_that_a_few_of_the_marked_answered_is_left_out(town: Store, answer: Answer) -> None:
    people(answer, 10)
    stuffed(answer, 3, r2="no")
    stuffed(answer, 3)
    run_once(town, NOW)
    assert shown(town)["without"] == 10
    assert "regulars" not in rows(shown(town))
    assert rows(shown(town))["social_cafe"] == (6, 16, 0, 10)


def test_answers_that_the_tally_has_not_taken_in_are_in_both_columns(town: Store, answer: Answer) -> None:
    people(answer, 5)
    stuffed(answer, 5, r2="no")
    with town.read() as session:
        made = apart(
            session, asked(session, session.scalars(select(Round)).one()), session.scalars(select(District)).all()
        )
    assert made is not None
    assert (made["answers"], made["without"]) == (10, 5)
    assert rows(made)["crafts"] == (5, 10, 5, 5)


def test_a_page_of_yesterday_beside_one_of_today_gives_nobody_away(town: Store, answer: Answer) -> None:
    people(answer, 10)
    stuffed(answer, 6, r2="no")
    run_once(town, NOW)
    before = shown(town)
    people(answer, 5)
    stuffed(answer, 1, r2="no")
    run_once(town, NOW + DAY)
    assert shown(town) == before
    stuffed(answer, 4, r2="no")
    people(answer, 1)
    run_once(town, NOW + 2 * DAY)
    assert (shown(town)["answers"], shown(town)["without"]) == (27, 16)


@pytest.mark.parametrize(
    ("answers", "without", "new"), [(31, 20, False), (35, 20, True), (35, 25, True), (36, 24, False), (25, 20, True)]
)
def test_figures_rest_until_five_more_are_on_the_side_that_changes(answers: int, without: int, new: bool) -> None:
    before, after = (Apart(answers=n, without=m, regulars=None, wishes=[]) for n, m in ((30, 20), (answers, without)))
    assert (rested(after, before, before) == after) is new
    assert (rested(after, None, before) == after) is new
    assert rested(after, None, None) is after
    assert rested(None, before, before) is None


def take_back(town: Store, n: int) -> None:
    """So many of the marked answers are not there any more."""
    with town.write() as session:
        marked = session.scalars(select(Response).where(Response.state == "counted", Response.channel == "web"))
        for one in marked.all()[:n]:
            (row,) = [each for each in chain(session, one.id) if each.id == one.id]
            recount(session, row, "flagged")


def test_figures_that_were_hidden_never_come_back_a_few_answers_away(town: Store, answer: Answer) -> None:
    people(answer, 14)
    stuffed(answer, 6, r2="no")
    run_once(town, NOW)
    before = shown(town), shown(town, "breg")
    take_back(town, 3)
    people(answer, 8)
    run_once(town, NOW + DAY)
    assert (shown(town), shown(town, "breg")) == (None, None)
    stuffed(answer, 5, r2="no")
    run_once(town, NOW + 2 * DAY)
    assert (shown(town), shown(town, "breg")) == (None, None), "eight are marked, and six were"
    stuffed(answer, 5, r2="no")
    run_once(town, NOW + 3 * DAY)
    after = shown(town), shown(town, "breg")
    for old, new in zip(before, after, strict=True):
        assert (old["answers"], old["without"], new["answers"], new["without"]) == (20, 14, 35, 22)


def test_a_figure_rests_until_five_more_have_answered_its_question(town: Store, answer: Answer) -> None:
    people(answer, 10)
    stuffed(answer, 6, r2="no")
    run_once(town, NOW)
    stuffed(answer, 4)
    stuffed(answer, 1, r2="no")
    run_once(town, NOW + DAY)
    assert shown(town)["answers"] == 21
    assert rows(shown(town))["regulars"] == (10, 16, 10, 10)
    assert rows(shown(town))["social_cafe"] == (11, 21, 0, 10)
    stuffed(answer, 5, r2="no")
    run_once(town, NOW + 2 * DAY)
    assert rows(shown(town))["regulars"] == (10, 22, 10, 10)
