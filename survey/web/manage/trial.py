"""Trying a draft out: the pages of residents, with answers that are never counted."""

from dataclasses import dataclass, replace

from flask import abort, render_template
from sqlalchemy.orm import Session

from survey.i18n import worded
from survey.questionnaire.context import Context
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.types import type_of
from survey.sentences import words
from survey.store import rounds, versions
from survey.store.documents import Response
from survey.web.account.staff import store
from survey.web.manage.rights import round_at
from survey.web.manage.views import bp
from survey.web.resident import tokens
from survey.web.resident.controls import Typed, view
from survey.web.resident.flow import Screen
from survey.web.resident.opening import sit_down
from survey.web.resident.place import Place, describe_trial
from survey.web.resident.views import Answer, answer, draw


@bp.get("/manage/<slug>/try")
def try_(slug: str) -> Answer:
    """The first page of the draft."""
    with store().read() as session:
        place = _place(session, slug)
        sitting = sit_down(session, place, tokens.mint(place.key))
    return draw(Screen(sitting, sitting.pages[0].id))


@bp.post("/manage/<slug>/try")
def try_on(slug: str) -> Answer:
    """Every further page of it."""
    return answer(lambda session: _place(session, slug))


def _place(session: Session, slug: str) -> Place:
    """The round with its draft; when there is none any more, there is nothing to try."""
    at = round_at(session, slug)
    draft = versions.draft_of(session, at.round) or abort(404)
    return replace(describe_trial(session, at.round), trial=draft.hash)


@dataclass(frozen=True)
class Tried:
    """One test answer in words."""

    way: str
    language: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]


@bp.get("/manage/<slug>/tries")
def tries(slug: str) -> str:
    """What was tried so far, with the words of the draft it was tried with."""
    with store().read() as session:
        at = round_at(session, slug)
        told = [_tried(session, response) for response in versions.test_answers(session, at.round)]
        return render_template("manage/tries.html", at=at, tab="manage", example=at.example, tried=told)


def _tried(session: Session, response: Response) -> Tried:
    asked = rounds.questionnaire(session, response.version)
    return Tried(words.way(response.channel), response.language, tuple(_said(asked, response)))


def _said(asked: Questionnaire, response: Response) -> list[tuple[str, tuple[str, ...]]]:
    """Each answer beside its question; what is sensitive is not kept with a test."""
    doc = response.doc or {"answers": {}, "words": {}}
    context = Context()
    told = []
    for name, given in doc["answers"].items():
        question = asked.question(name)
        fields = type_of(question).fields(question, given)
        said = view(question, Typed(fields, doc["answers"], context)).said()
        own = [said for item, said in doc.get("words", {}).items() if item.partition(".")[0] == name]
        told.append((worded(question.label), tuple(own or said or [str(given)])))
    return told
