"""How each kind of block is written into a text document."""

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from survey.i18n import number
from survey.report import model
from survey.report.write import docx_parts
from survey.report.write.marks import mark
from survey.report.write.stars import runs
from survey.sentences.parts import Stamp

Draw = Callable[[Any, Any, int], None]

_STYLES = {
    "say": "Soseska answer",
    "quiet": "Soseska quiet",
    "how": "Soseska small",
    "notice": "Soseska note",
    "own": "Normal",
}
_WIDTH_MM = 150
_SMALL_MM = 80


def _starred(paragraph: Any, sentence: str) -> Any:
    for part, bold in runs(sentence):
        paragraph.add_run(part).bold = bold or None
    return paragraph


def _heading(document: Any, of: model.Heading, level: int) -> None:
    document.add_heading(of.text, level=level)


def _paragraph(document: Any, of: model.Paragraph, _level: int) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(of.tone, "Normal"))
    if of.tone == "own":
        paragraph.add_run(of.text)
    else:
        _starred(paragraph, of.text)
    if of.language:
        docx_parts.speak(paragraph, of.language)


def _sentences(document: Any, of: model.Sentences, _level: int) -> None:
    for item in of.items:
        _starred(document.add_paragraph(style="List Bullet"), item)


def _stamped(stamp: Stamp) -> str:
    return f"{mark(stamp.mark)} {stamp.word}"


def _verdict(document: Any, of: model.Verdict, _level: int) -> None:
    document.add_paragraph(_stamped(of.stamp), style="Soseska stamp")


def _grid(document: Any, of: model.Grid, _level: int) -> None:
    caption = document.add_paragraph(of.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(of.head), style="Soseska table")
    docx_parts.widths(table)
    docx_parts.fill(table.rows[0], of.head)
    docx_parts.repeat(table.rows[0])
    for row in of.rows:
        docx_parts.fill(table.add_row(), row)
    docx_parts.describe_table(table, of.caption)
    document.add_paragraph(style="Soseska gap")


def _chart(document: Any, of: model.Chart, _level: int) -> None:
    if not of.png:
        return
    paragraph = document.add_paragraph()
    width = _WIDTH_MM if "screen" in of.svg else _SMALL_MM
    docx_parts.picture(paragraph, BytesIO(of.png), width, of.alt)
    paragraph.paragraph_format.keep_with_next = True


def _few(document: Any, of: model.Few, _level: int) -> None:
    document.add_paragraph(of.text, style="Soseska note")


def _entries(document: Any, of: model.Entries, _level: int) -> None:
    for entry in of.entries:
        paragraph = document.add_paragraph()
        paragraph.add_run(entry.name).bold = True
        if entry.line:
            paragraph.add_run(f"\n{entry.line}")


def _step(document: Any, of: model.Step, level: int) -> None:
    name = f"{number(of.number)}. {of.name}" if of.number else of.name
    document.add_heading(name, level=level)
    if of.stamps:
        document.add_paragraph("   ".join(map(_stamped, of.stamps)), style="Soseska stamp")
    _starred(document.add_paragraph(), of.text)
    for line in of.remarks:
        document.add_paragraph(line, style="Soseska note")
    if of.quiet:
        document.add_paragraph(of.quiet, style="Soseska quiet")


def _question(document: Any, of: model.Question, level: int) -> None:
    document.add_heading(of.asked, level=level)
    document.add_paragraph(of.answer)


def _quote(document: Any, of: model.Quote, _level: int) -> None:
    paragraph = document.add_paragraph(of.text, style="Quote")
    if of.language:
        docx_parts.speak(paragraph, of.language)


def _signatures(document: Any, of: model.Signatures, _level: int) -> None:
    for name in of.names:
        document.add_paragraph(name, style="Soseska signature")


DRAWN: Mapping[type, Draw] = MappingProxyType(
    {
        model.Heading: _heading,
        model.Paragraph: _paragraph,
        model.Sentences: _sentences,
        model.Verdict: _verdict,
        model.Grid: _grid,
        model.Chart: _chart,
        model.Few: _few,
        model.Entries: _entries,
        model.Step: _step,
        model.Question: _question,
        model.Quote: _quote,
        model.Signatures: _signatures,
    }
)
"""Dots say nothing that the table below them does not; a new page is a matter of the chapter."""
