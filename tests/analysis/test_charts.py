import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from analysis.charts import SIZES, draw, png
from analysis.charts.callouts import beside, box_around
from analysis.charts.outline import label_place, shape_of
from analysis.charts.rows import ticks_to
from analysis.charts.slope import apart
from analysis.charts.words import width, wrap

LONG = "Medgeneracijsko srečanje in ustvarjalne delavnice za predšolske otroke, starše in stare starše"
TEXTS = {
    "key": "k", "title": "Na kaj bi prišli", "desc": "31 od 61 ljudi.", "unit": "%(num)s ljudi",
    "labels": {"a0": LONG, "a1": "Šah & <karte>", "up_to_29": "do 29 let", "f": "ženske", "d0": "Ob Potoku"},
    "percent": "%(num)s %%", "place": "v naselju", "answers": "med odgovori", "unknown": "ni znano",
    "verdicts": {"missing": "manjkajo"},
}  # fmt: skip
SQUARE = {"type": "Polygon", "coordinates": [[[15.0, 46.0], [15.1, 46.0], [15.1, 46.1], [15.0, 46.1], [15.0, 46.0]]]}
FAR = {"type": "MultiPolygon", "coordinates": [[[[15.1, 46.0], [15.2, 46.0], [15.2, 46.1]]]]}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), dtype=object)


def group(code: str, verdict: str, place: float | None, answers: float | None) -> dict[str, Any]:
    return {"group": code, "verdict": verdict, "place_share": place, "answer_share": answers}


OPTIONS = frame({"option": "a0", "label": "a", "count": 118}, {"option": "a1", "label": "b", "count": 0})
TABLES = {
    "need": OPTIONS,
    "features": OPTIONS,
    "hear": OPTIONS,
    "wishes": frame(
        {"activity": "a0", "label": "a", "picked": 31, "use": 4, "band": 0},
        {"activity": "a1", "label": "b", "picked": 5, "use": 5, "band": 1},
        {"activity": "a2", "label": "c", "picked": 0, "use": 0, "band": None},
    ),
    "coverage": frame(
        group("up_to_29", "missing", 0.18, 0.0), group("f", "more", 0.5, 1.0), group("m", "unknown", None, 0.2)
    ),
    "districts": frame(
        {"district": "d0", "label": "x", "verdict": "enough_to_start", "answers": 61, "polygon": SQUARE},
        {"district": "d1", "label": LONG, "verdict": "too_few", "answers": None, "polygon": FAR},
        {"district": "d2", "label": "nowhere", "verdict": "no_need", "answers": 3, "polygon": None},
    ),
}
EVERY = [(name, size) for name in TABLES for size in SIZES]


@cache
def drawn(name: str, size: str) -> str:
    return draw(name, TABLES[name], TEXTS, size)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def tags(svg: str, tag: str) -> list[ET.Element]:
    return list(parsed(svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


@pytest.mark.parametrize(("name", "size"), EVERY)
def test_a_chart_has_a_role_a_title_and_a_sentence(name: str, size: str) -> None:
    root = parsed(drawn(name, size))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "k-t k-d"
    assert [(child.get("id"), child.text) for child in root[:2]] == [("k-t", TEXTS["title"]), ("k-d", TEXTS["desc"])]


@pytest.mark.parametrize(("name", "size"), EVERY)
def test_a_chart_fits_a_strict_policy_and_names_its_colours(name: str, size: str) -> None:
    svg = drawn(name, size)
    assert not tags(svg, "style")
    assert not tags(svg, "script")
    assert " style=" not in svg
    for element in parsed(svg).iter():
        for paint in (element.get("fill"), element.get("stroke")):
            assert paint is None or paint == "none" or paint.startswith(("var(--", "url(#k-"))


@pytest.mark.parametrize(("name", "size"), EVERY)
def test_ids_are_unique_prefixed_and_every_reference_has_its_end(name: str, size: str) -> None:
    svg = drawn(name, size)
    ids = [element.get("id") for element in parsed(svg).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(each).startswith("k-") for each in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


@pytest.mark.parametrize(("name", "size"), EVERY)
def test_nothing_is_written_beyond_the_edge(name: str, size: str) -> None:
    svg = drawn(name, size)
    right, bottom = (float(number) for number in parsed(svg).attrib["viewBox"].split()[2:])
    for text in tags(svg, "text"):
        letters = float(text.attrib["font-size"].removesuffix("px"))
        wide = width(text.text or "", letters, bold=text.get("font-weight") in ("700", "bold"))
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * wide
        left = float(text.attrib["x"]) - before
        assert left >= -1
        assert left + wide <= right + 1
        assert 0 < float(text.attrib["y"]) < bottom


def test_no_text_is_smaller_than_16_pixels_on_a_screen_or_8_points_on_paper() -> None:
    for name, size in EVERY:
        for text in tags(drawn(name, size), "text"):
            assert float(text.attrib["font-size"].removesuffix("px")) >= {"paper": 8 / 0.75}.get(size, 16)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_draws_nothing(name: str) -> None:
    assert draw(name, TABLES[name].iloc[:0], TEXTS, "phone") == ""


@pytest.mark.parametrize("name", TABLES)
def test_a_file_for_download_has_the_same_picture_on_white_and_the_same_bytes_twice(name: str) -> None:
    written = png(name, TABLES[name], TEXTS | {"title": "Šah"}, "phone")
    assert written == png(name, TABLES[name], TEXTS | {"title": "Šah"}, "phone")
    with Image.open(BytesIO(written)) as picture:
        assert picture.width == 3 * round(float(parsed(drawn(name, "phone")).attrib["viewBox"].split()[2]))
        assert picture.info["Title"] == "Šah"
        assert "Software" not in picture.info
    assert png(name, TABLES[name].iloc[:0], TEXTS, "phone") == b""


def test_names_are_text_and_markup_in_them_is_only_text() -> None:
    svg = draw("hear", OPTIONS, TEXTS | {"title": "<b>", "desc": "bad \x00 \ud800"}, "screen")
    assert "Šah &amp; &lt;karte&gt;" in svg
    assert parsed(svg)[0].text == "<b>"
    assert parsed(svg)[1].text == "bad \N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}"


def test_letters_that_the_measuring_font_has_not_are_drawn_by_the_readers_own() -> None:
    assert "\N{TULIP}" in draw("hear", frame({"option": "x", "label": "\N{TULIP}", "count": 3}), TEXTS, "screen")


def test_a_dollar_sign_is_a_dollar_sign() -> None:
    svg = draw("hear", frame({"option": "x", "label": "$5$ per month", "count": 3}), TEXTS, "screen")
    assert "$5$ per month" in svg


def test_a_number_may_be_put_into_words_by_a_function() -> None:
    svg = draw("hear", OPTIONS, TEXTS | {"unit": lambda n: f"people: {n}"}, "screen")
    assert "people: 100" in svg


def test_what_cannot_be_drawn_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no chart 'pie'.*coverage"):
        draw("pie", OPTIONS, TEXTS, "phone")
    with pytest.raises(ValueError, match=r"no size 'wall'.*phone"):
        draw("hear", OPTIONS, TEXTS, "wall")
    with pytest.raises(ValueError, match="a key begins with a letter"):
        draw("hear", OPTIONS, TEXTS | {"key": '" onload="'}, "phone")


def test_the_same_input_gives_the_same_bytes_in_another_process_too() -> None:
    code = (
        "from tests.analysis.test_charts import *;"
        "print(''.join(draw(n, TABLES[n], TEXTS, s) for n, s in EVERY).encode().hex())"
    )
    run = [sys.executable, "-c", code]
    there = subprocess.check_output(run, cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONHASHSEED": "7"})
    here = "".join(drawn(name, size) for name, size in EVERY)
    assert bytes.fromhex(there.decode().strip()).decode() == here


def test_threads_that_draw_at_once_draw_the_same() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda made: made("hear", OPTIONS, TEXTS, "phone"), [draw, png] * 6))
    assert set(found) == {made("hear", OPTIONS, TEXTS, "phone") for made in (draw, png)}


def test_finding_the_charts_loads_no_matplotlib() -> None:
    code = "import sys; from analysis.charts import registry; registry(); print('matplotlib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(categories=["L", "Zs", "P"]), max_size=60), st.integers(60, 300))
def test_wrapped_lines_fit_and_lose_no_letter(words: str, room: int) -> None:
    lines = wrap(words, 16, room)
    assert all(width(line, 16) <= room or len(line) <= 3 for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "") == "".join(words.split()).replace("-", "")


@given(st.integers(0, 10**7))
def test_an_axis_has_a_zero_and_at_most_five_whole_numbers(highest: int) -> None:
    ticks = ticks_to(highest)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 5
    assert ticks[-1] <= max(highest, 1)


def test_a_name_is_written_inside_its_district_also_when_its_middle_is_not() -> None:
    bow = shape_of([[[0, 0], [90, 0], [90, 90], [60, 90], [60, 30], [30, 30], [30, 90], [0, 90]]])
    assert bow is not None
    (x, y), fits = label_place(bow, 20, 10)
    assert fits
    assert y < 30 or not 30 < x < 60


@pytest.mark.parametrize("rings", [[], [[]], [[[1, 2], [3, 4]]]])
def test_an_outline_that_is_none_is_none(rings: Any) -> None:
    assert shape_of({"type": "Polygon", "coordinates": rings}) is None
    assert shape_of(None) is None


def test_labels_of_a_slope_stay_where_they_wish_and_share_what_is_too_narrow() -> None:
    assert apart([50, 150, 250], [20, 20, 20], 0, 300) == [50, 150, 250]
    assert apart([100, 100], [20, 20], 0, 300) == [90, 110]
    assert apart([0, 0, 300], [20, 20, 40], 0, 300) == [10, 30, 280]
    assert apart([5, 5], [20, 20], 0, 10) == [10, 30]


def test_words_without_room_in_their_district_stand_beside_the_map_and_hide_nothing() -> None:
    square = [[[(100.0, 0.0), (140.0, 0.0), (140.0, 40.0), (100.0, 40.0)]]]
    middle = beside((120, 20), (60, 20), [square], [(90, 150, -30, 0)], (240, 40))
    assert middle is not None
    left, right, top, bottom = box_around(middle, (60, 20))
    assert right < 100 or left > 140 or bottom < 0 or top > 40
    assert not (left < 150 and right > 90 and bottom > -30 and top < 0)
    assert beside((120, 20), (300, 20), [square], [], (240, 40)) is None


def workshop(*dots: int | None) -> pd.DataFrame:
    rows = [{"activity": f"a{at}", "picked": 9, "use": 0, "band": None, "dots": n} for at, n in enumerate(dots)]
    return frame(*rows)


def marks_of_the_workshop(svg: str) -> int:
    return sum(str(path.get("fill")).startswith("var(--d4,") for path in tags(svg, "path"))


@pytest.mark.parametrize("size", SIZES)
def test_the_workshop_has_a_dot_for_each_or_a_bar_in_every_row(size: str) -> None:
    texts = TEXTS | {"survey": "v vprašalniku", "workshop": "pike"}
    head = size == "phone"
    assert marks_of_the_workshop(draw("wishes", workshop(30, 7, None), texts, size)) == 37 + head
    assert marks_of_the_workshop(draw("wishes", workshop(104, 95, None, 1, 0), texts, size)) == 3 + head


def slots(*rows: tuple[str, str, int | None]) -> str:
    words = {"labels": {}, "best": "best", "few": "few"}
    return draw("week", frame(*({"day": d, "part": p, "count": n} for d, p, n in rows)), TEXTS | words, "screen")


def test_a_time_of_the_week_that_was_never_asked_is_blank_and_not_too_few() -> None:
    assert ">few<" not in slots(("sat", "am", 9), ("sat", "pm", 9), ("sun", "am", 9))
    assert ">few<" in slots(("sat", "am", 9), ("sat", "pm", None))


def test_a_day_that_was_asked_as_one_has_one_field_over_all_its_parts() -> None:
    svg = slots(("weekday", "am", 9), ("weekday", "pm", 8), ("weekday", "ev", 7), ("sat", "", 1))
    heights = []
    for path in tags(svg, "path"):
        ys = [float(y) for y in re.findall(r"[ML] \S+ (\S+)", path.attrib["d"])]
        if path.get("fill", "none") != "none":
            heights.append(round(max(ys) - min(ys)))
    assert heights.count(3 * 36 - 3) == 1
    assert heights.count(36 - 3) == 3


def test_words_on_stripes_have_a_rim_and_no_plate_that_would_hide_their_district() -> None:
    few = {"district": "d0", "verdict": "too_few", "answers": 7, "polygon": SQUARE}
    svg = draw("districts", frame(few), TEXTS, "screen")
    assert [text.get("paint-order") for text in tags(svg, "text")] == ["stroke", "stroke"]
    assert not any(str(path.get("fill")).startswith("var(--paper,") for path in tags(svg, "path"))
    plain = frame(few | {"verdict": "no_need"})
    assert {text.get("paint-order") for text in tags(draw("districts", plain, TEXTS, "screen"), "text")} == {None}


def test_many_lines_of_a_slope_have_a_lane_each_and_a_stroke_where_they_break() -> None:
    rows = [
        {"item": f"a{at}", "round": year, "share": at / 20 + share, "broken": broken}
        for at in range(13)
        for year, share, broken in ((2024, 0.0, False), (2026, 0.1, at == 5))
    ]
    svg = draw("slope", frame(*rows), TEXTS | {"break": "drugače", "few": "premalo"}, "screen")
    strokes = [path for path in tags(svg, "path") if str(path.get("stroke")).startswith("var(--d2,")]
    assert len(strokes) == 2
    assert [text.text for text in tags(svg, "text")].count("10 %") == 2
