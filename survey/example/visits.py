"""How the example's people came through the pages on the web: more began than sent, most of those gave up half-way."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.questionnaire.model import Questionnaire
from survey.store.documents import Response
from survey.store.passages import came_to, passages, was_done
from survey.store.rounds import Round

GAVE_UP_PER = 5
"""One in five who began did not send their answers; half of them stopped on the longest page."""

_MINUTES = (4, 6, 7, 8, 9, 9, 11, 12, 14, 18, 24, 45)


def leave_visits(session: Session, round_: Round, asked: Questionnaire) -> None:
    """Count the visits that belong to the answers on the web, once."""
    if passages(session, round_.id).pages:
        return
    mine = select(func.count()).where(Response.round_id == round_.id, Response.channel == "web")
    sent = session.scalar(mine.where(Response.state == "counted")) or 0
    pages = [section.id for section in asked.sections]
    longest = max(asked.sections, key=lambda section: len(section.questions)).id
    for number in range(sent):
        came_to(session, round_.id, pages)
        was_done(session, round_.id, _MINUTES[number % len(_MINUTES)])
    for number in range(sent // (GAVE_UP_PER - 1)):
        last = longest if number % 2 else pages[number % len(pages)]
        came_to(session, round_.id, pages[: pages.index(last) + 1])
    session.flush()
