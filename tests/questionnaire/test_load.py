"""Faults in questionnaire files: all at once, at the right place, with a remedy."""

import pytest

from survey.questionnaire.check import check_files
from survey.questionnaire.load import Faulty, load, load_text
from tests.questionnaire.forms import CATALOGUE

TEN_FAULTS = """\
questionnaire: ten_faults
title: {en: Ten faults, sl: Deset napak}
languages: [en, sl]
lists:
  OFTEN:
    weekly: {en: every week, sl: vsak teden}
    never: {en: never}
sections:
  - id: first
    questions:
      - {id: agreed, type: consent, label: {en: a, sl: a}, agree: {en: a, sl: a}}
      - id: r1
        type: singel
        label: {en: a, sl: a}
      - id: r2
        type: single
        requird: true
        label: {en: a, sl: a}
        options: OFTEN
      - id: r3
        type: multiple
        label: {en: a, sl: a}
        options: OFFEN
        at_most: abc
      - id: r2
        type: text
        label: {en: a, sl: a}
        show_if: r2 = monthly
      - id: r5
        type: number
        maximum: 20
        label: 5
        show_if: r9 > 3
      - id: r6
        type: multiple
        label: {en: a, sl: a}
        options: {activities: [choir, gardn, therapy]}
"""

TEN_PLACES = [
    (7, 12, "»sl« is missing"),
    (13, 15, "did you mean »single«?"),
    (17, 9, "unknown key »requird«; did you mean »required«?"),
    (23, 18, "did you mean »OFTEN«?"),
    (24, 18, "whole number"),
    (25, 13, "used twice, first in line 15"),
    (32, 16, "in every language"),
    (33, 18, "»r9«, which does not exist"),
    (37, 39, "did you mean »garden«?"),
    (37, 46, "sensitive activity"),
]


def faults_of(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(Faulty) as refused:
        load_text(text, "trial.yaml", CATALOGUE)
    return [(fault.line, fault.column, fault.message) for fault in refused.value.faults]


def test_ten_different_faults_print_ten_lines_with_their_places(tmp_path):
    (tmp_path / "catalogue.yaml").write_text(
        "activities:\n"
        + "".join(
            f"  {code}: {{label: {{en: a, sl: a}}, sensitive: {str(a.sensitive).lower()}}}\n"
            for code, a in CATALOGUE.items()
        )
    )
    broken = tmp_path / "ten.yaml"
    broken.write_text(TEN_FAULTS)
    lines = [str(fault) for fault in check_files([broken])]
    assert len(lines) == len(TEN_PLACES), "\n".join(lines)
    for line, (row, column, part) in zip(lines, TEN_PLACES, strict=True):
        assert line.startswith(f"{broken}:{row}:{column}: ")
        assert part in line


QUESTION = "- {id: q, type: single, label: {en: a}, options: {a: {en: a}, b: {en: b}}"
NEXT = "}\n- {id: r, type: text, label: {en: a}, show_if: "
SINGLE_FAULTS = [  # the fault stands behind the mark ¦
    ("- {id: ¦Q, type: text, label: {en: a}}", "begin with a small letter"),
    ("- {id: ¦q__x, type: text, label: {en: a}}", "two underscores"),
    ("- {id: ¦šola, type: text, label: {en: a}}", "begin with a small letter"),
    ("- ¦{type: text, label: {en: a}}", "»id« is missing"),
    ("- ¦{id: q, label: {en: a}}", "»type« is missing"),
    ("- ¦{id: q, type: text}", "»label« is missing"),
    ("- ¦just a text", "a question should stand here"),
    ("- {id: q, type: text, label: ¦{}}", "»en« is missing"),
    ("- {id: q, type: text, label: {en: a, ¦de: b}}", "not one of the questionnaire's languages"),
    ("- {id: q, type: text, label: {en: ¦5}}", "put quotes round it"),
    ("- {id: q, type: text, label: {en: ¦" + "a" * 2001 + "}}", "longer than 2000"),
    ("- {id: q, type: text, label: {en: a}, required: ¦yes}", "true or false"),
    ("- {id: q, type: text, label: {en: a}, max_length: ¦9000}", "the most is 4000"),
    ("- {id: q, type: text, label: {en: a}, sensitive: ¦true}", "own words"),
    ("- {id: q, type: ¦email, label: {en: a}}", "purpose: contact"),
    ("- {id: q, type: single, label: {en: a}, options: ¦{}}", "the least is 1"),
    ("- {id: q, type: single, label: {en: a}, options: ¦[a, b]}", "one to a line"),
    ("- {id: q, type: single, label: {en: a}, options: ¦NOWHERE}", "write it down first"),
    ("- {id: q, type: number, label: {en: a}, minimum: ¦abc}", "a number should stand here"),
    ("- {id: q, type: single, label: {en: a}, options: {a: {en: a}, ¦a: {en: b}}}", "stands here twice"),
    ("- {id: q, type: single, label: {en: a}, options: {a: {label: {en: a}, ¦exlusive: true}}}", "»exclusive«"),
    ("- {id: q, type: single, label: {en: a}, options: {a: ¦{label: {en: a}, sensitive: true}}}", "is sensitive"),
    ("- {id: q, type: multiple, label: {en: a}, options: {other: ¦{en: a}}, other: true}", "offered twice"),
    ("- {id: q, type: multiple, label: {en: a}, options: {a: {en: a}}, at_most: ¦3}", "the most is 1"),
    ("- ¦{id: q, type: number, label: {en: a}, maximum: 500}", "bins"),
    ("- {id: q, type: number, label: {en: a}, maximum: 500, bins: ¦[0, 9, 5]}", "rising"),
    ("- {id: q, type: number, label: {en: a}, bins: [0], maximum: ¦1234567890123456}", "more than 15 digits"),
    ("- {id: q, type: cards, of: ¦agreed, label: {en: a}, columns: [{id: c, label: {en: a}, options: {a: {en: a}}}]}",
     "picks of an earlier question"),
    (QUESTION + ", show_if: ¦q = a}", "not asked before"),
    (QUESTION + ", show_if: ¦agreed = yes}", "answered(agreed)"),
    (QUESTION + ", show_if: ¦agreed => yes}", "»>«"),
    (QUESTION + ", stratum: ¦size}", "'age' or 'gender'"),
    (QUESTION + ", sensitive: true, stratum: ¦age}", "only an ordinary question"),
    (QUESTION + NEXT + "¦q = c}", "does not offer"),
    (QUESTION + NEXT + "¦q > a}", "use = or !="),
    (QUESTION + NEXT + "¦q = 3}", "one option"),
    (QUESTION + NEXT + "¦count(q) > 3}", "one answer only"),
    (QUESTION + ", sensitive: true" + NEXT + "¦q = a}", "give away"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "part"), SINGLE_FAULTS)
def test_one_fault_is_told_once_at_its_place(questionnaire, question, part):
    before = question.split("¦")[0].split("\n")
    with pytest.raises(Faulty) as refused:
        questionnaire(question.replace("¦", ""))
    (fault,) = refused.value.faults
    assert (fault.line, fault.column) == (7 + len(before), 6 + len(before[-1]) + 1), fault
    assert part in fault.message


FRAME_FAULTS = [
    ("questionnaire: a\ntitle: {en: a}\nlanguages: [en]\n", (1, 1), "no sections"),
    ("questionnaire: a\ntitle: {en: Kaj je: najbolj}\n", (2, 19), "put quotes round"),
    ("questionnaire: a\ntitle: Kaj je: najbolj\n", (2, 14), "put quotes round"),
    ("questionnaire: a\ntitle:\n\ten: a\n", (3, 1), "a tab"),
    ("questionnaire: *a\n", (1, 16), "a reference with *"),
    ("questionnaire: &a b\n", (1, 16), "a mark with &"),
    ("questionnaire: !!python/object:os.system b\n", (1, 16), "a tag with !"),
    ("questionnaire: a\ntitle: {en: 'a\n", (3, 1), "makes no sense|quotation mark"),
    ("questionnaire: a\n---\nquestionnaire: b\n", (2, 1), "a second document"),
    ("questionnaire: a\u202eb\n", (1, 17), "U+202E"),
    ("question\u200bnaire: ab\n", (1, 9), "U+200B"),
    ("questionnaire: a\x00b\n", (1, 17), "U+0000"),
    ("? [a]\n: b\n", (1, 3), "where a key should be"),
    ("", (1, 1), "empty"),
]


@pytest.mark.parametrize(("text", "place", "part"), FRAME_FAULTS)
def test_a_file_that_makes_no_sense_says_where(text, place, part):
    line, column, message = faults_of(text)[0]
    assert (line, column) == place, message
    assert any(piece in message for piece in part.split("|")), message


@pytest.mark.parametrize(
    "first",
    [
        "{id: q, type: text, label: {en: a}}",
        "{id: q, type: consent, required: false, label: {en: a}, agree: {en: a}}",
        "{id: p, type: district, label: {en: a}}, "
        "{id: q, type: consent, show_if: answered(p), label: {en: a}, agree: {en: a}}",
    ],
    ids=["none", "not required", "under a condition"],
)
def test_a_survey_that_does_not_ask_everybody_to_agree_is_refused(first):
    text = "questionnaire: a\ntitle: {en: a}\nlanguages: [en]\nsections:\n- {id: s, questions: [%s]}\n"
    ((line, column, message),) = faults_of(text % first)
    assert (line, column) == (1, 1)
    assert "not everybody is asked to agree" in message


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("\ufeffquestionnaire: a".encode("utf-16"), "UTF-16"),
        (b"questionnaire: a\ntitle: {sl: \xe8ebela}", "2:13: this sign is not UTF-8"),
        (b"questionnaire: " + b"a" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_bytes_that_cannot_be_read_are_refused_with_a_sentence(tmp_path, raw, part):
    (tmp_path / "a.yaml").write_bytes(raw)
    assert any(part in str(fault) for fault in check_files([tmp_path / "a.yaml"]))


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    text = (
        "questionnaire: a\r\ntitle: {en: Č}\r\nlanguages: [en]\r\npurpose: contact\r\nsections:\r\n"
        "- {id: s, questions: [{id: q, type: text, label: {en: a}}]}\r\n"
    )
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load(tmp_path / "a.yaml").title == {"en": "Č"}


def test_a_missing_file_is_a_fault(tmp_path):
    (fault,) = check_files([tmp_path / "none.yaml"])
    assert "cannot be opened" in str(fault)
