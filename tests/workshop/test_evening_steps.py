"""What the steps of an evening take from a tablet, and what they tell of it afterwards."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n import use_language
from survey.questionnaire.faults import Faulty
from survey.workshop.agenda import load_agenda, load_agenda_text
from survey.workshop.dotted import dots_of, first_three, ranked
from survey.workshop.steps import told_of, type_of
from survey.workshop.table import headings_of
from survey.workshop.telling import Entry, Evening, Lines, Table, Told

SHORT = Path(__file__).resolve().parents[2] / "questionnaires" / "workshop_short.yaml"
AGENDA = load_agenda(SHORT)
ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)


def takes(step: str, body: Any) -> bool:
    made = AGENDA.step(step)
    assert made is not None
    return type_of(made).takes(made, body)


def evening(tablet: uuid.UUID | None = ONE, **steps: list[Mapping[str, Any]]) -> Evening:
    """An evening of the short agenda with these records."""
    made = {step: [entry(body, tablet) for body in bodies] for step, bodies in steps.items()}
    return Evening(AGENDA.steps, made)


def entry(body: Mapping[str, Any], tablet: uuid.UUID | None) -> Entry:
    """A record; `by_tablet` says that another tablet has sent it."""
    said = {key: value for key, value in body.items() if key != "by_tablet"}
    return Entry(uuid.uuid4(), said, body.get("by_tablet", tablet))


def said(told: list[Told]) -> str:
    """Everything that is told, as one text."""
    parts = []
    for one in told:
        parts += [one.title, one.base]
        for part in one.parts:
            parts += (
                [part.title, *part.lines]
                if isinstance(part, Lines)
                else [str(cell) for row in part.rows for cell in row]
            )
    return "\n".join(parts)


NOTE = {"no": 1, "text": "Chess for all"}
SHEET = {"sheet": 1, "dots": {"meet": 3}}
PROMISE = {"heading": "meet", "what": "Ask for the key", "by": "2026-12-01", "ready": "now", "needs": "", "who": ""}


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("cards", NOTE),
        ("cards", NOTE | {"text": "🎲" * 120}),
        ("cards", NOTE | {"held": "hurts"}),
        ("what", {"note": str(ONE), "under": "meet"}),
        ("what", {"note": str(ONE), "under": "h0a1b2c3d"}),
        ("what", {"heading": "h0a1b2c3d", "name": "Čebele", "activities": []}),
        ("exists", {"heading": "", "what": "have", "name": "Choir", "where": "", "when": "Tuesdays"}),
        ("dots", {"dot": "meet"}),
        ("dots", SHEET),
        ("dots", SHEET | {"people": 5}),
        ("dots", {"closed": True}),
        ("dots", {"void": "a sheet was lost"}),
        ("who", PROMISE),
        ("who", PROMISE | {"by": "", "heading": ""}),
        ("missing", {"whom": "Young people", "asks": "the school", "by": "2026-12-01"}),
        ("surprises", {"text": "So many came"}),
        ("close", {"next": "2026-12-01", "at": "18:00", "where": "Fire station"}),
    ],
)
def test_what_a_step_takes(step: str, body: Any) -> None:
    assert takes(step, body)
    assert not takes(step, {**body, "person": "somebody"})
    for key in body:
        assert not takes(step, {other: said for other, said in body.items() if other != key} | {key: [{}]})


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("cards", NOTE | {"text": "a" * 121}),
        ("cards", NOTE | {"text": " blank before"}),
        ("cards", NOTE | {"text": "two\nlines"}),
        ("cards", NOTE | {"no": 0}),
        ("cards", NOTE | {"no": True}),
        ("cards", NOTE | {"held": "boring"}),
        ("what", {"note": "1", "under": "meet"}),
        ("what", {"note": str(ONE), "under": "nowhere"}),
        ("what", {"card": "meet"}),
        ("what", {"heading": "meet", "name": "Mine", "activities": []}),
        ("exists", {"heading": "", "what": "want", "name": "Choir", "where": "", "when": ""}),
        ("dots", {"closed": False}),
        ("dots", {"sheet": 0, "dots": {}}),
        ("dots", {"sheet": 1, "dots": {"meet": -1}}),
        ("dots", {"sheet": 1, "dots": {"meet": True}}),
        ("dots", SHEET | {"people": 0}),
        ("dots", SHEET | {"people": 100}),
        ("who", PROMISE | {"by": "2026-02-30"}),
        ("who", PROMISE | {"by": "tomorrow"}),
        ("who", PROMISE | {"ready": "never"}),
        ("close", {"next": "", "at": "", "where": ""}),
        ("close", {"next": "2026-12-01", "at": "6 pm", "where": ""}),
        ("close", {"next": "2026-12-01", "at": "25:00", "where": ""}),
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


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)))
def test_equal_numbers_share_a_place_and_nobody_is_left_out(counts: dict[str, int]) -> None:
    rows = ranked(counts, "abcdef")
    assert sorted(key for _place, key, _n in rows) == list("abcdef")
    assert {key: n for _place, key, n in rows} == {key: counts.get(key, 0) for key in "abcdef"}
    for place, _key, n in rows:
        assert place == 1 + sum(other > n for _p, _k, other in rows)
    assert [key for place, key, n in rows if place <= 3 and n] == first_three(counts, "abcdef")


def test_a_sheet_counts_once_however_many_tablets_type_it_and_a_difference_is_said() -> None:
    same = SHEET | {"dots": {"meet": 3, "move": 0}, "by_tablet": TWO}
    dots = dots_of(evening(dots=[{"dot": "move"}, SHEET, same]), "dots")
    assert (dots.counts, dots.all, dots.sheets, dots.differ) == ({"move": 1, "meet": 3}, 4, 1, ())
    other = dots_of(evening(dots=[SHEET, SHEET | {"dots": {"meet": 4}}]), "dots")
    assert (other.counts, other.differ) == ({"meet": 3}, (1,))
    with use_language("en"):
        assert "Sheets: 1" in said(told_of(evening(dots=[SHEET, SHEET | {"dots": {"meet": 4}}])))


def test_a_count_that_is_void_tells_its_reason_and_no_number() -> None:
    with use_language("en"):
        words = said(told_of(evening(dots=[{"dot": "meet"}, {"closed": True}, {"void": "two sheets got lost"}])))
    assert "two sheets got lost" in words
    assert "1" not in words


def test_of_a_note_that_is_held_back_only_the_reason_is_told() -> None:
    notes = [NOTE, {"no": 2, "text": "Novak drinks", "held": "person"}]
    with use_language("en"):
        words = said(told_of(evening(cards=notes)))
        assert "It names a person: 1" in words
        assert "2 ideas were written down." in words
        lay = {"heading": "h00000000", "name": "Own", "activities": []}
        assert "Novak" not in said(told_of(evening(cards=notes, what=[lay])))


def test_ideas_that_nobody_had_time_to_lay_are_told_all_the_same() -> None:
    held = {"no": 3, "text": "Novak drinks", "held": "person"}
    made = evening(cards=[NOTE, {"no": 2, "text": "Garden"}, held])
    with use_language("en"):
        ideas = told_of(made)[0]
        assert ideas.parts[0] == Lines(("1 · Chess for all", "2 · Garden"), "Under no heading")
        lay = {"note": str(made.of("cards")[0].item), "under": "meet"}
        laid = Evening(made.steps, {**made.entries, "what": [Entry(uuid.uuid4(), lay, ONE)]})
        words = said(told_of(laid))
    assert (words.count("Chess for all"), words.count("Garden"), words.count("Novak")) == (1, 1, 0)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["", "meet", "move", "h00000000", "hffffffff"]))))
def test_every_idea_is_told_once_wherever_it_lies_unless_it_is_held_back(cards: list[tuple[bool, str]]) -> None:
    held = {True: {"held": "hurts"}, False: {}}
    notes = [{"no": no, "text": f"idea-{no}-", **held[back]} for no, (back, _) in enumerate(cards, 1)]
    made = evening(cards=notes, what=[{"heading": "h00000000", "name": "Own", "activities": []}])
    laid = [
        {"note": str(note.item), "under": key} for note, (_, key) in zip(made.of("cards"), cards, strict=True) if key
    ]
    whole = Evening(made.steps, {**made.entries, "what": [*made.of("what"), *(entry(body, ONE) for body in laid)]})
    with use_language("en"):
        words = said(told_of(whole))
    for no, (back, _) in enumerate(cards, 1):
        assert words.count(f"{no} · idea-{no}-") == (not back), "a heading that was taken back hides no idea"
        assert words.count(f"idea-{no}-") == (not back)


def test_ideas_of_two_tablets_keep_their_numbers_apart_and_lie_where_they_were_laid_last() -> None:
    made = evening(cards=[NOTE, {"no": 1, "text": "Garden", "by_tablet": TWO}, {"no": 2, "text": "Lift"}])
    first, second, _loose = made.of("cards")
    lay = [(first, "meet"), (second, "outside"), (first, "move")]
    laid = [Entry(uuid.uuid4(), {"note": str(note.item), "under": key}, ONE) for note, key in lay]
    whole = Evening(made.steps, {**made.entries, "what": laid})
    under = {one.key: [note.body["text"] for note in one.notes] for one in headings_of(whole, "what") if one.many}
    assert under == {"move": ["Chess for all"], "outside": ["Garden"]}
    with use_language("en"):
        words = said(told_of(whole))
    assert "1 · Chess for all" in words
    assert "1 B · Garden" in words
    assert words.index("Under no heading") < words.index("2 · Lift")


def test_an_evening_is_told_in_the_order_of_its_agenda_and_practice_is_not() -> None:
    people = [{"measure": "age", "code": "a65p"}] * 14
    made = evening(
        arrival=people, welcome=[{"option": "tea"}], need=[{"option": "s5"}] * 9,
        dots=[{"dot": "meet"}] * 42 + [{"closed": True}], who=[PROMISE, PROMISE | {"who": "Ana", "what": "Bake"}],
        missing=[{"whom": "Young people", "asks": "the school", "by": ""}],
        surprises=[{"text": "So many came"}], close=[{"next": "2026-12-01", "at": "18:00", "where": "Fire station"}],
        exists=[{"heading": "meet", "what": "have", "name": "Choir", "where": "School", "when": "Tuesdays"}],
    )  # fmt: skip
    with use_language("en"):
        told = told_of(made, without="attendance")
    titles = [one.title for one in told]
    assert titles == [
        "How much do we need a place to meet here?", "What there is, and what could be offered", "Dots",
        "Who does what", "Who was not here", "What surprised us, what went wrong?", "The next meeting",
    ]  # fmt: skip
    dots = told[2]
    assert isinstance(dots.parts[0], Table)
    assert dots.parts[0].rows == (("Coffee, games, shared meals", 42),)
    assert dots.base == (
        "42 dots were counted, with 14 people in the hall. Everybody had 3 dots, at most 2 on one heading. "
        "How it was counted: one by one. The order stayed covered until the count was closed."
    )
    words = said(told)
    assert "somebody from the hall" in words
    assert "1 December 2026, 18:00, Fire station" in words


@pytest.mark.parametrize("language", ["sl", "hr"])
def test_it_is_told_in_every_language(language: str) -> None:
    with use_language("en"):
        english = said(told_of(evening(dots=[{"dot": "meet"}], who=[PROMISE], cards=[NOTE])))
    with use_language(language):
        other = said(told_of(evening(dots=[{"dot": "meet"}], who=[PROMISE], cards=[NOTE])))
    shared = set(english.splitlines()) & set(other.splitlines())
    assert not {line for line in shared if line.isascii() and len(line) > 20} - {PROMISE["what"]}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("headings: what", "headings: wat", "no step of the kind »headings« with the id »wat«"),
        ("notes: cards", "notes: close", "no step of the kind »notes« with the id »close«"),
        ("dots: dots", "dots: need", "no step of the kind »dots« with the id »need«"),
    ],
)
def test_a_step_names_one_that_comes_before_it(old: str, new: str, fault: str) -> None:
    with use_language("en"), pytest.raises(Faulty) as refused:
        load_agenda_text(SHORT.read_text("utf-8").replace(old, new), "evening.yaml")
    assert any(fault in str(one) for one in refused.value.faults)
