"""The questionnaire of a round, read anew when the town has made up an activity: its lists know it from then on."""

from sqlalchemy.orm import Session

from survey.questionnaire.faults import Faulty
from survey.questionnaire.load import load_text, resolve
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.reuse import PROVIDED
from survey.questionnaire.xlsform.yaml_file import written
from survey.store import versions
from survey.store.rounds import current_of, questionnaire
from survey.web.manage.rights import At
from survey.web.manage.uploaded import catalogue_of


def asked_of(session: Session, at: At) -> Questionnaire | None:
    """What a round asks, or will ask as soon as its draft is published."""
    draft = versions.draft_of(session, at.round)
    if draft:
        return versions.draft_questionnaire(session, draft)
    current = current_of(session, at.round.id)
    return questionnaire(session, current.hash) if current else None


def open_lists(asked: Questionnaire) -> list[Question]:
    """The questions to which a district may add activities."""
    return [question for question in asked.questions() if getattr(question, "local", 0)]


def renew(session: Session, at: At) -> bool:
    """Read the draft anew; without one, begin a draft of what is asked. Says whether a draft waits to be published.

    A draft that says nothing new any more, because an activity was taken back, is given up.
    """
    if at.round.state == "closed":
        return False
    draft = versions.draft_of(session, at.round)
    if draft is None:
        return _begin(session, at)
    made, current = _read(session, at, draft.source, draft.name), current_of(session, at.round.id)
    if made and current and resolve(made) == resolve(questionnaire(session, current.hash)):
        versions.discard(session, at.round)
        return False
    if made:
        versions.put_draft(session, at.round, made, draft.source, draft.name, draft.mappings)
    return True


def _begin(session: Session, at: At) -> bool:
    """A draft of what is asked now, with the answers so far going on, but only if something is new in it."""
    asked = asked_of(session, at)
    if asked is None:
        return False
    source, name = written(asked), f"{asked.id}.yaml"
    made = _read(session, at, source, name)
    if made is None or resolve(made) == resolve(asked):
        return False
    versions.put_draft(session, at.round, made, source, name, _going_on(made))
    return True


def _going_on(asked: Questionnaire) -> str:
    """One more to choose from leaves the answers to all others as they were."""
    return "mappings:\n" + "".join(f"  {question.id}: {question.id}\n" for question in open_lists(asked))


def _read(session: Session, at: At, source: str, name: str) -> Questionnaire | None:
    try:
        return load_text(source, name, catalogue_of(session, at.round), PROVIDED, complete=False)
    except Faulty:
        return None
