"""Faults Q1 to Q9: files that would hurt are answered at once, in little memory, with a sentence that names the place.

Each file is looked over as `soseska check` does it, by a process of its own whose memory can be measured.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from survey.i18n import direction
from survey.questionnaire.load import Fault, Faulty, load_text
from tests.questionnaire.forms import FRAME
from tests.questionnaire.hostile import FILES, bomb, page

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 2, 300
PROGRAM = """
import json, re, sys, time
from survey.i18n import set_language
from survey.questionnaire.check import check_files, warnings
set_language("en")
began = time.process_time()
faults = [str(fault) for fault in check_files(sys.argv[1:])]
said = [] if faults else warnings(sys.argv[1:])
seconds = time.process_time() - began
# Not getrusage: its peak begins with the memory of the process that started this one.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
print(json.dumps([faults, said, seconds, peak / 1024]))
"""


class Checked(NamedTuple):
    """What was said of a file, each line without the folder it lies in."""

    faults: list[str]
    warnings: list[str]


Check = Callable[[str | bytes], Checked]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Look over a file in a process of its own; it may take neither long nor much."""

    def check(content: str | bytes) -> Checked:
        file = tmp_path / "form.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        command = [sys.executable, "-c", PROGRAM, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        faults, warnings, seconds, megabytes = json.loads(done.stdout)
        assert seconds < SECONDS
        assert megabytes < MEGABYTES
        return Checked(*([line.removeprefix(f"{tmp_path}/") for line in said] for said in (faults, warnings)))

    return check


def test_q01_alias_bomb(checked: Check) -> None:
    assert len(bomb()) < 350
    assert checked(bomb()).faults == [
        "form.yaml:1:4: a mark with & stands here; remove it and write repeated texts out"
    ]


def test_q02_deep_nesting(checked: Check) -> None:
    assert "more than 30 levels" in checked("a: " + "[" * 100_000).faults[0]


def test_q02_number_of_5000_digits(checked: Check) -> None:
    (said,) = checked(page("{id: n, type: number, label: {en: N}, bins: [0], maximum: " + "9" * 5_000 + "}")).faults
    assert said.startswith("form.yaml:8:67: the number has more than 15 digits")


def test_q02_condition_of_many_brackets(checked: Check) -> None:
    deep = "(" * 200 + "a = b" + ")" * 200
    assert "too many brackets" in checked(page(f"{{id: n, type: text, label: {{en: N}}, show_if: {deep}}}")).faults[0]


def test_q03_ids_that_differ_only_by_case_or_unicode_form(checked: Check) -> None:
    line = "{id: %s, type: text, label: {en: N}}"
    twice = checked(page(line % "wish", line % "wish")).faults
    assert twice == ["form.yaml:9:14: the id »wish« is used twice, first in line 8; change one"]
    by_case = checked(page(line % "wish", line % "Wish")).faults
    assert any("used twice, first in line 8" in said for said in by_case)
    composed, decomposed = "\u0161ola", "s\u030cola"
    by_form = checked(page(line % composed, line % decomposed)).faults
    assert [said.split(": ")[0] for said in by_form] == ["form.yaml:8:14", "form.yaml:9:14"]


def test_q03_options_that_are_equal_but_for_case(checked: Check) -> None:
    options = "{id: a, type: single, label: {en: A}, options: {bus: {en: B}, Bus: {en: B}, bus: {en: C}}}"
    said = checked(page(options)).faults
    assert any("»bus« stands here twice, first in line 8" in line for line in said)


def test_q04_conditions_in_a_circle(checked: Check) -> None:
    line = "{id: %s, type: single, label: {en: N}, options: {x: {en: X}}, show_if: %s = x}"
    said = checked(page(line % ("a", "b"), line % ("b", "c"), line % ("c", "a"))).faults
    assert said[0].startswith("form.yaml:8:79: the questions wait for each other: b → c → a → b; take one of")
    assert any("»a«, which is not asked before" in line for line in checked(page(line % ("a", "a"))).faults)


def test_q04_condition_on_a_missing_question(checked: Check) -> None:
    (said,) = checked(page("{id: a, type: text, label: {en: N}, show_if: answered(agred)}")).faults
    assert said.startswith("form.yaml:8:54: the condition looks at »agred«, which does not exist; did you mean")


def test_q04_question_that_nobody_reaches(checked: Check) -> None:
    options = "{id: a, type: single, label: {en: N}, options: {x: {en: X}, y: {en: Y}}}"
    said = checked(page(options, "{id: b, type: text, label: {en: N}, show_if: a = x and a = y}"))
    assert said.faults == []
    assert said.warnings == [
        "form.yaml: nobody is ever asked »b«, because its condition never holds; look at its »show_if:«"
    ]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("q04") and "questions that" in name])
def test_q04_questions_that_look_at_many_others_are_looked_over_at_once(name: str, checked: Check) -> None:
    said = checked(FILES[name][0])
    assert said.warnings == []
    assert len(said.faults) in (0, 200)


def test_q05_missing_extra_and_right_to_left_languages(checked: Check) -> None:
    text = FRAME.replace("languages: [en]", "languages: [en, ar]").replace("{en: Consent}", "{en: C, ar: ق, de: Z}")
    said = checked(text).faults
    assert [line.partition(": ")[0] for line in said] == ["form.yaml:2:8", "form.yaml:7:59", "form.yaml:7:74"]
    assert "»de« is not one of the questionnaire's languages" in said[1]
    assert said[0].endswith("the text in »ar« is missing; add it")
    assert direction("ar") == "rtl"


def test_q06_encodings(checked: Check) -> None:
    text = page("{id: a, type: text, label: {en: Čas}}")
    assert checked(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).faults == []
    assert checked(text.encode("utf-16")).faults == ["form.yaml:1:1: the file is written in UTF-16; save it as UTF-8"]
    assert checked(text.encode("cp1250")).faults[0].startswith("form.yaml:8:41: this sign is not UTF-8")


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\u200b"], ids=["NUL", "reversed", "zero-width"])
def test_q06_invisible_signs(sign: str, checked: Check) -> None:
    text = page(f"{{id: a{sign}, type: text, label: {{en: A}}}}")
    assert checked(text).faults[0].startswith(f"form.yaml:8:15: an invisible sign (U+{ord(sign):04X})")


def test_q07_label_of_ten_megabytes(checked: Check) -> None:
    (said,) = checked(page("{id: a, type: text, label: {en: " + "a" * 10_000_000 + "}}")).faults
    assert said == "form.yaml:1:1: the file is larger than 1 MB; split it or shorten it"


def test_q07_five_thousand_options_and_two_thousand_questions(checked: Check) -> None:
    options = ", ".join(f"o{n}: {{en: O}}" for n in range(5_000))
    (said,) = checked(page(f"{{id: a, type: single, label: {{en: A}}, options: {{{options}}}}}")).faults
    assert said == "form.yaml:8:56: too much stands here; the most is 200"
    many = checked(page(*(f"{{id: q{n}, type: text, label: {{en: Q}}}}" for n in range(2_000)))).faults
    assert any("more than 300 questions" in line for line in many)


def test_q07_block_used_again_and_again(checked: Check) -> None:
    block = "blocks:\n  b: [{id: x, type: text, label: {en: X}}, {id: y, type: text, label: {en: Y}}]\n"
    said = checked(page(*["{use: b}"] * 20_000) + block).faults
    assert any("more than 300 questions" in line for line in said)


HOSTILE = "<script src=//x.si></script><img src=//x.si/y>{{7*7}}{% x %} %s %(a)s"


def test_q08_markup_in_labels_and_faults_is_only_text(checked: Check) -> None:
    loaded = load_text(page(f"{{id: a, type: text, label: {{en: '{HOSTILE}'}}}}"))
    assert loaded.question("a").label == {"en": HOSTILE}
    (said,) = checked(page(f"{{id: a, type: '{HOSTILE}', label: {{en: A}}}}")).faults
    assert HOSTILE in said
    assert "49" not in said


def tried(text: str) -> tuple[list[str], list[Fault]]:
    """The questions a text gives, or the faults it is refused for."""
    try:
        loaded = load_text(text)
    except Faulty as faulty:
        return [], faulty.faults
    return [question.model_dump_json() for question in loaded.questions()], []


def test_q09_cut_at_every_byte() -> None:
    text = page("{id: a, type: text, label: {en: A}}", "{id: b, type: note, label: {en: Last}}")
    raw, (whole, _none) = text.encode(), tried(text)
    for cut in range(len(raw) - 2):
        found, faults = tried(raw[:cut].decode())
        assert found or faults
        assert len(found) < len(whole)
        assert found == whole[: len(found)]
        assert all(1 <= fault.line <= text.count("\n") + 2 and fault.column >= 1 for fault in faults)


def test_q09_two_hundred_cuts_of_a_longer_file() -> None:
    lines = (f"{{id: q{n}, type: single, label: {{en: Q}}, options: {{a: {{en: A}}}}}}" for n in range(12))
    raw = page(*lines).encode()
    for cut in range(0, len(raw) - 2, len(raw) // 200):
        found, faults = tried(raw[:cut].decode())
        assert bool(found) != bool(faults)
        assert len(found) < 13
