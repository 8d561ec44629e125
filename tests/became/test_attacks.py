"""Attacks on what became of it: numbers that no database can hold, and the way back after a right was taken."""

import re

import pytest
from flask import Flask

from survey.store.became import BecameChange, Reach, take_back
from survey.store.errors import ReadAgain
from survey.store.rounds import round_by_slug
from tests.became.conftest import Lead
from tests.became.test_became import GARDEN, topics


def test_r16_a_number_that_no_database_can_hold_is_no_topic(lead: Lead) -> None:
    for number in (2**63, 10**40):
        assert lead.client.get(f"/became/lipovje/{number}").status_code == 404
        assert lead.send(f"/{number}/publish", revision="1") == 404


def test_a13_who_lost_the_right_takes_no_change_back(app: Flask, lead: Lead) -> None:
    assert lead.send("/new", **GARDEN) == 303
    change = re.search(r'name="change" value="(\d+)"', lead.page())
    assert change
    before = len(topics(app))
    with app.extensions["store"].write() as session:
        round_ = round_by_slug(session, "lipovje")
        by = session.get_one(BecameChange, int(change[1])).user_id
        with pytest.raises(ReadAgain):
            take_back(session, round_, Reach(by, frozenset({1})), int(change[1]))
    assert len(topics(app)) == before
