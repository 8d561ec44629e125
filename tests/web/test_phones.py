"""A phone in the hall: joining without an account, voting and laying dots, changing one's mind, and the end of it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from survey.clock import today
from survey.store import guesses
from survey.store.stage import SPACE
from survey.workshop.steps import told_of
from tests.web.halls import Hall, Phone, hall_of


@pytest.fixture
def hall(town: SimpleNamespace, app: Flask) -> Hall:
    return hall_of(app, town.store)


def test_a_phone_joins_by_the_code_or_by_the_picture_and_is_told_nothing_of_others(hall: Hall) -> None:
    phone = hall.phone()
    assert phone.page.status_code == 200
    assert "Do we need it?" in phone.text
    other = Phone(hall.app)
    other.page = other.client.get(f"/j/{hall.code}", follow_redirects=True)
    assert "Do we need it?" in other.text
    spaced = Phone(hall.app)
    assert "Do we need it?" in spaced.join(f" {hall.code[:3]} {hall.code[3:]} ").text
    cookie = phone.client.get_cookie("soseska-phone")
    assert cookie is not None
    assert cookie.http_only
    assert not cookie.secure  # a hall of its own has no https


@pytest.mark.parametrize(
    ("code", "said"), [("", "has six digits"), ("12345", "has six digits"), ("abcdef", "has six digits")]
)
def test_what_is_no_code_is_said_and_stays_to_be_mended(hall: Hall, code: str, said: str) -> None:
    phone = Phone(hall.app)
    assert phone.join(code).status_code == 422
    assert said in phone.text
    assert f'value="{code}"' in phone.page.text
    with hall.store.read() as session:
        assert guesses.wrong_of_late(session) == 0


def test_wrong_codes_are_limited_and_right_ones_of_a_full_hall_are_not(hall: Hall) -> None:
    wrong = f"{(int(hall.code) + 1) % 10**6:06}"
    assert "No evening has this code today" in Phone(hall.app).join(wrong).text
    for _phone in range(120):
        assert Phone(hall.app).join(hall.code).status_code == 200
    with hall.store.write() as session:
        guesses.count_wrong(session, [SPACE] * (guesses.MOST - 1))
    refused = Phone(hall.app).join(hall.code)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_the_code_works_on_the_day_and_the_day_after(hall: Hall, days: int) -> None:
    hall.workshop(day=today() - timedelta(days=days))
    assert Phone(hall.app).join(hall.code).status_code == (200 if days in (0, 1) else 422)


@pytest.mark.parametrize("state", ["over", "deleted"])
def test_after_the_end_a_phone_says_so_and_nothing_is_taken(hall: Hall, state: str) -> None:
    phone = hall.phone()
    hall.workshop(state=state)
    assert phone.send(option="s2").status_code == 422
    assert "The evening is over" in phone.look()
    assert hall.said("need") == []
    assert Phone(hall.app).join(hall.code).status_code == 422
    assert phone.client.get("/j/poll").headers["ETag"] == '"over"'


def test_a_phone_without_cookies_is_told_in_a_clear_sentence(hall: Hall) -> None:
    phone = hall.phone(cookies=False)
    assert phone.page.status_code == 400
    assert "This phone keeps no cookies" in phone.text
    assert hall.phone(cookies=False).client.get("/j/now").headers["Location"] == "/j"


def test_a_changed_vote_counts_once_and_a_second_sending_changes_nothing(hall: Hall) -> None:
    phone, other = hall.phone(), hall.phone()
    assert "Your answer is counted." in phone.vote("s1").text
    other.vote("s1")
    before = len(hall.records())
    phone.vote("s1")
    assert len(hall.records()) == before
    phone.vote("s2")
    assert hall.said("need") == ["s1", "s2"]
    phone.join(hall.code)
    phone.vote("s1")
    assert hall.said("need") == ["s1", "s1"]


def test_a_vote_is_thanked_for_and_the_page_renews_itself_only_where_nothing_is_typed(hall: Hall) -> None:
    phone = hall.phone()
    assert 'http-equiv="refresh"' not in phone.page.text
    page = phone.vote("s2").text
    assert 'http-equiv="refresh"' in page
    assert "Very much" in page
    assert 'type="radio"' not in page
    assert 'http-equiv="refresh"' not in phone.client.get("/j/now?change=1").text


@pytest.mark.parametrize("option", ["", "s9", "s1 "])
def test_an_answer_that_nobody_offered_is_not_taken(hall: Hall, option: str) -> None:
    phone = hall.phone()
    assert phone.send(option=option).status_code == 422
    assert hall.records() == []


def test_a_form_of_another_page_is_not_taken(hall: Hall) -> None:
    phone = hall.phone()
    answer = phone.client.post("/j/now", data={"token": "0" * 32, "step": "need", "option": "s1"})
    assert answer.status_code == 422
    foreign = phone.client.post("/j/now", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert hall.records() == []


def test_the_page_follows_the_tablet_and_what_comes_for_another_step_is_refused(hall: Hall) -> None:
    phone, tablet = hall.phone(), hall.tablet()
    tablet.hall("welcome")
    assert phone.send(option="s1").status_code == 422
    assert "The hall has gone on meanwhile" in phone.text
    assert "Please look at the front" in phone.text
    tablet.hall("need")
    late = hall.phone()
    late.vote("s2")
    assert hall.said("need") == ["s2"]
    tablet.hall("asking")
    assert "/s/walk" in phone.client.get("/j/now").text


def test_a_poll_says_nothing_until_the_hall_goes_on(hall: Hall) -> None:
    phone, tablet = hall.phone(), hall.tablet()
    tablet.hall("need")
    mark = phone.client.get("/j/poll").headers["ETag"]
    hall.phone().vote("s1")
    asked = {"If-None-Match": mark}
    assert phone.client.get("/j/poll", headers=asked).status_code == 304
    tablet.hall("need")
    assert phone.client.get("/j/poll", headers=asked).status_code == 304
    tablet.hall("welcome")
    assert phone.client.get("/j/poll", headers=asked).status_code == 200


def test_dots_are_laid_moved_and_taken_back_within_what_everybody_has(hall: Hall) -> None:
    phone, tablet = hall.phone(), hall.tablet()
    tablet.hall("dots")
    assert "You have 3 dots, at most 2 on one heading." in phone.look()
    for wrong in ({"chess": 3}, {"chess": 2, "dance": 2}, {"chess": -1}, {"chess": "x"}):
        assert phone.lay(**wrong).status_code == 422
    assert hall.said("dots") == []
    phone.lay(chess=2, dance=1)
    hall.phone().lay(choir=1)
    assert hall.said("dots") == ["chess", "chess", "choir", "dance"]
    assert tablet.hall()["finished"] == {"dots": 2}
    phone.lay(choir=1)
    assert hall.said("dots") == ["choir", "choir"]
    phone.lay()
    assert tablet.hall()["finished"] == {"dots": 1}
    assert hall.said("dots") == ["choir"]


def test_a_closed_count_takes_nothing_a_reopened_one_does_and_a_void_one_says_why(hall: Hall) -> None:
    phone, tablet = hall.phone(), hall.tablet()
    tablet.hall("dots")
    phone.lay(chess=2)
    closing = tablet.send("dots", "dots", {"closed": True})
    assert "The count is closed" in phone.look(change=1)
    assert phone.client.post("/j/now", data={"step": "dots", "token": ""}).status_code == 422
    tablet.send("dots", "dots", None, item=closing["item"], rev=2)
    late = hall.phone()
    late.lay(dance=1)
    assert hall.said("dots") == ["chess", "chess", "dance"]
    tablet.send("dots", "dots", {"void": "a table was forgotten"})
    assert "a table was forgotten" in phone.look()
    assert "chess" not in str(told_of(hall.evening()))


def test_the_page_speaks_three_languages_and_remembers_which(hall: Hall) -> None:
    phone = Phone(hall.app)
    phone.page = phone.client.post("/j?lang=sl", data={"code": hall.code}, follow_redirects=True)
    assert "Ali to potrebujemo?" in phone.look()
    assert "Do we need it?" in phone.look(lang="en")
    assert "Do we need it?" in phone.look()
    for code in ("sl", "hr", "en"):
        assert f'lang="{code}"' in phone.page.text


def test_the_whole_page_is_small_enough_for_a_crowded_network(hall: Hall) -> None:
    phone = hall.phone()
    size = len(phone.page.data)
    for name in phone.page.text.split('href="')[1:] + phone.page.text.split('src="')[1:]:
        address = name.partition('"')[0]
        if address.startswith("/static/"):
            size += len(phone.client.get(address, headers={"Accept-Encoding": "gzip"}).data)
    assert size < 30_000


def test_nothing_of_a_phone_is_kept_but_what_it_said(hall: Hall) -> None:
    phone = hall.phone()
    phone.vote("s2")
    (record,) = hall.records()
    cookie = phone.client.get_cookie("soseska-phone")
    assert cookie is not None
    assert record.tablet_id is None
    assert record.made == today().isoformat()
    assert record.body == {"option": "s2"}
    assert str(record.item) not in cookie.value
