"""Attacks on what became of it: numbers that no database can hold."""

from tests.became.conftest import Lead


def test_r16_a_number_that_no_database_can_hold_is_no_topic(lead: Lead) -> None:
    for number in (2**63, 10**40):
        assert lead.client.get(f"/became/lipovje/{number}").status_code == 404
        assert lead.send(f"/{number}/publish", revision="1") == 404
