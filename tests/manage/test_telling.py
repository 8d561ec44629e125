"""What a new version does, in whole sentences: what goes on, what begins anew, and how many answers that is."""

import pytest

from survey.i18n import use_language
from survey.questionnaire.compare import compare
from survey.questionnaire.load import load_text
from survey.questionnaire.mapping import mappings_of
from survey.questionnaire.telling import heading, lines, told

TEXT = """
questionnaire: trial
title: {sl: A, en: A}
languages: [sl, en]
sections:
  - id: a
    questions:
      - {id: r0, type: consent, label: {sl: C, en: C}, agree: {sl: C, en: C}}
      - {id: q, type: single, label: {sl: V, en: Question}, options: {a: {sl: A, en: A}, b: {sl: B, en: B}}}
      - id: m
        type: multiple
        at_most: 2
        label: {sl: M, en: Many}
        options: {x: {sl: X, en: X}, y: {sl: Y, en: Y}}
      - {id: s, type: scale, label: {sl: S, en: S}, low: {sl: L, en: L}, high: {sl: H, en: H}}
      - {id: n, type: number, label: {sl: N, en: Number}, minimum: 0, maximum: 20, hint: {sl: N, en: N}}
      - {id: w, type: text, label: {sl: W, en: Words}, show_if: q = a}
"""
ANSWERED = {"q": 12, "m": 9, "w": 1}
MORE = ("y: {sl: Y, en: Y}", "y: {sl: Y, en: Y}, z: {sl: Z, en: Dance}")


def report(*changed: tuple[str, str], mappings: str = "") -> str:
    text = TEXT
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    before, after = (load_text(one, "trial.yaml", {}) for one in (TEXT, text))
    with use_language("en"):
        found = told(compare(before, after, mappings_of(mappings, before, after)), 2, ANSWERED)
        return "\n".join([heading(found), *lines(found)])


def test_where_nothing_changes_nothing_else_is_said() -> None:
    assert report() == ("All answers given so far go on counting together with new ones.\n6 questions stay as they are")


def test_what_begins_anew_says_how_many_answers_and_what_could_be_done() -> None:
    assert (
        report(MORE)
        == """\
With 1 question, answers given so far will not count together with new ones.
These begin anew:
  m: comparable since version 2 only
      Option »Dance (z)« is added.
      If it means the same nevertheless, say in the mappings where the answers go; where nothing moves, write »m: m«.
      9 people have answered it so far. Their answers stay stored, and no figure shows them any more.
5 questions stay as they are"""
    )


def test_a_declared_addition_says_of_whom_it_is_counted() -> None:
    assert (
        report(MORE, mappings="mappings: {m: m}")
        == """\
All answers given so far go on counting together with new ones.
These change and go on counting:
  m: counts together by the declared mapping
      Option »Dance (z)« is added.
      »Dance«: counted from version 2 on, out of the people who could choose it. Whoever answered before was not asked \
and counts neither as yes nor as no.
      There is more to choose from now and no more may be chosen, so each of the others may be chosen \
a little less often.
      9 people have answered it so far. Their answers count together with new ones.
5 questions stay as they are"""
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("en: Question}", "en: Asked}"), "It was worded »Question« and is now »Asked«."),
        (("{sl: V,", "{sl: Vprašanje,"), "It is worded otherwise in: Slovenščina."),
        (("options: {a: {sl: A, en: A}", "options: {a: {sl: Aa, en: A}"),
         "Option »A« is worded otherwise in: Slovenščina."),
        (("b: {sl: B, en: B}", "b: {label: {sl: B, en: B}, hint: {sl: B, en: B}}"),
         "The hint of option »B« is worded otherwise."),
        (("agree: {sl: C, en: C}", "agree: {sl: C, en: D}"), "What people agree to is worded otherwise."),
        (("low: {sl: L, en: L}", "low: {sl: L, en: M}"), "The ends of the scale are worded otherwise."),
        (("hint: {sl: N, en: N}", "hint: {sl: N, en: M}"), "Its hint is worded otherwise."),
        (("at_most: 2", "at_most: 1"), "Up to 2 could be chosen, and up to 1 can be now."),
        (("at_most: 2\n        ", ""), "As many as people like may be chosen now; it was 2."),
        (("maximum: 20", "maximum: 30"), "»maximum« was 20 and is now 30"),
        (("show_if: q = a", "show_if: q = b"), "Other people are asked: only those of whom this holds: q = b"),
        (("  - id: a\n", "  - id: a\n    show_if: answered(r0)\n"), "Other people are asked, because a condition"),
    ],
)  # fmt: skip
def test_each_difference_is_a_whole_sentence(changed: tuple[str, str], sentence: str) -> None:
    if "answered(r0)" in changed[1]:
        changed = ("      - {id: q,", "  - id: b\n    show_if: answered(r0)\n    questions:\n      - {id: q,")
    said = report(changed)
    assert f"      {sentence}" in said
    assert "In other words." not in said


def test_what_is_gone_and_what_is_new_are_groups_of_their_own() -> None:
    said = report(("id: n,", "id: number,"), ("id: w,", "id: words,"))
    assert said.startswith(
        "All answers given so far go on counting together with new ones. 2 questions are new. "
        "2 questions are asked no more.\nThese are new:\n  number: new, counted from version 2 on\n"
    )
    assert "  w: asked no more; earlier answers stay but are not shown\n      1 person has answered it so far." in said
    assert "  n: asked no more; earlier answers stay but are not shown\n      Nobody has answered it so far." in said
