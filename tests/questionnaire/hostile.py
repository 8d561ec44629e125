"""Files that would hurt, by the number of their fault; each with a part of the sentence that answers it."""

from itertools import pairwise
from textwrap import indent

from tests.questionnaire.forms import EVERYTHING, FRAME


def page(*questions: str) -> str:
    """The frame of every trial with these questions, one to a line."""
    return FRAME + "".join(f"      - {question}\n" for question in questions)


def bomb() -> str:
    """An alias bomb of less than 350 bytes."""
    names = "abcdefghi"
    return "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in pairwise(names)
    )


def _options(many: int) -> str:
    return "{" + ", ".join(f"o{number}: {{en: O}}" for number in range(many)) + "}"


def _looking_back(many: int) -> str:
    """Questions that each look at many before them, in ways that leave much to try out."""
    asked = [
        f"{{id: a{n}, type: single, label: {{en: A}}, options: {{x: {{en: X}}, y: {{en: Y}}}}}}" for n in range(20)
    ]
    back = " and ".join(f"a{n} = x and a{n} != y" for n in range(11))
    return page(*asked, *(f"{{id: b{n}, type: text, label: {{en: B}}, show_if: {back}}}" for n in range(many)))


def _looking_ahead(many: int) -> str:
    """Questions that each wait for many after them."""
    line = "{{id: q{0}, type: number, maximum: 9, label: {{en: Q}}, show_if: {1}}}"
    every = range(many)
    return page(*(line.format(n, " and ".join(f"q{(n + m) % many} > 1" for m in range(1, 30))) for n in every))


TEXT = page("{id: a, type: text, label: {en: A}}")
MARKUP = "<script src=//x.si></script><img src=//x.si/y>{{7*7}}{% x %} %s %(a)s"
FILES: dict[str, tuple[str | bytes, str]] = {
    "q01 alias bomb": (bomb(), "1:4: a mark with & stands here"),
    "q02 100,000 brackets": ("a: " + "[" * 100_000, "more than 30 levels"),
    "q02 100,000 dashes": ("- " * 100_000 + "a", "more than 30 levels"),
    "q02 number of 5,000 digits": (
        page("{id: n, type: number, label: {en: A}, bins: [0], maximum: " + "9" * 5_000 + "}"),
        "8:67: the number has more than 15 digits",
    ),
    "q02 condition of 200 brackets": (
        page(f"{{id: n, type: text, label: {{en: A}}, show_if: {'(' * 200}a = b{')' * 200}}}"),
        "too many brackets",
    ),
    "q03 the same id twice": (page(*["{id: a, type: text, label: {en: A}}"] * 2), "9:14: the id »a« is used twice"),
    "q03 ids equal but for case": (
        page("{id: wish, type: text, label: {en: A}}", "{id: Wish, type: text, label: {en: A}}"),
        "used twice, first in line 8",
    ),
    "q03 ids equal but for Unicode form": (
        page("{id: \u0161ola, type: text, label: {en: A}}", "{id: s\u030cola, type: text, label: {en: A}}"),
        "9:14: »",
    ),
    "q04 conditions in a circle": (
        page(*(f"{{id: {a}, type: single, label: {{en: A}}, options: {{x: {{en: X}}}}, show_if: {b} = x}}"
               for a, b in ("ab", "bc", "ca"))),
        "the questions wait for each other: b → c → a → b",
    ),
    "q04 condition on a missing question": (
        page("{id: a, type: text, label: {en: A}, show_if: answered(agred)}"), "did you mean »agreed«?",
    ),
    "q04 270 questions that wait for each other": (_looking_ahead(270), "the questions wait for each other"),
    "q04 250 questions that look at 11 others": (_looking_back(250), "»sl« is missing; it has to be there"),
    "q05 missing and extra languages": (
        FRAME.replace("languages: [en]", "languages: [en, ar]").replace("{en: Consent}", "{en: C, ar: ق, de: Z}"),
        "7:74: the text in »ar« is missing",
    ),
    "q06 UTF-16": (TEXT.encode("utf-16"), "1:1: the file is written in UTF-16"),
    "q06 windows-1250": (TEXT.replace("en: A", "en: Č").encode("cp1250"), "8:41: this sign is not UTF-8"),
    "q06 NUL": (TEXT.replace("id: a", "id: a\x00"), "8:15: an invisible sign (U+0000)"),
    "q06 reversed text": (TEXT.replace("id: a", "id: a\u202e"), "8:15: an invisible sign (U+202E)"),
    "q06 zero-width": (TEXT.replace("id: a", "id: a\u200b"), "8:15: an invisible sign (U+200B)"),
    "q06 500,000 invisible signs": ("\u200b" * 300_000, "1:1: an invisible sign"),
    "q06 line ends of all kinds": (TEXT.replace("\n", "\r\n", 3).encode(), "»sl« is missing; it has to be there"),
    "q07 label of 10 MB": (page("{id: a, type: text, label: {en: " + "a" * 10_000_000 + "}}"), "1:1: the file is larg"),
    "q07 label of 0.9 MB": (page("{id: a, type: text, label: {en: " + "a" * 900_000 + "}}"), "longer than 2000"),
    "q07 type of 0.9 MB": (page("{id: a, type: " + "a" * 900_000 + ", label: {en: A}}"), "»aaa"),
    "q07 5,000 options": (
        page(f"{{id: a, type: single, label: {{en: A}}, options: {_options(5_000)}}}"), "the most is 200",
    ),
    "q07 2,000 questions": (
        page(*(f"{{id: q{n}, type: text, label: {{en: Q}}}}" for n in range(2_000))), "more than 300 questions",
    ),
    "q07 20,000 unknown keys": ("".join(f"key{n}: 1\n" for n in range(20_000)), "unknown key"),
    "q07 a block 20,000 times": (
        page(*["{use: b}"] * 20_000) + "blocks:\n  b: [{id: x, type: text, label: {en: X}}]\n",
        "more than 300 questions",
    ),
    "q08 markup": (page(f"{{id: a, type: '{MARKUP}', label: {{en: A}}}}"), MARKUP),
    "q09 cut in the middle": ((FRAME + indent(EVERYTHING, " " * 6))[:1500], ": "),
    "q09 cut in a word": (TEXT[:-8], "9:1: the file makes no sense"),
    "i38 nothing": (b"", "1:1: the file is empty"),
    "i38 blanks": (b" \n\n ", "1:1: the file is empty"),
    "i38 a workbook": (b"PK\x03\x04" + bytes(600_000), "1:1: this is a workbook"),
    "i38 an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), "1:1: this is a workbook"),
    "i38 nonsense": (b"\xff" * 4_000, "1:1: this sign is not UTF-8"),
}  # fmt: skip
"""Everything that may be sent where a questionnaire is expected."""
