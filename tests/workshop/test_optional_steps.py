"""The steps that an evening may have besides: what they take from a tablet, and what the protocol tells of them."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n import use_language
from survey.questionnaire.faults import Faulty
from survey.workshop.agenda import as_document, from_document, load_agenda, load_agenda_text
from survey.workshop.steps import type_of
from survey.workshop.telling import Entry, Evening, Lines, Table, Told

OPTIONAL = Path(__file__).with_name("optional.yaml")
AGENDA = load_agenda(OPTIONAL)
PLACE = {"heading": "garden", "matters": 3, "doable": 2}
HERE = {"kind": "ngo", "how": "here"}
TAKEN = {"role": "media", "who": "Ana"}


def evening(**steps: list[Mapping[str, Any]]) -> Evening:
    """An evening with these records, each entered a second after the one before."""
    made = {step: [Entry(uuid.uuid4(), body, uuid.UUID(int=1), f"2026-12-01T18:00:{place:02}Z")
                   for place, body in enumerate(bodies)] for step, bodies in steps.items()}  # fmt: skip
    return Evening(AGENDA.steps, made)


def told(step: str, *bodies: Mapping[str, Any], **others: list[Mapping[str, Any]]) -> Told:
    """What one step tells, in English."""
    made = AGENDA.step(step)
    assert made is not None
    with use_language("en"):
        found = type_of(made).tell(made, evening(**{step: list(bodies)}, **others))
    assert found is not None
    return found


def table(one: Told) -> Table:
    (found, *_more) = [part for part in one.parts if isinstance(part, Table)]
    return found


def takes(step: str, body: Any) -> bool:
    made = AGENDA.step(step)
    assert made is not None
    return type_of(made).takes(made, body)


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("places", PLACE),
        ("places", PLACE | {"heading": "h0a1b2c3d", "matters": 1, "doable": 1}),
        ("silence", {"begun": 0}),
        ("silence", {"card": True}),
        ("silence", {"text": "🎲" * 200}),
        ("sectors", HERE),
        ("sectors", HERE | {"how": "room"}),
        ("team", TAKEN),
        ("team", TAKEN | {"who": ""}),
        ("choice", {"option": "later"}),
        ("choice", {"option": "later", "proxy": "a neighbour"}),
        ("choice", {"closed": True}),
        ("choice", {"void": "too many slips"}),
    ],
)
def test_what_a_step_takes(step: str, body: Any) -> None:
    assert takes(step, body)
    assert not takes(step, {**body, "person": "somebody"})
    for key in body:
        assert not takes(step, body | {key: [{}]})


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("places", PLACE | {"matters": 4}),
        ("places", PLACE | {"doable": True}),
        ("places", {"heading": "garden", "matters": 3}),
        ("silence", {"begun": 11}),
        ("silence", {"card": False}),
        ("silence", {"text": "two\nlines"}),
        ("sectors", HERE | {"kind": "press"}),
        ("sectors", HERE | {"how": "pay"}),
        ("team", TAKEN | {"role": "chair"}),
        ("team", TAKEN | {"who": "a" * 61}),
        ("choice", {"option": "never"}),
        ("choice", {"option": "later", "proxy": ""}),
        ("choice", {"option": "later", "proxy": "a" * 41}),
        ("choice", {"closed": False}),
        ("choice", {"void": " "}),
    ],
)
def test_what_a_step_does_not_take(step: str, body: Any) -> None:
    assert not takes(step, body)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda some: st.lists(some) | st.dictionaries(st.text(), some),
    )
)
def test_nothing_a_tablet_may_send_breaks_a_step(body: Any) -> None:
    for step in AGENDA.steps:
        assert type_of(step).takes(step, body) in (True, False)


def test_each_heading_lies_where_it_was_placed_last_and_the_first_ones_come_first() -> None:
    moved = [PLACE | {"heading": "chess", "matters": 1, "doable": 3}, PLACE | {"doable": 1}, PLACE]
    found = told("places", *moved)
    assert table(found).rows[:3] == (
        ("A garden together", "very much", "with help"),
        ("Chess and coffee", "a little", "on our own"),
        ("Rides to the doctor", "not spoken of", ""),
    )
    assert len(table(found).rows) == 6
    assert found.base == "It is what the hall agreed on, not a measurement."


def test_once_the_dots_are_closed_only_the_first_five_are_placed() -> None:
    keys = ["chess", "rides", "repair", "choir", "walks"]
    dots = [{"dot": key} for key in keys] + [{"closed": True}]
    names = [row[0] for row in table(told("places", PLACE, dots=dots)).rows]
    assert names[0] == "A garden together", "what was placed before is told all the same"
    assert names[1:] == ["Chess and coffee", "Rides to the doctor", "A repair bench", "A choir", "Walks"]
    void = [*dots, {"void": "lost"}]
    assert len(table(told("places", PLACE, dots=void)).rows) == 6


def test_a_silent_round_tells_its_lines_how_often_cards_went_on_and_came_back() -> None:
    said: list[dict[str, Any]] = [{"begun": 0}, {"begun": 1}, {"begun": 1}, {"begun": 2}]
    found = told("silence", *said, {"card": True}, {"card": True}, {"text": "A bench by the stream"})
    assert (found.title, found.parts) == ("What would bring us together?", (Lines(("A bench by the stream",)),))
    assert found.base == (
        "Everybody wrote in silence, each on their own. The cards went on 2 times. 2 cards came back."
    )


def test_who_was_in_the_hall_is_a_table_in_which_nobody_is_said_aloud() -> None:
    came = [{"measure": "age", "code": "a15p"}] * 9
    found = told("sectors", HERE, HERE, HERE | {"kind": "resident"}, HERE | {"how": "lead"}, arrival=came)
    assert table(found).head == ("For whom", "are here", "would lead")
    assert table(found).rows[:3] == (
        ("individual resident", 1, "nobody"),
        ("association or charity", 2, 1),
        ("school", "nobody", "nobody"),
    )
    assert found.base.startswith("3 people were counted here, with 9 people in the hall.")


def test_a_team_tells_the_role_that_is_missing_and_how_it_was_chosen() -> None:
    found = told("team", TAKEN | {"role": "youth"}, TAKEN | {"role": "youth", "who": ""})
    assert table(found).rows == (("youth worker", "Ana, somebody from the hall"), ("journalist", "nobody yet"))
    assert found.parts[1] == Lines(("First we write, then we put dots.",), "How it was chosen")


def test_a_voice_told_for_somebody_else_stands_apart_with_who_told_it() -> None:
    came = [{"measure": "age", "code": "a15p"}] * 4
    told_for = [{"option": "yes_", "proxy": "a neighbour"}, {"option": "yes_", "proxy": "the nurse"}]
    found = told("choice", {"option": "yes_"}, {"option": "later"}, *told_for, {"closed": True}, arrival=came)
    assert table(found).head == ("Answer", "voices", "told for somebody else")
    assert table(found).rows == (("yes", 1, 2), ("later", 1, 0))
    assert found.base == (
        "2 voices were counted, with 4 people in the hall. "
        "How it was counted: by raised hands, with closed eyes. "
        "Apart from them, 2 voices were told for somebody who could not come or take part, by: "
        "a neighbour and the nurse."
    )


def test_voices_that_came_from_no_tablet_are_not_told_as_hands() -> None:
    step = AGENDA.step("choice")
    assert step is not None
    entries = [Entry(uuid.uuid4(), {"option": "later"}, tablet) for tablet in (None, uuid.UUID(int=1))]
    with use_language("en"):
        found = type_of(step).tell(step, Evening(AGENDA.steps, {"choice": entries}))
    assert found is not None
    assert "by raised hands, with closed eyes and from phones or a saved file." in found.base


def test_a_vote_that_is_void_tells_its_reason_and_no_number() -> None:
    found = told("choice", {"option": "yes_"}, {"closed": True}, {"void": "two boxes were mixed up"})
    assert (found.parts, found.base) == ((Lines(("The vote was declared void: two boxes were mixed up",)),), "")


def test_tables_lie_side_by_side_with_who_sat_there_and_how_it_was_counted() -> None:
    first = {"sheet": 2, "dots": {"chess": 4, "garden": 1}, "people": 5}
    second = {"sheet": 1, "dots": {"garden": 2}}
    found = told("dots", first, second, {"dot": "rides"}, {"closed": True})
    _order, beside = found.parts
    assert isinstance(beside, Table)
    assert (beside.caption, beside.head) == ("Table by table", ("Heading", "Sheet 1", "Sheet 2"))
    assert beside.rows == (
        ("People at the table", "not said", 5),
        ("Chess and coffee", 0, 4),
        ("A garden together", 2, 1),
        ("Rides to the doctor", 0, 0),
    )
    assert "How it was counted: 7 from the sheets of 2 tables and 1 one by one." in found.base
    assert "The order stayed covered until the count was closed." in found.base
    assert "%" not in found.base


def test_one_table_alone_lies_beside_nothing_and_dots_without_a_tablet_say_so() -> None:
    alone = told("dots", {"sheet": 1, "dots": {"garden": 2}})
    assert [type(part) for part in alone.parts] == [Table, Lines]
    assert "How it was counted: from the sheet of 1 table." in alone.base
    assert "covered" not in alone.base
    step = AGENDA.step("dots")
    assert step is not None
    entries = [Entry(uuid.uuid4(), {"dot": "garden"}, None), Entry(uuid.uuid4(), {"closed": True}, uuid.UUID(int=1))]
    with use_language("en"):
        sent = type_of(step).tell(step, Evening(AGENDA.steps, {"dots": entries}))
    assert sent is not None
    assert "How it was counted: from phones or a saved file." in sent.base


def test_a_sheet_typed_twice_differs_only_where_both_say_something_else() -> None:
    sheet = {"sheet": 1, "dots": {"garden": 2}}
    same = told("dots", sheet, sheet | {"people": 4}, {"sheet": 2, "dots": {"garden": 1}}, {"closed": True})
    assert not [part for part in same.parts if isinstance(part, Lines)]
    assert same.parts[1].rows[0] == ("People at the table", 4, "not said")  # type: ignore[union-attr]
    other = told("dots", sheet | {"people": 5}, sheet | {"people": 4}, {"closed": True})
    assert [part for part in other.parts if isinstance(part, Lines)]


def test_forty_tables_are_laid_out_six_by_six() -> None:
    sheets = [{"sheet": no, "dots": {"garden": 1}} for no in range(1, 41)]
    tables = [part for part in told("dots", *sheets).parts if isinstance(part, Table)][1:]
    assert [len(one.head) for one in tables] == [7, 7, 7, 7, 7, 7, 5]


def test_an_agenda_with_them_is_kept_as_it_was_read() -> None:
    assert from_document(as_document(AGENDA)) == AGENDA


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    headings: themes\n    dots: dots", "    headings: team\n    dots: dots", "»headings« with the id »team«"),
        ("    dots: dots", "    dots: themes", "»dots« with the id »themes«"),
        ("    by: eyes", "    by: shouting", "»shouting« is not known here"),
        ("    rounds: 2", "    rounds: 0", "the least is 1"),
        ("    silent: 4", "    silent: 90", "the most is 30"),
    ],
)
def test_a_fault_in_their_settings_is_told(old: str, new: str, fault: str) -> None:
    with use_language("en"), pytest.raises(Faulty) as refused:
        load_agenda_text(OPTIONAL.read_text("utf-8").replace(old, new), "evening.yaml")
    assert any(fault in str(one) for one in refused.value.faults), refused.value.faults
