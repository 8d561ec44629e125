"""How a workshop is run, on one page, for those who hold workshops."""

import re
from types import SimpleNamespace

import pytest

from tests.web.planners import Planner
from tests.web.typists import staff


@pytest.fixture
def ana(town: SimpleNamespace, app) -> Planner:
    staff(town.store, "ana", place="polje")
    return Planner(app, "ana")


def test_it_is_read_in_ten_minutes_and_says_what_to_do_when_things_go_wrong(ana: Planner) -> None:
    assert "/workshops/walk/how" in ana.get().text
    assert "/workshops/walk/how" in ana.get(f"/{ana.plan()}").text
    page = ana.get("/how").text
    words = re.sub(r"<[^>]+>", " ", page.partition('class="guide"')[2].partition("</main>")[0]).split()
    assert 900 <= len(words) <= 1200
    for said in ("Nobody comes, or three.", "The tablet dies.", "after the vote", "gets angry", "call 112", "Who said"):
        assert said in page, said


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_it_stands_in_three_languages(language: str, ana: Planner) -> None:
    page = ana.get(f"/how?lang={language}")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert page.text.count('<section class="part"') == 6


def test_others_do_not_find_it(ana: Planner, app) -> None:
    assert app.test_client().get("/workshops/walk/how").status_code == 302
    assert ana.client.get("/workshops/nowhere/how").status_code == 404
