"""The agendas that come with the program, and what `soseska check` says of them and of copies of them."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from survey.cli import main
from survey.i18n import LANGUAGES
from survey.workshop.agenda import load_agenda
from survey.workshop.check import found_in, is_agenda

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"
MINUTES = {"workshop_short": 60, "workshop_long": 140, "tribune": 90}
EACH = pytest.mark.parametrize("name", MINUTES)


def check(path: Path) -> Result:
    return CliRunner().invoke(main, ["check", str(path)], env={"SOSESKA_LANGUAGE": "en", "LANG": "C"})


def copy(tmp_path: Path) -> Path:
    """A copy of the short workshop as somebody might edit it: one step out, one moved, one timer changed."""
    text = (FOLDER / "workshop_short.yaml").read_text("utf-8")
    head, *steps = text.split("\n  - id: ")
    del steps[2]
    (moved,) = (place for place, step in enumerate(steps) if step.startswith("surprises\n"))
    steps.insert(1, steps.pop(moved).replace("minutes: 2", "minutes: 9", 1))
    edited = tmp_path / "ours.yaml"
    edited.write_text("\n  - id: ".join([head, *steps]), "utf-8")
    return edited


@EACH
def test_an_agenda_takes_as_long_as_its_name_promises(name: str) -> None:
    agenda = load_agenda(FOLDER / f"{name}.yaml")
    assert agenda.minutes == MINUTES[name]
    assert agenda.languages == LANGUAGES
    assert agenda.steps[0].step == "attendance"
    optional = ["possible", "questionnaire"] if name == "workshop_long" else ["questionnaire"]
    assert [step.id for step in agenda.steps if step.optional] == optional
    assert all(step.say for step in agenda.steps)


@EACH
def test_groups_at_the_door_are_called_as_in_the_shared_lists(name: str) -> None:
    lists = yaml.safe_load((FOLDER / "lists.yaml").read_text("utf-8"))["lists"]
    arrival = load_agenda(FOLDER / f"{name}.yaml").step("arrival")
    for measure, shared in (("age", "AGES_SERVED"), ("gender", "GENDER"), ("hear", "HEAR")):
        known = {code: said.get("label", said) for code, said in lists[shared].items()}
        assert {
            code: said for code, said in getattr(arrival, measure).items() if code != "a65p"
        }.items() <= known.items()


def test_a_copy_with_a_step_removed_one_moved_and_another_timer_passes(tmp_path: Path) -> None:
    edited = copy(tmp_path)
    done = check(edited)
    assert (done.exit_code, done.output.strip()) == (0, "1 file is in order.")
    agenda = load_agenda(edited)
    assert [step.id for step in agenda.steps][:4] == ["arrival", "surprises", "welcome", "cards"]
    assert [step.minutes for step in agenda.steps][:3] == [8, 9, 4]


def test_a_faulty_copy_is_refused_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    edited = copy(tmp_path)
    text = edited.read_text("utf-8").replace("minutes: 9", "minutes: ten").replace("step: survey", "step: survay")
    edited.write_text(text, "utf-8")
    lines = text.splitlines()
    done = check(edited)
    assert done.exit_code == 1
    for written, said in (
        ("minutes: ten", "a whole number should stand here"),
        ("step: survay", "did you mean »survey«"),
    ):
        line = next(place for place, one in enumerate(lines, 1) if written in one)
        assert f"ours.yaml:{line}:" in done.output
        assert said in done.output


@pytest.mark.parametrize(
    ("text", "agenda"),
    [
        ("workshop: a", True),
        ("steps: []", True),
        ("questionnaire: a\nsteps: []", False),
        ("- 1", False),
        ("a: [", False),
    ],
)
def test_a_file_is_looked_over_as_what_it_is(text: str, agenda: bool, tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(text, "utf-8")
    assert is_agenda(path) is agenda
    assert found_in([path])


def test_a_public_meeting_names_five_roles_the_sectors_and_how_it_chooses() -> None:
    agenda = load_agenda(FOLDER / "tribune.yaml")
    shared = yaml.safe_load((FOLDER / "lists.yaml").read_text("utf-8"))["lists"]["STAKE"]
    sectors, team, vote = (agenda.step(name) for name in ("sectors", "team", "vote"))
    assert getattr(sectors, "kinds", {}).items() <= shared.items()
    assert len(getattr(team, "roles", ())) == 5
    assert set(getattr(vote, "method", ())) == set(LANGUAGES)


@pytest.mark.parametrize("name", MINUTES)
def test_a_vote_that_counts_says_how_it_is_counted(name: str) -> None:
    votes = [step for step in load_agenda(FOLDER / f"{name}.yaml").steps if step.step == "vote"]
    assert {getattr(vote, "by", None) for vote in votes if not getattr(vote, "practice", False)} <= {"slips"}
