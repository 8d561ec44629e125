"""The tally says what the responses say, whatever came in which order."""

from collections import Counter
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from survey.store.counting import Cell, Count, Pair, Pending, SensitiveCount
from survey.store.districts import assessment
from survey.store.rounds import place
from survey.store.sums import Sums
from survey.store.tally import (
    cells,
    fold,
    languages,
    pair_rows,
    rebuild,
    rows,
    sensitive_rows,
    stamp,
    stamps,
    verify,
)
from survey.store.withdrawing import withdraw
from tests.store.conftest import Town, open_round

PLACES = ("north", "south", "outside")
CHANNELS = ("web", "paper")


def _folded(town, session):
    fold(session)
    return Counter({(row.item, row.option): row.n for row in rows(session, town.round(session).id)})


def test_each_kind_of_answer_is_a_cell_of_its_own(town, answers):
    town.send(answers(choir="often", wishes={"picked": ["singing", "soup"]}, visits=7), "one")
    town.send({"r0": "yes"}, "two")
    with town.store.write() as session:
        counted = _folded(town, session)
        assert counted[("choir", "often")] == counted[("choir", "_blank")] == 1
        assert counted[("wishes.singing", "yes")] == counted[("wishes.chess", "no")] == 1
        assert counted[("visits", "7")] == counted[("visits", "_blank")] == 1
        numbers = next(row for row in rows(session, town.round(session).id) if row.option == "7")
        assert (numbers.n, numbers.s1, numbers.s2) == (1, 7, 49)


def test_cells_hold_people_and_languages_only_a_number(town, answers):
    town.send(answers(age="young"), "one", language="sl")
    town.send(answers(age="young"), "two", language="hr")
    town.send(answers(age="old"), "three", channel="paper", access="code")
    with town.store.write() as session:
        fold(session)
        round_id = town.round(session).id
        assert [(row.channel, row.access, row.age, row.n) for row in cells(session, round_id)] == [
            ("paper", "code", "old", 1),
            ("web", "open", "young", 2),
        ]
        assert languages(session, round_id) == {"sl": 1, "hr": 1, "en": 1}


def test_rows_of_a_district_are_only_its_own(town, answers):
    town.send(answers(), "one", district="north")
    town.send(answers(), "two", district="south")
    with town.store.write() as session:
        fold(session)
        round_ = town.round(session)
        south = place(session, round_, "south")
        assert {row.district for row in rows(session, round_.id, south.id)} == {"south"}
        assert {row.district for row in cells(session, round_.id, south.id)} == {"south"}
        assert {row.district for row in rows(session, round_.id)} == {"north", "south"}


def test_declared_crossings_are_counted_once_each(town, answers):
    town.send(answers(wishes={"picked": ["singing", "soup"]}), "one")
    town.send(answers(wishes={"picked": ["singing", "soup", "chess"]}), "two")
    with town.store.write() as session:
        fold(session)
        crossed = {frozenset((row.item, row.other_item)): row.n for row in pair_rows(session, town.round(session).id)}
        assert crossed[frozenset(("wishes.singing", "wishes.soup"))] == 2
        assert crossed[frozenset(("wishes.chess", "wishes.soup"))] == 1


def test_sensitive_counts_are_by_district_or_by_age_and_never_both(town, answers):
    town.send(answers(lonely="very", age="old"), "one", district="north")
    town.send(answers(lonely="very", age="young"), "two", district="north")
    town.send(answers(lonely="hardly", age="old"), "three", district="south")
    with town.store.write() as session:
        fold(session)
        found = {
            (row.grouped_by, row.group, row.option): row.n for row in sensitive_rows(session, town.round(session).id)
        }
    assert found == {
        ("district", "north", "very"): 2,
        ("district", "south", "hardly"): 1,
        ("age", "old", "very"): 1,
        ("age", "old", "hardly"): 1,
        ("age", "young", "very"): 1,
    }


def test_withdrawal_brings_the_tally_back_exactly(town, answers):
    town.send(answers(visits=3), "one")
    with town.store.write() as session:
        fold(session)
        before = _everything(session)
    second = town.send(answers(visits=12, wishes={"picked": ["chess", "soup"]}, age="young"), "two", district="south")
    with town.store.write() as session:
        fold(session)
        assert _everything(session) != before
        withdraw(town.store, session, second.code)
    with town.store.write() as session:
        fold(session)
        assert _everything(session) == before


def _everything(session):
    """Every row of the tally, with the cells by what they stand for."""
    return {table.__tablename__: sorted(session.execute(select(*table.__table__.c)).all()) for table in TABLES}


TABLES = (Cell, Count, Pair, SensitiveCount)


def test_stamp_of_a_place_grows_only_with_its_answers(town, answers):
    with town.store.write() as session:
        assert stamp(session, town.round(session).id) == 0
    town.send(answers(), "one", district="north")
    with town.store.write() as session:
        fold(session)
        round_ = town.round(session)
        north, south = (place(session, round_, code).id for code in ("north", "south"))
        first = stamp(session, round_.id, north)
        assert first > 0
        assert stamp(session, round_.id, south) == 0
    town.send(answers(), "two", district="south")
    with town.store.write() as session:
        fold(session)
        assert stamp(session, round_.id, north) == first
        assert stamp(session, round_.id) > first
        assert stamps(session).keys() == {(round_.id, north), (round_.id, south)}


def test_folding_nothing_changes_nothing(town, answers):
    town.send(answers(), "one")
    with town.store.write() as session:
        assert fold(session) == 1
        before = stamps(session)
        assert fold(session) == 0
        assert stamps(session) == before


def test_failed_fold_leaves_the_queue_as_it_was(town, answers):
    town.send(answers(), "one")
    with pytest.raises(RuntimeError):
        _fold_and_fail(town)
    with town.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Pending)) == 1
        assert session.scalar(select(func.count()).select_from(Cell)) == 0


def _fold_and_fail(town):
    with town.store.write() as session:
        fold(session)
        raise RuntimeError


def test_verify_names_what_differs_and_rebuild_mends_it(town, answers):
    town.send(answers(), "one")
    town.send(answers(), "two")
    with town.store.write() as session:
        fold(session)
        session.execute(update(Count).values(n=Count.n + 1))
        session.execute(delete(SensitiveCount))
        differences = verify(session)
        assert any(line.startswith("count ") for line in differences)
        assert any(line.startswith("sensitive ") for line in differences)
        rebuild(session)
        assert verify(session) == []


def test_rebuild_counts_what_is_still_queued_once(town, answers):
    town.send(answers(), "one")
    with town.store.write() as session:
        rebuild(session)
        assert fold(session) == 0
        assert sum(row.n for row in cells(session, town.round(session).id)) == 1


# --- algebra ---------------------------------------------------------------------------------------------------------

coded = st.fixed_dictionaries(
    {
        "cell": st.tuples(*(st.integers(1, 2),) * 2, *(st.sampled_from("ab"),) * 5).map(list),
        "codes": st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(0, 90)).map(list), max_size=4),
        "pairs": st.lists(st.tuples(*(st.integers(1, 2),) * 4).map(list), max_size=3),
    }
)
apart = st.none() | st.fixed_dictionaries(
    {
        "district": st.sampled_from(["north", "south"]),
        "age": st.sampled_from(["young", "old"]),
        "codes": st.lists(st.tuples(st.integers(4, 5), st.integers(1, 3)).map(list), max_size=2),
    }
)
entries = st.lists(st.tuples(st.sampled_from([1, -1]), coded, apart), max_size=12)


def _added(them):
    sums = Sums()
    for entry in them:
        sums.add(*entry)
    return sums


@given(entries=entries, data=st.data())
def test_order_and_partition_of_folding_do_not_matter(entries, data):
    shuffled = data.draw(st.permutations(entries))
    cut = data.draw(st.integers(0, len(entries)))
    parts = _added(shuffled[:cut])
    parts.merge(_added(shuffled[cut:]))
    assert parts.differences(_added(entries)) == []
    assert _added(entries).differences(parts) == []


@given(entries=entries)
def test_adding_and_taking_away_the_same_leaves_nothing(entries):
    opposite = [(-sign, *rest) for sign, *rest in entries]
    assert _added(entries + opposite).differences(Sums()) == []


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.integers(0, 5), st.sampled_from(["often", "never", None]), st.integers(0, 90)),
        st.tuples(st.just("correct"), st.integers(0, 5), st.sampled_from(["often", "never"]), st.integers(0, 90)),
        st.tuples(st.just("withdraw"), st.integers(0, 5)),
        st.tuples(st.just("fold")),
    ),
    max_size=14,
)
NUMBERS = count(1)


class Play:
    """Acts out what people do, and keeps its own plain count of whose answer stands."""

    def __init__(self, town):
        self.town, self.codes, self.last, self.stands, self.turn = town, {}, {}, {}, 0

    def answer(self, session, person, choir, visits, supersedes=None):
        self.turn += 1
        given = {"r0": "yes", "visits": visits, "age": ("young", "old")[person % 2], "lonely": "very"}
        given |= {"choir": choir} if choir else {}
        told = {"district": PLACES[person % 3], "channel": CHANNELS[person % 2], "supersedes": supersedes}
        client = f"{person}" if supersedes is None else f"{person}-{self.turn}"
        submitted = self.town.submit(session, given, client, **told)
        if submitted.fresh:
            self.codes.setdefault(person, []).append(submitted.code)
        if submitted.fresh and not submitted.flagged:
            self.last[person], self.stands[person] = submitted.response_id, (choir or "_blank", visits)

    def act(self, session, name, person=0, choir=None, visits=0):
        if name == "send":
            self.answer(session, person, choir, visits)
        elif name == "correct" and person in self.stands:
            self.answer(session, person, choir, visits, self.last[person])
        elif name == "withdraw":
            for code in self.codes.get(person, []):
                assert withdraw(self.town.store, session, code)
            self.stands.pop(person, None)
        elif name == "fold":
            fold(session)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_tally_equals_the_responses_after_any_history(town, acts):
    play = Play(Town(town.store, f"round-{next(NUMBERS)}"))
    with town.store.write() as session:
        open_round(session, assessment(session, "lipovje"), play.town.slug)
    for act in acts:
        with town.store.write() as session:
            play.act(session, *act)
    with town.store.write() as session:
        fold(session)
        assert verify(session) == []
        found = rows(session, play.town.round(session).id)
        choirs = _by_option(found, "choir")
        assert choirs == Counter(choir for choir, _ in play.stands.values())
        assert sum(row.s1 for row in found) == sum(visits for _, visits in play.stands.values())
        assert sum(row.s2 for row in found) == sum(visits**2 for _, visits in play.stands.values())
        rebuild(session)
        assert rows(session, play.town.round(session).id) == found


def _by_option(found, item):
    summed = Counter()
    for row in found:
        if row.item == item:
            summed[row.option] += row.n
    return summed
