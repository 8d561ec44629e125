"""Who volunteers signs with an organisation: the municipality cannot be chosen, and the form says why."""

from pathlib import Path

import pytest

from survey.i18n import use_language
from survey.questionnaire.answers import read
from survey.questionnaire.context import Context
from survey.questionnaire.load import load


@pytest.mark.parametrize(
    ("language", "said"), [("sl", "ker ji zakon"), ("hr", "jer joj to"), ("en", "because the law in Slovenia")]
)
def test_the_municipality_as_holder_of_the_agreement_is_refused_with_the_reason(language, said):
    form = load(Path("questionnaires/volunteer_registration.yaml"))
    with use_language(language):
        refused = read(form, {"q_v9": ["municipality"]}, Context()).faults
        taken = read(form, {"q_v9": ["organisation"], "q_v9_name": ["Karitas"]}, Context()).faults
    assert said in " ".join(refused["v9"])
    assert not {"v9", "v9_name"} & set(taken)
