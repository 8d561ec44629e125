"""Rounds side by side, as a lead reads them."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from survey.sentences.labels import labels_of
from survey.sentences.rounds import beside
from survey.store.base import Store
from survey.store.districts import District
from survey.store.rounds import Round, current_version, publish, questionnaire
from survey.store.snapshots import Snapshot, latest
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import ANSWERS, MOST_QUERIES, statements
from tests.dashboard.test_pages import words_of

PATH = "/compare/lipovje/rounds/polje"
ROW = {"question": "r2", "code": "regulars", "before": [30, 150], "after": [71, 197], "verdict": "more"}
ALIKE = {"question": "r10", "code": "yes", "before": [9, 29], "after": [47, 195], "verdict": "cannot_tell"}


def put_earlier(store: Store, **more: Any) -> None:
    """Polje was asked before."""
    with store.write() as session:
        asked = session.scalars(select(Round)).one()
        version = questionnaire(session, current_version(session, asked))
        before = Round(assessment_id=asked.assessment_id, slug="first", name={"en": "The first round"}, state="closed")
        session.add(before)
        session.flush()
        publish(session, before, version)
        place = session.scalars(select(District).where(District.code == "polje")).one()
        settled = latest(session, asked, place, "settled")
        assert settled is not None
        one = {"round": "first", "answers": [150, 200], "reasons": [], "rows": [ROW, ALIKE], "otherwise": [], **more}
        settled.figures = {**settled.figures, "earlier": [one]}


def test_counts_of_both_rounds_and_what_may_be_said(enter: Enter, store: Store) -> None:
    put_earlier(store, otherwise=["r3"])
    client = enter()
    text = words_of(client.get(PATH).text)
    assert "The first round – A place to meet" in text
    assert "Probably partly the same people answered in both rounds" in text
    assert re.search(r"every month ?30 of 150 \(20%\) ?71 of 197 \(36%\) ?larger share now", text)
    assert re.search(r"would help ?9 of 29 ?47 of 195 \(24%\) ?no difference to be seen", text)
    assert "Asked otherwise in the earlier round:" in text
    assert f'href="{PATH}"' in client.get("/lead/lipovje/polje").text


@pytest.mark.parametrize(
    ("reason", "says"),
    [("age_mix", "Other ages answered"), ("way_of_asking", "asked in other ways"), ("too_few", "fewer than 30"),
     ("age_unknown", "nobody said how old")],
)  # fmt: skip
def test_where_nothing_may_be_called_changed_the_page_says_why(
    enter: Enter, store: Store, reason: str, says: str
) -> None:
    put_earlier(store, reasons=[reason], rows=[{**ROW, "verdict": "refused"}])
    text = words_of(enter().get(PATH).text)
    assert "We cannot say what has changed." in text
    assert says in text
    assert "larger share" not in text
    assert "30 of 150 (20%)" in text


def test_a_first_round_has_nothing_beside_it(enter: Enter) -> None:
    client = enter()
    assert "nothing to lay beside this round yet" in words_of(client.get(PATH).text)
    assert PATH not in client.get("/lead/lipovje/polje").text
    assert enter("ob-potoku-lead").get(PATH).status_code == 404


def test_it_costs_a_few_questions_and_no_answer(enter: Enter, store: Store) -> None:
    client = enter()
    client.get(PATH)
    with statements(store) as asked:
        client.get(PATH)
    assert 0 < len(asked) <= MOST_QUERIES
    assert [statement for statement in asked if ANSWERS.search(statement)] == []


def test_nothing_differs_is_said(store: Store) -> None:
    with store.read() as session:
        asked = session.scalars(select(Round)).one()
        labels = labels_of(session, current_version(session, asked), "en")
        live = session.scalars(select(Snapshot).where(Snapshot.kind == "live", Snapshot.answers > 60)).first()
        assert live is not None
    one: Any = {"round": "first", "answers": [150, 200], "reasons": [], "rows": [ALIKE], "otherwise": []}
    assert "Nothing differs" in beside(one, live.figures, labels).said[0]  # type: ignore[arg-type]
