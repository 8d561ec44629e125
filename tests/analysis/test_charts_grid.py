"""What holds for every chart there is, at every size, with few and many rows and with long names."""

import re
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from analysis.charts import SIZES, draw, registry
from analysis.charts.words import width
from tests.analysis.chart_tables import MAKERS, TEXTS, table, three_days

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float, str]
FAST = [(name, size, 3) for name in sorted(MAKERS) for size in SIZES]
SLOW = [(name, size, 42) for name in sorted(MAKERS) for size in SIZES]


@cache
def drawn(name: str, size: str, rows: int) -> str:
    return draw(name, table(name, rows), TEXTS, size)


def boxes(svg: str) -> list[Box]:
    """Where every line of text lies, from the tops of its capitals to its baseline."""
    found = []
    for text in ET.fromstring(svg).iter(f"{SVG}text"):
        letters = float(text.attrib["font-size"].removesuffix("px"))
        words = text.text or ""
        wide = width(words, letters, bold=text.get("font-weight") in ("700", "bold"))
        left = (
            float(text.attrib["x"]) - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * wide
        )
        base = float(text.attrib["y"])
        found.append((left, left + wide, base - 0.73 * letters, base, words))
    return found


def check(name: str, size: str, rows: int) -> None:
    svg = drawn(name, size, rows)
    root = ET.fromstring(svg)
    _, _, wide, high = (float(number) for number in root.attrib["viewBox"].split())
    written = boxes(svg)
    assert written
    for left, right, top, base, words in written:
        assert -1 <= left < right <= wide + 1, words
        assert 0 <= top < base <= high, words
    for a, b in combinations(written, 2):
        assert a[1] <= b[0] + 0.5 or b[1] <= a[0] + 0.5 or a[3] <= b[2] or b[3] <= a[2], (a, b)
    assert " style=" not in svg
    assert not re.search(r"\bnan\b|\binf\b", svg)
    assert [child.text for child in root[:2]] == [TEXTS["title"], TEXTS["desc"]]
    for element in root.iter():
        for paint in (element.get("fill"), element.get("stroke")):
            assert paint is None or paint == "none" or paint.startswith(("var(--", "url(#k-")), paint
    ids = {str(element.get("id")) for element in root.iter() if element.get("id")}
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids
    if size == "phone":
        assert draw(name, table(name, rows), TEXTS, size) == svg


def test_every_chart_has_an_invented_table() -> None:
    assert set(MAKERS) == set(registry())


@pytest.mark.parametrize(("name", "size", "rows"), FAST)
def test_three_rows_stay_on_the_sheet_and_nothing_lies_on_anything(name: str, size: str, rows: int) -> None:
    check(name, size, rows)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size", "rows"), SLOW)
def test_forty_two_rows_stay_on_the_sheet_and_nothing_lies_on_anything(name: str, size: str, rows: int) -> None:
    check(name, size, rows)


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_an_empty_table_draws_nothing(name: str) -> None:
    assert draw(name, table(name, 3).iloc[:0], TEXTS, "phone") == ""


@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"districts"}))
def test_an_empty_place_may_be_none_or_what_pandas_makes_of_it(name: str) -> None:
    """A column of numbers cannot hold None: pandas writes NaN there, and its whole numbers become floats."""
    rows = table(name, 3)
    holes = [column for column in rows if rows[column].isna().any()]
    numbers = {column: "float64" for column in holes if not rows[column].map(type).isin([str, list]).any()}
    assert draw(name, rows.astype(numbers), TEXTS, "phone") == drawn(name, "phone", 3)


@pytest.mark.parametrize("size", SIZES)
def test_a_room_is_a_square_below_its_number_and_a_whole_day_one_field(size: str) -> None:
    svg = draw("week", three_days(), TEXTS, size)
    paths = [path.attrib["d"] for path in ET.fromstring(svg).iter(f"{SVG}path")]
    corners = [[(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)] for path in paths]
    tall = [(max(xs) - min(xs), max(ys) - min(ys)) for xs, ys in (zip(*points, strict=True) for points in corners)]
    assert len([one for one in tall if one == pytest.approx((9, 9), abs=0.01)]) == 2 + 12 + 1 + 1  # and the legend's
    words = {words: (left, base) for left, _right, _top, base, words in boxes(svg)}
    assert words["59"][1] < words["67"][1] < words["95"][1]
    assert words["68"][1] == pytest.approx((words["59"][1] + words["95"][1]) / 2, abs=30)
