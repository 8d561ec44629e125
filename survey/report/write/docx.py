"""DOCX: real styles, tables whose head row is repeated, pictures with their words, the language of the text."""

from io import BytesIO
from typing import Any

from survey.i18n import gettext as _
from survey.i18n import use_language
from survey.report.model import Chapter, Cover, PageBreak, Report
from survey.report.write import NotInstalled, docx_parts
from survey.report.write.docx_blocks import DRAWN

INSTALL = "pip install 'soseska[report]'"


def write(report: Report) -> bytes:
    """The whole file; `NotInstalled` without python-docx."""
    try:
        import docx
    except ImportError as fault:
        raise NotInstalled("docx", "python-docx", INSTALL) from fault
    document = docx.Document()
    with use_language(report.language):
        docx_parts.set_up(document, report)
        _cover(document, report.cover)
        _contents(document, report)
        for place, chapter in enumerate(report.chapters):
            _chapter(document, chapter, place)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _cover(document: Any, cover: Cover) -> None:
    if cover.example:
        document.add_paragraph(_("Invented example: %(name)s", name=cover.example), style="Soseska note")
    document.add_paragraph(cover.title, style="Title")
    document.add_paragraph(cover.subtitle, style="Subtitle")
    who = f"{cover.author}, {cover.day}" if cover.author else cover.day
    for line in (who, *cover.lines):
        document.add_paragraph(line)
    document.add_paragraph(cover.notice, style="Soseska note")


def _contents(document: Any, report: Report) -> None:
    """A list of links, since a field with page numbers stays empty until somebody has it counted."""
    title = document.add_paragraph(_("Contents"), style="TOC Heading")
    title.paragraph_format.page_break_before = True
    for chapter in report.chapters:
        paragraph = document.add_paragraph(style="Soseska contents" if chapter.level == 1 else "Soseska contents 2")
        docx_parts.link(paragraph, docx_parts.bookmark_name(chapter.id), chapter.title)


def _chapter(document: Any, chapter: Chapter, place: int) -> None:
    heading = document.add_heading(chapter.title, level=chapter.level)
    heading.paragraph_format.page_break_before = place == 0 or PageBreak() in chapter.blocks
    docx_parts.bookmark(heading, docx_parts.bookmark_name(chapter.id), place)
    for block in chapter.blocks:
        draw = DRAWN.get(type(block))
        if draw:
            draw(document, block, chapter.level + 1)
