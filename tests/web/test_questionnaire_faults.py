"""Faults Q8 and Q10 as residents meet them: hostile labels, and a questionnaire that changes while they answer."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from survey.questionnaire.load import load_catalogue, load_text
from survey.store import rounds
from survey.store.rounds import QuestionnaireVersion, Round
from tests.web.conftest import QUESTIONNAIRE, Resident

HOSTILE = "<script src=//x.si/a.js></script><img src=//x.si/b.png>{{7*7}}{% raw %} %s %(option)s"


def publish(town: SimpleNamespace, text: str) -> None:
    catalogue = load_catalogue(Path("questionnaires/catalogue.yaml"))
    with town.store.write() as session:
        rounds.publish(session, session.scalars(select(Round)).one(), load_text(text, catalogue=catalogue), "changed")


def test_q08_markup_in_labels_and_faults_is_shown_as_it_is_written(town: SimpleNamespace, client: Any) -> None:
    text = QUESTIONNAIRE.replace('en: "Would you come?"', f"en: '{HOSTILE}'").replace(
        'en: "None of these"', f"en: '{HOSTILE}'"
    )
    publish(town, text)
    resident = Resident(client).begin()
    pages = [resident.page.text]
    resident.press()
    pages.append(resident.press(q_r3=["exercise", "none"]).text)
    assert "stands alone" in pages[1]
    for page in pages:
        assert "&lt;script src=//x.si/a.js&gt;&lt;/script&gt;" in page
        assert "{{7*7}}" in page
        assert "%s %(option)s" in page
        assert "<script src=//" not in page
        assert "<img" not in page
        assert "49" not in re.sub(r'name="token" value="[^"]*"|/static/\w+', "", page)  # random letters may hold it


def test_q10_an_edit_makes_a_new_version_and_leaves_what_was_asked_before(
    town: SimpleNamespace, client: Any, last: Any
) -> None:
    under_way = Resident(client).begin()
    with town.store.read() as session:
        before = session.scalars(select(QuestionnaireVersion)).one()
        first, wording = before.hash, dict(before.doc)
    changed = QUESTIONNAIRE.replace('en: "Would you come?"', 'en: "Will you come?"')
    publish(town, changed.replace('          never: {sl: "nikoli", hr: "nikada", en: "never"}\n', "").replace(
        "        show_if: r2 = never\n", ""
    ))  # fmt: skip
    assert under_way.press(q_r2="never").status_code == 200
    for _page in range(4):
        if "edit:start" not in under_way.page.text:
            under_way.press()
    under_way.press("send")
    assert last().version == first
    assert last().doc["answers"]["r2"] == "never"
    with town.store.read() as session:
        assert session.get_one(QuestionnaireVersion, first).doc == wording
        assert rounds.questionnaire(session, first).question("r2").label["en"] == "Would you come?"
        assert rounds.current_version(session, session.scalars(select(Round)).one()) != first
    begun_later = Resident(client)
    begun_later.begin()
    assert begun_later.sees("Will you come?")
