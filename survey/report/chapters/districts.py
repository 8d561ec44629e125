"""All districts: what each one says in a line, and what they say together."""

from survey.i18n import gettext as _
from survey.i18n import number
from survey.report.material import Whole
from survey.report.model import Block, Chart, Grid, Heading, Paragraph
from survey.report.pieces import spoken
from survey.sentences import districts, words
from survey.sentences.districts import Line
from survey.sentences.parts import Picture, Table


def title() -> str:
    """What the chapter is called."""
    return _("All districts")


def blocks(whole: Whole) -> tuple[Block, ...]:
    """The headline, the map, the table; a report of one district has none of it."""
    if whole.kind == "district" or not whole.lines:
        return ()
    head = (_("District"), _("Answered"), _("Is there a need?"), _("Why?"))
    rows = tuple((line.name, _answered(line), *_verdict(line)) for line in whole.lines)
    return (
        *(Paragraph(line, "say") for line in districts.headline(list(whole.lines))),
        Paragraph(districts.together(list(whole.lines))),
        *((_map(whole),) if whole.map else ()),
        Grid(_("Most answers first"), head, rows, "", "answers", tuple(line.code for line in whole.lines)),
        *_together(whole),
    )


def _together(whole: Whole) -> tuple[Block, ...]:
    """The town as a whole, in the tables that its page lays open on a click."""
    known = whole.together
    if known is None or not (known.closer or known.notes or known.quiet):
        return ()
    return (
        Heading(known.title),
        *(Paragraph(note) for note in known.notes),
        *(Paragraph(line, "quiet") for line in known.quiet),
        *(block for title, one in known.closer if one.table for block in (_behind(title, one.table), _caption(one))),
        *(Paragraph(line, "how") for line in known.how),
    )


def _behind(title: str, table: Table) -> Grid:
    return Grid(title, table.head, table.rows)


def _caption(of: Picture) -> Paragraph:
    return Paragraph(of.caption, "quiet")


def _answered(line: Line) -> str:
    return number(line.answers) if line.people is None else words.amount(line.answers, line.people)


def _verdict(line: Line) -> tuple[str, str]:
    why = ". ".join(part.rstrip(".") for part in (line.why, line.warning) if part)
    return (line.stamp.word if line.stamp else "", f"{why}." if why else "")


def _map(whole: Whole) -> Chart:
    return Chart(spoken(next(iter(whole.map.values()))), whole.map, whole.map_picture, id="map")
