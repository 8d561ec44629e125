from analysis.channels import Missed, heard, missed
from tests.analysis.places import place


def test_ways_of_hearing_are_counted_most_first() -> None:
    table = heard(place([{"hears": ["word", "board"]}, {"hears": ["word"]}, {"hears": []}, {}]))
    assert table[["option", "count", "n"]].values.tolist() == [["word", 2, 3], ["board", 1, 3]]


def test_who_heard_too_late_is_counted_among_all_who_answered() -> None:
    said = ["often", "sometimes", "never", "unknown", "_blank", "_refused"]
    assert missed(place([{"r9": answer} for answer in said])) == Missed(2, 4)


def test_nobody_answered_is_nobody_of_nobody() -> None:
    assert missed(place([])) == Missed(0, 0)
    assert heard(place([]))["reason"].tolist() == ["no_answers", "no_answers"]
