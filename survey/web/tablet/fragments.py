"""The questionnaire of a round for a tablet that goes from hand to hand: its pages drawn as on the web, all of them.

Whoever answers in a hall asks no server between two pages, so every page holds all that anybody may see on it, and
each part says on what answers it is shown.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import LANGUAGES
from survey.questionnaire.model import Question, Section
from survey.questionnaire.question_type import Control
from survey.questionnaire.types import type_of
from survey.store import rounds
from survey.store.base import Text
from survey.store.contact_form import contact_form, no_way, ways
from survey.store.districts import District
from survey.store.rounds import Round
from survey.web.resident.controls import Typed, view
from survey.web.resident.drawn import Row, View
from survey.web.tablet.asked import HOME, Everywhere, sections, words


def survey_for(session: Session, round_: Round, district: District) -> dict[str, Any]:
    """All that a tablet needs of a round's questionnaire, for a board; it says nothing of anybody's answers."""
    version = rounds.current_version(session, round_)
    everywhere = rounds.context(session, round_)
    codes = [code for code, _name in everywhere.districts]
    local = {code: rounds.within(session, round_, everywhere, code).local_activities for code in codes}
    document = {
        "version": version,
        "district": district.code,
        "languages": [_language(code) for code in LANGUAGES],
        **_drawn(Everywhere(rounds.questionnaire(session, version), everywhere, local), round_.name),
        "contact": _contact(Everywhere(contact_form(), everywhere, {})),
    }
    written = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
    return {"hash": hashlib.sha256(written).hexdigest(), **document}


def _drawn(every: Everywhere, name: Text) -> dict[str, Any]:
    """A questionnaire's way and its pages."""
    return {
        "home": _home(every),
        "districts": [code for code, _name in every.context.districts],
        "local": {code: list(own) for code, own in every.local.items() if own},
        "sections": sections(every),
        "pages": {code: _pages(every, name, code) for code in LANGUAGES},
        "words": {code: _words(every, code) for code in LANGUAGES},
    }


def _contact(every: Everywhere) -> dict[str, Any]:
    """The separate sheet for who wants to be reached, which never goes with an answer."""
    return {**_drawn(every, {}), "ways": [way.id for way in ways()], "no_way": _in_each(no_way)}


def _in_each(said: Callable[[], str]) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with i18n.use_language(code):
            found[code] = said()
    return found


def _language(code: str) -> dict[str, str]:
    return {"code": code, "name": i18n.LANGUAGE_NAMES[code], "dir": i18n.direction(code)}


def _home(every: Everywhere) -> str:
    """The question that asks where somebody lives."""
    asked = every.questionnaire.questions()
    return next((q.id for q in asked if type_of(q).control(q) is Control.DISTRICT), "")


def _words(every: Everywhere, code: str) -> dict[str, Any]:
    with i18n.use_language(code):
        said = {question.id: words(every, question) for question in every.questionnaire.questions()}
    return {name: told for name, told in said.items() if told}


def _pages(every: Everywhere, name: Text, code: str) -> dict[str, str]:
    """Every page in one language, by its id."""
    with i18n.use_language(code):
        every_page = enumerate(every.questionnaire.sections, start=1)
        return {section.id: _page(every, name, section, number) for number, section in every_page}


def _page(every: Everywhere, name: Text, section: Section, number: int) -> str:
    views = [_view(every, question) for question in section.questions if type_of(question).drawn(question)]
    return render_template("tablet/page.html", section=section, name=name, number=number, views=views)


def _view(every: Everywhere, question: Question) -> View:
    """A question with all that it may ever hold."""
    wide = every.widened(question)
    drawn = view(wide, Typed({}, _all_picked(every, wide), every.union))
    rows = tuple(_where(every, question, row) for row in drawn.rows)
    return replace(drawn, rows=rows, cards=tuple(_cards(question, drawn)))


def _all_picked(every: Everywhere, question: Any) -> dict[str, Any]:
    """The answers that bring a card for everything that could be picked."""
    if type_of(question).control(question) is not Control.CARDS:
        return {}
    return {question.of: {"picked": [row.code for row in question.possible_rows(every.union)]}}


def _cards(question: Any, drawn: View) -> Iterator[Any]:
    """The cards, each shown for its own pick."""
    picks = getattr(question, "of", None) if drawn.control == Control.CARDS.value else None
    for card in drawn.cards:
        pick = card.id.removeprefix(f"{drawn.id}__").removesuffix("-card")
        yield replace(card, show_if=_written(["has", ["q", picks], ["lit", pick]])) if picks else card


def _where(every: Everywhere, question: Question, row: Row) -> Row:
    """An option that only some districts added, shown to whoever lives there."""
    option = next((one for one in every.options(question) if one.code == row.value), None)
    only = every.only_in(question, option) if option else None
    if only is None:
        return row
    homes = [["eq", ["q", HOME], ["lit", code]] for code in only]
    return replace(row, show_if=_written(homes[0] if len(homes) == 1 else ["or", *homes]))


def _written(node: Any) -> str:
    return json.dumps(node, separators=(",", ":"))
