"""Agendas: read from files, refused with the line of each fault, kept as plain data that never changes."""

import json

import pytest

from survey.questionnaire.faults import Faulty
from survey.workshop.agenda import agenda_hash, as_document, from_document, load_agenda_text
from survey.workshop.steps import registry, type_of

SHORT = """
workshop: workshop_short
title: {en: An evening}
languages: [en]
steps:
  - id: arrival
    step: attendance
    minutes: 8
    title: {en: Arrival}
    age: {u15: {en: under 15}, a65p: {en: 65 or over}}
    gender: {f: {en: woman}, m: {en: man}, na: {en: rather not say}}
  - {id: welcome, step: talk, minutes: 4, title: {en: Welcome}, say: {en: Good evening.}}
  - {id: round, step: survey, minutes: 20, title: {en: Pass it round}}
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(Faulty) as refused:
        load_agenda_text(text, "evening.yaml")
    return [str(fault) for fault in refused.value.faults]


def test_an_agenda_is_read_step_by_step() -> None:
    agenda = load_agenda_text(SHORT)
    assert [(step.id, step.step, step.minutes) for step in agenda.steps] == [
        ("arrival", "attendance", 8),
        ("welcome", "talk", 4),
        ("round", "survey", 20),
    ]
    assert (agenda.id, agenda.minutes) == ("workshop_short", 32)


def test_what_is_kept_gives_the_same_agenda_again_under_the_same_name() -> None:
    agenda = load_agenda_text(SHORT)
    kept = json.loads(json.dumps(as_document(agenda)))
    assert from_document(kept) == agenda
    assert agenda_hash(from_document(kept)) == agenda_hash(agenda)


def test_a_step_removed_moved_or_given_other_minutes_makes_another_agenda() -> None:
    lines = SHORT.splitlines(keepends=True)
    removed = "".join(lines[:-1])
    moved = "".join([*lines[:-2], lines[-1], lines[-2]])
    changed = SHORT.replace("minutes: 4", "minutes: 6")
    agendas = [load_agenda_text(text) for text in (SHORT, removed, moved, changed)]
    assert [len(agenda.steps) for agenda in agendas] == [3, 2, 3, 3]
    assert len({agenda_hash(agenda) for agenda in agendas}) == 4


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("step: talk", "step: tall", "evening.yaml:12:25: »tall« is not known here; did you mean »talk«?"),
        ("minutes: 4", "minutes: soon", "evening.yaml:12:40: a whole number should stand here"),
        ("minutes: 4, ", "", "evening.yaml:12:5: »minutes« is missing; add it"),
        ("id: round", "id: welcome", "evening.yaml:13:10: a step before has the id »welcome«, too; give each its own"),
        ("say: {en", "says: {en", "evening.yaml:12:65: unknown key »says«; did you mean »say«?"),
        ("languages: [en]", "languages: [en, sl]", "evening.yaml:3:8: the text in »sl« is missing; add it"),
        ("    gender: {f: {en: woman}, m: {en: man}, na: {en: rather not say}}\n", "", "»gender« is missing; add it"),
        ("{en: Good evening.}", '{en: " "}', "evening.yaml:12:70: the text in »en« is missing; add it"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(was: str, becomes: str, said: str) -> None:
    assert was in SHORT
    told = faults_of(SHORT.replace(was, becomes, 1))
    assert any(said in fault for fault in told), told


@pytest.mark.parametrize(
    "text", ["workshop: w", "- 1", "steps: []", "steps: 4", "steps: [3, {id: 4}, null]", "title: [x"]
)
def test_nonsense_is_refused_with_a_place(text: str) -> None:
    assert all(fault.startswith("evening.yaml:") for fault in faults_of(text))


def test_every_kind_of_step_says_which_records_it_takes() -> None:
    arrival, welcome, _round = load_agenda_text(SHORT).steps
    takes = type_of(arrival).takes
    assert takes(arrival, {"measure": "age", "code": "a65p"})
    assert takes(arrival, {"measure": "gender", "code": "na"})
    for body in (
        None,
        [],
        {},
        {"measure": "age", "code": "f"},
        {"measure": "title", "code": "en"},
        {"measure": "hear"},
    ):
        assert not takes(arrival, body), body
    assert not takes(arrival, {"measure": "age", "code": "a65p", "name": "somebody"})
    assert not takes(arrival, {"measure": "age", "code": ["a65p"]})
    assert not type_of(welcome).takes(welcome, {"measure": "age", "code": "a65p"})
    assert {"attendance", "survey", "talk", "vote", "notes", "headings", "dots"} <= set(registry())
