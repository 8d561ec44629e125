"""Who gives whom which task: within their own town, and never more than they hold."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.store.accounts import Grant, User, grant, grants_of, user_named
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import assessment, district
from tests.manage.conftest import PASSWORD, Enter, person, token_of

PAGE = "/manage/people"
pytestmark = pytest.mark.one_database


@pytest.fixture
def ids(town: Store) -> dict[str, str]:
    """What the pages call towns, districts and people, with some more of them."""
    with town.write() as session:
        home, away = assessment(session, "lipovje"), assessment(session, "elsewhere")
        assert home is not None
        assert away is not None
        both = person(session, "both")
        grant(session, both, "lead", home)
        grant(session, both, "lead", away)
        grant(session, person(session, "away-lead"), "lead", away)
        grant(session, person(session, "root"), "administrator")
        polje = district(session, home.id, "polje")
        assert polje is not None
        people = {user.name: str(user.id) for user in session.scalars(select(User))}
        return people | {"home": str(home.id), "away": str(away.id), "polje": f"{home.id}-{polje.id}"}


def post(client: FlaskClient, path: str, **data: str) -> TestResponse:
    return client.post(path, data={"csrf_token": token_of(client.get(PAGE).text), **data})


def tasks(store: Store, name: str) -> list[tuple[str, str, str]]:
    with store.read() as session:
        user = user_named(session, name)
        assert user is not None
        held = grants_of(session, user.id)
        return [(role, at.code if at else "*", part.code if part else "*") for role, at, part in held]


def told(page: str) -> str:
    found = re.search(r'<p class="password"><bdi>([^<]+)', page)
    assert found, page
    return found[1]


def test_an_account_begins_with_a_task_and_a_password_shown_once(
    enter: Enter, ids: dict[str, str], town: Store
) -> None:
    lead = enter("lead")
    page = post(lead, PAGE, name="Ana Novak", role="lead", where=ids["polje"])
    password = told(page.text)
    assert tasks(town, "ana novak") == [("lead", "lipovje", "polje")]
    assert password not in lead.get(PAGE).text
    assert post(lead, PAGE, name="ana  NOVAK", role="lead", where=ids["home"]).status_code == 422
    ana = lead.application.test_client()
    token = token_of(ana.get("/login?lang=en").text)
    ana.post("/login", data={"name": "ana novak", "password": password, "csrf_token": token})
    assert ana.get("/lead").location == "/account"
    page_ = ana.get("/account").text
    assert "Choose a password of your own" in page_
    own = {"old": password, "new": "four words of ana", "again": "four words of ana", "csrf_token": token_of(page_)}
    assert ana.post("/account", data=own).location == "/account"
    assert ana.get("/manage").status_code == 200
    with town.read() as session:
        said = list(session.scalars(select(Audit.what).order_by(Audit.id)))
    assert said[-3:] == ["account added: ana novak", "task given: lead (polje, lipovje) to ana novak",
                         "own password changed"]  # fmt: skip
    assert not any(password in what for what in said)


def test_the_page_is_only_there_for_who_answers_for_a_town(enter: Enter, ids: dict[str, str]) -> None:
    for name in ("polje-lead", "facilitator"):
        client = enter(name)
        assert client.get(PAGE).status_code == 404
        assert client.get(f"{PAGE}/{ids['lead']}").status_code == 404
        desk = client.get("/manage").text
        assert f'href="{PAGE}"' not in desk
        data = {"csrf_token": token_of(desk), "name": "x", "role": "lead", "where": ids["polje"]}
        assert client.post(PAGE, data=data).status_code == 404
        assert client.post(f"{PAGE}/{ids['lead']}", data=data | {"act": "shut"}).status_code == 404


def test_a_lead_sees_the_people_of_their_town_and_no_others(enter: Enter, ids: dict[str, str]) -> None:
    page = enter("lead").get(PAGE).text
    for name in ("lead", "admin", "facilitator", "keeper", "polje-lead", "both", "root"):
        assert f"<bdi>{name}</bdi>" in page
    assert "away-lead" not in page
    assert "Elsewhere" not in page
    assert "and tasks in another town" in page
    assert enter("lead").get(f"{PAGE}/{ids['away-lead']}").status_code == 404
    assert "<bdi>away-lead</bdi>" in enter("root").get(PAGE).text


def test_a_lead_gives_what_is_theirs_to_give(enter: Enter, ids: dict[str, str], town: Store) -> None:
    lead, path = enter("lead"), f"{PAGE}/{ids['keeper']}"
    mine = [("lead", "polje"), ("facilitator", "home"), ("safeguarding_officer", "home")]
    others = [("administrator", "home"), ("lead", "away"), ("lead", "everywhere"), ("root", "home"), ("lead", "")]
    for role, where in mine:
        assert post(lead, path, act="give", role=role, where=ids[where]).status_code == 302
    for role, where in others:
        assert post(lead, path, act="give", role=role, where=ids.get(where, where)).status_code == 422
    assert len(tasks(town, "keeper")) == 1 + len(mine)


def test_nobody_shuts_out_who_holds_more_or_themselves(enter: Enter, ids: dict[str, str], town: Store) -> None:
    client = enter("lead")
    for name in ("admin", "both", "root", "lead"):
        for act in ("shut", "renew"):
            assert post(client, f"{PAGE}/{ids[name]}", act=act).status_code == 404
        with town.read() as session:
            user = user_named(session, name)
            assert user is not None
            assert (user.disabled, user.temporary) == (False, False)


def test_tasks_are_taken_but_never_the_last_nor_ones_own(enter: Enter, ids: dict[str, str], town: Store) -> None:
    lead = enter("lead")
    post(lead, f"{PAGE}/{ids['keeper']}", act="give", role="facilitator", where=ids["polje"])
    with town.read() as session:
        held = {one.role: one.id for one in session.scalars(select(Grant).where(Grant.user_id == int(ids["keeper"])))}
        of_both = {
            one.assessment_id: one.id for one in session.scalars(select(Grant).where(Grant.user_id == int(ids["both"])))
        }
        own = session.scalar(select(Grant.id).where(Grant.user_id == int(ids["lead"])))
    path = f"{PAGE}/{ids['keeper']}"
    assert post(lead, path, act=f"take:{held['facilitator']}").status_code == 302
    assert post(lead, path, act=f"take:{held['data_keeper']}").status_code == 404
    assert tasks(town, "keeper") == [("data_keeper", "lipovje", "*")]
    assert post(lead, f"{PAGE}/{ids['lead']}", act=f"take:{own}").status_code == 404
    assert post(lead, f"{PAGE}/{ids['both']}", act=f"take:{of_both[int(ids['away'])]}").status_code == 404
    assert post(lead, f"{PAGE}/{ids['both']}", act=f"take:{of_both[int(ids['home'])]}").status_code == 302
    assert tasks(town, "both") == [("lead", "elsewhere", "*")]
    for hostile in ("take:", "take:x", "take:" + "9" * 400, "take:٣", ""):
        assert post(lead, path, act=hostile).status_code in (404, 422)


def test_a_closed_account_opens_nothing_until_it_gets_a_new_password(enter: Enter, ids: dict[str, str]) -> None:
    lead, keeper = enter("lead"), enter("keeper")
    path = f"{PAGE}/{ids['keeper']}"
    assert post(lead, path, act="shut").status_code == 302
    assert keeper.get("/lead").status_code == 302
    assert "closed" in lead.get(PAGE).text
    password = told(post(lead, path, act="renew").text)
    again = lead.application.test_client()
    token = token_of(again.get("/login?lang=en").text)
    sent = {"name": "keeper", "password": password, "csrf_token": token}
    assert again.post("/login", data=sent).status_code == 302
    assert again.get("/manage").location == "/account"


def test_an_administrator_makes_another_one(enter: Enter, ids: dict[str, str], town: Store) -> None:
    admin = enter("admin")
    assert (
        post(admin, f"{PAGE}/{ids['keeper']}", act="give", role="administrator", where=ids["home"]).status_code == 302
    )
    assert ("administrator", "lipovje", "*") in tasks(town, "keeper")
    refused = post(admin, f"{PAGE}/{ids['keeper']}", act="give", role="administrator", where=ids["polje"])
    assert refused.status_code == 422
    assert post(admin, f"{PAGE}/{ids['keeper']}", act="give", role="lead", where="everywhere").status_code == 422


REFUSED = [
    ({"old": "wrong"}, "is not right"),
    ({"new": "short", "again": "short"}, "at least 12 characters"),
    ({"again": "something else entirely"}, "differ"),
    ({"new": PASSWORD, "again": PASSWORD}, "Choose another password"),
    ({"new": "x" * 201, "again": "x" * 201}, "at least 12 characters"),
]


def test_everybody_changes_their_own_password(enter: Enter) -> None:
    client, other = enter("facilitator"), enter("facilitator")
    page = client.get("/account").text
    assert "facilitating workshops" in page
    own = {"old": PASSWORD, "new": "a better password", "again": "a better password", "csrf_token": token_of(page)}
    for change, words in REFUSED:
        refused = client.post("/account", data=own | change)
        assert refused.status_code == 422
        assert words in refused.text
    assert other.get("/account").status_code == 200
    assert client.post("/account", data=own).status_code == 302
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
