"""Questionnaires written in the tests that use them."""

from textwrap import dedent, indent

from survey.questionnaire.answers import Context, finish, read
from survey.questionnaire.load import load_text
from survey.questionnaire.model import Activity, Questionnaire

FRAME = """\
questionnaire: trial
title: {en: Trial}
languages: [en]
sections:
  - id: start
    questions:
      - {id: agreed, type: consent, label: {en: Consent}, agree: {en: I agree}}
"""

EVERYTHING = """\
- {id: place, type: district, label: {en: Where}}
- id: coming
  type: single
  label: {en: Coming}
  options: {weekly: {en: w}, never: {en: n}, na: {label: {en: nein}, refusal: true}}
- id: picks
  type: multiple
  label: {en: Picks}
  options: {activities: [choir, chess, walk], local: 1}
  at_most: 3
  random_order: true
  other: true
  none: {en: None of these}
- id: cards
  type: cards
  label: {en: Cards}
  of: picks
  columns:
    - {id: often, label: {en: Often}, options: {weekly: {en: w}, few: {en: f}}}
    - {id: have, label: {en: Have}, options: {use: {en: u}, unsuitable: {en: n}, na: {label: {en: x}, refusal: true}}}
    - {id: why, label: {en: Why}, options: {time: {en: t}, price: {en: p}}, show_if: have = unsuitable}
- id: needs
  type: multiple
  sensitive: true
  label: {en: Needs}
  options: {ramp: {en: r}, loop: {en: l}, na: {label: {en: nein}, refusal: true}}
  none: {en: Nothing}
- {id: people, type: number, label: {en: People}, minimum: 0, maximum: 20}
- {id: metres, type: number, label: {en: Metres}, minimum: -10, maximum: 5000, whole: false, bins: [-10, 0, 0.5, 100]}
- id: grid
  type: grid
  label: {en: Grid}
  rows: {a: {en: a}, b: {en: b}, c: {en: c}}
  options: {good: {en: g}, bad: {en: b}, na: {label: {en: nein}, refusal: true}}
- {id: wish, type: text, long: true, label: {en: Wish}, show_if: coming != never}
- id: age
  type: single
  label: {en: Age}
  options: {young: {en: y}, old: {en: o}}
  stratum: age
  show_if: coming = weekly
- {id: hello, type: note, label: {en: Now a few more}}
- id: mood
  type: scale
  label: {en: Mood}
  low: {en: bad}
  high: {en: good}
  options: {na: {label: {en: nein}, refusal: true}}
- id: first
  type: ranking
  label: {en: First}
  options: {bus: {en: Bus}, shop: {en: Shop}, bench: {label: {en: Bench}, show_if: coming != never}}
- id: when
  type: slots
  label: {en: When}
  days: [mon, sat]
  options: {varies: {label: {en: varies}, exclusive: true}}
- {id: day, type: date, label: {en: Day}, minimum: "2026-01-01", maximum: "2026-12-31"}
- {id: hour, type: time, label: {en: Hour}, show_if: day > '2026-06-30'}
- {id: guests, type: calculated, label: {en: Guests}, calculate: people * 2 + 1, bins: [0, 10], shown: true}
- {id: spot, type: place, label: {en: Spot}, options: {anywhere: {en: Anywhere}}}
- id: how
  type: single
  label: {en: How}
  options: {walk: {en: On foot}, bus: {label: {en: By bus}, show_if: people + 1 > 3}}
  other: true
"""

CATALOGUE = {
    code: Activity(code=code, label={"en": code.title()}, sensitive=code == "therapy")
    for code in ("choir", "chess", "walk", "repair", "garden", "therapy")
}


def make(questions: str, more: str = "", pages: str = "") -> Questionnaire:
    """The frame every trial needs, with the questions put into its first page and more pages after it."""
    text = FRAME + indent(dedent(questions).strip("\n"), " " * 6) + "\n" + indent(dedent(pages), "  ") + more
    return load_text(text, "trial.yaml", CATALOGUE)


POLJE = Context("polje", (("polje", "Polje"),))
AGREED = {"agreed": "yes"}


def codes(questionnaire, answers, context=POLJE):  # type: ignore[no-untyped-def]
    """What is counted for somebody who agreed."""
    return {code.item: code.option for code in finish(questionnaire, {**AGREED, **answers}, context).codes}


def answer_of(questionnaire, fields, name, context=POLJE):  # type: ignore[no-untyped-def]
    """What is read from the fields of a form, and what is said about it."""
    reading = read(questionnaire, {"q_agreed": ["yes"], **fields}, context)
    return reading.answers.get(name), reading.faults.get(name, [])
