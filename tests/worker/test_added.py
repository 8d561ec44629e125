"""An activity is added to the list of wishes: the lead's figures go on, and the new one says of how many people."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from survey.figures import Live
from survey.i18n import use_language
from survey.questionnaire.load import load_catalogue, load_text
from survey.questionnaire.mapping import mappings_of
from survey.sentences import existing, wishes
from survey.sentences.labels import Labels
from survey.store.base import Store
from survey.store.rounds import Round, current_version, publish, questionnaire
from survey.store.snapshots import Chart
from survey.worker import run_once
from tests.worker.conftest import SURVEY, Answer

ADDED = "film_evening"


@pytest.fixture
def added(town: Store) -> Callable[[str], None]:
    """Publish the same survey with one more activity."""

    def again(mappings: str) -> None:
        text = SURVEY.read_text("utf-8")
        before, found, after = text.partition("activities: [")
        assert found
        new = f"{before}{found}{ADDED}, {after}"
        catalogue = load_catalogue(SURVEY.with_name("catalogue.yaml"))
        with town.write() as session:
            round_ = session.scalars(select(Round)).one()
            asked = load_text(new, "more.yaml", catalogue, SURVEY.parent)
            now = questionnaire(session, current_version(session, round_))
            publish(session, round_, asked, "", mappings_of(mappings, now, asked))

    return again


def row_of(live: Live, code: str) -> dict[str, Any]:
    assert live["wishes"]
    return next((dict(row) for row in live["wishes"]["rows"] if row["code"] == code), {})


def told(town: Store, live: Live) -> tuple[str, ...]:
    with town.read() as session, use_language("en"):
        asked = questionnaire(session, live["version"])
        section = wishes.section(live, None, Labels(asked, "en"))
        first = existing.existing(live, Labels(asked, "en")).first
    table = section.pictures[0].table
    rows = [" | ".join(row[:2]) for row in table.rows] if table else []
    return (
        section.say,
        *section.quiet,
        *rows,
        *(fact.says for thing in (*first.todo, *first.rest) for fact in thing.facts),
    )


def drawn(town: Store, live: Live) -> str:
    with town.read() as session:
        chart = session.get(Chart, live["charts"]["wishes"]["keys"]["en"]["screen"])
        assert chart is not None
        return " ".join(re.sub(r"<[^>]+>", "", chart.svg).split())


def picking(answer: Answer, n: int, *codes: str) -> None:
    for _person in range(n):
        answer(r3={"picked": list(codes)})


def test_an_added_activity_is_compared_by_the_people_who_could_choose_it(
    town: Store, answer: Answer, added: Callable[[str], None], shown: Callable[..., Any]
) -> None:
    picking(answer, 20, "social_cafe")
    picking(answer, 10, "exercise")
    added("mappings: {r3: r3}")
    picking(answer, 4, ADDED, "exercise")
    run_once(town)
    live = shown()
    assert (live["wishes"]["base"], live["since"], live["added"]) == (34, {}, {key: {ADDED: 2} for key in ("r3", "r4")})
    assert (row_of(live, "social_cafe")["picked"], row_of(live, "exercise")["picked"]) == (20, 14)
    assert row_of(live, ADDED) == {}, "fewer than five people could choose it"
    assert any("these are too few to show" in line for line in told(town, live))
    picking(answer, 6, ADDED)
    picking(answer, 2, "exercise")
    run_once(town)
    live = shown()
    new = row_of(live, ADDED)
    assert (new["picked"], new["base"], live["wishes"]["base"]) == (10, 12, 42)
    assert "base" not in row_of(live, "exercise")
    # 10 of 12 people is a larger share than 20 of 42.
    assert [row["code"] for row in live["wishes"]["rows"]][:3] == [ADDED, "social_cafe", "exercise"]
    said = told(town, live)
    assert "*film evening* (10 of 12)" in said[0]
    assert any(line.startswith("Since version 2 there is one more to choose from: Film evening.") for line in said)
    assert "Film evening | 10 of 12" in said
    assert "Coffee and chat | 20" in said
    assert any("*10 of 12* people would come." in line for line in said)
    assert "Film evening, of 12 people" in drawn(town, live)


def test_without_a_mapping_everything_begins_anew(
    town: Store, answer: Answer, added: Callable[[str], None], shown: Callable[..., Any]
) -> None:
    picking(answer, 6, "exercise")
    added("")
    picking(answer, 5, "exercise", ADDED)
    run_once(town)
    live = shown()
    assert (live["wishes"]["base"], live["since"]["r3"], live["added"]) == (5, 2, {})
    assert "base" not in row_of(live, ADDED)
