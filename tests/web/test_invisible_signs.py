"""What nobody can see has no place in an address to write to or a number to call."""

from typing import Any

import pytest

from tests.web.test_withdraw_and_contact import contact

SIGNS = {"zero width": "\u200b", "direction": "\u202a", "soft hyphen": "\u00ad", "order mark": "\ufeff", "bell": "\x07"}
SAID = "There is an invisible sign in it, perhaps from copying."


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_an_address_with_a_sign_that_nobody_sees_is_refused(client: Any, town: Any, sign: str) -> None:
    for fields in ({"q_email": f"ana{sign}@example.org"}, {"q_phone": f"{sign}040 123 456"}):
        page = contact(client, q_name="Ana", q_purposes="invite", q_place="polje", **fields)
        assert page.status_code == 422
        assert SAID in page.text


def test_a_wide_or_hard_space_is_no_reason_to_refuse(client: Any, town: Any) -> None:
    page = contact(client, q_name="Ana", q_phone="040\u00a0123\u3000456", q_purposes="invite", q_place="polje")
    assert "Thank you. We have your contact." in page.text
