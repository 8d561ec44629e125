"""Questionnaires nobody wrote: every type, any text, conditions on whatever was asked before."""

from typing import Any

from hypothesis import strategies as st

from survey.questionnaire.faults import Faulty
from survey.questionnaire.load import from_document, load_text
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.xlsform.yaml_file import written

LANGUAGES = (("en",), ("sl", "hr", "en"), ("de", "ar"))
TRICKY = st.sampled_from(
    ["=1+1", "-5", "'x", "'=x", "+ more", "@home", "${r1}", "a, b; c", 'said "yes"', "two\nlines", "č š ž đ", "_x0041_",
     "**bold**", "<b>x</b>", "[a](b)", "true", "007", "10 %", " lead", "{x}", "# no comment", "سؤال"]
)  # fmt: skip
WORDS = TRICKY | st.text("abc čšž ?!:,'\"=-", min_size=1, max_size=20).filter(lambda text: text.strip())


def texts(draw: st.DrawFn, languages: tuple[str, ...]) -> dict[str, str]:
    return {code: draw(WORDS) for code in languages}


class Author:
    """Makes one questionnaire, question by question."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.languages: tuple[str, ...] = draw(st.sampled_from(LANGUAGES))
        self.asked: list[dict[str, Any]] = []

    def text(self) -> dict[str, str]:
        return texts(self.draw, self.languages)

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def options(self, least: int = 2) -> list[dict[str, Any]]:
        codes = self.draw(
            st.lists(st.sampled_from("abcdef") | st.sampled_from(["none", "not", "o_1", "other_way"]), min_size=least,
                     max_size=4, unique=True)
        )  # fmt: skip
        return [{"code": code, "label": self.text()} for code in codes]

    def question(self, number: int) -> dict[str, Any]:
        kind = self.draw(st.sampled_from(sorted(KINDS)))
        question = {"id": f"r{number}", "type": kind, "label": self.text(), **KINDS[kind](self)}
        if self.maybe():
            question["hint"] = self.text()
        if kind not in ("note", "calculated"):
            question["required"] = self.maybe()
            question["measures"] = "intent"
        condition = self.condition()
        if condition:
            question["show_if"] = condition
        self.asked.append(question)
        return question

    def condition(self) -> str | None:
        parts = [part for part in (self.comparison() for _part in range(self.draw(st.integers(0, 3)))) if part]
        return f" {self.draw(st.sampled_from(['and', 'or']))} ".join(parts) or None

    def comparison(self) -> str | None:
        if not self.asked:
            return None
        question = self.draw(st.sampled_from(self.asked))
        name, kind = question["id"], question["type"]
        sign = self.draw(st.sampled_from(["=", "!="]))
        said = {
            "single": lambda: f'{name} {sign} "{question["options"][0]["code"]}"',
            "multiple": lambda: f'({name} has "{question["options"][-1]["code"]}" or count({name}) >= 2)',
            "number": lambda: f"{name} + 1 {self.draw(st.sampled_from(['<', '<=', '>', '>=', '=']))} 2 * {name}",
            "text": lambda: f'{name} {sign} "it\'s"',
            "district": lambda: f"{name} {sign} polje",
            "note": lambda: None,
            "calculated": lambda: f"{name} > -3",
        }.get(kind, lambda: f"answered({name})")()
        return f"not {said}" if said and self.maybe() else said


def grid(author: Author) -> dict[str, Any]:
    return {"rows": author.options(1), "options": author.options()}


def multiple(author: Author) -> dict[str, Any]:
    options = author.options()
    more: dict[str, Any] = {"random_order": author.maybe()}
    if author.maybe():
        more["at_most"] = 2
    if author.maybe():
        options.append({"code": "other", "label": author.text()})
        more["other"] = True
    if author.maybe():
        options.append({"code": "na", "label": author.text(), "refusal": True} if not more.get("other") else
                       {"code": "none", "label": author.text(), "exclusive": True})  # fmt: skip
        options = list({option["code"]: option for option in options}.values())
    return {"options": options, **more}


def number(author: Author) -> dict[str, Any]:
    if author.maybe():
        return {"minimum": -3, "maximum": 20}
    return {"minimum": 0.5, "maximum": 900, "whole": False, "bins": [0.5, 10, 99.5]}


def single(author: Author) -> dict[str, Any]:
    options = author.options()
    condition = author.condition()
    if condition:
        options[0]["show_if"] = condition
    return {"options": options}


def rule(author: Author) -> dict[str, Any]:
    sums = [question["id"] for question in author.asked if question["type"] == "number"]
    return {"calculate": f"{sums[-1]} * 2 - ({sums[-1]} - 1)" if sums else "1 + 1", "bins": [0, 5]}


KINDS: dict[str, Any] = {
    "single": single,
    "multiple": multiple,
    "grid": grid,
    "number": number,
    "text": lambda author: {"long": author.maybe(), "max_length": 300} if author.maybe() else {},
    "district": lambda _author: {},
    "scale": lambda author: {"low": author.text(), "high": author.text(), "maximum": 4},
    "ranking": lambda author: {"options": author.options(2)},
    "slots": lambda author: {"days": ["mon", "sat"], "at_most": 3} if author.maybe() else {},
    "date": lambda _author: {"minimum": "2026-01-01"},
    "time": lambda _author: {},
    "note": lambda _author: {},
    "calculated": rule,
    "place": lambda author: {"options": [{"code": "anywhere", "label": author.text()}]},
    "consent": lambda author: {"agree": author.text(), "legal_basis": {"consent": author.text()}},
}


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """A questionnaire that passes every check, as a file would give it."""
    author = Author(draw)
    agreed = {"id": "agreed", "type": "consent", "label": author.text(), "agree": author.text()}
    sections: list[dict[str, Any]] = [{"id": "start", "questions": [agreed]}]
    number = 0
    for place in range(draw(st.integers(1, 3))):
        section: dict[str, Any] = {"id": f"page_{place}" if draw(st.booleans()) else f"r{place}"}
        condition = author.condition()
        section |= {"title": author.text()} if draw(st.booleans()) else {}
        section |= {"show_if": condition} if condition else {}
        section["questions"] = [author.question(number + more) for more in range(draw(st.integers(1, 5)))]
        number += len(section["questions"])
        sections.append(section)
    document = {"questionnaire": "trial", "title": author.text(), "languages": list(author.languages),
                "minimum_age": draw(st.integers(10, 18)), "sections": sections}  # fmt: skip
    try:
        return load_text(written(from_document(document)))
    except Faulty:
        return draw(st.nothing())
