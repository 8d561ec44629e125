"""Whoever comes back with a code finds what became of it, once something of it is public."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from survey.store.became import BecameTopic
from survey.store.rounds import Round
from tests.web.test_letters import Guest, answered, batch

__all__ = ["batch"]
STEP = {"state": "done", "day": "2026-05-04", "what": {"en": "It is open."}, "next_day": None}


@pytest.mark.parametrize("public", [False, True])
def test_a_used_code_and_a_receipt_lead_to_what_became_of_it(client: Any, town: Any, batch: Any, public: bool) -> None:
    with town.store.write() as session:
        round_ = session.scalars(select(Round)).one()
        doc = {"code": "", "heading": {"en": "A choir"}, "said": {}, "steps": [STEP]}
        session.add(BecameTopic(round_id=round_.id, doc=doc, published_at=datetime.now(UTC) if public else None))
    (code, *_others) = batch()
    receipt = answered(client, code).page.text.split("<output><bdi>")[1].split("<")[0]
    used, answer = Guest(client, code).page.text, Guest(client, receipt).page.text
    assert "somebody has answered already" in used
    assert "Change my answer" in answer
    for page in (used, answer):
        assert ('href="/results/walk/became?lang=en"' in page) is public
    assert "A choir" in client.get("/results/walk/became?lang=en").text or not public
