"""Groups of rows as pages: a group stays together where it says so, else a page has at most three questions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.condition import Node
from survey.questionnaire.model import Text
from survey.questionnaire.types import registry
from survey.questionnaire.xlsform.conditions import FALSE, TRUE, joined
from survey.questionnaire.xlsform.desk import Desk, Made, condition_of
from survey.questionnaire.xlsform.expressions import say
from survey.questionnaire.xlsform.form import Line
from survey.questionnaire.xlsform.grids import as_grid, is_header
from survey.questionnaire.xlsform.parts import as_cards
from survey.questionnaire.xlsform.questions import make
from survey.questionnaire.xlsform.tree import Entry

MOST_ON_A_PAGE = 3


@dataclass
class Page:
    """One page while it fills."""

    name: str
    line: Line
    shown: Node = TRUE
    together: bool = False
    title: Text | None = None
    own: dict[str, Any] = field(default_factory=dict)
    questions: list[Made] = field(default_factory=list)


def read_pages(top: Entry, desk: Desk) -> list[Made]:
    """All pages of a form, in the order of its rows."""
    pages = list(_pages(top, Page("page", top.line), desk))
    filled = {page.line.number for page in pages if page.questions}
    for page in pages:
        if page.title and page.line.number not in filled:
            page.line.lose("label", _("no question stands directly in this group, so its title is not shown"))
    return [section for page in pages if page.questions for section in _sections(page, desk)]


def _pages(group: Entry, page: Page, desk: Desk) -> Iterator[Page]:
    """A group's own questions, parted by the groups in it."""
    for entry in group.inside:
        if not entry.is_group:
            _add(page, make(entry, desk) if not is_header(entry) else None)
            continue
        compound = as_cards(entry, desk) or as_grid(entry, desk)
        if compound:
            _add(page, compound)
            continue
        yield page
        yield from _pages(entry, _page_of(entry, page, desk), desk)
        page = replace(page, questions=[])
    yield page


def _add(page: Page, question: Made | None) -> None:
    if question is None:
        return
    if page.shown == FALSE:
        page.line.form.losses.add(*page.line.form.places[id(question)], "", _(
            "its group is never shown, so it was left out"))  # fmt: skip
    else:
        page.questions.append(question)


def _page_of(entry: Entry, around: Page, desk: Desk) -> Page:
    """The page that a group opens; where groups stand in one another, all their conditions hold."""
    line = entry.line
    if entry.word == "repeat":
        line.lose("type", _("questions cannot be asked several times; these are asked once"))
    own = dict(line.own_words())
    title = line.text("label")
    together = "field-list" in entry.looks or around.together
    if "field-list" in entry.looks or not entry.looks:
        line.cell("appearance")
    shown = joined("and", [around.shown, condition_of(entry, desk)])
    line.tell_left()
    name = entry.name.removesuffix(".page") if own or line.form.own else entry.name
    return Page(name or "page", line, shown, together, title, own)


def _sections(page: Page, desk: Desk) -> Iterator[Made]:
    for questions in [page.questions] if page.together else _portions(page.questions):
        section: Made = {"id": desk.form.pages.give(page.name, "page")}
        if page.title:
            section["title"] = page.title
        if page.shown != TRUE:
            section["show_if"] = say(page.shown)
        section |= page.own
        section["questions"] = questions
        desk.form.places[id(section)] = (page.line.sheet, page.line.number)
        yield section


def _portions(questions: list[Made]) -> list[list[Made]]:
    """So many questions as a page should have; what is only read goes with the question after it."""
    portions: list[list[Made]] = [[]]
    for question in questions:
        if sum(1 for one in portions[-1] if _is_answered(one)) == MOST_ON_A_PAGE:
            portions.append([])
        portions[-1].append(question)
    return portions


def _is_answered(question: Made) -> bool:
    return registry()[question["type"]].answered_by_people
