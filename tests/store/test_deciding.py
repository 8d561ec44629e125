"""Two answers under one name: one counts, the lead chooses which, and can take that back; the tally follows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from survey.store import deciding
from survey.store.audit import Audit
from survey.store.counting import Cell
from survey.store.districts import District
from survey.store.documents import OpenAnswer, Response
from survey.store.errors import ReadAgain
from survey.store.tally import fold
from survey.store.withdrawing import withdraw
from tests.dashboard.test_cost import statements
from tests.store.conftest import Town

Said = Callable[[], tuple[list[str], int]]


def cases(town: Town, session: Any) -> list[deciding.Case]:
    return deciding.cases(session, town.round(session), session.scalars(select(District)).all())


@pytest.fixture
def choose(town: Town, staff: dict[str, int]) -> Callable[[str], None]:
    """Let the answer in that state count."""

    def deed(state: str) -> None:
        with town.store.write() as session:
            case = cases(town, session)[0]
            chosen = next(one.id for one in case.choices if one.state == state)
            deciding.decide(session, town.round(session), case, chosen, staff["town"])

    return deed


@pytest.fixture
def undo(town: Town, staff: dict[str, int]) -> Callable[[], None]:
    def deed() -> None:
        with town.store.write() as session:
            deciding.take_back(session, town.round(session), cases(town, session)[0], staff["town"])

    return deed


@pytest.fixture
def counting(town: Town) -> Said:
    """The own words that count, and how many people the tally knows."""

    def read() -> tuple[list[str], int]:
        with town.store.write() as session:
            fold(session)
            said = session.scalars(select(OpenAnswer.text).where(OpenAnswer.counted).order_by(OpenAnswer.text))
            return list(said), session.scalar(select(func.sum(Cell.n))) or 0

    return read


def test_the_lead_decides_which_answer_counts_and_takes_it_back(
    town: Town, answers: Any, choose: Any, undo: Any, counting: Said
) -> None:
    town.send(answers(say="the first"), "one")
    assert town.send(answers(say="the second"), "one").flagged
    assert counting() == (["the first"], 1)
    choose("flagged")
    assert counting() == (["the second"], 1)
    choose("flagged")
    assert counting() == (["the first"], 1)
    choose("flagged")
    undo()
    assert counting() == (["the first"], 1)
    with town.store.read() as session:
        assert cases(town, session)[0].decided is None
        assert len([one for one in session.scalars(select(Audit.what)) if "answers counts" in one]) == 4


def test_keeping_what_counts_is_a_decision_too(town: Town, answers: Any, choose: Any, counting: Said) -> None:
    town.send(answers(say="the first"), "one")
    town.send(answers(say="the second"), "one")
    choose("counted")
    assert counting() == (["the first"], 1)
    with town.store.read() as session:
        assert cases(town, session)[0].decided is not None


def test_of_two_corrections_of_one_answer_only_one_counts(
    town: Town, answers: Any, choose: Any, undo: Any, counting: Said
) -> None:
    first = town.send(answers(say="the first"), "one")
    town.send(answers(say="the second"), "two", supersedes=first.response_id)
    town.send(answers(say="the third"), "three", supersedes=first.response_id)
    assert counting() == (["the second"], 1)
    with town.store.read() as session:
        assert len(cases(town, session)) == 1
    choose("flagged")
    assert counting() == (["the third"], 1)
    with town.store.read() as session:
        assert len(cases(town, session)) == 1
    undo()
    assert counting() == (["the second"], 1)


def test_what_is_withdrawn_meanwhile_never_comes_back(
    town: Town, answers: Any, choose: Any, undo: Any, counting: Said
) -> None:
    first = town.send(answers(say="the first"), "one")
    town.send(answers(say="the second"), "one")
    choose("flagged")
    with town.store.write() as session:
        withdraw(town.store, session, first.code)
    with town.store.read() as session:
        assert cases(town, session) == []
        states = sorted(session.scalars(select(Response.state)))
    assert states == ["counted", "withdrawn"]
    assert counting() == (["the second"], 1)


def test_of_two_leads_who_decide_at_once_one_stands_and_the_other_is_told(
    town: Town, answers: Any, staff: dict[str, int], counting: Said
) -> None:
    town.send(answers(say="the first"), "one")
    town.send(answers(say="the second"), "one")
    with town.store.read() as session:
        case = cases(town, session)[0]
    gate, told = Barrier(2), []

    def lead(state: str) -> None:
        chosen = next(one.id for one in case.choices if one.state == state)
        gate.wait(30)
        try:
            with town.store.write() as session:
                deciding.decide(session, town.round(session), case, chosen, staff["town"])
            told.append(("stands", chosen))
        except ReadAgain:
            told.append(("read again", chosen))

    with ThreadPoolExecutor(2) as leads:
        list(leads.map(lead, ("counted", "flagged")))
    assert sorted(said for said, _chosen in told) == ["read again", "stands"]
    stands = dict(told)["stands"]
    with town.store.read() as session:
        assert session.scalars(select(deciding.Decision.chosen)).all() == [stands]
        assert session.scalars(select(Response.id).where(Response.state == "counted")).all() == [stands]
        assert len([one for one in session.scalars(select(Audit.what)) if "answers counts" in one]) == 1
    assert counting()[1] == 1


def test_a_decision_about_a_case_that_was_decided_or_taken_back_meanwhile_changes_nothing(
    town: Town, answers: Any, staff: dict[str, int], choose: Any, undo: Any, counting: Said
) -> None:
    town.send(answers(say="the first"), "one")
    town.send(answers(say="the second"), "one")
    seen = []
    for deed in (lambda: choose("flagged"), lambda: choose("flagged"), undo):
        with town.store.read() as session:
            seen.append(cases(town, session)[0])
        deed()
        before = counting()
        with pytest.raises(ReadAgain), town.store.write() as session:
            deciding.decide(session, town.round(session), seen[-1], seen[-1].choices[1].id, staff["town"])
        assert counting() == before
    with pytest.raises(ReadAgain), town.store.write() as session:
        deciding.take_back(session, town.round(session), seen[1], staff["town"])
    assert len({case.mark for case in seen}) == 3


def test_a_case_is_for_whoever_leads_all_its_districts(town: Town, answers: Any) -> None:
    town.send(answers(say="the first"), "one")
    town.send(answers(say="the second"), "one", district="south")
    with town.store.read() as session:
        north = session.scalars(select(District).where(District.code == "north")).all()
        assert deciding.cases(session, town.round(session), north) == []
        assert len(cases(town, session)) == 1


def test_a_page_asks_no_more_for_many_cases_and_reads_no_answer(town: Town, answers: Any) -> None:
    asked = []
    for sent in (1, 12):
        for number in range(sent):
            name = f"{sent} {number}"
            first = town.send(answers(say=f"first {name}"), name)
            town.send(answers(say=f"second {name}"), name)
            town.send(answers(say=f"third {name}"), f"again {name}", supersedes=first.response_id)
        with town.store.read() as session, statements(town.store) as seen:
            found = cases(town, session)
        asked.append(len(seen))
        assert not any("response.doc" in each or "FOR UPDATE" in each for each in seen)
    assert [len(case.choices) for case in found] == [2] * 13
    assert asked[0] == asked[1]
