"""Workbooks that are broken or mean harm end in a sentence, soon and in little memory."""

import io
import os
import struct
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from survey.questionnaire.xlsform import cells
from survey.questionnaire.xlsform.losses import Unreadable
from survey.questionnaire.xlsform.read import read
from tests.xlsform.books import FORMS, part_of, repacked, workbook

SOUND = workbook()
SECONDS, MEMORY = 2, 300 * 2**20


WATCHED = """
import os, re, resource, sys
from pathlib import Path
from survey.i18n import set_language
from survey.questionnaire.xlsform.losses import Unreadable
from survey.questionnaire.xlsform.read import read
set_language("en")
for name in sys.argv[1:]:
    before = os.times()
    try:
        read(Path(name))
        said = "read"
    except Unreadable as why:
        said = str(why)
    spent = sum(os.times()[:4]) - sum(before[:4])
    # Not getrusage for itself: its peak begins with the memory of the process that started this one.
    own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    most = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(spent, most * 1024, said, sep="\\t")
"""


class Told(NamedTuple):
    """What it took to refuse a file, and the sentence; the time is that of the processor, which others cannot use."""

    seconds: float
    memory: int
    sentence: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """All bad files read one after the other by one fresh process."""
    paths = {}
    for name, (content, _sentence) in {**BAD, **CSV}.items():
        folder = tmp_path_factory.mktemp("bad")
        paths[name] = folder / ("form.csv" if name in CSV else "form.xlsx")
        paths[name].write_bytes(content)
    command = [sys.executable, "-c", WATCHED, *map(str, paths.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C"})
    lines = [line.split("\t", 2) for line in done.stdout.splitlines()]
    return {name: Told(float(line[0]), int(line[1]), line[2]) for name, line in zip(paths, lines, strict=True)}


def stretched(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with one part of so many blanks."""
    made = io.BytesIO(repacked(SOUND, **{name.replace("/", "_of_").replace(".", "__"): None}))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as packed, packed.open(name, "w") as part:
        for _piece in range(size // 2**20):
            part.write(b" " * 2**20)
    return made.getvalue()


def lying(book: bytes) -> bytes:
    """The same workbook that claims to unpack to ten bytes a part."""
    content = bytearray(book)
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 24 : place + 28] = struct.pack("<I", 10)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def two_far_cells() -> bytes:
    sheet = part_of(SOUND, "xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return repacked(SOUND, xl_of_worksheets_of_sheet1__xml=sheet.replace(b"</sheetData>", far))


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>'
LONG = part_of(SOUND, "xl/sharedStrings.xml").replace(b"<t>Wish</t>", b"<t>" + b"a" * 10_000_000 + b"</t>")
BAD = {
    "empty": (b"", "form.xlsx: the file is empty"),
    "blanks": (b"  \n ", "form.xlsx: the file is empty"),
    "no workbook": (b"%PDF-1.4", "form.xlsx: this is no workbook; save it as .xlsx or as CSV"),
    "cut off": (SOUND[: len(SOUND) // 2], "form.xlsx: the workbook is damaged (File is not a zip file)"),
    "wrong bytes": (SOUND[:60] + b"\xff" * 40 + SOUND[100:], "form.xlsx: the workbook is damaged"),
    "no sheets": (repacked(SOUND, xl_of_workbook__xml=b"<workbook/>"), "form.xlsx: "),
    "nonsense": (repacked(SOUND, xl_of_worksheets_of_sheet1__xml=b"<a><b"), "form.xlsx"),
    "bomb": (stretched(300 * 2**20), "form.xlsx: unpacked, »xl/worksheets/sheet1.xml« would be far too large"),
    "lying bomb": (lying(stretched(300 * 2**20)), "form.xlsx: the workbook is damaged"),
    "far cells": (two_far_cells(), "form.xlsx: the workbook is too large for a questionnaire"),
    "many parts": (repacked(SOUND, **{f"x{number}__xml": b"<a/>" for number in range(1100)}), "form.xlsx: unpacked, "),
    "macro": (repacked(SOUND, xl_of_vbaProject__bin=b"x"), "form.xlsx: the workbook holds macros (xl/vbaProject.bin)"),
    "entity": (repacked(SOUND, xl_of_sharedStrings__xml=ENTITY), "form.xlsx: »xl/sharedStrings.xml« defines words"),
    "long label": (
        repacked(SOUND, xl_of_sharedStrings__xml=LONG),
        "form.xlsx, sheet survey, row 2, column C: the",
    ),
    "old macro": (cells.OLE + b"\0" * 600 + "_VBA_PROJECT".encode("utf-16-le"), "form.xlsx: the workbook holds macros"),
    "old nonsense": (cells.OLE + b"\xff" * 4000, "form.xlsx: the workbook is damaged"),
}


@pytest.mark.parametrize("path", ["odk-socio-economic-en-fr.xlsx", "xlsform-widgets.xls"])
def test_i38_a_workbook_cut_off_anywhere_is_refused(path: str, tmp_path: Path) -> None:
    whole = (FORMS / path).read_bytes()
    for part in range(1, 12):
        (tmp_path / path).write_bytes(whole[: len(whole) * part // 12])
        with pytest.raises(Unreadable, match=f"^{path}"):
            read(tmp_path / path)


def test_i38_a_workbook_with_one_flipped_bit_is_refused_by_name_or_read() -> None:
    letters = bytes(range(97, 123)) * 200
    sound = repacked(SOUND, xl_of_sharedStrings__xml=b"<sst>" + letters[: 26 * 40] + b"</sst>")
    place = Random(38)
    for _time in range(400):
        broken = bytearray(sound)
        broken[place.randrange(len(sound))] ^= 1 << place.randrange(8)
        with suppress(cells.Bad):
            cells._harmless(bytes(broken))


def test_i38_formulas_are_values_hidden_and_merged_cells_are_cells(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "form.xlsx", {"date_1904": True}) as book:
        sheet = book.add_worksheet("survey")
        sheet.write_row(0, 0, ["type", "name", "label"])
        sheet.write_row(1, 0, ["text", "wish"])
        sheet.write_formula(1, 2, '="Wi"&"sh"', value="Wish")
        sheet.merge_range(2, 0, 2, 1, "text")
        sheet.hide()
        book.add_worksheet("notes").activate()
    form = read(tmp_path / "form.xlsx", "en")
    assert form.questionnaire.question("wish").label == {"en": "Wish"}
    assert "sheet survey, row 3, column name: the question has no name, so it was left out" in form.losses.lines()
    assert "sheet notes: this sheet has no counterpart; it was not read" in form.losses.lines()


CSV = {
    "long cell": (
        b"type,name,label\ntext,a," + b"x" * 10_000_000,
        "form.csv, sheet survey, row 2, column C: the",
    ),
    "binary rows": (b"\x00\x01" * 500, "form.csv: this is no workbook"),
    "empty rows": (b"\n\n", "form.csv: the file is empty"),
    "nothing to ask": (b"type,name\nstart,start\n", "form.csv: there is no question in it that could be asked"),
    "other": (b"a,b\n1,2\n", "form.csv, sheet survey: there is no column »type«"),
}


@pytest.mark.parametrize("name", [*BAD, *CSV])
def test_i38_a_bad_file_is_refused_with_its_place_soon_and_in_little_memory(name: str, told: dict[str, Told]) -> None:
    sentence = {**BAD, **CSV}[name][1]
    assert told[name].sentence.startswith(sentence)
    assert told[name].seconds < SECONDS
    assert told[name].memory < MEMORY


def test_the_reader_of_cells_loads_nothing_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(SOUND)
    watched = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__');"
    watched += "print(sorted(name for name in sys.modules if name.startswith(('survey', 'flask', 'pydantic'))))"
    command = [sys.executable, "-I", "-c", watched, cells.__file__, str(tmp_path / "form.xlsx")]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.endswith("[]\n")


def test_a_sound_workbook_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(SOUND)
    before = time.process_time()
    assert read(tmp_path / "form.xlsx", "en").questionnaire.question("wish").label == {"en": "Wish"}
    assert time.process_time() - before < SECONDS
