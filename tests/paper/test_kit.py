"""The hall kit of an agenda that names its notes, its headings and its dots."""

import html as entities
import re
from pathlib import Path
from typing import Any

from survey.i18n import use_language
from survey.paper.kit import About, Kit, html, kit_of
from survey.questionnaire.model import Frozen, Id, Text
from survey.workshop.agenda import Agenda, load_agenda
from survey.workshop.step import Step

HERE = About("Polje", "Monday, 7 December 2026, 18:00", "Fire station", 12)


class Label(Frozen):
    label: Text


OPTIONAL = Path(__file__).parents[1] / "workshop" / "optional.yaml"


class Named(Step):
    ask: Text | None = None
    headings: dict[Id, Label] | Id | None = None
    options: dict[Id, Text] | None = None
    each: int = 3
    most: int = 2
    practice: bool = False


def agenda(*said: dict[str, Any]) -> Agenda:
    steps = [Named.model_validate({"minutes": 5, "title": {"en": one["id"], "sl": one["id"]}} | one) for one in said]
    shell = Agenda.model_validate({"workshop": "ours", "title": {"en": "Ours"}, "languages": ["en"], "steps": ()})
    return shell.model_copy(update={"steps": tuple(steps)})


def printed(kit: Kit) -> str:
    return entities.unescape(html(kit, styles=()))


def named(n: int) -> dict[str, Any]:
    return {f"h{i}": {"label": {"en": f"Heading {i}", "sl": f"Naslov {i}"}} for i in range(n)}


WRITE = {"id": "cards", "step": "notes", "ask": {"en": "What is missing here?"}}


def test_cards_ask_what_the_agenda_asks_and_headings_stand_on_every_sheet_for_dots() -> None:
    lay = {"id": "themes", "step": "headings", "headings": named(7)}
    stick = {"id": "stick", "step": "dots", "headings": "themes", "each": 4, "most": 1}
    with use_language("en"):
        kit = kit_of(agenda(WRITE, lay, stick), HERE)
        page = printed(kit)
    assert page.count("<h3>What is missing here?</h3>") == kit.cards == 24
    assert (kit.headings[:7], kit.headings[7:]) == (tuple(f"Heading {i}" for i in range(7)), ("", "", ""))
    assert kit.tables == page.count('<th scope="row">Heading 6</th>') == 3
    assert "Everybody has 4 dots. At most 1 on one heading." in page
    assert len(re.findall(r"<td>(?:<span></span>){5}</td>", page)) == 3 * len(kit.dots[0].rows)


def test_as_many_headings_as_an_agenda_may_have_fit_on_a_sheet() -> None:
    with use_language("sl"):
        kit = kit_of(agenda({"id": "themes", "step": "headings", "headings": named(12)}), HERE)
    assert (len(kit.headings), kit.headings[11], len(kit.dots[0].rows)) == (14, "Naslov 11", 14)


def test_headings_that_are_all_found_in_the_hall_leave_empty_ones() -> None:
    stick = {"id": "stick", "step": "dots", "headings": "nowhere"}
    with use_language("en"):
        kit = kit_of(agenda({"id": "themes", "step": "headings", "headings": {}}, stick), HERE)
    assert (set(kit.headings), set(kit.dots[0].rows)) == ({""}, {""})


def test_a_vote_to_practise_has_no_slips() -> None:
    vote = {"step": "vote", "ask": {"en": "Tea?"}, "options": {"a": {"en": "yes"}, "b": {"en": "no"}}}
    with use_language("en"):
        kit = kit_of(agenda(vote | {"id": "try", "practice": True}, vote | {"id": "real"}), HERE)
    assert len(kit.slips) == 1


def test_what_is_written_down_at_a_step_has_a_sheet_of_its_own() -> None:
    ends = [{"id": "look", "step": "missing"}, {"id": "bye", "step": "closing"}]
    lay = {"id": "themes", "step": "headings", "headings": named(12)}
    with use_language("en"):
        kit = kit_of(agenda(lay, {"id": "there", "step": "exists", "headings": "themes"}, *ends), HERE)
        page = printed(kit)
    assert [form.kind for form in kit.forms] == ["exists", "missing", "closing"]
    assert (len(kit.forms[0].rows), kit.forms[0].rows[11:]) == (14, ("Heading 11", "", ""))
    assert page.count('<section class="leaf form') == 3
    assert "a sheet to write on: look" in page


def test_steps_that_may_be_added_bring_their_paper_and_the_script_says_who_and_how() -> None:
    with use_language("en"):
        kit = kit_of(load_agenda(OPTIONAL), HERE)
        page = printed(kit)
    assert [form.kind for form in kit.forms] == ["sectors", "team", "matrix"]
    assert page.count('class="passing"') == kit.handed == 12
    assert page.count("<li>I write<span></span></li>") == 12
    assert page.count("<li>I add<span></span></li>") == 24
    assert [len(form.columns) for form in kit.forms] == [5, 1, 3]
    script = page.partition('class="leaf script"')[2]
    assert "<li>journalist</li>" in script
    assert "How we choose:</b> First we write, then we put dots." in script
