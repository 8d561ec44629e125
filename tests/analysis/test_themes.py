"""What people said: counted by people, suggested but never coded by the program, quoted only when approved."""

import builtins

import pytest

from analysis.code_frame import CodeFrame, Theme
from analysis.lemmas import WordsMissing, empty_words, language_hint, lemma, standing, telling
from analysis.themes import (
    Answer,
    Coding,
    Counted,
    ThemeCount,
    coders_apart,
    coding_agreement,
    lemma_counts,
    other_language,
    pair_counts,
    quotes,
    suggest,
    theme_counts,
)


def answers(*texts, language="sl"):
    return [Answer(f"a{at}", text, language) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("parkirišč", "sl", "parkirišče"),
        ("drevesa", "sl", "drevo"),
        ("starejših", "sl", "starejši"),
        ("bus", "sl", "avtobus"),
        ("starijih", "hr", "stariji"),
        ("igrališta", "hr", "igralište"),
        ("igrališta", "bs", "igralište"),
        ("teenagers", "en", "teenager"),
        ("singing", "en", "sing"),
        ("kelimeler", "tr", "kelimeler"),
        ("a" * 4000, "sl", "a" * 4000),
    ],
)
def test_words_become_lemmas(word, language, expected):
    assert lemma(word, language) == expected


def test_words_that_say_nothing_are_left_out_and_telling_ones_kept():
    assert telling("Naj bo prostor za starejše odprt tudi v soboto, in to je vse.", "sl") == [
        "prostor", "starejši", "odprt", "sobota",
    ]  # fmt: skip
    assert telling("We need a room for young people", "en") == ["room", "young", "people"]
    assert "biti" in empty_words("hr")


def test_the_dictionary_knows_names_from_words():
    assert [standing(word, "sl") for word in ("klopca", "marjeta", "xaxq")] == ["common", "proper", "unknown"]


def test_lemmas_are_counted_by_people_and_not_by_mentions():
    said = [
        Answer("1", "Igrišče, igrišče in še enkrat igrišče!", "sl"),
        Answer("2", "Več klopi ob igrišču.", "sl"),
        Answer("3", "Klopi in igrišča, prosim.", "sl", person="same"),
        Answer("4", "Klop", "sl", person="same"),
        Answer("5", "   ", "sl"),
        Answer("6", "Ob cesti [name] [number]", "sl"),
    ]
    assert lemma_counts(said) == (Counted(("igrišče",), "sl", 3, 4), Counted(("klop",), "sl", 2, 4))
    assert Counted(("cesta",), "sl", 1, 4) in lemma_counts(said, fewest=1)
    assert not any("name" in row.lemmas for row in lemma_counts(said, fewest=1))


def test_languages_are_counted_apart_and_neighbours_together():
    said = [Answer("1", "klupa", "hr"), Answer("2", "klupe", "bs"), Answer("3", "bench", "en")]
    assert lemma_counts(said, fewest=1) == (Counted(("bench",), "en", 1, 1), Counted(("klupa",), "hr", 2, 2))


def test_pairs_stand_close_together_in_one_sentence():
    said = answers("Varna pot do šole.", "Pot v šolo naj bo varna.", "Pot. Šola.")
    assert pair_counts(said) == (
        Counted(("pot", "varen"), "sl", 2, 3),
        Counted(("pot", "šola"), "sl", 2, 3),
        Counted(("varen", "šola"), "sl", 2, 3),
    )


def test_nobody_and_one_person_give_no_lemmas():
    assert lemma_counts([]) == pair_counts([]) == ()
    assert lemma_counts(answers("Klop in miza")) == ()


def test_another_language_is_only_hinted_at():
    said = answers("Bolja rasvjeta navečer i sigurniji put.", "Več luči na poti do šole.", "Da.")
    assert other_language(said) == {"a0": "hr"}
    assert language_hint("a b") is None


FRAME = CodeFrame(
    (
        Theme("choir", {"en": "Singing"}, {"sl": ("petje", "pevski zbor"), "en": ("choir",)}),
        Theme("order", {"en": "Order"}, {"sl": ("zbor", "koš")}),
        Theme("paths", {"en": "Paths"}, {"sl": ("pot", "luč"), "hr": ("put",)}),
    )
)


def test_suggestions_say_why_and_are_ranked():
    said = [Answer("1", "Pevskega zbora ni, koši so polni.", "sl"), Answer("2", "Sigurniji put", "bs")]
    found = suggest(said, FRAME)
    assert [(s.theme, s.because) for s in found["1"]] == [("choir", ("pevski zbor",)), ("order", ("koš", "zbor"))]
    assert [s.theme for s in found["2"]] == ["paths"]


def test_coded_answers_get_no_suggestions_and_strange_ones_get_none():
    assert suggest(answers("petje", "xaxq"), FRAME, coded=["a0"]) == {"a1": ()}
    assert len(suggest(answers("petje koš pot"), FRAME, most=2)["a0"]) == 2


def coding(answer, coder, *themes):
    return Coding(answer, coder, frozenset(themes))


def test_themes_are_counted_by_people_with_what_is_disputed():
    said = [Answer("1", "a", "sl", "p"), Answer("2", "b", "sl", "p"), *answers("c", "d", "e")]
    codings = [
        coding("1", "ana", "choir"), coding("2", "ana", "choir"), coding("a0", "ana", "choir", "paths"),
        coding("a0", "eva", "choir"), coding("a1", "ana"), coding("gone", "ana", "paths"),
    ]  # fmt: skip
    found = theme_counts(said, codings, FRAME)
    assert found.counts == (
        ThemeCount("choir", 2, 0, 3),
        ThemeCount("order", 0, 0, 3),
        ThemeCount("paths", 0, 1, 3),
    )
    assert (found.base, found.uncoded, found.to_sort) == (3, 1, ())
    assert coders_apart(codings, FRAME) == {"a0": frozenset({"paths"})}


def test_nothing_coded_has_a_base_of_nobody():
    found = theme_counts(answers("a"), [], FRAME)
    assert (found.base, found.uncoded) == (0, 1)
    assert {row.base for row in found.counts} == {0}


def test_a_merged_theme_counts_for_the_other_and_a_split_one_is_to_be_sorted():
    codings = [coding("a0", "ana", "choir"), coding("a1", "ana", "order")]
    merged = FRAME.merged("order", "choir")
    assert theme_counts(answers("a", "b"), codings, merged).counts[0] == ThemeCount("choir", 2, 0, 2)
    split = FRAME.split("choir", [Theme("men", {"en": "Men"}), Theme("women", {"en": "Women"})])
    assert theme_counts(answers("a", "b"), codings, split).to_sort == ("a0",)


def test_agreement_on_each_theme():
    one = [coding(f"a{n}", "ana", *(["choir"] if n < 6 else [])) for n in range(12)]
    two = [coding(f"a{n}", "eva", *(["choir"] if n < 5 else [])) for n in range(12)]
    choir, order, _ = coding_agreement([*one, *two], FRAME)
    assert choir.kappa.value == pytest.approx(5 / 6)
    assert choir.kappa.units == 12
    assert (order.kappa.value, order.kappa.reason, order.alpha.reason) == (None, "all_alike", "all_alike")
    third = [coding("a0", "iva", "choir")]
    assert coding_agreement([*one, *two, *third], FRAME)[0].kappa.reason == "not_two"
    assert {row.alpha.reason for row in coding_agreement([*one, *two[:9]], FRAME)} == {"too_few"}
    assert {row.kappa.reason for row in coding_agreement([], FRAME)} == {"too_few"}


def test_quotes_come_from_approved_texts_only_and_are_two():
    texts = {f"a{n}": f"Rada bi pela v zboru, številka [number], soseda {n}" for n in range(5)}
    codings = [coding(answer, "ana", "choir") for answer in texts] + [coding("a2", "eva", "paths")]
    approved = {answer: texts[answer] for answer in ("a1", "a2", "a3")} | {"a4": texts["a1"].upper()}
    assert quotes("choir", codings, FRAME, approved) == (texts["a1"], texts["a3"])
    assert quotes("choir", codings, FRAME, {"a0": "Da"}) == ("Da",)
    assert quotes("choir", codings, FRAME, {}) == quotes("order", codings, FRAME, approved) == ()


@pytest.mark.parametrize(
    ("package", "ask"),
    [
        ("simplemma", lambda: lemma.__wrapped__("klopi", "sl")),
        ("simplemma", lambda: standing.__wrapped__("klopi", "sl")),
        ("simplemma", lambda: language_hint("ena dva tri")),
        ("stopwordsiso", lambda: empty_words.__wrapped__("sl")),
    ],
)
def test_a_missing_package_is_named(package, ask, monkeypatch):
    really = builtins.__import__

    def without(name, *more, **named):
        if name == package:
            raise ImportError(name)
        return really(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(WordsMissing, match="soseska") as fault:
        ask()
    assert fault.value.package == package
