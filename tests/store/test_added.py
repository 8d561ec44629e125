"""Something to choose from is added: what was answered about the rest goes on, and what is new counts by itself."""

import pytest

from survey.questionnaire.load import load_text
from survey.questionnaire.model import Activity, Questionnaire
from survey.store import tally
from survey.store.districts import ActivityChoice, district
from survey.store.rounds import chosen_since, publish
from survey.store.withdrawing import withdraw
from tests.store.changing import OFTEN, asks, bring, counts, every_count, since
from tests.store.conftest import SHORT, Town

pytestmark = pytest.mark.one_database

SOUP = "soup: {en: Soup}"
WALKS = "soup: {en: Soup}, walks: {en: Walks}"
DANCE = "soup: {en: Soup}, walks: {en: Walks}, dance: {en: Dance}"
STAYS = "mappings: {wishes: wishes}"


def added(town: Town) -> dict[str, dict[str, int]]:
    with town.store.read() as session:
        return chosen_since(session, town.round(session))


def picking(answers, *codes: str):
    return answers(wishes={"picked": list(codes)})


@pytest.fixture
def grown(town, answers) -> Town:
    """Three answers to three wishes, one of them blank, then two to four wishes."""
    town.send(picking(answers, "chess"), "a")
    town.send(picking(answers, "chess", "soup"), "b")
    town.send(answers(), "blank")
    bring(town, asks((SOUP, WALKS)), STAYS)
    town.send(picking(answers, "walks", "chess"), "c")
    town.send(picking(answers, "soup"), "d")
    return town


def test_the_others_go_on_and_what_is_new_is_asked_only_of_who_could_choose_it(grown) -> None:
    assert every_count(grown, "wishes.chess") == {"yes": 3, "no": 1, "_blank": 1}
    assert every_count(grown, "wishes.soup") == {"yes": 2, "no": 2, "_blank": 1}
    assert every_count(grown, "wishes.singing") == {"no": 4, "_blank": 1}
    assert every_count(grown, "wishes.walks") == {"yes": 1, "no": 1, "_not_asked": 3}
    assert every_count(grown, "wishes._ticks") == {"1": 2, "2": 2, "_blank": 1}
    assert since(grown) == {}
    assert added(grown) == {"wishes": {"walks": 2}}


def test_crossings_of_the_others_go_on_as_well(grown) -> None:
    with grown.store.write() as session:
        tally.fold(session)
        pairs = tally.pair_rows(session, grown.round(session).id)
    found = {(row.item, row.other_item): row.n for row in pairs if row.item < row.other_item}
    assert (found["wishes.chess", "wishes.soup"], found["wishes.chess", "wishes.walks"]) == (1, 1)


def test_counting_anew_and_taking_back_leave_the_same_figures(grown, answers) -> None:
    before = every_count(grown, "wishes.walks"), every_count(grown, "wishes.chess")
    with grown.store.write() as session:
        tally.rebuild(session)
        assert tally.verify(session) == []
    assert (every_count(grown, "wishes.walks"), every_count(grown, "wishes.chess")) == before
    sent = grown.send(picking(answers, "walks"), "e")
    with grown.store.write() as session:
        withdraw(grown.store, session, sent.code)
    assert every_count(grown, "wishes.walks") == before[0]


def test_over_three_versions_each_option_counts_since_its_own(grown, answers) -> None:
    bring(grown, asks((SOUP, DANCE)), STAYS)
    grown.send(picking(answers, "dance"), "e")
    assert every_count(grown, "wishes.walks") == {"yes": 1, "no": 2, "_not_asked": 3}
    assert every_count(grown, "wishes.dance") == {"yes": 1, "_not_asked": 5}
    assert counts(grown, "wishes.chess") == {"yes": 3, "no": 2}
    assert added(grown) == {"wishes": {"walks": 2, "dance": 3}}


def test_an_option_may_be_renamed_while_another_is_added(town, answers) -> None:
    town.send(picking(answers, "chess"), "a")
    changed = asks((SOUP, WALKS), ("chess: {en: Chess}", "games: {en: Games}"))
    bring(town, changed, "mappings: {wishes: wishes, wishes.chess: games}")
    town.send(picking(answers, "games", "walks"), "b")
    assert counts(town, "wishes.games") == {"yes": 2}
    assert every_count(town, "wishes.walks") == {"yes": 1, "_not_asked": 1}


def test_what_was_not_declared_begins_anew(town, answers) -> None:
    town.send(picking(answers, "chess"), "a")
    bring(town, asks((SOUP, WALKS)))
    town.send(picking(answers, "chess"), "b")
    assert counts(town, "wishes.chess") == {"yes": 1}
    assert (since(town), added(town)) == ({"wishes": 2}, {})


def test_a_way_out_that_is_added_parts_the_answers(town, answers) -> None:
    town.send(picking(answers, "chess"), "a")
    bring(town, asks((SOUP, f"{SOUP}, nothing: {{label: {{en: Nothing}}, exclusive: true}}")), STAYS)
    assert since(town) == {"wishes": 2}


GRID = """
      - id: known
        type: grid
        label: {en: Known}
        rows: {choir: {en: Choir}, walks: {en: Walks}}
        options: {good: {en: Good}, bad: {en: Bad}}
      - {id: first, type: ranking, label: {en: First}, options: {bench: {en: Bench}, bus: {en: Bus}}}
pairs: []
"""
ROWS = "rows: {choir: {en: Choir}, walks: {en: Walks}}"
THINGS = "{bench: {en: Bench}, bus: {en: Bus}}"
CARDS = """
      - id: more
        type: cards
        of: wishes
        label: {en: More}
        columns: [{id: how, label: {en: How}, options: {weekly: {en: Weekly}, few: {en: Few}}}]
pairs: []
"""


def with_more(questions: str, *changed: tuple[str, str]) -> Questionnaire:
    return asks(*changed, form=SHORT.replace("\npairs: [[wishes, wishes]]\n", questions))


def test_a_row_of_a_grid_is_asked_only_of_who_saw_it(town, answers) -> None:
    bring(town, with_more(GRID))
    town.send(answers(known={"choir": "good"}), "a")
    bring(town, with_more(GRID, (ROWS, ROWS[:-1] + ", dance: {en: Dance}}")), "mappings: {known: known}")
    town.send(answers(known={"choir": "bad", "dance": "good"}), "b")
    assert counts(town, "known.choir") == {"good": 1, "bad": 1}
    assert every_count(town, "known.dance") == {"good": 1, "_not_asked": 1}


def test_an_order_among_more_things_is_another_order(town, answers) -> None:
    bring(town, with_more(GRID))
    town.send(answers(first=["bus", "bench"]), "a")
    bring(town, with_more(GRID, (THINGS, THINGS[:-1] + ", shop: {en: Shop}}")), "mappings: {first: first}")
    assert since(town)["first"] == 3


def test_cards_follow_what_is_added_to_their_picks(town, answers) -> None:
    bring(town, with_more(CARDS))
    town.send(picking(answers, "chess") | {"more": {"chess": {"how": "weekly"}}}, "a")
    bring(town, with_more(CARDS, (SOUP, WALKS)), STAYS)
    town.send(picking(answers, "chess", "walks") | {"more": {"walks": {"how": "few"}}}, "b")
    assert counts(town, "more.chess.how") == {"weekly": 1}
    assert every_count(town, "more.walks.how") == {"few": 1, "_not_asked": 1}


TAKEN_OUT = "options: {often: {en: Often}, sometimes: {en: Sometimes}, never: {en: Never}}"


def test_an_answer_taken_out_of_another_by_name_leaves_the_rest_comparable(town, answers) -> None:
    for place, said in enumerate(("often", "never", "never")):
        town.send(answers(choir=said), f"old {place}")
    town.send({**answers(), "choir": None}, "blank")
    bring(town, asks((OFTEN, TAKEN_OUT)), "mappings: {choir.often: [often, sometimes]}")
    for place, said in enumerate(("often", "sometimes", "never")):
        town.send(answers(choir=said), f"new {place}")
    assert counts(town, "choir") == {"often": 1, "sometimes": 1, "never": 3}
    assert every_count(town, "choir")["_earlier"] == 1, "answered, but nobody can say which of the two"
    assert every_count(town, "choir.sometimes") == {"yes": 1, "no": 2, "_not_asked": 4}
    assert every_count(town, "choir.often") == {"yes": 1, "no": 2, "_not_asked": 4}
    assert (since(town), added(town)) == ({}, {"choir": {"often": 2, "sometimes": 2}})


def test_an_answer_added_to_one_of_several_parts_old_from_new_without_such_a_name(town, answers) -> None:
    town.send(answers(), "a")
    bring(town, asks((OFTEN, TAKEN_OUT)), "mappings: {choir: choir}")
    assert since(town) == {"choir": 2}


LOCAL = """
questionnaire: short
title: {en: A short survey}
languages: [en]
sections:
  - id: all
    questions:
      - {id: r0, type: consent, label: {en: May we?}, agree: {en: Do}}
      - {id: wishes, type: multiple, label: {en: What for}, options: {activities: [choir], local: 1}}
"""


def test_who_could_choose_it_in_their_own_place_before_is_counted_with_the_new_ones(town) -> None:
    catalogue = {code: Activity(code=code, label={"en": code}) for code in ("choir", "dance")}
    old = load_text(LOCAL, "local.yaml", catalogue)
    with town.store.write() as session:
        round_ = town.round(session)
        publish(session, round_, old)
        north = district(session, round_.assessment_id, "north")
        session.add(ActivityChoice(district_id=north.id, code="dance", position=0))
    yes = {"r0": "yes"}
    town.send(yes | {"wishes": {"picked": ["dance"]}}, "north before", district="north")
    town.send(yes | {"wishes": {"picked": ["choir"]}}, "south before", district="south")
    bring(town, load_text(LOCAL.replace("[choir]", "[choir, dance]"), "local.yaml", catalogue), STAYS)
    town.send(yes | {"wishes": {"picked": ["choir"]}}, "south after", district="south")
    assert every_count(town, "wishes.dance") == {"yes": 1, "no": 1, "_not_asked": 1}
