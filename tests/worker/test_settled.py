"""Breakdowns and sensitive figures: once a day, with enough new answers, and never readable by subtraction."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.audit import audit
from analysis.codebook import Codebook, Measure, Variable
from survey.published.documents import of_settled
from survey.published.items import Items
from survey.store.base import Store
from survey.store.tally import SensitiveRow
from survey.worker import run_once
from survey.worker.questions import sensitive
from tests.worker.conftest import NOW, Answer

Shown = Callable[..., Any]
DAY = timedelta(days=1)


def groups(settled: Any) -> dict[str, int]:
    return {group["code"]: group["answers"] for group in settled["groups"]}


def test_groups_are_counted_first_when_five_have_answered(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(4):
        answer(age="a65_74", gender="f")
    run_once(town, NOW)
    assert shown(kind="settled") is None
    answer(age="a65_74", gender="f")
    run_once(town, NOW)
    assert groups(shown(kind="settled")) == {"up_to_29": 0, "30_64": 0, "65_up": 5, "f": 5, "m": 0}


@pytest.mark.parametrize(
    ("later", "more", "renewed"), [(timedelta(hours=1), 9, False), (DAY, 4, False), (DAY, 5, True), (7 * DAY, 1, False)]
)
def test_groups_are_renewed_after_a_day_and_five_new_answers(
    town: Store, answer: Answer, shown: Shown, later: timedelta, more: int, renewed: bool
) -> None:
    for _ in range(5):
        answer(age="a65_74")
    run_once(town, NOW)
    for _ in range(more):
        answer(age="a15_29")
    run_once(town, NOW + later)
    assert (shown(kind="settled")["answers"] == 5 + more) is renewed
    assert shown()["answers"] == 5 + more


def test_who_is_missing_is_named_against_the_people_who_live_there(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(12):
        answer(age="a65_74", gender="f")
    run_once(town, NOW)
    verdicts = {group["code"]: group["verdict"] for group in shown(kind="settled")["groups"]}
    assert (verdicts["up_to_29"], verdicts["m"], verdicts["65_up"]) == ("missing", "missing", "more")
    assert shown()["people"] == 150


def test_without_a_census_nobody_is_called_missing(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(12):
        answer(place="gaj", age="a65_74", gender="f")
    run_once(town, NOW)
    assert {group["verdict"] for group in shown("gaj", "settled")["groups"]} == {"unknown"}
    assert shown("gaj")["people"] is None


@pytest.mark.parametrize(("need", "others", "said"), [(5, 5, 5), (4, 8, None), (8, 4, None), (5, 4, None)])
def test_an_access_need_is_shown_only_between_nearly_nobody_and_nearly_everybody(
    town: Store, answer: Answer, shown: Shown, need: int, others: int, said: int | None
) -> None:
    for _ in range(need):
        answer(r6={"picked": ["step_free"]})
    for _ in range(others):
        answer(r6={"picked": ["none"]})
    run_once(town, NOW)
    access = shown(kind="settled")["access"]
    found = {row["code"]: row["n"] for row in access["rows"]}
    assert found.get("step_free") == said
    assert "none" not in found


def test_a_sensitive_figure_rests_until_five_more_have_answered_that_very_question(
    town: Store, answer: Answer, shown: Shown
) -> None:
    """Five new answers of which one says how lonely somebody is: yesterday's figure beside today's would tell."""

    def lonely() -> dict[str, int]:
        return {row["code"]: row["n"] for row in shown(kind="settled")["loneliness"]["rows"]}

    for said in ("never", "sometimes", "often"):
        for _ in range(5):
            answer(lonely=said)
    run_once(town, NOW)
    before = lonely()
    assert before == {"never": 5, "sometimes": 5, "often": 5}
    answer(lonely="often")
    for _ in range(4):
        answer()
    run_once(town, NOW + DAY)
    assert (shown(kind="settled")["answers"], lonely()) == (20, before)
    for _ in range(5):
        answer(lonely="never")
    run_once(town, NOW + 2 * DAY)
    assert lonely() == {"never": 10, "sometimes": 5, "often": 6}


def audited(moments: dict[str, Any]) -> list[str]:
    """What somebody can read who has kept the page of every day."""
    lonely = Codebook((Variable("lonely", "", Measure.ORDINAL, OPTIONS, "loneliness", "lonely"),))
    kept = {moment: {**settled, "access": None, "mobility": None} for moment, settled in moments.items()}
    found = of_settled(Items(lonely, ("breg",), tuple(kept)), kept, "breg")  # type: ignore[arg-type]
    return [leak.code for leak in audit(found.statements, found.protected.values()).leaks]


def test_pages_kept_from_day_to_day_give_no_late_answer_away(town: Store, answer: Answer, shown: Shown) -> None:
    moments = {}
    for day, late in enumerate(((5, 5, 5), (0, 1, 4), (3, 0, 3), (0, 2, 9))):
        for said, people in zip(("never", "sometimes", "often"), late, strict=True):
            for _ in range(people):
                answer(lonely=said)
        for _ in range(4 * (day == 2)):
            answer()
        run_once(town, NOW + day * DAY)
        moments[f"day_{day}"] = shown(kind="settled")
    assert len({str(settled["loneliness"]) for settled in moments.values()}) > 2
    assert audited(moments) == []


def test_the_audit_would_notice_if_a_figure_did_not_rest(town: Store, answer: Answer, shown: Shown) -> None:
    for said in ("never", "sometimes", "often"):
        for _ in range(5):
            answer(lonely=said)
    run_once(town, NOW)
    first = shown(kind="settled")
    rows = [{"code": code, "n": n} for code, n in (("never", 5), ("sometimes", 5), ("often", 6))]
    second = {**first, "answers": 20, "loneliness": {**first["loneliness"], "base": 16, "rows": rows}}
    assert "breg:late:second:lonely:often" in audited({"first": first, "second": second})


OPTIONS = (("never", ""), ("sometimes", ""), ("often", ""))
LONELY = Codebook((Variable("lonely", "", Measure.ORDINAL, OPTIONS, "loneliness", "lonely"),))


@given(st.tuples(*[st.integers(0, 40)] * 3))
def test_a_hidden_answer_cannot_be_found_by_subtraction(people: tuple[int, int, int]) -> None:
    codes = ("never", "sometimes", "often")
    rows = [SensitiveRow("district", "breg", "lonely", code, n) for code, n in zip(codes, people, strict=True)]
    figure = sensitive(rows, "breg", LONELY, "loneliness")
    assert figure is not None
    hidden = [row for row in figure["rows"] if row["n"] is None]
    together = figure["base"] - sum(row["n"] or 0 for row in figure["rows"])
    assert not hidden or (len(hidden) > 1 and together >= 5)
    assert all(row["n"] is None or 5 <= row["n"] <= figure["base"] - 5 for row in figure["rows"])
    assert figure["base"] == 0 or figure["base"] >= 10


def test_answers_of_other_districts_are_never_among_the_sensitive_counts() -> None:
    rows = [SensitiveRow("district", "gaj", "lonely", "often", 20), SensitiveRow("age", "breg", "lonely", "often", 20)]
    figure = sensitive(rows, "breg", LONELY, "loneliness")
    assert figure is not None
    assert (figure["form"], figure["rows"]) == ("none", [])
