"""120 phones behind one address join and vote at once: all are counted, and nobody is told how it goes."""

import re
import time
from collections import Counter

import pytest

from survey.store.accounts import user_named
from survey.store.stage import open_stage
from survey.store.workshop_items import voices
from survey.store.workshops import Workshop
from tests.journeys.crowd import vote_all
from tests.journeys.hall import plan
from tests.journeys.town import Town

OPTIONS = ["s5"] * 77 + ["s1"] * 43


@pytest.mark.slow
def test_120_phones_behind_one_address_vote_within_a_minute(town: Town) -> None:
    workshop = plan(town)
    with town.store.write() as session:
        somebody = user_named(session, "lipovje-lead")
        assert somebody is not None
        stage = open_stage(session, somebody.id, session.get_one(Workshop, workshop))
        stage.step, code = "need", stage.code
    begun = time.monotonic()
    clients = vote_all(town.url, code, OPTIONS)
    assert time.monotonic() - begun < 60
    with town.store.read() as session:
        assert voices(session, session.get_one(Workshop, workshop))["need"] == Counter(OPTIONS)
    said = (re.sub(r"<[^>]+>", " ", body) for client in clients for body in client.bodies)
    assert not any(re.search(r"\b(77|43)\b", body) for body in said)
