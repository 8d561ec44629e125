"""A code frame is a document: it is loaded, changed and saved without losing what was coded."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.code_frame import CodeFrame, Theme, starting_frame
from analysis.code_frame_file import REASONS, FrameRefused, load_csv, load_yaml, save_csv, save_yaml

CATALOGUE = Path(__file__).resolve().parents[2] / "questionnaires" / "catalogue.yaml"
FRAME = CodeFrame(
    (
        Theme("choir", {"sl": "Petje", "en": "Singing"}, {"sl": ("petje", "pevski zbor")}),
        Theme("old", {"sl": "Staro"}, {}, ("choir",)),
    )
)


def test_the_starting_frame_follows_the_catalogue():
    activities = yaml.safe_load(CATALOGUE.read_text("utf-8"))["activities"]
    frame = starting_frame(activities)
    assert [theme.code for theme in frame.themes] == list(activities)
    choir = frame.theme("choir_music")
    assert choir.names == {"sl": "Petje in glasba", "hr": "Pjevanje i glazba", "en": "Singing and music"}
    assert {"petje", "glasba"} <= set(choir.words["sl"])
    assert load_yaml(save_yaml(frame)) == load_csv(save_csv(frame)) == frame
    users = [code for code in activities if "skupina" in frame.theme(code).words["sl"]]
    assert users == []


CODES = st.from_regex(r"\A[a-z][a-z0-9_]{0,8}\Z")
SAID = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=";\x85"), min_size=1, max_size=12)
THEMES = st.builds(
    Theme,
    CODES,
    st.dictionaries(st.sampled_from(["sl", "hr", "en"]), SAID, min_size=1),
    st.dictionaries(st.sampled_from(["sl", "hr", "en"]), st.lists(SAID, min_size=1, max_size=3).map(tuple)),
)


@settings(max_examples=25)
@given(st.lists(THEMES, max_size=3, unique_by=lambda theme: theme.code))
def test_what_is_saved_is_loaded_again(themes):
    frame = CodeFrame(tuple(themes))
    assert load_yaml(save_yaml(frame)) == frame
    assert load_csv(save_csv(frame)) == frame


def test_words_that_yaml_would_read_otherwise_stay_words():
    frame = load_yaml("themes:\n  no:\n    name: {en: no}\n    words: {en: [yes, 12, on]}\n")
    assert frame.themes == (Theme("no", {"en": "no"}, {"en": ("yes", "12", "on")}),)


def faults(load, text):
    with pytest.raises(FrameRefused) as refused:
        load(text)
    assert {fault.reason for fault in refused.value.faults} <= set(REASONS)
    assert str(refused.value).count("\n") == len(refused.value.faults) - 1
    return [str(fault) for fault in refused.value.faults]


BAD = """themes:
  choir:
    nmae: {sl: Petje}
  Choir 2:
    name: {sl: Petje, xx: Song}
    words: {sl: [petje, {a: b}]}
  choir:
    name: {sl: Zbor}
    into: [nowhere]
"""


def test_every_fault_of_a_document_names_its_line():
    assert faults(load_yaml, BAD) == [
        "2: no_name choir",
        "3: unknown_field nmae",
        "4: wrong_code Choir 2",
        "5: unknown_language xx",
        "6: not_a_text",
        "7: code_twice choir",
        "7: no_such_theme nowhere",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("themes: [", "1: not_yaml"),
        ("", "1: not_a_list themes"),
        ("themes: [a]", "1: not_a_list themes"),
        ("a: &a [*a]", "1: not_a_list themes"),
        ("\0", "1: not_yaml"),
        ("x" * 200_001, "1: too_long 200001"),
        ("themes: {a: {name: {en: A}, into: [b]}, b: {name: {en: B}, into: [a]}}", "1: leads_back"),
        ("[" * 100_000, "1: not_yaml ["),
        ("- " * 5_000, "1: not_yaml"),
    ],
)
def test_what_is_no_code_frame_is_refused(text, expected):
    assert faults(load_yaml, text)[0].startswith(expected)


def test_every_fault_of_a_table_names_its_line():
    assert faults(load_csv, "code,nmae\n") == ["1: unknown_column nmae"]
    assert faults(load_csv, "") == ["1: missing_column code"]
    text = 'code,name_sl\nchoir,"Petje\nin glasba"\n\nchoir,Zbor,more\n,X\n'
    assert faults(load_csv, text) == ["5: code_twice choir", "5: too_many_cells more", "6: wrong_code"]


def test_a_name_changes_and_the_code_stays():
    renamed = FRAME.renamed("choir", {"sl": "Zborovsko petje"})
    assert renamed.theme("choir").names == {"sl": "Zborovsko petje", "en": "Singing"}
    assert renamed.resolve(["choir"]) == FRAME.resolve(["choir"])


def test_merging_joins_the_words_and_follows_former_codes():
    frame = FRAME.with_theme(Theme("songs", {"en": "Songs"}, {"sl": ("pesem", "petje"), "en": ("song",)}))
    merged = frame.merged("choir", "songs")
    assert merged.theme("songs").words == {"sl": ("pesem", "petje", "pevski zbor"), "en": ("song",)}
    assert merged.resolve(["old"]) == (frozenset({"songs"}), frozenset())
    assert [theme.code for theme in merged.current()] == ["songs"]


def test_splitting_asks_to_look_again():
    split = FRAME.split("choir", [Theme("men", {"en": "Men"}), Theme("women", {"en": "Women"})])
    assert split.resolve(["old", "men"]) == (frozenset({"men"}), frozenset({"choir"}))


@pytest.mark.parametrize(
    "change",
    [
        lambda: FRAME.merged("choir", "choir"),
        lambda: FRAME.merged("old", "choir"),
        lambda: FRAME.split("choir", [Theme("men", {})]),
        lambda: FRAME.split("choir", [Theme("old", {}), Theme("new", {})]),
        lambda: CodeFrame((Theme("Wrong", {}),)),
        lambda: CodeFrame((Theme("a", {}, {}, ("b",)),)),
    ],
)
def test_changes_that_would_lose_a_code_are_refused(change):
    with pytest.raises(ValueError):
        change()


def test_a_code_the_frame_never_had_is_named():
    with pytest.raises(KeyError, match="nothing"):
        FRAME.resolve(["nothing"])
