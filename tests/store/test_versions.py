"""Versions of a questionnaire while answers come in: nothing is mixed, and only what was declared is put together."""

from survey.store import drafts, tally
from survey.store.documents import Response
from survey.store.rounds import changes, current_version, questionnaire, versions_of
from survey.store.withdrawing import withdraw
from tests.store.changing import OFTEN, THREE, WEEKLY, asks, bring, counts, since
from tests.store.conftest import SHORT


def test_new_words_alone_change_no_figure(town, answers):
    town.send(answers(), "a")
    bring(town, asks(("label: {en: A choir}", "label: {en: A choir or band}"), ("{en: Often}", "{en: Quite often}")))
    town.send(answers(choir="never"), "b")
    assert counts(town, "choir") == {"often": 1, "never": 1}
    assert since(town) == {}


def test_an_option_added_parts_old_answers_from_new_ones(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, THREE)))
    town.send(answers(choir="sometimes"), "b")
    assert counts(town, "choir") == {"sometimes": 1}
    assert since(town) == {"choir": 2}
    assert counts(town, "age") == {} or counts(town, "age")["old"] == 2


def test_a_declared_mapping_puts_old_and_new_answers_together(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    town.send(answers(choir="weekly"), "b")
    assert counts(town, "choir") == {"weekly": 2}
    assert since(town) == {}


def test_codes_that_change_places_are_never_mixed(town, answers):
    town.send(answers(choir="often"), "a")
    swapped = "options: {often: {en: Never}, never: {en: Often}}"
    bring(town, asks((OFTEN, swapped)), "mappings: {choir.often: never, choir.never: often}")
    town.send(answers(choir="often"), "b")
    assert counts(town, "choir") == {"never": 1, "often": 1}


def test_mappings_follow_one_another_over_three_versions(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    town.send(answers(choir="weekly"), "b")
    last = "options: {come: {en: I come}, not: {en: I do not}}"
    bring(town, asks((OFTEN, last)), "mappings: {choir.weekly: come, choir.never: not}")
    town.send(answers(choir="not"), "c")
    assert counts(town, "choir") == {"come": 2, "not": 1}


def test_a_question_under_another_id_goes_on_when_it_was_declared(town, answers):
    town.send(answers(), "a")
    bring(town, asks(("id: choir", "id: singing_together")), "mappings: {choir: singing_together}")
    sent = answers()
    sent["singing_together"] = sent.pop("choir")
    town.send(sent, "b")
    assert counts(town, "singing_together") == {"often": 2}


def test_ticks_and_their_crossings_follow_a_renamed_option(town, answers):
    town.send(answers(wishes={"picked": ["chess", "soup"]}), "a")
    bring(town, asks(("chess: {en: Chess}", "games: {en: Games}")), "mappings: {wishes.chess: games}")
    town.send(answers(wishes={"picked": ["games", "soup"]}), "b")
    assert counts(town, "wishes.games") == {"yes": 2}
    with town.store.read() as session:
        pairs = {(r.item, r.other_item): r.n for r in tally.pair_rows(session, town.round(session).id)}
    assert pairs["wishes.games", "wishes.soup"] == 2


def test_two_ticks_cannot_become_one_because_people_would_count_twice(town, answers):
    town.send(answers(wishes={"picked": ["chess", "soup"]}), "a")
    new = asks(("chess: {en: Chess}, soup: {en: Soup}", "both: {en: Chess and soup}"))
    bring(town, new, "mappings: {wishes.chess: both, wishes.soup: both}")
    assert counts(town, "wishes.both") == {}
    assert since(town) == {"wishes": 2}


def test_sensitive_answers_follow_a_mapping_apart(town, answers):
    town.send(answers(lonely="very"), "a")
    bring(town, asks(("very: {en: Very}", "much: {en: Much}")), "mappings: {lonely.very: much}")
    town.send(answers(lonely="much"), "b")
    assert counts(town, "lonely") == {}
    with town.store.read() as session:
        rows = tally.sensitive_rows(session, town.round(session).id)
    assert [(r.grouped_by, r.option, r.n) for r in rows] == [("age", "much", 2), ("district", "much", 2)]


def test_an_answer_under_way_finishes_under_the_version_it_began_with(town, answers):
    with town.store.write() as session:
        round_ = town.round(session)
        began = current_version(session, round_)
        drafts.save(town.store, session, "secret", round_, began, {"fields": {"q_choir": ["often"]}})
    bring(town, asks((OFTEN, THREE)))
    with town.store.write() as session:
        draft = drafts.load(town.store, session, "secret")
        sent = town.submit(session, answers(), "a", version=draft.version)
        kept = session.get_one(Response, sent.response_id)
        assert kept.version == began
        assert questionnaire(session, kept.version).question("choir").label == {"en": "A choir"}
    assert counts(town, "choir") == {}
    town.send(answers(), "b")
    assert counts(town, "choir") == {"often": 1}


def test_going_back_to_the_first_version_finds_its_answers_again(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, THREE)))
    town.send(answers(choir="sometimes"), "b")
    bring(town, asks())
    assert counts(town, "choir") == {"often": 1}
    with town.store.read() as session:
        assert [(v.number, v.current) for v in versions_of(session, town.round(session).id)] == [(1, True), (2, False)]


def test_a_question_that_comes_back_after_a_pause_is_a_new_one(town, answers):
    town.send(answers(), "a")
    line = next(line for line in SHORT.splitlines() if "id: choir" in line)
    bring(town, asks((line + "\n", "")))
    bring(town, asks((OFTEN, THREE)))
    town.send(answers(choir="sometimes"), "b")
    assert counts(town, "choir") == {"sometimes": 1}
    assert since(town) == {"choir": 3}


def test_a_withdrawal_takes_out_what_an_earlier_version_counted(town, answers):
    first = town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    assert counts(town, "choir") == {"weekly": 1}
    with town.store.write() as session:
        withdraw(town.store, session, first.code)
    assert counts(town, "choir") == {}


def test_counting_anew_after_several_versions_gives_the_same(town, answers):
    town.send(answers(), "a")
    bring(town, asks((OFTEN, WEEKLY)), "mappings: {choir.often: weekly}")
    town.send(answers(choir="weekly"), "b")
    before = counts(town, "choir")
    with town.store.write() as session:
        tally.rebuild(session)
        assert tally.verify(session) == []
    assert counts(town, "choir") == before


def test_before_anything_is_published_the_change_is_told(town):
    with town.store.read() as session:
        told = changes(session, town.round(session), asks((OFTEN, THREE)))
    assert {change.question: change.pools for change in told if not change.pools} == {"choir": False}
