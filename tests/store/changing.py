"""A short questionnaire that is changed while answers come in, and what is counted of it."""

from collections import Counter

from survey.questionnaire.load import load_text
from survey.questionnaire.mapping import mappings_of
from survey.questionnaire.model import Questionnaire
from survey.store import tally
from survey.store.rounds import comparable_since, current_version, publish, questionnaire
from tests.store.conftest import SHORT, Town

OFTEN = "options: {often: {en: Often}, never: {en: Never}}"
WEEKLY = "options: {weekly: {en: Every week}, never: {en: Never}}"
THREE = "options: {often: {en: Often}, sometimes: {en: Sometimes}, never: {en: Never}}"


def asks(*changed: tuple[str, str], form: str = SHORT) -> Questionnaire:
    """The short questionnaire with some of its text exchanged."""
    for old, new in changed:
        assert old in form
        form = form.replace(old, new)
    return load_text(form, "short.yaml", {})


def bring(town: Town, new: Questionnaire, mappings: str = "") -> None:
    """Publish a version, with mappings from the one before."""
    with town.store.write() as session:
        round_ = town.round(session)
        old = questionnaire(session, current_version(session, round_))
        publish(session, round_, new, "", mappings_of(mappings, old, new))


def every_count(town: Town, item: str) -> dict[str, int]:
    """The answers to an item as they are read now, also those that say nothing."""
    with town.store.write() as session:
        tally.fold(session)
    with town.store.read() as session:
        found: Counter[str] = Counter()
        for row in tally.rows(session, town.round(session).id):
            if row.item == item:
                found[row.option] += row.n
        return dict(found)


def counts(town: Town, item: str) -> dict[str, int]:
    """The answers to an item as they are read now."""
    return {option: n for option, n in every_count(town, item).items() if not option.startswith("_")}


def since(town: Town) -> dict[str, int]:
    """From which version on questions are counted, where that is not the first."""
    with town.store.read() as session:
        return comparable_since(session, town.round(session))
