"""The pages of questionnaires: who may, a draft and its faults, trying out, publishing, closing."""

import io
import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from survey.store import versions
from survey.store.base import Store
from survey.store.documents import Response
from survey.store.rounds import Round, round_by_slug, versions_of
from tests.choir import FORM, OFTEN, WEEKLY
from tests.manage.conftest import Enter, send, token_of

GETS = ("", "/preview", "/try", "/tries")
POSTS = ("draft", "publish", "discard", "close", "try")


def round_of(store: Store, session) -> Round:
    found = round_by_slug(session, "walk")
    assert found is not None
    return found


def numbers(store: Store) -> list[int]:
    with store.read() as session:
        return [version.number for version in versions_of(session, round_of(store, session).id)]


@pytest.mark.parametrize("path", ["/manage", *(f"/manage/walk{end}" for end in GETS)])
def test_strangers_are_sent_to_the_door(app: Flask, town: Store, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?to=/manage")


@pytest.mark.parametrize("name", ["polje-lead", "facilitator", "keeper"])
def test_for_people_without_the_right_the_pages_do_not_exist(enter: Enter, name: str) -> None:
    client = enter(name)
    assert "Your account does not, so there is nothing to change here." in client.get("/manage").text
    token = token_of(client.get("/manage").text)
    for end in GETS:
        assert client.get(f"/manage/walk{end}").status_code == 404
    for end in POSTS:
        assert client.post(f"/manage/walk/{end}", data={"csrf_token": token, "sure": "y"}).status_code == 404


@pytest.mark.parametrize("name", ["lead", "admin"])
def test_who_answers_for_the_town_sees_its_rounds_and_no_others(enter: Enter, name: str) -> None:
    page = enter(name).get("/manage").text
    assert "/manage/walk" in page
    assert "/manage/away" not in page
    assert enter(name).get("/manage/away").status_code == 404


@pytest.mark.parametrize("end", POSTS)
def test_a_form_without_its_token_changes_nothing(enter: Enter, town: Store, end: str) -> None:
    assert enter().post(f"/manage/walk/{end}", data={"sure": "y", "source": FORM}).status_code == 400
    assert numbers(town) == [1]


def test_a_faulty_draft_comes_back_whole_with_the_place_of_each_fault(enter: Enter) -> None:
    faulty = FORM.replace("type: single", "type: singel").replace("measures: intent", "measure: intent") + "\n# mine"
    answer = send(enter(), "draft", source=faulty, name="mine.yaml")
    assert answer.status_code == 422
    line = faulty[: faulty.index("singel")].count("\n") + 1
    assert f"mine.yaml:{line}:15: »singel« is not known here; did you mean »single«?" in answer.text
    assert "# mine" in answer.text
    assert "singel" in re.search(r"<textarea[^>]*name=\"source\".*?</textarea>", answer.text, re.DOTALL)[0]


def test_a_file_is_taken_before_the_text_and_keeps_its_name(enter: Enter, town: Store) -> None:
    file = (io.BytesIO(FORM.encode()), "autumn.yaml")
    assert send(enter(), "draft", source="nonsense", file=file).status_code == 302
    with town.read() as session:
        draft = versions.draft_of(session, round_of(town, session))
        assert (draft.name, draft.source) == ("autumn.yaml", FORM)


def test_a_file_that_is_no_text_is_answered_with_a_sentence(enter: Enter) -> None:
    answer = send(enter(), "draft", file=(io.BytesIO(b"\xff\xfe\x00zbor"), "x.yaml"))
    assert answer.status_code == 422
    assert "save it as UTF-8" in answer.text


def test_hostile_texts_are_shown_as_they_are(enter: Enter) -> None:
    client = enter()
    hostile = FORM.replace('en: "Choir"', "en: '<script>alert(1)</script>'").replace(
        "Would you come?", "<b>x</b>{{7*7}}"
    )
    assert send(client, "draft", source=hostile, name="<i>.yaml").status_code == 302
    for end in GETS:
        assert "<script>alert" not in client.get(f"/manage/walk{end}").text
    assert "&lt;b&gt;x&lt;/b&gt;{{7*7}}" in client.get("/manage/walk/preview?form=en").text


def test_the_page_says_what_the_draft_does_to_answers(enter: Enter) -> None:
    client = enter()
    send(client, "draft", source=FORM.replace(OFTEN, WEEKLY), mappings="")
    page = client.get("/manage/walk").text
    assert "With 1 question, answers given so far will not count together with new ones." in page
    assert "comparable since version 2 only" in page
    send(client, "draft", source=FORM.replace(OFTEN, WEEKLY), mappings="mappings: {coming.often: weekly}")
    page = client.get("/manage/walk").text
    assert "counts together by the declared mapping" in page
    assert "Option »often« goes on as »every week«." in page


def test_a_mapping_that_names_nothing_is_a_fault_with_its_place(enter: Enter) -> None:
    answer = send(enter(), "draft", source=FORM, mappings="mappings:\n  coming.oftn: never\n")
    assert answer.status_code == 422
    assert "mappings.yaml:2:3: »oftn« is not known here; did you mean »often«?" in answer.text


@pytest.mark.parametrize("width", ["phone", "tablet", "paper"])
@pytest.mark.parametrize(("code", "said"), [("sl", "Bi prišli?"), ("hr", "Biste li došli?"), ("en", "Would you come?")])
def test_the_preview_shows_the_draft_in_each_width_and_language(enter: Enter, width: str, code: str, said: str) -> None:
    page = enter(language="hr").get(f"/manage/walk/preview?width={width}&form={code}").text
    assert f'class="shown {width}" lang="{code}"' in page
    assert said in page
    assert '<html lang="hr"' in page


def publishing(client, **more):
    page = client.get("/manage/walk").text
    draft = re.search(r'name="draft" value="(\w*)"', page)
    return send(client, "publish", draft=draft[1] if draft else "", **more)


def test_a_trial_leaves_a_test_answer_that_publishing_takes_away(enter: Enter, town: Store) -> None:
    client = enter()
    send(client, "draft", source=FORM.replace("Would you come?", "Would you really come?"))
    page = client.get("/manage/walk/try").text
    assert "This is a trial." in page
    page = walk(client, page, {"q_r0": "yes", "q_r1": "polje"})
    assert "Would you really come?" in page
    page = walk(client, page, {"q_coming": "often", "q_words": "<tried>"})
    page = walk(client, page, {}, "send")
    assert "The trial is done" in page
    told = client.get("/manage/walk/tries").text
    assert "often" in told
    assert "&lt;tried&gt;" in told
    with town.read() as session:
        assert [r.state for r in session.scalars(select(Response))] == ["test"]
    assert publishing(client, note="for the autumn").status_code == 302
    page = client.get("/manage/walk").text
    assert "Version 2 is published. New answers begin with it. 1 test answer is gone." in page
    assert "for the autumn" in page
    with town.read() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 0
    assert client.get("/manage/walk/try").status_code == 404


def walk(client, page: str, answers: dict[str, str], go: str = "next") -> str:
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|token|language|page)" value="([^"]*)"', page))
    shown = re.findall(r'name="shown" value="([^"]*)"', page)
    return str(client.post("/manage/walk/try", data={**hidden, "shown": shown, "go": go, **answers}).text)


def test_a_ticket_of_a_trial_opens_no_survey(enter: Enter, town: Store) -> None:
    client = enter()
    send(client, "draft", source=FORM.replace("Would you come?", "Would you really come?"))
    token = re.search(r'name="token" value="([^"]*)"', client.get("/manage/walk/try").text)[1]
    answer = client.post("/s/walk", data={"token": token, "page": "wishes", "go": "next", "q_coming": "often"})
    assert answer.status_code == 422


def test_publishing_is_refused_with_everything_that_is_in_the_way(enter: Enter, town: Store) -> None:
    client = enter()
    lacking = FORM.replace(', hr: "Odgovaram bez imena."', "").replace('hr: "Još nešto?", ', "")
    assert send(client, "draft", source=lacking).status_code == 302
    page = client.get("/manage/walk").text
    assert "2 things are in the way." in page
    line = lacking[: lacking.index("agree: {")].count("\n") + 1
    assert f"questionnaire.yaml:{line}:16: the text in »hr« is missing; add it" in page
    with town.read() as session:
        draft = versions.draft_of(session, round_of(town, session))
    answer = send(client, "publish", draft=draft.hash)
    assert answer.status_code == 422
    assert answer.text.count("the text in »hr« is missing; add it") == 4, "above the draft and in it"
    assert numbers(town) == [1]


def test_a_draft_changed_meanwhile_is_not_published_unseen(enter: Enter, town: Store) -> None:
    client = enter()
    send(client, "draft", source=FORM.replace("Would you come?", "A?"))
    answer = send(client, "publish", draft="0" * 64)
    assert answer.status_code == 409
    assert "Look at it once more." in answer.text
    assert numbers(town) == [1]


def test_closing_asks_once_more_and_then_ends_the_round(enter: Enter, town: Store) -> None:
    client = enter()
    assert send(client, "close").status_code == 422
    assert send(client, "close", sure="y").status_code == 302
    with town.read() as session:
        assert round_of(town, session).state == "closed"
    assert send(client, "draft", source=FORM).status_code == 409
    assert client.get("/s/walk").status_code == 200


def test_giving_a_draft_up_takes_its_test_answers_with_it(enter: Enter, town: Store) -> None:
    client = enter()
    send(client, "draft", source=FORM)
    assert send(client, "discard", sure="y").status_code == 302
    with town.read() as session:
        assert versions.draft_of(session, round_of(town, session)) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Field cannot be longer than 500 characters."),
        ("sl", "Skrajšajte na največ 500 znakov."),
        ("hr", "Skratite na najviše 500 znakova."),
    ],
)
def test_the_faults_of_staff_forms_speak_the_readers_language(enter: Enter, language: str, said: str) -> None:
    client = enter(language=language)
    send(client, "draft", source=FORM.replace("Would you come?", "A?"))
    answer = publishing(client, note="a" * 501)
    assert answer.status_code == 422
    assert said in answer.text
