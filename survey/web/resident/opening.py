"""Sitting down to answer: the round's questionnaire, the draft so far, the districts to choose from."""

from dataclasses import replace

from sqlalchemy.orm import Session

from survey.questionnaire.answers import Context
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of
from survey.store import rounds
from survey.store.drafts import Unfinished
from survey.store.recall import Recalled
from survey.store.rounds import Round
from survey.web.resident import tokens
from survey.web.resident.flow import Posted
from survey.web.resident.place import Place
from survey.web.resident.sitting import Sitting
from survey.web.resident.tokens import Ticket


def sit_down(session: Session, place: Place, ticket: Ticket, version: str | None = None) -> Sitting:
    """A visit with nothing typed yet, on the version it began with or on the current one."""
    round_ = session.get_one(Round, place.round_id)
    version = version or place.trial or rounds.current_version(session, round_)
    questionnaire = rounds.questionnaire(session, version)
    return Sitting(place, questionnaire, version, rounds.context(session, round_, None), ticket)


def resume(session: Session, place: Place, ticket: Ticket | None, draft: Unfinished | None, posted: Posted) -> Sitting:
    """The visit as its draft has it, with what this page sent on top."""
    sitting = sit_down(session, place, ticket or tokens.mint(place.key), draft.version if draft else None)
    if draft:
        kept = draft.doc
        sitting = replace(
            sitting,
            fields=kept["fields"],
            seen=frozenset(kept["seen"]),
            reviewed=bool(kept["reviewed"]),
            furthest=kept.get("furthest", -1),
            at=kept.get("at", ""),
            revision=draft.revision,
            changed=kept.get("changed", {}),
            carried=kept.get("carried", {}),
        )
    everywhere = sitting.context
    page = next((s for s in sitting.questionnaire.sections if s.id == posted.page), None)

    def context_of(questionnaire: Questionnaire, fields: dict[str, list[str]]) -> Context:
        return context_for(session, place, questionnaire, fields, everywhere)

    as_saved = replace(sitting, context=context_of(sitting.questionnaire, dict(sitting.fields)))
    if page is None or posted.go == "saved":
        return as_saved
    taken = sitting.with_fields(page, posted.shown, posted.fields, context_of)
    return taken if posted.revision is None or posted.go == "mine" else taken.beside(page, posted.revision, as_saved)


def as_sent(session: Session, place: Place, found: Recalled, ticket: Ticket) -> Sitting:
    """A visit that holds an answer as it was sent; sending it again takes the place of that one."""
    round_ = session.get_one(Round, place.round_id)
    sitting = sit_down(session, place, ticket, found.version)
    fields: dict[str, list[str]] = {}
    for question in sitting.questionnaire.questions():
        if question.id in found.answers:
            fields |= type_of(question).fields(question, found.answers[question.id])
    carried = {"corrects": str(found.response_id), "channel": found.channel, "access": found.access}
    sitting = replace(
        sitting,
        fields=fields,
        context=rounds.context(session, round_, found.district),
        reviewed=True,
        furthest=len(sitting.questionnaire.sections),
        carried=carried,
    )
    return sitting.having_seen([view for page in sitting.pages for view in sitting.views(page)])


def context_for(
    session: Session, place: Place, questionnaire: Questionnaire, fields: dict[str, list[str]], everywhere: Context
) -> Context:
    """Districts to choose from, read once, and what the chosen one adds."""
    chosen = district_of(questionnaire, fields)
    if chosen is None or chosen not in [code for code, _name in everywhere.districts]:
        return everywhere
    return rounds.within(session, session.get_one(Round, place.round_id), everywhere, chosen)


def district_of(questionnaire: Questionnaire, fields: dict[str, list[str]]) -> str | None:
    """The district somebody chose, as it was sent."""
    for question in questionnaire.questions():
        if type_of(question).control(question) is Control.DISTRICT:
            values = fields.get(field_name(question), [])
            return values[0] if len(values) == 1 else None
    return None
