"""Any file at all is refused with places or loads, soon and in little memory."""

import json
import time
import tracemalloc
from copy import deepcopy
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.load import Faulty, content_hash, load, load_catalogue, load_text, resolve
from survey.questionnaire.model import Activity
from survey.questionnaire.source import read_text
from tests.questionnaire.forms import CATALOGUE, EVERYTHING, FRAME


def faults_of(text: str) -> list[tuple[int, int, str]]:
    """What a text is refused for."""
    with pytest.raises(Faulty) as refused:
        load_text(text, "trial.yaml", CATALOGUE)
    return [(fault.line, fault.column, fault.message) for fault in refused.value.faults]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{'abcdefghij'[i]}: &{'abcdefghij'[i]} [{','.join(['*' + 'abcdefghij'[i - 1]] * 9)}]\n" for i in range(1, 10)
)


FLAT = "questionnaire: a\ntitle: {en: a}\nlanguages: [en]\nsections:\n- id: s\n  questions:\n"
HOSTILE = {
    "alias bomb": (BOMB, "a mark with &"),
    "brackets": ("a: " + "[" * 100_000, "more than 30 levels"),
    "braces": ("a: " + "{a: " * 100_000, "more than 30 levels"),
    "dashes": ("- " * 100_000 + "a", "more than 30 levels"),
    "long number": ("minimum_age: " + "9" * 5_000, "more than 15 digits"),
    "long list": ("minimum_age: [" + "1, " * 50_000 + "1]", "is missing"),
    "tabs": ("\t\ta\n" * 100_000, "a tab"),
    "invisible": ("\x00" * 500_000, "U+0000"),
    "unknown keys": ("".join(f"key{n}: 1\n" for n in range(20_000)), "unknown key"),
    "many questions": (
        FLAT + "  - {id: q, type: text, label: {en: a}, show_if: x = 1}\n" * 5_000,
        "more than 300 questions",
    ),
    "deep condition": (
        FLAT + "  - {id: q, type: text, label: {en: a}, show_if: " + "not " * 100 + "a = b}",
        "too many brackets",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_anybody_waits(name):
    text, part = HOSTILE[name]
    began = time.process_time()
    said = faults_of(text)
    assert time.process_time() - began < 2
    assert any(part in message for _line, _column, message in said)
    assert len(said) <= 200


def test_an_alias_bomb_takes_no_memory():
    tracemalloc.start()
    faults_of(BOMB)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


JUNK = st.sampled_from(
    [None, True, 5, -1.5, "", "x", [], {}, [[]], [None], {"a": {"b": "c"}}, {"en": 5}, ["en", 7], "q = 1"]
)


def places_in(part, path=()):
    """Every place of a document where something else could stand."""
    if path:
        yield path
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inside:
        yield from places_in(value, (*path, key))


PLAIN = read_text(FRAME + indent(EVERYTHING, " " * 6), "plain.yaml").data
PLACES = list(places_in(PLAIN))


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3))
def test_a_file_with_anything_anywhere_is_refused_with_places_or_loads(changes):
    data = deepcopy(PLAIN)
    for path, junk in changes:
        replace(data, path, deepcopy(junk))
    assert all(fault.line == 1 and fault.column >= 1 for fault in tried(json.dumps(data)))


def tried(text):
    """The faults of a text; none when it loads, and then it can be published."""
    try:
        return [] if content_hash(resolve(load_text(text, "tried.yaml", CATALOGUE))) else None
    except Faulty as faulty:
        return faulty.faults


def replace(data, path, junk):
    """Put something else into a place, if an earlier change has left it there."""
    for key in path[:-1]:
        inside = dict(enumerate(data)) if isinstance(data, list) else data
        data = inside.get(key, {}) if isinstance(inside, dict) else {}
    if isinstance(data, dict) or (isinstance(data, list) and isinstance(path[-1], int) and path[-1] < len(data)):
        data[path[-1]] = junk


@given(st.integers(0, 3000), st.sampled_from(list("{}[]:,-'\"#&*!|>%@ \n?x\t")), st.booleans())
def test_a_slip_of_the_finger_is_refused_with_its_place_or_loads(place, sign, instead):
    text = FRAME + indent(EVERYTHING, " " * 6)
    place %= len(text)
    typed = text[:place] + sign + text[place + instead :]
    assert all(1 <= fault.line <= typed.count("\n") + 2 for fault in tried(typed))


def test_a_file_cut_anywhere_is_never_taken_for_the_whole():
    shipped = Path("questionnaires/resident_survey.yaml")
    raw, activities = shipped.read_bytes(), load_catalogue(shipped.with_name("catalogue.yaml"))
    whole = len(list(load(shipped).questions()))
    for cut in range(0, len(raw), len(raw) // 25):
        assert questions_in(raw[:cut].decode("utf-8", "ignore"), activities) < whole


def questions_in(text: str, activities: dict[str, Activity]) -> int:
    """How many questions a text gives; none when it is refused, which must name a place."""
    try:
        return len(list(load_text(text, "cut.yaml", activities).questions()))
    except Faulty as faulty:
        return -len([fault for fault in faulty.faults if fault.line and fault.message])


def test_markup_in_a_label_is_kept_as_it_was_written(questionnaire):
    hostile = "<script>alert(1)</script> {{7*7}} %s %(x)s"
    loaded = questionnaire("- {id: q, type: text, label: {en: '" + hostile + "'}}")
    assert loaded.question("q").label == {"en": hostile}
