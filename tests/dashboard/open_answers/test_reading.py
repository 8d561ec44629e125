"""Reading, sorting and counting what was read: by question and district, in hidden form, each in their own places."""

import re
import sys
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from analysis import lemmas
from survey.store.base import Store
from survey.store.codings import CodeFrameDocument, Coding, code_frame
from survey.store.districts import assessment
from survey.store.documents import OpenAnswer
from survey.worker.said import count_said, prepare
from tests.dashboard.conftest import token_of
from tests.dashboard.open_answers.conftest import KEEPER, LEAD, PLACE, Enter, key_of, sent, state_of

PAGES = ("", "/read", "/words", "/themes", "/sort", "/quotes")


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_lead_reads_what_was_read_without_age_and_day(lead: FlaskClient, keeper: FlaskClient, store: Store) -> None:
    sent(
        keeper,
        f"{PLACE}/first/{key_of(store, 'Vnukinja Ajda')}",
        {"words": "Ajda, 031 000 010", "decision": "readable"},
    )
    page = lead.get(f"{PLACE}/read?district=ob-potoku").text
    assert "Vnukinja something personal mi pokaže telefon" in words_of(page)
    assert "Ajda" not in page
    assert "Klopca na pol poti" not in page
    assert "1 answer" in words_of(page)
    assert not re.search(r"\bwom[ae]n\b|\b65\b|years", words_of(page))


def test_the_lead_of_one_district_stays_in_it(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    for page in ("read", "words", "themes", "sort"):
        for district in ("polje", "nowhere", "outside"):
            assert client.get(f"{PLACE}/{page}?district={district}").status_code == 404
        text = client.get(f"{PLACE}/{page}").text
        assert "Oglasna deska" not in text
        assert "of 28" not in text


def test_a_word_is_found_in_every_form_that_people_wrote(lead: FlaskClient, store: Store) -> None:
    prepare(store)

    def found(word: str) -> str:
        return words_of(lead.get(f"{PLACE}/read", query_string={"word": word}).text)

    assert "3 answers say »krajani«" in found("krajani") or "answers say »krajan«" in found("krajan")
    assert "Kotiček za otroke" in found("otrok")
    assert "Pomoč otrokom pri nalogah" in found("otrok")
    assert "Pomoč otrokom" in found("otrokom nalogah")
    assert "No answer that was read says this." in found("helikopter")
    assert "Oglasna deska" in found("oglas")
    assert lead.get(f"{PLACE}/read?word=%00%3Cb%3E").status_code == 200


def test_words_are_counted_by_people_and_those_of_one_are_left_out(lead: FlaskClient, store: Store) -> None:
    prepare(store)
    text = words_of(lead.get(f"{PLACE}/words?item=r11").text)
    assert re.search(r"people who answered in this language: Slovenščina", text)
    assert re.search(r"prostor \d+", text)
    assert "zemljišče" not in text
    assert "krajan" in text
    assert "Too few to show" in words_of(lead.get(f"{PLACE}/words?district=podgorica").text)


def test_themes_are_counted_with_their_whole(lead: FlaskClient) -> None:
    text = words_of(lead.get(f"{PLACE}/themes?item=r11&district=polje").text)
    assert "16 people whose answers are sorted" in text
    assert "Notices Change 8 of 16" in text or re.search(r"Notices 8 of 16", text)
    assert "12 answers were sorted by two or more people." in text
    assert "Too few to show." in words_of(lead.get(f"{PLACE}/themes?district=stara-zaga").text)


def test_sorting_shows_what_is_proposed_and_keeps_what_is_ticked(lead: FlaskClient, store: Store) -> None:
    prepare(store)
    page = f"{PLACE}/sort?item=r11&district=stara-zaga"
    html = lead.get(page).text
    key = key_of(store, "Več dreves in sence.")
    assert re.search(rf'proposed"><input type="checkbox" name="theme.{key}" value="benches_and_green">', html)
    other = key_of(store, "Naj ostane, kot je.")
    form = {"answer": [key, other], f"theme.{key}": "benches_and_green", "item": "r11", "district": "stara-zaga"}
    done = sent(lead, page, form, f"{PLACE}/sort")
    assert done.headers["Location"] == page
    assert "1 answer sorted." in lead.get(page).text
    assert "Več dreves in sence." not in lead.get(page).text
    sent(lead, page, {"answer": other, f"theme.{other}": "-"}, f"{PLACE}/sort")
    with store.read() as session:
        given = {str(one.answer_id): one.themes for one in session.scalars(select(Coding))}
    assert (given[key], given[other]) == (["benches_and_green"], [])
    again = lead.get(f"{PLACE}/sort?again={key}").text
    assert re.search(rf'name="theme.{key}" value="benches_and_green" checked', again)


def test_what_was_withdrawn_while_somebody_sorts_is_told_and_the_rest_kept(lead: FlaskClient, store: Store) -> None:
    gone, stays = key_of(store, "Več dreves in sence."), key_of(store, "Naj ostane, kot je.")
    html = lead.get(f"{PLACE}/sort").text
    with store.write() as session:
        session.execute(delete(OpenAnswer).where(OpenAnswer.text == "Več dreves in sence."))
    form = {
        "csrf_token": token_of(html),
        "answer": [gone, stays],
        f"theme.{gone}": "streets",
        f"theme.{stays}": "streets",
    }
    page = lead.post(f"{PLACE}/sort", data=form, follow_redirects=True).text
    assert "1 answer sorted." in page
    assert "1 answer could not be sorted" in page


def change(client: FlaskClient, step: str, **fields: str):
    return sent(
        client, f"{PLACE}/themes", {"step": step} | {name.replace("__", "."): said for name, said in fields.items()}
    )


def themes(store: Store) -> list[str]:
    with store.read() as session:
        return [theme.code for theme in code_frame(session, assessment(session, "lipovje"))[0].current()]


def test_the_list_of_themes_is_added_to_renamed_moved_joined_and_shortened(lead: FlaskClient, store: Store) -> None:
    assert change(lead, "add", name__sl="Psi in mačke", name__en="Dogs & cats", words__en="dog, cat").status_code == 303
    assert themes(store)[-1] == "dogs_cats"
    change(lead, "rename", code="dogs_cats", name__sl="Živali")
    assert "»Živali«" in lead.get(f"{PLACE}/themes").text
    change(lead, "up", code="dogs_cats")
    assert themes(store)[-2] == "dogs_cats"
    change(lead, "join", code="company", into="meeting_place")
    assert "company" not in themes(store)
    joined = words_of(lead.get(f"{PLACE}/themes?district=polje").text)
    assert re.search(r"A place to meet \d of 16", joined)
    change(lead, "remove", code="dogs_cats")
    assert "dogs_cats" not in themes(store)


IMPOSSIBLE = (
    ("add", {"name__sl": "  "}, "Write a name in at least one language."),
    ("add", {"name__sl": "x" * 121}, "This name is too long."),
    ("remove", {"code": "information"}, "Answers are sorted into this theme."),
    ("join", {"code": "information"}, "Choose the theme that it shall become part of."),
    ("join", {"code": "information", "into": "nowhere"}, "This theme is not on the list any more."),
    ("start", {}, "There is a list already."),
    ("vanish", {}, "Choose what shall change."),
)


def test_an_impossible_change_says_why_and_keeps_what_was_typed(lead: FlaskClient, store: Store) -> None:
    before = themes(store)
    for step, fields, said in IMPOSSIBLE:
        answer = change(lead, step, words__en="typed before", **fields)
        assert answer.status_code == 422
        assert said in unescape(answer.text)
        assert themes(store) == before
        assert "typed before" in answer.text or step not in ("add", "remove")


def test_two_who_change_the_list_at_once_overwrite_nothing(lead: FlaskClient, store: Store) -> None:
    change(lead, "add", name__en="Dogs")
    late = change(lead, "add", name__en="Cats", revision="1")
    assert late.status_code == 409
    assert "Somebody has changed the list in the meantime" in late.text
    assert "cats" not in themes(store)


def test_only_whoever_leads_the_town_changes_the_list(enter: Enter, keeper: FlaskClient) -> None:
    for client in (keeper, enter("ob-potoku-lead")):
        page = client.get(f"{PLACE}/themes").text
        assert "Whoever leads the whole town changes this list." in page
        form = {"csrf_token": token_of(page), "revision": "1", "step": "add", "name.en": "Dogs"}
        assert client.post(f"{PLACE}/themes", data=form).status_code == 404


def test_a_town_without_themes_begins_with_the_usual_ones(lead: FlaskClient, store: Store) -> None:
    with store.write() as session:
        session.execute(delete(Coding))
        session.execute(delete(CodeFrameDocument))
    assert "There is no list of themes yet." in lead.get(f"{PLACE}/sort").text
    change(lead, "start")
    assert len(themes(store)) == 11
    change(lead, "add", name__en="Dogs")
    assert count_said(store) > 0


def test_a_round_in_which_nobody_wrote_anything_has_its_pages(enter: Enter, store: Store) -> None:
    with store.write() as session:
        session.execute(delete(OpenAnswer))
    for name in (LEAD, KEEPER):
        client = enter(name)
        for page in PAGES:
            assert client.get(f"{PLACE}{page}").status_code == 200
    assert "Everything here is read" in client.get(f"{PLACE}/first").text


def test_other_roles_find_nothing_here(enter: Enter) -> None:
    client = enter("lipovje-facilitator")
    for page in (*PAGES, "/first", "/protect", "/decided"):
        assert client.get(f"{PLACE}{page}").status_code == 404


def test_one_label_of_three_hundred_letters_and_a_hostile_answer_are_only_text(
    lead: FlaskClient, keeper: FlaskClient, store: Store
) -> None:
    hostile = "<script>alert(1)</script> [name] ![x](javascript:1) " + "a" * 3900
    with store.write() as session:
        row = session.scalars(select(OpenAnswer).where(OpenAnswer.text.startswith("Klopca na pol"))).one()
        row.text = hostile
        key = row.id
    page = f"{PLACE}/first/{key}"
    assert "<script>alert" not in keeper.get(page).text
    sent(keeper, page, {"decision": "readable"})
    assert state_of(store, "<script>")[0] == "read"
    assert "<script>alert" not in lead.get(f"{PLACE}/read?district=ob-potoku").text
    assert change(lead, "add", name__en="x" * 120, name__sl="<b>š</b>").status_code == 303
    assert "<b>š</b>" not in lead.get(f"{PLACE}/themes").text


def test_without_dictionaries_pages_say_what_to_install_and_reading_goes_on(
    lead: FlaskClient, keeper: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("simplemma", "stopwordsiso"):
        monkeypatch.setitem(sys.modules, name, None)
    for known in (lemmas.lemma, lemmas.standing, lemmas.empty_words):
        known.cache_clear()
    assert prepare(store) == 0
    assert "pip install 'soseska[words]'" in unescape(lead.get(f"{PLACE}/words").text)
    page = f"{PLACE}/first/{key_of(store, 'Vnukinja Ajda')}"
    assert "has not looked for names" in keeper.get(page).text
    assert sent(keeper, page, {"words": "Ajda", "decision": "readable"}).status_code == 303
