"""Loading the example: build the town, then let its people answer through the one door."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.example.became import tell_what_became
from survey.example.contacts import leave_contacts
from survey.example.plan import Letter, letters
from survey.example.remove import remove
from survey.example.said import read_some
from survey.example.staff import Account, accounts
from survey.example.town import CODE, SLUG, build
from survey.example.visits import leave_visits
from survey.questionnaire.answers import order
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.documents import Response
from survey.store.responses import submit
from survey.store.rounds import Round, context, current_version, questionnaire, round_by_slug
from survey.store.tally import fold
from survey.store.withdrawing import withdraw

CHUNK = 50


def load_example(
    store: Store, responses: int = 600, seed: int = 1, reset: bool = False, today: date | None = None
) -> list[Account]:
    """Make the example town, or complete it, and give its staff new passwords; nobody answers twice."""
    day = today or datetime.now(UTC).date()
    with store.write() as session:
        if reset:
            remove(session, CODE)
        if assessment(session, CODE) is None:
            build(session, day)
    for chunk in _unsent(store, responses, seed):
        with store.write() as session:
            _send(store, session, chunk, day)
    with store.write() as session:
        fold(session)
        leave_contacts(store, session, day)
        mine = _round(session)
        leave_visits(session, mine, questionnaire(session, current_version(session, mine)))
        made = accounts(session)
        read_some(session, mine)
        tell_what_became(session, mine, day)
        return made


def _unsent(store: Store, responses: int, seed: int) -> Iterator[list[Letter]]:
    """What is still missing, in portions, so that others can write in between."""
    with store.read() as session:
        here = set(session.scalars(select(Response.client_id).where(Response.round_id == _round(session).id)))
    left = [letter for letter in letters(responses, seed) if letter.client_id not in here]
    for start in range(0, len(left), CHUNK):
        yield left[start : start + CHUNK]


def _send(store: Store, session: Session, chunk: list[Letter], today: date) -> None:
    """Hand in a portion of answers, and let those withdraw who change their mind."""
    round_ = _round(session)
    wishes = questionnaire(session, current_version(session, round_)).question("r3")
    seen = {code: context(session, round_, code) for code in {letter.district for letter in chunk}}
    for letter in chunk:
        sent = submit(
            store,
            session,
            round_,
            letter.answers,
            client_id=letter.client_id,
            channel=letter.channel,
            access=letter.access,
            language=letter.language,
            day=today - timedelta(days=letter.days_ago),
            district=letter.district,
            orders={"r3": order(wishes, letter.client_id, seen[letter.district])},
        )
        if letter.taken_back:
            withdraw(store, session, sent.code)


def _round(session: Session) -> Round:
    found = round_by_slug(session, SLUG)
    if found is None:
        raise LookupError(SLUG)
    return found
