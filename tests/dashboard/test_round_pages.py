"""The row of links to the pages of a round: each leads somewhere, for exactly the people it is shown to."""

import re

import pytest

from tests.dashboard.conftest import Enter

ROW = re.compile(r'<nav class="of-round".*?</nav>', re.DOTALL)


@pytest.mark.parametrize("name", ["lipovje-lead", "ob-potoku-lead"])
def test_every_link_leads_somewhere_and_says_where_one_is(enter: Enter, name: str) -> None:
    client = enter(name)
    for href in links(client.get("/lead/lipovje").text):
        answer = client.get(href)
        assert answer.status_code == 200
        assert re.search(rf'<a href="{href}" aria-current="true">', answer.text)


def test_who_leads_a_district_is_not_led_to_what_is_for_the_whole_town(enter: Enter) -> None:
    assert "/setup/lipovje" in links(enter().get("/lead/lipovje").text)
    assert "/setup/lipovje" not in links(enter("ob-potoku-lead").get("/lead/lipovje").text)


def links(page: str) -> list[str]:
    row = ROW.search(page)
    return re.findall(r'href="([^"]+)"', row[0]) if row else []
