"""Activities that a town makes up, and what its districts add: in the draft at once, for residents once published."""

import re

import pytest
from flask.testing import FlaskClient

from survey.store import own_activities as own
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.rounds import context, current_of, questionnaire, round_by_slug
from survey.store.versions import draft_of, draft_questionnaire
from tests.setup.conftest import Enter, send, token_of

NAMES = {"name_sl": "Kegljanje", "name_hr": "Kuglanje", "name_en": "Skittles"}
OWN = {"act": "own", **NAMES, "like": "board_games", "where": "polje"}
PAGE = "/setup/kranj/activities"

pytestmark = pytest.mark.one_database


@pytest.fixture
def client(enter: Enter) -> FlaskClient:
    made = enter("kranj")
    send(made, "/setup/kranj/districts", lines="Polje\nBreg")
    return made


def ask(client: FlaskClient) -> None:
    send(client, "/setup/kranj/questionnaire", ours="resident_survey")


def offered(store: Store, place: str, draft: bool = True) -> list[str]:
    with store.read() as session:
        round_ = round_by_slug(session, "kranj")
        assert round_ is not None
        waiting, current = draft_of(session, round_), current_of(session, round_.id)
        if draft and waiting:
            asked = draft_questionnaire(session, waiting)
        else:
            assert current is not None
            asked = questionnaire(session, current.hash)
        options = asked.question("r3").offered(context(session, round_, place))  # type: ignore[attr-defined]
        return [option.code for option in options]


def undo(client: FlaskClient) -> None:
    overview = client.get("/setup/kranj").text
    edit = re.search(r'name="edit" value="(\d+)"', overview)
    assert edit is not None
    client.post("/setup/kranj/undo", data={"csrf_token": token_of(overview), "edit": edit[1]})


def test_before_a_questionnaire_there_is_no_list_to_add_to(client: FlaskClient) -> None:
    assert "Choose a questionnaire first" in client.get(PAGE).text
    token = token_of(client.get("/setup/kranj/project").text)
    assert client.post(PAGE, data={"csrf_token": token, **OWN}).status_code == 422
    send(client, "/setup/kranj/questionnaire", ours="resident_survey_long")
    assert "no list is open for districts" in client.get(PAGE).text


def test_an_activity_of_their_own_is_in_the_draft_for_its_district(client: FlaskClient, store: Store) -> None:
    ask(client)
    assert send(client, PAGE, **OWN).location == PAGE
    assert "x_kegljanje" in offered(store, "polje")
    assert "x_kegljanje" not in offered(store, "breg")
    page = client.get(PAGE).text
    assert "Skittles" in page
    undo(client)
    assert "x_kegljanje" not in offered(store, "polje")
    assert "Skittles" not in client.get(PAGE).text


def test_from_the_catalogue_a_district_adds_up_to_as_many_as_the_list_has_room_for(
    client: FlaskClient, store: Store
) -> None:
    ask(client)
    codes = re.findall(r'<option value="([a-z_]+)">', client.get(PAGE).text.split("From the catalogue")[1])[:5]
    for code in codes[:4]:
        send(client, PAGE, act="add", activity=code, where="")
    assert offered(store, "polje")[-6:-2] == codes[:4] or set(codes[:4]) <= set(offered(store, "polje"))
    send(client, PAGE, act="add", activity=codes[4], where="")
    assert "A district can add up to 4 activities. Full is: Breg and Polje." in client.get(PAGE).text
    send(client, PAGE, act=f"away:polje:{codes[0]}")
    assert codes[0] not in offered(store, "polje")
    assert codes[0] in offered(store, "breg")
    for hostile in ({"activity": "social_cafe"}, {"activity": codes[4], "where": "elsewhere"}, {}):
        assert send(client, PAGE, act="add", **hostile).status_code == 422


def test_after_opening_it_waits_for_the_next_version(client: FlaskClient, store: Store) -> None:
    ask(client)
    send(client, "/setup/kranj/days", opens="2026-01-01")
    send(client, PAGE, **OWN | {"where": ""})
    page = client.get(PAGE).text
    assert "waits to be published" in page
    assert "x_kegljanje" not in offered(store, "polje", draft=False)
    manage = client.get("/manage/kranj").text
    draft = re.search(r'name="draft"[^>]*value="([^"]+)"', manage)
    assert draft is not None
    sent = client.post("/manage/kranj/publish", data={"csrf_token": token_of(manage), "draft": draft[1], "sure": "y"})
    assert sent.status_code == 302, sent.text
    assert "x_kegljanje" in offered(store, "polje", draft=False)
    send(client, PAGE, act="forget:x_kegljanje")
    assert "x_kegljanje" not in offered(store, "polje", draft=False)
    undo(client)
    assert "x_kegljanje" in offered(store, "polje", draft=False)


def test_a_draft_that_says_nothing_new_any_more_is_given_up(client: FlaskClient, store: Store) -> None:
    ask(client)
    send(client, "/setup/kranj/days", opens="2026-01-01")
    send(client, PAGE, **OWN)
    undo(client)
    assert "waits to be published" not in client.get(PAGE).text
    with store.read() as session:
        round_ = round_by_slug(session, "kranj")
        assert round_ is not None
        assert draft_of(session, round_) is None


REFUSED = [
    ({"name_hr": " "}, "Missing: Hrvatski"),
    ({"name_en": "a" * 121}, "too long"),
    ({"name_en": "coffee AND chat"}, "is there already"),
    ({"like": "x_other"}, "most like"),
    ({"where": "elsewhere"}, "Choose a district of this project"),
]


def test_what_is_missing_is_said_and_what_was_typed_stays(client: FlaskClient, store: Store) -> None:
    ask(client)
    for changed, words in REFUSED:
        refused = send(client, PAGE, **OWN | changed)
        assert refused.status_code == 422
        assert words.casefold() in refused.text.casefold()
        assert 'value="Kegljanje"' in refused.text
    with store.read() as session:
        town = assessment(session, "kranj")
        assert town is not None
        assert own.own_activities(session, town) == {}
