"""Hours as people type them."""

import pytest

from survey.i18n import use_language
from survey.web.inventory.hours import NotHours, line_of, spans_of, typed_of, week_of


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("8-12", [["08:00", "12:00"]]),
        (" 8.00 – 12.30 ", [["08:00", "12:30"]]),
        ("8h-12h", [["08:00", "12:00"]]),
        ("od 8 do 12", [["08:00", "12:00"]]),
        ("8 to 12 and 15:30 to 17", [["08:00", "12:00"], ["15:30", "17:00"]]),
        ("15-17, 8-12", [["08:00", "12:00"], ["15:00", "17:00"]]),
        ("8-12 in 14-16", [["08:00", "12:00"], ["14:00", "16:00"]]),
        ("20-24", [["20:00", "23:59"]]),
        ("", []),
        ("zaprto", []),
        ("Zatvoreno", []),
    ],
)
def test_hours_of_a_day(typed: str, spans: list[list[str]]) -> None:
    assert spans_of(typed) == spans
    assert spans_of(typed_of(spans)) == spans


@pytest.mark.parametrize("typed", ["8", "12-8", "8-25", "8.70-12", "morning", "8-12-14", "8-8", "²-3", "8 12"])
def test_what_is_no_hours_is_refused(typed: str) -> None:
    with pytest.raises(NotHours):
        spans_of(typed)


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_a_week_in_one_line_is_read_again_in_every_language(language: str) -> None:
    week = {day: [["08:00", "12:30"], ["15:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    with use_language(language):
        line = line_of(week)
    assert week_of(line) == week


def test_days_may_be_a_range_and_come_in_any_language() -> None:
    assert week_of("pon-sre 8-10; četrtak: 9-11\nSunday 10-12") == {
        "mon": [["08:00", "10:00"]],
        "tue": [["08:00", "10:00"]],
        "wed": [["08:00", "10:00"]],
        "thu": [["09:00", "11:00"]],
        "sun": [["10:00", "12:00"]],
    }
    for wrong in ("sometimes 8-12", "pet-pon 8-12", "8-12"):
        with pytest.raises(NotHours):
            week_of(wrong)
    assert week_of("pon") == {}
