"""A questionnaire that speaks some languages only in part: every text is marked with the language it is really in."""

import re
from collections.abc import Iterator

import pytest
import yaml
from flask.testing import FlaskClient

from tests.manage.conftest import Enter, send
from tests.manage.spoken import Spoken

PARTLY = """
questionnaire: partly
title: {sl: "Anketa o trati", hr: "Anketa o travi", en: "The lawn survey", de: "Umfrage zum Rasen"}
languages: [sl, hr, en, de, ar, fr]
sections:
  - id: start
    questions:
      - id: agreed
        type: consent
        required: true
        label: {sl: "Privolitev sl", hr: "Privola hr", en: "Consent en", de: "Einwilligung de"}
        agree: {sl: "Da sl", hr: "Da hr", en: "Yes en", de: "Ja de"}
        legal_basis: {public_task: {sl: "Naloga sl", hr: "Naloga hr", en: "Task en", de: "Aufgabe de"}}
      - id: home
        type: district
        required: true
        label: {sl: "Kraj sl", hr: "Mjesto hr", en: "Place en", fr: "Lieu fr"}
  - id: lawn
    title: {sl: "Trata sl", hr: "Trava hr", en: "Lawn en", ar: "عشب"}
    questions:
      - id: mow
        type: single
        required: true
        label: {sl: "Kosite sl?", hr: "Kosite hr?", en: "Mow en?", de: "Mähen de?"}
        hint: {sl: "Namig sl", hr: "Savjet hr", en: "Hint en"}
        options:
          often:
            label: {sl: "kosim sl", hr: "kosim hr", en: "mow en"}
            hint: {sl: "malo sl", en: "bit en", hr: "malo hr"}
          never: {sl: "nikoli sl", hr: "nikad hr", en: "never en", de: "nie de", ar: "أبدا"}
        other: true
      - id: lonely
        type: single
        sensitive: true
        label: {sl: "Sami sl?", hr: "Sami hr?", en: "Lonely en?", de: "Einsam de?"}
        options:
          x: {sl: "zelo sl", hr: "jako hr", en: "very en", de: "sehr de"}
          y: {sl: "nič sl", hr: "ne hr", en: "no en"}
      - id: trees
        type: number
        maximum: 20
        label: {sl: "Dreves sl?", hr: "Stabala hr?", en: "Trees en?", de: "Bäume de?"}
        require:
          condition: trees < 5
          message: {sl: "Preveč sl", hr: "Previše hr", en: "Too many en", ar: "كثير"}
      - id: mood
        type: scale
        label: {sl: "Všeč sl?", hr: "Sviđa hr?", en: "Like en?", ar: "يعجبك؟"}
        low: {sl: "nič sl.", hr: "ništa hr.", en: "not en.", de: "kaum de."}
        high: {sl: "zelo sl.", hr: "jako hr.", en: "much en."}
      - id: order
        type: ranking
        label: {sl: "Vrsta sl", hr: "Red hr", en: "Order en", ar: "ترتيب"}
        options:
          a: {sl: "prvo sl", hr: "prvo hr", en: "first en", de: "erst de"}
          b: {sl: "dr sl", hr: "dr hr", en: "sec en"}
      - {id: week, type: slots, label: {sl: "Kdaj sl?", hr: "Kada hr?", en: "When en?", de: "Wann de?"}}
      - id: remark
        type: note
        label: {sl: "Opomba sl", hr: "Bilješka hr", en: "Note en"}
        hint: {sl: "Še sl", hr: "Još hr", en: "More en", ar: "المزيد"}
      - {id: spot, type: place, label: {sl: "Kje sl?", hr: "Gdje hr?", en: "Where en?", fr: "Où fr?"}}
"""
FORM_LANGUAGES = ("sl", "hr", "en", "de", "ar", "fr")
GOOD = {"q_agreed": "yes", "q_home": "polje"}


def texts(node: object) -> Iterator[tuple[str, str]]:
    """Every text with its language; none of them occurs in two languages."""
    if isinstance(node, dict):
        for key, part in node.items():
            if key in FORM_LANGUAGES and isinstance(part, str):
                yield part, key
            else:
                yield from texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)


def only(code: str) -> str:
    """The same questionnaire in one language, in whichever words."""

    def narrowed(node: object) -> object:
        if isinstance(node, dict) and isinstance(node.get("sl"), str):
            return {code: node["sl"]}
        if isinstance(node, dict):
            return {key: narrowed(part) for key, part in node.items() if key != "other"}
        return [narrowed(part) for part in node] if isinstance(node, list) else node

    whole = {**yaml.safe_load(PARTLY), "languages": [code]}
    return yaml.safe_dump(narrowed(whole), allow_unicode=True, sort_keys=False)


WRITTEN = dict(texts(yaml.safe_load(PARTLY)))


def wrong(page: str) -> list[tuple[str, str]]:
    """Texts of the questionnaire that are said to be in another language than they are."""
    return [(said, language) for said, language, _dir in Spoken(page).texts if WRITTEN.get(said, language) != language]


def shown(page: str) -> set[str]:
    return {said for said, _language, _dir in Spoken(page).texts} & WRITTEN.keys()


def press(client: FlaskClient, page: str, go: str, **answers: str) -> str:
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|token|language|interface|page)" value="([^"]*)"', page))
    asked = re.findall(r'name="shown" value="([^"]*)"', page)
    return str(client.post("/manage/walk/try", data={**hidden, "shown": asked, "go": go, **answers}).text)


@pytest.fixture
def partly(enter: Enter) -> FlaskClient:
    client = enter(language="en")
    assert send(client, "draft", source=PARTLY).status_code == 302
    return client


def test_every_text_of_a_trial_carries_its_language(partly: FlaskClient) -> None:
    for spoken in FORM_LANGUAGES:
        look_at_every_page(partly, spoken)


def look_at_every_page(partly: FlaskClient, spoken: str) -> None:
    page = press(partly, partly.get("/manage/walk/try").text, f"lang:{spoken}")
    seen = shown(page)
    pages = [page, press(partly, page, "next")]
    pages.append(press(partly, page, "next", **GOOD))
    pages.append(press(partly, pages[-1], "next", q_trees="9"))
    pages.append(press(partly, pages[-1], "next", q_trees="2", q_mow="never", q_order__a="1", q_mood="1"))
    for one in pages:
        assert wrong(one) == []
        seen |= shown(one)
        assert Spoken(one).html["lang"] == (spoken if spoken in ("sl", "hr", "en") else "en")
    assert 'name="page" value="review"' in pages[-1]
    ours = {text for text, language in WRITTEN.items() if language == spoken}
    refused = {"Ja de", "Einwilligung de", "Aufgabe de", "Einsam de?", "sehr de", "Umfrage zum Rasen"}
    assert ours - refused <= seen | {"Anketa o trati", "Anketa o travi", "The lawn survey"}
    assert not refused & seen


def test_what_is_not_reviewed_is_shown_in_the_language_of_the_page(enter: Enter) -> None:
    client = enter(language="hr")
    send(client, "draft", source=PARTLY)
    page = press(client, client.get("/manage/walk/try").text, "lang:de")
    assert {"Privola hr", "Da hr", "Mjesto hr"} <= shown(page)
    assert Spoken(page).html["lang"] == "hr"
    page = press(client, page, "next", **GOOD)
    assert {"Mähen de?", "nie de", "Savjet hr", "Sami hr?"} <= shown(page)
    assert wrong(page) == []


def test_a_title_in_another_language_says_so(partly: FlaskClient) -> None:
    page = press(partly, press(partly, partly.get("/manage/walk/try").text, "lang:ar"), "next", **GOOD)
    assert '<title lang="ar" dir="rtl">عشب' in page


def test_a_language_button_always_leads_back(partly: FlaskClient) -> None:
    for code in ("de", "ar", "fr"):
        page = press(partly, partly.get("/manage/walk/try").text, f"lang:{code}")
        assert buttons(page)[:3] == ["sl", "hr", "en"]
        assert re.search(rf'value="lang:{code}"[^>]*aria-current', page)
        for back in ("sl", "hr", "en"):
            there = press(partly, page, f"lang:{back}")
            assert Spoken(there).html["lang"] == back
            assert re.search(rf'value="lang:{back}"[^>]*aria-current', there)


def buttons(page: str) -> list[str]:
    return re.findall(r'value="lang:([\w-]+)"', page)


def test_a_questionnaire_in_one_foreign_language_only_can_be_left_again(enter: Enter) -> None:
    client = enter(language="en")
    assert send(client, "draft", source=only("de")).status_code == 302
    page = client.get("/manage/walk/try").text
    assert Spoken(page).html["lang"] == "en"
    assert Spoken(page).languages_of("Kraj sl") == {"de"}
    page = press(client, page, "lang:de")
    assert buttons(page) == ["sl", "hr", "en", "de"]
    assert Spoken(press(client, page, "lang:en")).html["lang"] == "en"


def test_what_is_read_from_the_right_stands_from_the_right(partly: FlaskClient) -> None:
    page = press(partly, press(partly, partly.get("/manage/walk/try").text, "lang:ar"), "next", **GOOD)
    assert Spoken(page).html["dir"] == "ltr"
    assert re.search(r'class="question[^>]* dir="rtl"', page)
    assert [d for said, _language, d in Spoken(page).texts if said in ("أبدا", "يعجبك؟")] == ["rtl", "rtl"]


def test_the_preview_opens_in_the_language_of_the_page(partly: FlaskClient) -> None:
    for interface, said in (("sl", "Kosite sl?"), ("hr", "Kosite hr?"), ("en", "Mow en?")):
        assert said in shown(partly.get(f"/manage/walk/preview?lang={interface}").text)
        for spoken in FORM_LANGUAGES:
            page = partly.get(f"/manage/walk/preview?form={spoken}").text
            assert wrong(page) == []
            assert Spoken(page).html["lang"] == interface


def test_the_preview_of_a_questionnaire_in_another_language_opens_in_that_one(enter: Enter) -> None:
    client = enter(language="sl")
    assert send(client, "draft", source=only("en")).status_code == 302
    page = client.get("/manage/walk/preview").text
    assert Spoken(page).languages_of("Kosite sl?") == {"en"}
    assert Spoken(page).html["lang"] == "sl"
