"""Figures of an earlier version keep their words until they are made anew."""

from survey.questionnaire.load import load_text
from survey.sentences.labels import Labels
from tests.choir import FORM


def test_a_question_that_is_asked_no_more_is_still_called_as_it_was() -> None:
    old = Labels(load_text(FORM, "choir.yaml", {}), "en")
    changed = (
        FORM.replace("id: coming", "id: visits").replace("Would you come?", "How often?").replace("often:", "weekly:")
    )
    now = Labels(load_text(changed, "choir.yaml", {}), "en").beside(old)
    assert now.question("visits") == "How often?"
    assert now.question("coming") == "Would you come?"
    assert now.option("coming")("often") == "often"
