"""A volunteer's form on paper, typed in later: it keeps the day on the paper and who typed it in."""

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from survey.clock import today
from survey.questionnaire.load import load
from survey.store import rounds
from survey.store.accounts import user_named
from survey.store.entries import entry_of
from survey.store.sheets import sheet_code
from tests.web.test_typing import counted
from tests.web.typists import print_sheets, round_of

BEFORE = today() - timedelta(days=12)
SHEET = {
    "q_v0": ["yes"], "q_v1_name": ["Ana Novak"], "q_v2_phone": ["041 222 333"], "q_v9": ["organisation"],
    "q_v9_name": ["Karitas"], "filled_on": [f"{BEFORE.day}. {BEFORE.month}."],
}  # fmt: skip


@pytest.fixture
def volunteers(two: SimpleNamespace) -> SimpleNamespace:
    """The round asks who would like to volunteer."""
    folder = Path("questionnaires")
    with two.store.write() as session:
        form = load(folder / "volunteer_registration.yaml", folder / "catalogue.yaml")
        rounds.publish(session, round_of(session), form, "")
    two.serials = print_sheets(two.store)
    return two


def test_a_volunteers_sheet_keeps_its_own_day_and_the_typist(volunteers):
    serial = volunteers.serials[0]
    page = volunteers.ana.type_in(serial, SHEET)
    assert "is typed in and counted" in page.text, re.sub(r"<[^>]+>", " ", page.text)
    (answer,) = counted(volunteers.store)
    with volunteers.store.read() as session:
        entry, ana = entry_of(session, serial), user_named(session, "ana")
        assert (entry.day, entry.typed_on, entry.user_id) == (BEFORE, today(), ana.id)
    assert (answer.day, answer.channel) == (BEFORE, "paper")
    assert "Novak" not in str(answer.doc)
    volunteers.ana.client.post("/withdraw", data={"code": sheet_code(volunteers.store, serial)})
    assert counted(volunteers.store) == []


def test_the_municipality_as_holder_of_the_agreement_is_not_kept_from_paper_either(volunteers):
    page = volunteers.ana.type_in(volunteers.serials[0], SHEET | {"q_v9": ["municipality"]})
    assert page.status_code == 422
    assert "Karitas" in page.text
    assert "is typed in and counted" in volunteers.ana.send(SHEET | {"q_v9": ["municipality"]}).text
    (answer,) = counted(volunteers.store)
    assert "v9" not in answer.doc["answers"]
