"""What python-docx has no word for: languages, repeated rows, words for pictures, links within the document."""

import re
from collections.abc import Sequence
from typing import Any

from survey.report.model import Report

LANGUAGES = {"sl": "sl-SI", "hr": "hr-HR", "en": "en-GB"}
FONT = "DejaVu Sans"
PRINTED_MM = 166
LEAF, QUIET, INK = "0F4A34", "3A4C43", "14231B"
_BOLD = ("Soseska stamp", "TOC Heading")

_STYLES: tuple[tuple[str, float, str | None, int, int], ...] = (
    ("Soseska answer", 14, None, 0, 6),
    ("Soseska quiet", 10, QUIET, 0, 4),
    ("Soseska small", 8.5, QUIET, 0, 2),
    ("Soseska note", 10, None, 4, 6),
    ("Soseska stamp", 10, LEAF, 2, 4),
    ("Soseska gap", 4, None, 0, 4),
    ("Soseska contents", 10.5, None, 2, 2),
    ("Soseska contents 2", 10, QUIET, 0, 0),
    ("Soseska signature", 10, None, 48, 0),
    ("TOC Heading", 18, None, 0, 8),
)
"""Name, size in points, colour, space before and after."""


def set_up(document: Any, report: Report) -> None:
    """Page, styles, language, page numbers, and what the file says about itself."""
    _page(document)
    _styles(document)
    _language(document, LANGUAGES.get(report.language, report.language))
    _numbers(document, report.cover.title)
    about = document.core_properties
    about.title, about.subject = report.cover.title, report.cover.subtitle
    about.author = report.cover.author or "Soseska"
    about.language = LANGUAGES.get(report.language, report.language)
    about.comments, about.keywords = report.cover.notice, report.cover.place


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)


def _styles(document: Any) -> None:
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote"):
        _letters(document.styles[name])
    document.styles["Normal"].font.size = Pt(10)
    for name, points in (("Title", 26), ("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 11)):
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(points), RGBColor.from_string(LEAF)
    for name, colour in (("Caption", INK), ("Subtitle", QUIET)):
        document.styles[name].font.color.rgb = RGBColor.from_string(colour)
    _own_styles(document)
    _table_style(document)


def _own_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    there = {one.name for one in document.styles}
    for name, size, colour, before, after in _STYLES:
        new = name not in there
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if new else document.styles[name]
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.bold = Pt(size), name in _BOLD or None
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    document.styles["Soseska contents 2"].paragraph_format.left_indent = Pt(18)


def _letters(style: Any) -> None:
    """The font for every script, instead of the theme's."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_name(f"w:{kind}"), FONT)


def _table_style(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style("Soseska table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    style.element.append(
        _xml(
            '<w:tblPr {ns}><w:tblBorders><w:bottom w:val="single" w:sz="6" w:color="5E7167"/>'
            '<w:insideH w:val="single" w:sz="4" w:color="C3CFC5"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )


def _xml(text: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(text.format(ns=nsdecls("w")))


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def _language(document: Any, code: str) -> None:
    """The language in which words are checked and read aloud."""
    standard = document.styles.element.find(f".//{_name('w:rPrDefault')}/{_name('w:rPr')}")
    for old in standard.findall(_name("w:lang")):
        standard.remove(old)
    standard.append(_xml(f'<w:lang {{ns}} w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/>'))


def _numbers(document: Any, title: str) -> None:
    """The title and the page at the foot of each page but the cover."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{title}\t\t")
    for field in ("PAGE", "NUMPAGES"):
        if field == "NUMPAGES":
            paragraph.add_run(" / ")
        run = _xml(f'<w:fldSimple {{ns}} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        paragraph._p.append(run)


def widths(table: Any) -> None:
    """Room for names first; the numbers share the rest."""
    from docx.shared import Mm

    numbers = len(table.columns) - 1
    name = max(48, PRINTED_MM - 36 * numbers) if numbers else PRINTED_MM
    for place, column in enumerate(table.columns):
        column.width = Mm(name if not place else (PRINTED_MM - name) / numbers)


def fill(row: Any, cells: Sequence[str]) -> None:
    """Write a row: its name first, numbers to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for place, text in enumerate(cells):
        paragraph = row.cells[place].paragraphs[0]
        paragraph.add_run(text).bold = place == 0 or None
        paragraph.paragraph_format.space_after = Pt(2)
        if place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    row._tr.get_or_add_trPr().append(_xml("<w:cantSplit {ns}/>"))


def repeat(row: Any) -> None:
    """Say the head of a table again on each page."""
    row._tr.get_or_add_trPr().append(_xml("<w:tblHeader {ns}/>"))


def describe_table(table: Any, caption: str) -> None:
    """What the table is about, for who cannot see it."""
    properties = table._tbl.tblPr
    element = _xml("<w:tblCaption {ns}/>")
    element.set(_name("w:val"), caption)
    properties.append(element)


def picture(paragraph: Any, file: Any, width: int, alt: str) -> None:
    """A picture with its words."""
    from docx.shared import Mm

    shape = paragraph.add_run().add_picture(file, width=Mm(width))
    shape._inline.docPr.set("descr", alt)


def speak(paragraph: Any, code: str) -> None:
    """Mark a paragraph as being in another language."""
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(_xml(f'<w:lang {{ns}} w:val="{LANGUAGES.get(code, code)}"/>'))


def bookmark_name(identifier: str) -> str:
    """A name that every word processor takes: letters, digits, at most 40."""
    return "c_" + re.sub(r"\W", "_", identifier)[-38:]


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place to jump to."""
    start, end = _xml("<w:bookmarkStart {ns}/>"), _xml("<w:bookmarkEnd {ns}/>")
    for element in (start, end):
        element.set(_name("w:id"), str(number))
    start.set(_name("w:name"), name)
    paragraph._p.append(start)
    paragraph._p.append(end)


def link(paragraph: Any, name: str, text: str) -> None:
    """Words that jump to a bookmark."""
    element = _xml("<w:hyperlink {ns}><w:r><w:t/></w:r></w:hyperlink>")
    element.set(_name("w:anchor"), name)
    element.find(f".//{_name('w:t')}").text = text
    paragraph._p.append(element)
