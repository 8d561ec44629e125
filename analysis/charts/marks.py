"""The two marks of a row: a bar, and a stem with the dot that is a person."""

from analysis.charts.rows import Layout, Place, Row
from analysis.charts.style import Sheet

BAR = 18.0
DOT = 17.0
# Lightness tells the tones apart, so the order survives every eye and every copier; the last one is hollow.
TONES = {"answer": ("d1", "d1"), "perhaps": ("d3", "ink"), "none": ("card", "edge")}


def bar(page: Sheet, layout: Layout, row: Row, place: Place) -> float:
    """Draw a plain bar; nothing is drawn for nobody."""
    fill, edge = TONES[row.tone]
    if row.count:
        page.box((layout.zero, place.mark - BAR / 2), layout.at(row.count) - layout.zero, BAR, fill, edge)
    return layout.at(row.count) + 10


def stem(page: Sheet, layout: Layout, row: Row, place: Place) -> float:
    """Draw a stem with a dot, hollow for nobody; its dotted part are those who go somewhere already."""
    end, used = layout.at(row.count), layout.at(row.use)
    if row.use:
        page.line((layout.zero, place.mark), (used, place.mark), "edge", 3, (0, (1.2, 1)))
        page.line((used, place.mark - 6), (used, place.mark + 6), "edge", 2.2)
    if row.count > row.use:
        page.line((used, place.mark), (end, place.mark), "d1", 5)
    page.dot((end, place.mark), DOT / 2, *(("d1", "card") if row.count else ("card", "edge")))
    return end + DOT / 2 + 8
