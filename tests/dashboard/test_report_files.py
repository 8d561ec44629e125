"""What the files of a report are beside their numbers: tagged, named, in a language; a sentence without an extra."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from survey.report.model import (
    Block,
    Chapter,
    Chart,
    Cover,
    Entries,
    Few,
    Grid,
    Heading,
    Paragraph,
    Question,
    Quote,
    Report,
    Sentences,
    Signatures,
    Step,
    Verdict,
)
from survey.report.write import NotInstalled, write
from survey.sentences.parts import Entry, Stamp

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9" fill="var(--d1, #0f4a34)"/></svg>'
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "Dolga beseda čšž " * 18
STAMP = Stamp("half", "Dovolj za eno skupino", "part")


def every_block() -> tuple[Block, ...]:
    return (
        Verdict(STAMP),
        Paragraph("Odgovorilo je *61 od 548* ljudi.", "say"),
        Paragraph("Hvala, Žiga.", "own", "en"),
        Heading("Podnaslov"),
        Sentences(("*ena*", "dve")),
        Grid(LONG, ("Kako pogosto", "Ljudje"), ((LONG, "18 od 61"), ("šport", "3 od 61")), "d", "q", ("a", "b")),
        Chart("Slika kaže čebele.", {"screen": SVG}, PNG, "", "d-need"),
        Few("Premalo za prikaz."),
        Entries((Entry("Dvorana", "60 ljudi"), Entry("Kuhinja"))),
        Step("Klepet ob kavi", 1, (STAMP,), "*28* ljudi.", ("Opomba.",), "Mesto 1."),
        Question("Koliko stane?", "Tega nismo vprašali."),
        Quote("Klopca na pol poti.", "sl"),
        Signatures(("Ana Novak",)),
    )


@pytest.fixture
def report() -> Report:
    cover = Cover("Ob Potoku: česa si želimo?", "Jesen, Lipovje", "Ob Potoku", "23. novembra 2026", "KS Ob Potoku")
    chapters = (Chapter("one", LONG, every_block()), Chapter("two", "Drugo", (Paragraph("Konec."),), 2))
    return Report("sl", cover, chapters)


@pytest.mark.usefixtures("pango")
def test_a_pdf_is_tagged_and_has_its_title_and_language(report: Report) -> None:
    read = PdfReader(BytesIO(write(report, "pdf")))
    catalogue = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "sl"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("Ob Potoku: česa si želimo?")
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    text = " ".join(page.extract_text() for page in read.pages)
    assert all(word in text for word in ("česa si želimo", "šport", "Žiga", "Ljudje"))


@pytest.mark.usefixtures("pango")
def test_a_picture_on_paper_says_what_it_shows(report: Report) -> None:
    read = PdfReader(BytesIO(write(report, "pdf")))
    spoken = [tag["/Alt"] for tag in tags(read.trailer["/Root"]["/StructTreeRoot"]) if tag.get("/S") == "/Figure"]
    assert spoken == ["Slika kaže čebele."]


def tags(node: object) -> Iterator[dict[str, object]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from tags(part)
    elif isinstance(node, dict):
        yield node
        yield from tags(node.get("/K"))


def test_a_text_document_opens_again_with_its_styles_and_words(report: Report) -> None:
    document = Document(BytesIO(write(report, "docx")))
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [LONG]
    assert document.core_properties.title == "Ob Potoku: česa si želimo?"
    assert (document.core_properties.author, document.core_properties.language) == ("KS Ob Potoku", "sl-SI")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Kako pogosto", "Ljudje"]
    assert next(iter(document.inline_shapes))._inline.docPr.get("descr") == "Slika kaže čebele."


def test_a_text_document_is_whole_for_an_independent_reader(report: Report) -> None:
    with ZipFile(BytesIO(write(report, "docx"))) as file:
        assert file.testzip() is None
        parts = {name: ET.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]
    assert len(body.findall(f".//{WORDS}tblHeader")) == 1
    assert body.find(f".//{WORDS}tblCaption").get(f"{WORDS}val") == LONG  # type: ignore[union-attr]
    standard = styles.find(f".//{WORDS}rPrDefault//{WORDS}lang")
    assert standard is not None
    assert standard.get(f"{WORDS}val") == "sl-SI"
    marks = {one.get(f"{WORDS}name") for one in body.iter(f"{WORDS}bookmarkStart")}
    assert {one.get(f"{WORDS}anchor") for one in body.iter(f"{WORDS}hyperlink")} <= marks
    numbers = [one.get(f"{WORDS}id") for one in body.iter(f"{WORDS}bookmarkStart")]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("form", "module", "fault", "says"),
    [
        ("pdf", "weasyprint", "raise ImportError", "pip install 'soseska[pdf]'"),
        ("pdf", "weasyprint", "raise OSError('no pango')", "libpango-1.0-0"),
        ("docx", "docx", "raise ImportError", "pip install 'soseska[report]'"),
    ],
)
def test_what_is_not_installed_is_one_sentence(
    report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, module: str, fault: str, says: str
) -> None:
    (tmp_path / f"{module}.py").write_text(fault)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [one for one in sys.modules if one == module or one.startswith(f"{module}.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(NotInstalled) as told:
        write(report, form)
    assert says in str(told.value)
    assert "\n" not in str(told.value)
