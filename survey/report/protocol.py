"""The protocol of a workshop as a file to send and to keep: DOCX to go on writing in, PDF to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from survey import i18n
from survey.report.model import Cover, Report
from survey.report.write import NotInstalled, docx, docx_parts, html
from survey.report.write.pdf import joined, laid_out
from survey.workshop.telling import Table, Told

FORMS = ("pdf", "docx")


@dataclass(frozen=True)
class Paper:
    """What stands in a protocol, in the words of one language.

    `facts`: what it is called and what it is. `remarks`: what was added, with who added it on which day.
    """

    language: str
    title: str
    when: str
    facts: Sequence[tuple[str, str]]
    told: Sequence[Told]
    empty: str
    added: str
    remarks: Sequence[tuple[str, str]]
    notes: Sequence[str]

    @property
    def report(self) -> Report:
        """What a file says about itself."""
        return Report(self.language, Cover(self.title, self.when, "", self.when, notice=" ".join(self.notes)))


def write(paper: Paper, form: str) -> bytes:
    """The whole file, `form` being one of `FORMS`; `NotInstalled` where something for it is missing."""
    with i18n.use_language(paper.language):
        return _pdf(paper) if form == "pdf" else _docx(paper)


def _pdf(paper: Paper) -> bytes:
    template = html.environment().get_template("protocol.html")
    page = template.render(paper=paper, direction=i18n.direction(paper.language))
    return joined([laid_out(page)])


def _docx(paper: Paper) -> bytes:
    try:
        import docx as library
    except ImportError as fault:
        raise NotInstalled("docx", "python-docx", docx.INSTALL) from fault
    document = library.Document()
    docx_parts.set_up(document, paper.report)
    document.sections[0].different_first_page_header_footer = False
    _head(document, paper)
    for one in paper.told:
        _told(document, one)
    if paper.remarks:
        document.add_heading(paper.added, level=2)
        for said, who in paper.remarks:
            document.add_paragraph(said)
            document.add_paragraph(who, style="Soseska small")
    for note in paper.notes:
        document.add_paragraph(note, style="Soseska small")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Any, paper: Paper) -> None:
    document.add_paragraph(paper.title, style="Title")
    document.add_paragraph(paper.when, style="Subtitle")
    for name, said in paper.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(said)
    if not paper.told:
        document.add_paragraph(paper.empty)


def _told(document: Any, told: Told) -> None:
    document.add_heading(told.title, level=2)
    for part in told.parts:
        if isinstance(part, Table):
            _table(document, part, told.title)
            continue
        if part.title:
            document.add_paragraph().add_run(part.title).bold = True
        for line in part.lines:
            document.add_paragraph(line, style="List Bullet")
    if told.base:
        document.add_paragraph(told.base, style="Soseska quiet")


def _table(document: Any, part: Table, title: str) -> None:
    if part.caption != title:
        document.add_paragraph(part.caption, style="Caption").paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(part.head), style="Soseska table")
    _row(table.rows[0], part.head)
    docx_parts.repeat(table.rows[0])
    for row in part.rows:
        _row(table.add_row(), row)
    docx_parts.describe_table(table, part.caption)
    document.add_paragraph(style="Soseska gap")


def _row(row: Any, cells: Sequence[str | int]) -> None:
    """Words to the left and numbers to the right, unlike the tables of a report, which hold numbers only."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for place, cell in enumerate(cells):
        paragraph = row.cells[place].paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(i18n.number(cell) if isinstance(cell, int) else cell).bold = place == 0 or None
        if isinstance(cell, int):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


__all__ = ["FORMS", "NotInstalled", "Paper", "write"]
