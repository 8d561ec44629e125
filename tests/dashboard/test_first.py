"""What to do first, as a lead reads and changes it."""

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from analysis.gate import Gate
from analysis.inventory import Tried
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import District
from survey.store.judgements import USUAL, Judged, judged
from survey.worker import run_once
from tests.dashboard.conftest import Enter, token_of

POLJE = "/lead/lipovje/polje"
FIRST = f"{POLJE}/first"
FACT = re.compile(r"<details><summary>((?:(?!</summary>).)*)</summary><ul>(.*?)</ul></details>", re.DOTALL)
WEIGHTS = {f"weight.{part}": str(weight) for part, weight in USUAL.items()}


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def part(page: str, name: str) -> str:
    """One activity of the list, as it is read."""
    found = next(one for one in re.split(r"<li id=\"do-\w+\"><div class=\"head\">", page)[1:] if f">{name}" in one)
    return words_of(found)


def known(store: Store) -> Judged:
    with store.read() as session:
        return judged(session, session.scalars(select(District).where(District.code == "polje")).one())


def send(client: Any, **more: Any) -> Any:
    page = client.get(FIRST).text
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    sent = WEIGHTS | {"csrf_token": token_of(page), "revision": revision[1]} | more
    return client.post(FIRST, data=sent)


def test_an_activity_says_its_counts_in_sentences(enter: Enter) -> None:
    said = part(enter().get(POLJE).text, "Computer and phone help")
    assert re.search(r"Tell people .*\d+ of \d+ people would come\.", said)
    assert re.search(r"\d+ of them have nothing like it yet \(there is none: \d+, it does not suit them: \d+", said)
    assert "1 such activity runs here (close enough: 1, when people can come: 1)." in said
    assert "1 organisation would offer it. Knjižnica Lipovje: Knows what and who, not yet when." in said
    assert "All of it depends on one: Knjižnica Lipovje." in said


def test_each_number_opens_the_list_behind_it(enter: Enter) -> None:
    page = enter().get(POLJE).text
    facts = re.findall(FACT, page)
    picked = next(behind for says, behind in facts if "people would come" in says)
    assert re.search(r"every week: \d+", picked)
    assert any("Help with your phone: Thursday 10:00–12:00, Knjižnica Polje, Knjižnica Lipovje" in b for _, b in facts)


def test_numbers_behind_add_up_to_the_number_in_front(enter: Enter) -> None:
    page = enter().get(POLJE).text
    facts = re.findall(FACT, page)
    for says, behind in facts:
        shown = int(re.findall(r"\d+", words_of(says))[0])
        lines = [line for line in re.findall(r"<li>(.*?)</li>", behind) if "already" not in line]
        if "people would come" in words_of(says) or "nothing like it" in words_of(says):
            assert shown == sum(int(re.findall(r"\d+", line)[-1]) for line in lines)


def test_what_is_ruled_out_stands_first_with_its_reason(enter: Enter) -> None:
    page = enter().get(POLJE).text
    names = re.findall(r"<div class=\"head\"><h4><a [^>]*>([^<]+?)\s*<", page)
    assert names[0] == "Shared meal, cooking"
    said = part(page, "Shared meal, cooking")
    assert "Obstacle first" in said
    assert "Off the list, because it may not be done or is not safe." in said
    assert "Why?" not in said


def test_tried_before_and_what_is_still_open_are_remarks(enter: Enter) -> None:
    page = enter().get(POLJE).text
    assert "It was offered before, from 2022 to 2024, and nobody came." in part(page, "Language course")
    assert "Not known yet: who stands for it and who pays for the first six months." in part(page, "Gentle exercise")


def test_a_room_that_is_closed_is_not_a_room_that_is_missing(enter: Enter) -> None:
    client = enter()
    assert "The room is closed when people can come." in words_of(client.get("/lead/lipovje/zgornje-lipovje").text)
    assert "There is no room here that we know of." in words_of(client.get("/lead/lipovje/podgorica").text)


def test_points_places_and_how_sure_stand_behind_why(enter: Enter) -> None:
    page = enter().get(POLJE).text
    said = part(page, "Computer and phone help")
    assert re.search(r"Why\? .*Place 1 of \d under »Tell people«, with \d+ of 100 points\.", said)
    assert re.search(r"among the first three \d+ times? out of 10\.", said)
    assert said.count("points ") >= 4
    assert "Switched off: whom to set first is a choice of values." in said
    text = words_of(page)
    assert "These are the usual weights." in text
    assert re.search(r"the \d+ people who answered were drawn again 1,000 times.*starts from: 2026\.", text)


def test_the_first_lines_know_no_points(enter: Enter) -> None:
    page = enter().get(POLJE).text
    facts = " ".join(re.findall(r'<div class="facts">.*?</div>', page, flags=re.DOTALL))
    assert "point" not in facts
    assert "%" not in facts


def test_seven_answers_are_a_list_without_stamps_and_places(enter: Enter) -> None:
    page = enter().get("/lead/lipovje/podgorica").text
    text = words_of(page)
    assert "What to do first is said from 10 answers on." in text
    assert "Why?" not in text
    assert '<ol class="things">' not in page


def test_who_is_missing_comes_with_where_to_ask(enter: Enter) -> None:
    text = words_of(enter().get("/lead/lipovje/ob-potoku").text)
    assert re.search(r"Ask next: people up to 29 \. \d+ of them live here, 0 answered\. \d+ more answers", text)


def test_the_fewest_ways_that_reach_most_are_one_sentence(enter: Enter) -> None:
    text = words_of(enter().get(POLJE).text)
    assert re.search(r"together these reach \d+ of \d+ people", text)


@pytest.mark.parametrize("path", [FIRST, "/lead/lipovje/nowhere/first", "/lead/nothing/polje/first"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_does_not_exist_for_whoever_may_not(enter: Enter, store: Store, path: str, method: str) -> None:
    client = enter("ob-potoku-lead")
    token = token_of(client.get("/lead/lipovje/ob-potoku/first").text)
    answer = getattr(client, method)(path, **({"data": WEIGHTS | {"csrf_token": token}} if method == "post" else {}))
    assert answer.status_code == 404
    assert known(store).revision == 1


def test_strangers_are_sent_to_the_door_and_come_back(app: Any) -> None:
    answer = app.test_client().get(FIRST)
    assert answer.headers["Location"] == "/login?to=/lead/lipovje/polje/first"


def test_a_no_takes_an_activity_off_the_list_and_the_figures_follow(enter: Enter, store: Store) -> None:
    client = enter()
    answer = send(client, **{"gate.digital_help.money": "no", "gate.digital_help.host": "yes"})
    assert answer.status_code == 303
    page = words_of(client.get(FIRST).text)
    assert "Saved. The figures follow in a moment." in page
    assert re.search(r"Last changed on \d+ \w+ at \d\d:\d\d by lipovje-lead\.", page)
    assert known(store).gates["digital_help"] == Gate(money="no", host="yes")
    assert run_once(store) == 1
    said = part(client.get(POLJE).text, "Computer and phone help")
    assert "Off the list, because there is no money for the first six months." in said
    with store.read() as session:
        assert "priorities judged: polje" in set(session.scalars(select(Audit.what)))


def test_what_is_not_sent_is_not_known_and_what_has_no_field_stays(enter: Enter, store: Store) -> None:
    with store.write() as session:
        polje = session.scalars(select(District).where(District.code == "polje")).one()
        assert "language_course" in judged(session, polje).tried
    send(enter())
    assert (known(store).gates, known(store).tried) == ({}, {})


def test_own_weights_and_groups_are_kept_and_said(enter: Enter, store: Store) -> None:
    client = enter()
    sent = {"weight.demand": "50", "weight.equity": "10", "group": ["65_up"], "tried.garden.first": "2019"}
    assert send(client, **sent).status_code == 303
    assert (known(store).weights["demand"], known(store).groups) == (50, ("65_up",))
    assert known(store).tried == {"garden": Tried(2019, 2019)}
    run_once(store)
    text = words_of(client.get(POLJE).text)
    assert "The lead has set these weights." in text
    assert re.search(r"Of those who would come, \d+ of \d+ are people of 65 and over; of all who live here", text)
    assert send(client, usual="1", **sent).status_code == 303
    assert (known(store).weights, known(store).groups) == (dict(USUAL), ())
    assert known(store).tried == {"garden": Tried(2019, 2019)}


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"weight.demand": "lots"}, "Write a whole number from 0 to 100."),
        ({"weight.gap": "-1"}, "Write a whole number from 0 to 100."),
        ({"weight.gap": "101"}, "Write a whole number from 0 to 100."),
        ({"weight.gap": ""}, "Write a whole number from 0 to 100."),
        ({f"weight.{name}": "0" for name in USUAL}, "At least one of the numbers must be more than 0."),
        ({"weight.equity": "10"}, "Choose whom to set first, or write 0 above."),
        ({"group": ["f", "65_up"]}, "Choose either ages or women and men, not both."),
        ({"tried.garden.first": "last year"}, "Write a year with four digits"),
        ({"tried.garden.last": "2020"}, "Write a year with four digits"),
        ({"tried.garden.first": "2024", "tried.garden.last": "2020"}, "The first year cannot be after the last one."),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_lost(
    enter: Enter, store: Store, sent: dict[str, Any], fault: str
) -> None:
    before = known(store)
    answer = send(enter(), **{"gate.garden.money": "no"} | sent)
    assert answer.status_code == 422
    assert words_of(answer.text).count(fault) == 2
    assert re.search(r'name="gate.garden.money" value="no" checked', answer.text)
    for name, value in sent.items():
        if isinstance(value, str):
            assert f'name="{name}"' in answer.text
            assert f'value="{value}"' in answer.text
    assert known(store) == before


@pytest.mark.parametrize(
    "sent", [{"gate.garden.money": "perhaps"}, {"revision": "first"}, {"revision": ""}, {"csrf_token": "none"}]
)
def test_what_no_page_of_ours_sends_is_refused(enter: Enter, store: Store, sent: dict[str, str]) -> None:
    assert send(enter(), **sent).status_code == 400
    assert known(store).revision == 1


def test_two_leads_at_once_are_told_and_nothing_is_overwritten_unseen(enter: Enter, store: Store) -> None:
    one, other = enter(), enter()
    send(one, **{"gate.garden.money": "no"})
    late = send(other, revision="1", **{"gate.garden.host": "no"})
    assert late.status_code == 409
    assert "Somebody has changed this in the meantime, so nothing was saved yet." in words_of(late.text)
    assert re.search(r'name="gate.garden.host" value="no" checked', late.text)
    assert known(store).gates["garden"] == Gate(money="no")


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_page_is_sound_in_every_language(enter: Enter, language: str) -> None:
    page = enter(language=language).get(FIRST)
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
