"""Choosing a language, and writing numbers, days and plurals in it."""

from datetime import UTC, datetime

import pytest

from survey import i18n


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ("hr", "en", "hr"),
        (None, "hr-HR,hr;q=0.9,en;q=0.8", "hr"),
        (None, "de,en;q=0.5,sl;q=0.7", "sl"),
        ("../../etc", "de;q=x,,;q=,\x00", "sl"),
        (None, "en;q=0,hr;q=0.1", "hr"),
        (None, "x" * 100_000, "sl"),
        (None, None, "sl"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_browsers(asked: str, header: str, language: str) -> None:
    assert i18n.choose(asked, header) == language


@pytest.mark.parametrize(
    ("language", "day", "hour"),
    [
        ("sl", "Nedelja, 22. novembra 2026", "18.04"),
        ("hr", "Nedjelja, 22. studenoga 2026.", "18:04"),
        ("en", "Sunday, 22 November 2026", "18:04"),
    ],
)
def test_days_are_written_in_words_and_hours_with_the_languages_own_mark(language: str, day: str, hour: str) -> None:
    moment = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)
    with i18n.use_language(language):
        assert i18n.full_date(moment.date()) == day
        assert i18n.time(moment) == hour


@pytest.mark.parametrize(("day", "said"), [("24. studenoga 2026.", "poslano 24. studenoga 2026."), ("5", "poslano 5.")])
def test_a_sentence_that_ends_with_a_date_has_one_full_stop(day: str, said: str) -> None:
    with i18n.use_language("hr"):
        assert i18n.gettext("%(survey)s, sent on %(day)s.", survey="Anketa", day=day) == f"Anketa, {said}"


@pytest.mark.parametrize(("language", "forms"), [("sl", [1, 2, 3, 5, 101, 102]), ("hr", [1, 2, 5, 11, 21, 22])])
def test_each_language_has_its_own_plurals(language: str, forms: list[int]) -> None:
    plural = i18n.catalogue(language).plural  # type: ignore[attr-defined]
    expected = {"sl": [0, 1, 2, 3, 0, 1], "hr": [0, 1, 2, 2, 0, 1]}
    assert [plural(count) for count in forms] == expected[language]


def test_a_language_spoken_inside_another_gives_way_again() -> None:
    with i18n.use_language("hr"):
        with i18n.use_language("en"):
            assert i18n.number(1234.5) == "1,234.5"
        assert i18n.number(1234.5) == "1.234,5"


def test_a_missing_text_falls_back_to_a_language_that_has_it() -> None:
    assert i18n.text({"en": "garden"}, "hr") == "garden"
    assert i18n.text({}, "hr") == ""
