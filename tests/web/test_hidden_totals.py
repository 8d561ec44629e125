"""What a hall has chosen is told to nobody as long as it can still change: in no page, no poll and to no tablet."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from flask import Flask

from survey.clock import today
from survey.store import protocols
from survey.store.stage import Stage, new_wall
from survey.store.workshops import Workshop
from tests.web.halls import Hall, Phone, Tablet, hall_of
from tests.web.planners import Planner
from tests.web.typists import staff

PHONES = 31
"""So that twice their number is neither an hour nor a day, and stands nowhere by chance."""

HIDDEN = re.compile(rf"\b({PHONES * 2}|{PHONES * 2 + 1})\b")


@pytest.fixture
def hall(town: SimpleNamespace, app: Flask) -> Hall:
    staff(town.store, "ana", place="polje")
    return hall_of(app, town.store)


def bodies(hall: Hall, phone: Phone, tablet: Tablet) -> Iterator[str]:
    """Everything that anybody is told at this moment."""
    wall = hall.stage().wall
    desk = Planner(hall.app, "ana")
    tablet_said = str(tablet.hall())
    yield re.sub(r"[0-9a-f-]{36}|base64,\S+", "", tablet_said)
    for page in (desk.get(f"/{hall.key}"), desk.get(f"/{hall.key}/protocol"), desk.get("")):
        assert page.status_code == 200
        yield text_of(page.text)
    for path in ("/j/now", "/j/now?change=1", "/j/poll", f"/wall/{wall}"):
        yield text_of(phone.client.get(path).text)


def text_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


def told(hall: Hall, phone: Phone, tablet: Tablet) -> int:
    """In how many answers a total stands."""
    return sum(bool(HIDDEN.search(body)) for body in bodies(hall, phone, tablet))


def test_dots_are_told_to_nobody_until_the_count_is_closed_and_then_once(hall: Hall) -> None:
    tablet = hall.tablet()
    phones = [hall.phone() for _ in range(PHONES)]
    tablet.hall("dots", shown=["dots"])
    for phone in phones:
        phone.lay(chess=2)
    assert told(hall, phones[0], tablet) == 0
    heard = tablet.hall()
    assert heard["totals"] == {}
    assert heard["finished"] == {"dots": PHONES}
    tablet.send("dots", "dots", {"dot": "chess"})
    assert told(hall, phones[0], tablet) == 0
    closing = tablet.send("dots", "dots", {"closed": True})
    # The tablet has its own one already, so it is told only those of the phones.
    assert tablet.hall()["totals"] == {"dots": {"chess": PHONES * 2}}
    assert str(PHONES * 2 + 1) in text_of(phones[0].client.get(f"/wall/{hall.stage().wall}").text)
    assert str(PHONES * 2 + 1) in text_of(Planner(hall.app, "ana").get(f"/{hall.key}").text)
    tablet.send("dots", "dots", None, item=closing["item"], rev=2)
    assert told(hall, phones[0], tablet) == 0


def test_a_vote_is_told_to_nobody_until_the_tablet_goes_on_or_asks(hall: Hall) -> None:
    tablet = hall.tablet()
    phones = [hall.phone() for _ in range(PHONES * 2)]
    tablet.hall("need", shown=["need"])
    for phone in phones:
        phone.vote("s2")
    # How many have answered may be known, so the number must stand nowhere but there.
    assert tablet.hall()["totals"] == {}
    wall = text_of(phones[0].client.get(f"/wall/{hall.stage().wall}").text)
    assert "62 phones have answered." in " ".join(wall.split())
    assert "Very much" in wall
    assert len(HIDDEN.findall(wall)) == 1
    assert not HIDDEN.search(text_of(Planner(hall.app, "ana").get(f"/{hall.key}").text))
    assert tablet.hall("need", shown=["need"], counted=["need"])["totals"] == {"need": {"s2": PHONES * 2}}
    assert "The vote is closed" in phones[0].look()
    assert "62 voices were counted" in Planner(hall.app, "ana").get(f"/{hall.key}").text
    assert tablet.hall("need")["totals"] == {}
    assert tablet.hall("welcome")["totals"] == {"need": {"s2": PHONES * 2}}


def test_a_vote_that_is_taken_back_from_the_wall_stands_there_no_more(hall: Hall) -> None:
    tablet = hall.tablet()
    hall.phone().vote("s2")
    wall = f"/wall/{hall.stage().wall}"
    phone = Phone(hall.app)
    assert "<table>" not in phone.client.get(wall).text
    tablet.hall("need", shown=["need"], counted=["need"])
    first = phone.client.get(wall)
    assert "<table>" in first.text
    assert phone.client.get(wall, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    tablet.hall("need", counted=["need"])
    again = phone.client.get(wall, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "<table>" not in again.text
    tablet.hall("need", shown=["need"], counted=["need"], covered=True)
    covered = phone.client.get(wall).text
    assert "Do we need it?" not in covered
    assert hall.code[3:] in covered


def test_closing_a_vote_puts_phones_out_of_it_and_opening_it_lets_them_in_again(hall: Hall) -> None:
    tablet, phone, late = hall.tablet(), hall.phone(), hall.phone()
    tablet.hall("need")
    phone.vote("s2")
    closing = tablet.send("need", "vote", {"closed": True})
    assert tablet.hall()["totals"] == {"need": {"s2": 1}}
    late.vote("s1")
    assert "The vote is closed" in late.look()
    tablet.send("need", "vote", None, item=closing["item"], rev=2)
    assert tablet.hall()["totals"] == {}
    assert late.vote("s1").status_code == 200
    tablet.send("need", "vote", {"void": "Somebody voted twice"})
    assert tablet.hall()["totals"] == {}
    said = text_of(Planner(hall.app, "ana").get(f"/{hall.key}").text)
    assert "The vote was declared void: Somebody voted twice" in said


def test_who_spoke_for_somebody_else_is_counted_on_the_wall(hall: Hall) -> None:
    tablet = hall.tablet()
    hall.phone().vote("s2")
    tablet.send("need", "vote", {"option": "s2"})
    tablet.send("need", "vote", {"option": "s2", "proxy": "a neighbour"})
    tablet.hall("need", shown=["need"], counted=["need"])
    wall = Phone(hall.app).client.get(f"/wall/{hall.stage().wall}")
    assert wall.status_code == 200
    assert "<td><b>3</b></td>" in wall.text
    assert "a neighbour" not in wall.text


def test_the_freezing_of_a_protocol_tells_a_count_that_nobody_closed(hall: Hall) -> None:
    tablet = hall.tablet()
    tablet.hall("dots")
    hall.phone().lay(chess=2)
    workshop = hall.workshop()
    with hall.store.read() as session:
        assert "Chess" not in str(protocols.told(session, workshop, "en"))
    with hall.store.write() as session:
        workshop = session.get_one(Workshop, hall.key)
        protocols.freeze(session, hall.lead, workshop)
        said = str(protocols.told(session, workshop, "en"))
    assert "The count was not closed." in said
    assert "Chess" in said


@pytest.mark.parametrize(
    "tell",
    [
        {"step": "nowhere"}, {"step": ["need"]}, {"shown": ["nowhere"]}, {"shown": "need"}, {"counted": [{}]},
        {"covered": 1}, {"counted": ["need"] * 99},
    ],
)  # fmt: skip
def test_what_a_tablet_cannot_have_said_changes_nothing(hall: Hall, tell: dict[str, object]) -> None:
    tablet = hall.tablet()
    before = hall.stage().mark
    said = {"step": "need", "shown": [], "counted": [], "covered": False} | tell
    answer = tablet.client.post("/tablet/hall", json={"tell": said}, headers=tablet.headers)
    assert answer.json["soseska"] == "hall"
    assert hall.stage().mark == before


def test_only_a_tablet_of_the_evening_says_where_it_is(hall: Hall) -> None:
    tablet = hall.tablet()
    assert tablet.client.post("/tablet/hall", json={"tell": None}).status_code == 401
    ways = tablet.client.post("/tablet/hall", json={"open": True}, headers=tablet.headers).json["ways"]
    assert ways["code"] == hall.code
    assert ways["address"].endswith("/j")
    assert ways["wall"].endswith(hall.stage().wall)
    hall.workshop(state="over")
    assert tablet.hall("need")["soseska"] == "ended"


def test_the_wall_of_another_address_is_nowhere_and_a_new_one_ends_the_old(hall: Hall) -> None:
    client, before = hall.app.test_client(), hall.stage().wall
    assert client.get("/wall/" + "x" * 43).status_code == 404
    with hall.store.write() as session:
        new_wall(session, hall.lead, session.get_one(Workshop, hall.key))
    assert client.get(f"/wall/{before}").status_code == 404
    assert client.get(f"/wall/{hall.stage().wall}").status_code == 200


def test_whoever_plans_the_evening_lets_phones_in_and_gives_the_wall_another_address(hall: Hall) -> None:
    ana = Planner(hall.app, "ana")
    key = ana.plan(day=today().isoformat())
    assert "Let phones in" in ana.get(f"/{key}").text
    ana.post(f"/{key}/phones", page=f"/{key}")
    page = ana.get(f"/{key}").text
    with hall.store.read() as session:
        stage = session.get_one(Stage, key)
    assert f"{stage.code[:3]} {stage.code[3:]}" in page
    assert f"/wall/{stage.wall}" in page
    assert 'class="qr"' in page
    ana.post(f"/{key}/wall", page=f"/{key}")
    assert stage.wall not in ana.get(f"/{key}").text
    assert stage.code[3:] in ana.page.text
    hall.workshop(state="over")
    assert "Phones and the wall" not in ana.get(f"/{hall.key}").text


def test_nobody_else_lets_phones_in(hall: Hall) -> None:
    staff(hall.store, "eva", place="podgorica")
    eva = Planner(hall.app, "eva")
    for path in ("phones", "wall"):
        assert eva.post(f"/{hall.key}/{path}", page="").status_code == 404
