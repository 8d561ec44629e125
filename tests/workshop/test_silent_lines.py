"""Lines that were written in silence lie under headings as ideas do."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from survey.i18n import use_language
from survey.questionnaire.faults import Faulty
from survey.workshop.agenda import as_document, from_document, load_agenda_text
from survey.workshop.steps import told_of, type_of
from survey.workshop.table import headings_of
from survey.workshop.telling import Entry, Evening, Lines

OPTIONAL = Path(__file__).with_name("optional.yaml").read_text("utf-8")
LAID = OPTIONAL.replace("    step: headings\n", "    step: headings\n    notes: silence\n")
AGENDA = load_agenda_text(LAID, "evening.yaml")
TABLET = uuid.UUID(int=1)


def entries(*bodies: dict[str, Any]) -> list[Entry]:
    return [Entry(uuid.uuid4(), body, TABLET, f"2026-12-01T18:00:{at:02}Z") for at, body in enumerate(bodies)]


def evening(*under: str) -> Evening:
    """Two cards and two lines; as many of the lines as there are keys are laid."""
    silence = entries({"begun": 0}, {"card": True}, {"text": "A bench"}, {"card": True}, {"text": "A choir"})
    lines = [entry for entry in silence if "text" in entry.body]
    laid = [{"note": str(line.item), "under": key} for line, key in zip(lines, under, strict=False)]
    return Evening(AGENDA.steps, {"silence": silence, "themes": entries(*laid)})


def test_a_line_is_laid_with_the_record_of_an_idea() -> None:
    step = AGENDA.step("themes")
    assert step is not None
    takes = type_of(step).takes
    assert takes(step, {"note": str(TABLET), "under": "chess"})
    assert not takes(step, {"card": "chess"})
    assert from_document(as_document(AGENDA)) == AGENDA
    lying = {one.key: [note.body["text"] for note in one.notes] for one in headings_of(evening("chess"), "themes")}
    assert {key: texts for key, texts in lying.items() if texts} == {"chess": ["A bench"]}


@pytest.mark.parametrize("under", [(), ("chess",), ("chess", "garden"), ("h00000000", "chess")])
def test_every_line_is_told_once_wherever_it_lies(under: tuple[str, ...]) -> None:
    with use_language("en"):
        told = told_of(evening(*under))
    parts = [part for one in told for part in one.parts if isinstance(part, Lines)]
    assert sorted(line for part in parts for line in part.lines) == ["A bench", "A choir"]
    titles = {line: part.title for part in parts for line in part.lines}
    known = {"chess": "Chess and coffee", "garden": "A garden together"}
    wanted = [known.get(key, "Under no heading") for key in (*under, "", "")[:2]]
    assert [titles["A bench"], titles["A choir"]] == wanted


@pytest.mark.parametrize("other", ["arrival", "nobody", "dots"])
def test_a_step_of_another_kind_has_nothing_to_lay(other: str) -> None:
    with use_language("en"), pytest.raises(Faulty) as refused:
        load_agenda_text(LAID.replace("notes: silence", f"notes: {other}"), "evening.yaml")
    assert any(f"»notes« with the id »{other}«" in str(one) for one in refused.value.faults)
