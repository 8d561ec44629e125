"""Signs of stuffing: counted from what is kept anyway, with nothing finer than a day beside an answer."""

from typing import Any

from sqlalchemy import select

from survey.store import doubtful
from survey.store.districts import District
from survey.store.doubtful import BURST, HOUR, Arrival
from tests.store.conftest import Town

TEXT = "We want a swimming pool here and nothing else, says everybody."


def seen(town: Town) -> tuple[dict[str, int], list[int], list[tuple[str, int]]]:
    with town.store.read() as session:
        round_, places = town.round(session), session.scalars(select(District)).all()
        texts = [(one.item, one.n) for one in doubtful.same_texts(session, round_, places)]
        return doubtful.by_sign(session, round_, places), [*doubtful.doubted(session, round_, places).values()], texts


def test_the_same_answers_and_texts_are_seen_and_still_count(town: Town, answers: Any) -> None:
    for name in ("one", "two"):
        town.send(answers(say=TEXT), name)
    town.send(answers(choir="never"), "other", signs="fast trap")
    assert seen(town) == ({"fast": 1, "trap": 1, "alike": 0}, [1], [])
    town.send(answers(say=TEXT), "three", signs="fast")
    assert seen(town) == ({"fast": 2, "trap": 1, "alike": 3}, [4], [("say", 3)])


def test_answers_with_a_code_that_are_alike_are_no_sign(town: Town, answers: Any) -> None:
    for name in ("one", "two", "three"):
        town.send(answers(), name, access="code")
    assert seen(town)[0]["alike"] == 0


def test_only_very_busy_hours_are_remembered(town: Town) -> None:
    with town.store.write() as session:
        round_ = town.round(session)
        for _answer in range(BURST):
            doubtful.arrived(session, round_, 100 * HOUR + 5)
        doubtful.arrived(session, round_, 101 * HOUR)
        doubtful.arrived(session, round_, 102 * HOUR)
        assert doubtful.bursts(session, round_) == [(100 * HOUR, BURST)]
        assert set(session.scalars(select(Arrival.hour))) == {100, 102}
