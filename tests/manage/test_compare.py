"""What a new version does to each question and option, told before anything is published."""

import pytest

from survey.i18n import use_language
from survey.questionnaire import message
from survey.questionnaire.compare import Kind, Why, compare
from survey.questionnaire.equivalence import differences, hindrances, still_to_come
from survey.questionnaire.faults import Faulty
from survey.questionnaire.load import load_text, resolve, structure_hash
from survey.questionnaire.mapping import Declared, mappings_of
from survey.questionnaire.telling import heading, lines, told

TEXT = """
questionnaire: trial
title: {en: Trial}
languages: [en]
sections:
  - id: a
    questions:
      - {id: r0, type: consent, label: {en: c}, agree: {en: c}}
      - {id: q, type: single, label: {en: Question}, options: {a: {en: A}, b: {en: B}, c: {en: C}}}
      - id: m
        type: multiple
        at_most: 2
        label: {en: Many}
        options: {x: {en: X}, y: {en: Y}}
      - id: k
        type: cards
        of: m
        label: {en: Cards}
        columns: [{id: how, label: {en: How}, options: {a: {en: A}, b: {en: B}}}]
      - {id: g, type: grid, label: {en: Grid}, rows: {p: {en: P}, q: {en: Q}}, options: {a: {en: A}, b: {en: B}}}
      - {id: n, type: number, label: {en: Number}, minimum: 0, maximum: 20}
      - {id: w, type: text, label: {en: Words}, show_if: q = a}
"""


def made(*changed: tuple[str, str]):
    text = TEXT
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    return load_text(text, "trial.yaml", {})


def change(question: str, *changed: tuple[str, str], mappings: str = ""):
    old, new = made(), made(*changed)
    found = compare(old, new, mappings_of(mappings, old, new))
    return next(one for one in found if one.question == question)


def test_nothing_changed_is_kept_and_pools() -> None:
    assert {(one.kinds, one.pools) for one in compare(made(), made())} == {((Kind.KEPT,), True)}


@pytest.mark.parametrize(
    ("question", "changed", "kind", "pools"),
    [
        ("q", ("{en: Question}", "{en: Asked otherwise}"), Kind.REWORDED, True),
        ("q", ("a: {en: A}, b: {en: B}, c: {en: C}", "a: {en: Aa}, b: {en: B}, c: {en: C}"), Kind.REWORDED, True),
        ("q", ("a: {en: A}, b: {en: B}, c", "b: {en: B}, a: {en: A}, c"), Kind.ORDER, True),
        ("q", ("c: {en: C}", "c: {en: C}, d: {en: D}"), Kind.ADDED, False),
        ("q", (", c: {en: C}", ""), Kind.REMOVED, False),
        ("m", ("at_most: 2", "at_most: 1"), Kind.RULES, False),
        ("k", ("y: {en: Y}", "y: {en: Y}, z: {en: Z}"), Kind.REMOVED, False),
        ("g", ("q: {en: Q}", "q: {en: Q}, r: {en: R}"), Kind.ADDED, False),
        ("n", ("maximum: 20", "maximum: 30"), Kind.RULES, False),
        ("n", ("{id: n, type: number, label: {en: Number}, minimum: 0, maximum: 20}",
               "{id: n, type: text, label: {en: Number}}"), Kind.TYPE, False),
        ("w", ("show_if: q = a", "show_if: q = b"), Kind.RULES, False),
        ("w", (", show_if: q = a", ", required: true, show_if: q = a"), Kind.KEPT, True),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_told(question: str, changed: tuple[str, str], kind: Kind, pools: bool) -> None:
    found = change(question, changed)
    assert kind in found.kinds
    assert found.pools is pools


def test_a_new_question_and_one_that_is_gone() -> None:
    found = compare(made(), made(("id: n,", "id: number,")))
    assert {(one.question, one.kinds) for one in found if one.kinds[0] in (Kind.NEW, Kind.GONE)} == {
        ("number", (Kind.NEW,)),
        ("n", (Kind.GONE,)),
    }


@pytest.mark.parametrize(
    ("changed", "mappings", "why"),
    [
        ((", c: {en: C}", ""), "q.c: b", Why.NOTHING_LOST),
        ((", c: {en: C}", ""), "q: q", Why.NO_PLACE),
        (("c: {en: C}", "c: {en: C}, d: {en: D}"), "q: q", Why.NO_SOURCE),
        (("c: {en: C}", "d: {en: D}, e: {en: E}"), "q.c: [d, e]", Why.SPLIT),
        (("c: {en: C}", "c: {en: C}, d: {en: D}"), "q.c: [c, d]", Why.NOTHING_LOST),
        (("c: {en: C}", "c: {en: C}, d: {en: D}, e: {en: E}"), "q.c: [c, d]", Why.NO_SOURCE),
        (("c: {en: C}", "c: {en: C}, d: {en: D}"), "q.c: [c, b, d]", Why.SPLIT),
        (("y: {en: Y}", "y: {en: Y}, z: {en: Z}"), "m: m", Why.NOTHING_LOST),
        (("y: {en: Y}", "y: {en: Y}, z: {en: Z}"), "m.x: x", Why.UNSAID),
        (("q: {en: Q}", "q: {en: Q}, r: {en: R}"), "g: g", Why.NOTHING_LOST),
        (("x: {en: X}", "z: {en: Z}"), "m.x: z", Why.NOTHING_LOST),
        (("x: {en: X}, y: {en: Y}", "z: {en: Z}, v: {en: V}"), "m.x: z, m.y: z", Why.TWO_IN_ONE),
        (("at_most: 2", "at_most: 1"), "m: m", Why.NOTHING_LOST),
        (("p: {en: P}", "s: {en: S}"), "g.p: s", Why.NOTHING_LOST),
        (("id: q, type: single", "id: q, sensitive: true, type: single"), "q: q", Why.SENSITIVE),
    ],
)
def test_a_mapping_holds_only_where_it_is_exact(changed: tuple[str, str], mappings: str, why: Why) -> None:
    question = mappings[0]
    texts = [changed] if "sensitive" not in changed[1] else [changed, (", show_if: q = a", "")]
    found = change(question, *texts, mappings=f"mappings: {{{mappings}}}")
    assert (found.why, found.pools) == (why, not why)


def test_cards_follow_the_picks_they_are_made_of() -> None:
    found = change("k", ("x: {en: X}", "z: {en: Z}"), mappings="mappings: {m.x: z}")
    assert found.pools
    assert found.pooling.parts == {"x": "z"}


def test_equal_structure_always_pools() -> None:
    old, new = made(), made(("{en: Question}", "{en: Other words}"))
    assert structure_hash(resolve(old)) == structure_hash(resolve(new))
    assert all(one.pools for one in compare(old, new, Declared()))


@pytest.mark.parametrize("code", ["sl", "hr", "en"])
def test_the_report_is_told_in_every_language(code: str) -> None:
    old, new = made(), made(("c: {en: C}", "d: {en: D}"), ("at_most: 2", "at_most: 1"), ("id: n,", "id: number,"))
    with use_language(code):
        report = told(compare(old, new), 2)
        assert heading(report)
        assert all(line.strip() for line in lines(report))
        assert not report[0].pools


@pytest.mark.parametrize("text", ["mappings: {q.z: a}", "mappings: {z.a: a}", "mappings: {q.a: z}", "a: b", "- x"])
def test_mappings_that_name_nothing_are_faults(text: str) -> None:
    with pytest.raises(Faulty):
        mappings_of(text, made(), made())


def test_plural_forms_are_those_of_the_language() -> None:
    assert message.forms_of("sl") == {"one", "two", "few", "other"}
    assert message.forms_of("hr") == {"one", "few", "other"}
    visits = "{n, plural, one {# obisk} two {# obiska} few {# obiski} other {# obiskov}}"
    said = [message.fill(visits, {"n": n}, "sl") for n in (1, 2, 3, 5, 101)]
    assert said == ["1 obisk", "2 obiska", "3 obiski", "5 obiskov", "101 obisk"]
    assert message.fill("{n}, {x}, {{7*7}}", {"n": None}, "en") == "…, {x}, {{7*7}}"


def test_languages_must_say_the_same() -> None:
    text = TEXT.replace("languages: [en]", "languages: [en, sl]").replace(
        "{en: Words}", "{en: 'You: {n}', sl: 'Vi: {m}'}"
    )
    text = text.replace("{en: Number}", "{en: '{q, plural, one {#} other {#}}', sl: '{q, plural, one {#} other {#}}'}")
    with use_language("en"), pytest.raises(Faulty) as refused:
        load_text(text, "trial.yaml", {}, complete=False)
    said = str(refused.value)
    assert "»sl« is not filled from the same questions" in said
    assert "has not the plural forms of its language; write few, one, other and two" in said


def test_a_draft_may_lack_texts_and_says_which() -> None:
    asked = load_text(TEXT.replace("languages: [en]", "languages: [en, sl]"), "trial.yaml", {}, complete=False)
    assert still_to_come(asked)["sl"] == (0, still_to_come(asked)["en"][1])
    assert {one.language for one in differences(asked)} == {"sl"}


def test_further_languages_fall_back_but_consent_does_not() -> None:
    text = TEXT.replace("languages: [en]", "languages: [sl, hr, en, de]")
    for word in ("Trial", "c", "Question", "Many", "Cards", "How", "Grid", "Number", "Words"):
        text = text.replace(f"{{en: {word}}}", f"{{sl: {word}, hr: {word}, en: {word}}}")
    for word in "ABCXYPQ":
        text = text.replace(f"{{en: {word}}}", f"{{sl: {word}, hr: {word}, en: {word}}}")
    basis = "legal_basis: {public_task: {sl: a, hr: a, en: a}}"
    text = text.replace("agree:", f"{basis}, agree:")
    lacking = hindrances(load_text(text, "trial.yaml", {}, complete=False), "public_task")
    assert [line.split(":")[0] for line in lacking] == ["r0.agree", "r0.label", "r0.legal_basis.public_task"]
    assert all("»de«" in line for line in lacking)
