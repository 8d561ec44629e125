"""From the sentences of a page to the blocks of a report: everything that a page hides behind a click is laid open."""

import re
from collections.abc import Iterator
from html import unescape

from survey.i18n import gettext as _
from survey.i18n import number
from survey.report.material import Earlier, Place
from survey.report.model import Block, Chart, Dots, Few, Grid, Heading, Paragraph, Sentences, Verdict
from survey.sentences import words
from survey.sentences.parts import Picture, Section, Table

_SPOKEN = re.compile(r"<(title|desc)\b[^>]*>([^<]*)</\1>")


def section(of: Section, place: Place, earlier: Earlier | None) -> tuple[Block, ...]:
    """A question of the page: the answer, what it rests on, its pictures with their tables, and how we know."""
    return (
        *((Verdict(of.stamp),) if of.stamp else ()),
        *((Paragraph(of.say, "say"),) if of.say else ()),
        *(Paragraph(note) for note in of.notes),
        *(Paragraph(line, "quiet") for line in of.quiet),
        *(block for one in of.pictures for block in picture(one, place, earlier)),
        *(grid(one, title, place, earlier) for title, one in of.further),
        *(block for title, one in of.closer for block in (Heading(title), *picture(one, place, earlier))),
        *how(of.how),
    )


def how(lines: tuple[str, ...]) -> Iterator[Block]:
    """How we know, in small letters below."""
    if lines:
        yield Heading(_("How do we know this?"))
        yield from (Paragraph(line, "how") for line in lines)


def picture(of: Picture, place: Place, earlier: Earlier | None) -> Iterator[Block]:
    """Dots or a drawing, its caption, and always the table."""
    if of.few:
        if of.caption:
            yield Paragraph(of.caption, "quiet")
        yield Few(of.few)
        return
    if of.dots:
        yield Dots(of.dots)
    elif of.chart in place.charts:
        yield chart(of.chart, of.key, place)
    if of.caption and (of.dots or of.chart in place.charts or of.table is None):
        yield Paragraph(of.caption, "quiet")
    if of.table:
        yield grid(of.table, "" if of.dots or of.chart in place.charts else of.caption, place, earlier)


def chart(name: str, key: str, place: Place) -> Chart:
    """A drawing of a place."""
    sizes = place.charts[name]
    return Chart(spoken(next(iter(sizes.values()))), sizes, place.pictures.get(name, b""), key, f"{place.code}-{name}")


def spoken(svg: str) -> str:
    """What a drawing shows, in words: its title and its sentence."""
    said = [unescape(words) for _tag, words in _SPOKEN.findall(svg)]
    return ". ".join(part.rstrip(".") for part in said) + "." if said else ""


def grid(of: Table, caption: str, place: Place, earlier: Earlier | None) -> Grid:
    """A table whose counts say of how many people they are, with a mark on what has changed since the last version."""
    named = " ".join(filter(None, (_asked(of, place), caption)))
    rows = tuple(_of_how_many(of, at) for at in range(len(of.rows)))
    known = Grid(named or _("Table for this picture"), of.head, rows, place.code, of.question, of.codes)
    return known if earlier is None else _marked(known, of, earlier)


def _asked(of: Table, place: Place) -> str:
    """The question in its own words, where the rows are answers to one."""
    return place.labels.question(of.question) if of.people and place.labels.knows(of.question) else ""


def _of_how_many(of: Table, at: int) -> tuple[str, ...]:
    if not of.people:
        return of.rows[at]
    name, _count, *rest = of.rows[at]
    return (name, words.amount(*of.people[at]), *rest)


def _marked(known: Grid, of: Table, earlier: Earlier) -> Grid:
    marks = [_mark(known, of, at, earlier) for at in range(len(known.rows))]
    if not any(marks):
        return known
    head = (*known.head, _("Changed since version %(number)s", number=number(earlier.number)))
    rows = tuple((*row, mark) for row, mark in zip(known.rows, marks, strict=True))
    return Grid(known.caption, head, rows, known.place, known.question, known.codes)


def _mark(known: Grid, of: Table, at: int, earlier: Earlier) -> str:
    if not of.people:
        return ""
    before, now = earlier.figures.get((known.place, known.question, known.codes[at])), of.people[at]
    return "" if before is None or before == now else change(before, now)


def change(before: tuple[int, int | None], now: tuple[int, int | None]) -> str:
    """61 → 65; with of how many people, where that alone has changed."""
    if before[0] != now[0]:
        return f"{number(before[0])} → {number(now[0])}"
    return f"{words.amount(*before)} → {words.amount(*now)}"


def listed(title: str, items: tuple[str, ...]) -> tuple[Block, ...]:
    """A list under its title; nothing where it is empty."""
    return (Heading(title), Sentences(items)) if items else ()
