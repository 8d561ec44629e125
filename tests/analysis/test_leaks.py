"""Ten leaks are planted, each in the way it happens in practice; the audit finds every one and says where it is read.

Four districts were asked one sensitive question. Gaj has 3 people who said yes, which nobody may learn. What is
published beside it is in order by itself each time, and passes without the planted piece.
"""

import pytest

from analysis.audit import Protected, Statement, audit
from analysis.published import Table, others

PLACES = ("breg", "gaj", "log", "vrh")
AGES = ("young", "old")
LONELY = Table("lonely", {"district": PLACES, "option": ("yes", "no")})
YES = {"breg": 20, "gaj": 3, "log": 17, "vrh": 12}
BASE = {"breg": 50, "gaj": 30, "log": 40, "vrh": 31}
SECRET = LONELY.protect("lonely:gaj:yes", {"district": "gaj", "option": "yes"}, 5)
BASES = [LONELY.count(f"page:sl:{place}:caption", {"district": place}, n) for place, n in BASE.items()]


def yes_in(*places: str) -> dict[str, tuple[str, ...] | str]:
    return {"district": places, "option": "yes"}


def said(source: str, *places: str) -> Statement:
    return LONELY.count(source, yes_in(*places), sum(YES[place] for place in places))


def leaks(published: list[Statement], planted: list[Statement], *protected: Protected) -> tuple[str, ...]:
    """The sources of the only leak there is, which is none before the planted piece is published."""
    wanted = protected or (SECRET,)
    assert audit(published, wanted).safe
    found = audit([*published, *planted], wanted).leaks
    assert [one.code for one in found] == [wanted[0].code]
    assert any(one.source in found[0].sources for one in planted)
    return found[0].sources


def test_leak_total_minus_parts() -> None:
    parts = [said(f"page:sl:{place}:table", place) for place in others(PLACES, "gaj")]
    sources = leaks([*BASES, *parts], [said("page:sl:town:table", *PLACES)])
    assert sources == ("page:sl:town:table", *(one.source for one in parts))


def test_leak_all_but_one_district() -> None:
    sources = leaks([*BASES, said("town", *PLACES)], [said("all_but:gaj", *others(PLACES, "gaj"))])
    assert set(sources) == {"town", "all_but:gaj"}


def test_leak_rectangle() -> None:
    """Two hidden in each row and column, which is enough by the rule of thumb, and yet the range is 0 to 3."""
    table = Table("lonely", {"district": PLACES[:2], "age": ("young", "middle", "old"), "option": ("yes",)})
    columns = [table.count(f"column:{age}", {"age": age}, n) for age, n in (("young", 12), ("middle", 53), ("old", 9))]
    middle = [
        table.count(f"cell:{p}:middle", {"district": p, "age": "middle"}, n) for p, n in (("breg", 26), ("gaj", 27))
    ]
    secret = table.protect("gaj:young", {"district": "gaj", "age": "young"}, 5)
    sources = leaks([*columns, *middle], [table.count("row:gaj", {"district": "gaj"}, 30)], secret)
    assert set(sources) == {"row:gaj", "cell:gaj:middle"}


def test_leak_rounded_ranges() -> None:
    """Per cents to the nearest 5 are wide, but not where the base is printed beside them and small."""
    part, whole = yes_in("gaj"), {"district": "gaj"}
    sources = leaks([BASES[0]], [*LONELY.share("page:public:gaj", part, whole, 10, 5), BASES[1]])
    assert set(sources) == {"page:public:gaj", "page:sl:gaj:caption"}
    wide = [*LONELY.share("page:public:gaj", part, whole, 10, 5), LONELY.between("answers", whole, 10, 300)]
    assert audit(wide, [SECRET]).safe


def test_leak_alt_text() -> None:
    """The table leaves it out; the description of the picture, made from the same rows, does not."""
    sources = leaks([*BASES, said("page:sl:breg:table", "breg")], [said("page:sl:gaj:svg:desc", "gaj")])
    assert sources == ("page:sl:gaj:svg:desc",)


def test_leak_before_and_after_a_late_answer() -> None:
    """Each of two settled figures is in order; their difference is one person's answer."""
    moments = ("first", "late")
    table = Table("lonely", {"moment": moments, "option": ("yes", "no")})
    before = [table.count(f"settled:1:{o}", {"moment": "first", "option": o}, n) for o, n in (("yes", 8), ("no", 12))]
    after = [table.count(f"settled:2:{o}", {"option": o}, n) for o, n in (("yes", 9), ("no", 12))]
    late = table.protect("late:yes", {"moment": "late", "option": "yes"}, 5)
    assert set(leaks(before, after, late)) == {"settled:1:yes", "settled:2:yes"}
    enough = [table.count("settled:2", {}, 26), table.count("settled:2:yes", {"option": "yes"}, 13)]
    assert audit([*before, *enough], [table.protect("late", {"moment": "late"}, 5)]).ranges[0].low == 6


def test_leak_two_downloads() -> None:
    """Each download hides one of two districts, but not the same one."""
    one = [said("csv:1:town", *PLACES), said("csv:1:breg", "breg"), said("csv:1:log", "log")]
    two = [said("csv:2:town", *PLACES), said("csv:2:breg", "breg"), said("csv:2:vrh", "vrh")]
    sources = leaks([*BASES, *one], two)
    assert {"csv:1:log", "csv:2:vrh"} <= set(sources)


def test_leak_two_languages() -> None:
    """The Slovenian page rounds the town's share to 5 per cent, the Croatian one by mistake to whole per cents."""
    parts = [said(f"page:sl:{place}:table", place) for place in others(PLACES, "gaj")]
    town = {"option": "yes"}, {"district": PLACES}
    slovenian = [*BASES, *parts, *LONELY.share("page:sl:town", *town, 35, 5)]
    sources = leaks(slovenian, list(LONELY.share("page:hr:town", *town, 34, 1)))
    assert "page:hr:town" in sources


def test_leak_chart_data() -> None:
    """A bar is drawn to scale from its number, which the picture's data repeat for every district."""
    data = [said(f"page:sl:chart:data:{place}", place) for place in PLACES]
    sources = leaks([*BASES, said("page:sl:breg:table", "breg")], data)
    assert sources == ("page:sl:chart:data:gaj",)


def test_leak_poster() -> None:
    """The poster in the hall says how many of the two small places together; the table shows one of them."""
    sources = leaks([*BASES, said("page:sl:vrh:table", "vrh")], [said("poster:gaj+vrh", "gaj", "vrh")])
    assert set(sources) == {"poster:gaj+vrh", "page:sl:vrh:table"}


def test_a_clean_set_of_tables_passes() -> None:
    """Gaj and Vrh are published together everywhere, in tables, totals, languages and pictures."""
    together = ("gaj", "vrh")
    pages = [
        one
        for language in ("sl", "hr", "en")
        for one in (
            said(f"page:{language}:town", *PLACES),
            said(f"page:{language}:breg", "breg"),
            said(f"page:{language}:log:svg:desc", "log"),
            said(f"page:{language}:gaj+vrh", *together),
            *LONELY.share(f"page:{language}:share", yes_in(*together), {"district": together}, 25, 5),
        )
    ]
    assert audit([*pages, *BASES], [SECRET]).safe


def test_a_figure_about_people_that_a_table_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not divided by district nowhere"):
        LONELY.cells({"district": "nowhere"})
    with pytest.raises(ValueError, match="not divided by language"):
        LONELY.cells({"language": ()})
    with pytest.raises(ValueError, match="not inside its whole"):
        LONELY.share("page", {"district": "gaj"}, {"district": "breg"}, 5)
