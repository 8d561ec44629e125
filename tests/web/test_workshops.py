"""Workshops are planned, changed, deleted and brought back by those who hold them, and exist for nobody else."""

import io
import re
import uuid
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from survey.clock import today
from survey.store.workshops import AgendaVersion
from survey.web.inventory.controls import Wrong
from survey.web.workshops.agendas import OURS
from survey.web.workshops.fields import Clock
from tests.web.planners import HERE, Planner, place
from tests.web.typists import staff

SHORT = Path("questionnaires/workshop_short.yaml").read_text("utf-8")


@pytest.fixture
def ana(town: SimpleNamespace, app) -> Planner:
    staff(town.store, "ana", place="polje")
    return Planner(app, "ana")


def file(text: str, name: str = "ours.yaml") -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), name


def test_a_plan_is_kept_as_it_was_typed_and_shown_with_its_minutes(ana: Planner) -> None:
    assert "No workshop is planned yet" in ana.get().text
    key = ana.plan()
    kept = ana.workshop(key)
    assert (kept.begins, kept.room, kept.recorder, kept.rehearsal) == ("18:00", "Fire station", "Maja", False)
    assert (kept.invited, kept.ways) == (["young", "older", "school"], ["leaflet"])
    page = ana.get(f"/{key}").text
    assert "The workshop is planned." in page
    for said in ("18:57", "young people, older people and school", "60 minutes in all.", "It is good that you came"):
        assert said in page
    assert "people who live alone" in page.partition("Not invited yet")[2].partition("</dd>")[0]
    assert "Fire station" in ana.get().text


def test_all_that_is_wrong_is_named_at_once_and_nothing_typed_is_lost(ana: Planner) -> None:
    wrong = {"district_id": "9999", "day": "2019-01-01", "begins": "25:70", "recorder": "x" * 101, "agenda": "0" * 64}
    page = ana.post("/new", **ana.typed(**wrong, groups=["nobody"], room="Under the <b>linden</b>"))
    assert page.status_code == 422
    for said in (
        "6 answers need another look.", "Choose one of the list.", "This day is over.", "Write the hour as 18:00",
        "Write at most 100 letters.", 'value="25:70"', "Under the &lt;b&gt;linden", "Nothing was saved yet",
    ):  # fmt: skip
        assert said in page.text, said
    assert "No workshop is planned yet" in ana.get().text


@pytest.mark.parametrize(
    ("typed", "kept"), [("18", "18:00"), ("9.30", "09:30"), ("7h", "07:00"), ("17:05", "17:05"), ("", "")]
)
def test_hours_are_taken_as_people_write_them(typed: str, kept: str) -> None:
    assert Clock(5).read(typed) == kept


@pytest.mark.parametrize("typed", ["24:00", "18:60", "six", "18:00:00", "\u0661\u0668", "-1"])
def test_no_hour_is_guessed(typed: str) -> None:
    with pytest.raises(Wrong):
        Clock(5).read(typed)


def test_a_day_that_is_over_or_too_far_is_a_slip(ana: Planner) -> None:
    for day in (today() - timedelta(days=1), today() + timedelta(days=1000)):
        assert ana.post("/new", **ana.typed(day=day.isoformat())).status_code == 422
    assert ana.workshop(ana.plan(day=today().isoformat())).day == today()


def test_an_agenda_of_ones_own_comes_as_a_file_and_can_be_chosen_again(ana: Planner) -> None:
    shorter = SHORT.replace("minutes: 6", "minutes: 4", 1)
    key = ana.plan(file=file(shorter))
    kept = ana.workshop(key).agenda
    with ana.store.read() as session:
        assert session.get_one(AgendaVersion, kept).document["workshop"] == OURS[0]
    assert "58 minutes in all." in ana.get(f"/{key}").text
    assert ana.workshop(ana.plan(agenda=kept)).agenda == kept


@pytest.mark.slow
def test_our_agendas_can_be_taken_away_to_be_changed(ana: Planner) -> None:
    page = ana.get("/new").text
    assert all(f"/agendas/{name}.yaml" in page for name in OURS)
    assert ana.get("/agendas/workshop_short.yaml").text == SHORT
    assert ana.get("/agendas/lists.yaml").status_code == 404


@pytest.mark.slow
def test_words_of_a_file_stay_words(ana: Planner) -> None:
    hostile = SHORT.replace("Welcome", "<script>alert(1)</script>").replace("one hour", "<b>one</b> {{ 7*7 }} %(num)s")
    key = ana.plan(file=file(hostile, "<i>.yaml"))
    for page in (ana.get(f"/{key}?aloud=1").text, ana.get().text, ana.get("/new").text):
        assert "<script>alert" not in page
        assert "<b>one" not in page
        assert "&lt;b&gt;one&lt;/b&gt; {{ 7*7 }} %(num)s" in page


def test_a_faulty_agenda_is_refused_with_its_lines_and_the_plan_stays(ana: Planner) -> None:
    faulty = SHORT.replace("step: survey", "step: survay").replace("minutes: 6", "minutes: soon", 1)
    page = ana.post("/new", **ana.typed(file=file(faulty)))
    assert page.status_code == 422
    for said in ("did you mean »survey«", "a whole number should stand here", "ours.yaml:", 'value="Fire station"'):
        assert said in page.text
    assert ana.post("/new", **ana.typed(file=file("PK\x03\x04", "a.yaml"))).status_code == 422


def test_a_plan_is_changed_and_whoever_was_slower_loses_nothing(ana: Planner) -> None:
    key = ana.plan()
    assert ana.post(f"/{key}/change", **ana.typed(room="School")).status_code == 303
    assert ana.workshop(key).room == "School"
    page = ana.post(f"/{key}/change", **ana.typed(room="Library", seen="0" * 16))
    assert page.status_code == 409
    assert 'value="Library"' in page.text
    assert "Somebody has changed this in the meantime" in page.text
    assert ana.workshop(key).room == "School"
    assert ana.post(f"/{key}/change", **ana.typed(day="")).status_code == 422


def test_a_deleted_workshop_leaves_the_list_and_comes_back_as_it_was(ana: Planner) -> None:
    key = ana.plan()
    assert "Shall this workshop be deleted?" in ana.get(f"/{key}/delete").text
    ana.post(f"/{key}/delete")
    assert ana.workshop(key).state == "deleted"
    assert "This workshop is deleted" in ana.get(f"/{key}").text
    for path in ("/change", "/delete"):
        assert ana.get(f"/{key}{path}").status_code == 404
    ana.post(f"/{key}/back", page="")
    assert ana.workshop(key).state == "planned"
    assert "The plan" in ana.get(f"/{key}").text


def test_whoever_leads_the_evening_has_a_task_in_its_district(ana: Planner, app) -> None:
    staff(ana.store, "bor", place="podgorica")
    staff(ana.store, "eva", role="lead")
    eva = Planner(app, "eva")
    names = eva.get("/new").text
    assert "bor" in names
    assert "bor" not in ana.get("/new").text
    number = re.search(r'value="(\d+)"> ?bor<', names)
    assert number
    page = eva.post("/new", **eva.typed(facilitator_id=number[1]))
    assert page.status_code == 422
    assert "This person has no task in the district." in page.text
    assert eva.plan(facilitator_id=number[1], district_id=place(eva.store, "podgorica"))


@pytest.mark.parametrize("name", ["stranger", "keeper"])
def test_for_nobody_else_is_there_a_workshop(name: str, ana: Planner, app) -> None:
    key = ana.plan()
    staff(ana.store, "stranger", place="podgorica")
    staff(ana.store, "keeper", role="data_keeper")
    other = Planner(app, name)
    paths = (f"/{key}", f"/{key}/change", f"/{key}/delete", f"/{key}/aside.json", f"/{key}/tablets/{uuid.uuid4()}")
    assert [other.get(path).status_code for path in paths] == [404] * 5
    assert other.get().status_code == (404 if name == "keeper" else 200)
    assert "Fire station" not in other.page.text
    with other.client as client:
        for path in ("change", "delete", "back", "wipe", "pair", "aside/ended"):
            assert client.post(f"{HERE}/{key}/{path}", data={"csrf_token": "x"}).status_code in (400, 404)
    assert ana.workshop(key).state == "planned"


def test_no_form_is_taken_without_its_token(ana: Planner) -> None:
    key = ana.plan()
    for path in ("new", f"{key}/change", f"{key}/delete", f"{key}/pair", f"{key}/wipe", "file"):
        assert ana.client.post(f"{HERE}/{path}", data=ana.typed()).status_code == 400
    assert ana.workshop(key).state == "planned"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_long_names_and_languages_are_no_trouble(language: str, ana: Planner, app) -> None:
    key = ana.plan(room="Gasilski dom " * 15, recorder="Ž" * 100)
    other = Planner(app, "ana", language)
    for path in ("", "/new", f"/{key}", f"/{key}/change", f"/{key}/delete"):
        assert other.get(path).status_code == 200
