"""From a file to an agenda: what happens in an evening, step by step, with every fault at its line."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Annotated, Any

from pydantic import Field, SerializeAsAny

from survey.i18n import gettext as _
from survey.questionnaire.build import validate
from survey.questionnaire.faults import Faults, Path, unknown_word
from survey.questionnaire.load import content_hash
from survey.questionnaire.model import Frozen, Id, Text
from survey.questionnaire.source import Source, read_file, read_text
from survey.workshop.step import Step
from survey.workshop.steps import registry

MOST_STEPS = 40


class Agenda(Frozen):
    """What happens in an evening. Phases are soft: the order and the minutes advise, and nothing locks."""

    id: Annotated[Id, Field(alias="workshop")]
    title: Text
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    steps: Annotated[tuple[SerializeAsAny[Step], ...], Field(max_length=MOST_STEPS)]

    @property
    def minutes(self) -> int:
        """How long it takes when every step takes its time, without those that may be left out."""
        return sum(step.minutes for step in self.steps if not step.optional)

    def step(self, identifier: str) -> Step | None:
        """A step by its id."""
        return next((step for step in self.steps if step.id == identifier), None)


def load_agenda(path: FilePath | str) -> Agenda:
    """Read the agenda of a file; `Faulty` holds every fault of it."""
    return agenda_of(read_file(FilePath(path)))


def load_agenda_text(text: str, name: str = "agenda.yaml") -> Agenda:
    """Read an agenda that somebody sent."""
    return agenda_of(read_text(text, name))


def agenda_of(source: Source) -> Agenda:
    """Make the agenda of a file that was read, or tell every fault of it."""
    faults = source.faults()
    document = source.data if isinstance(source.data, dict) else {}
    listed = document.get("steps")
    if not isinstance(listed, list) or not listed:
        faults.at(("steps",), _("there are no steps; write »steps:« and under it a list of what happens"))
    steps = [_step(said, ("steps", at), faults) for at, said in enumerate(listed if isinstance(listed, list) else [])]
    shell = validate(Agenda, {**document, "steps": ()}, (), faults)
    _twice(document, faults)
    _named(document, faults)
    for place, text in _texts(document, ()):
        _spoken(place, text, document.get("languages"), faults)
    faults.stop_if_any()
    made: Agenda = shell.model_copy(update={"steps": tuple(step for step in steps if step)})
    return made


def as_document(agenda: Agenda) -> dict[str, Any]:
    """The agenda as plain data: what is kept when a workshop is planned with it, and what a tablet gets."""
    return agenda.model_dump(mode="json", by_alias=True, exclude_none=True)


def from_document(document: dict[str, Any]) -> Agenda:
    """The agenda that was kept."""
    steps = tuple(registry()[said["step"]].model.model_validate(said) for said in document["steps"])
    return Agenda.model_validate({**document, "steps": ()}).model_copy(update={"steps": steps})


def agenda_hash(agenda: Agenda) -> str:
    """The fingerprint of all an agenda says."""
    return content_hash(as_document(agenda))


def _step(said: Any, path: Path, faults: Faults) -> Step | None:
    """One step by its own module; a kind that nobody knows is told with those that there are."""
    name = said.get("step") if isinstance(said, dict) else None
    kind = registry().get(name) if isinstance(name, str) else None
    if isinstance(name, str) and kind is None:
        faults.at((*path, "step"), unknown_word(name, registry()))
        return None
    made: Step | None = validate(kind.model if kind else Step, said, path, faults)
    return made if kind else None


def _twice(document: dict[str, Any], faults: Faults) -> None:
    """Two steps of one id could not be told apart in what the tablets send."""
    known: set[str] = set()
    listed = document.get("steps")
    for at, said in enumerate(listed if isinstance(listed, list) else []):
        name = said.get("id") if isinstance(said, dict) else None
        if isinstance(name, str) and name in known:
            faults.at(("steps", at, "id"), _("a step before has the id »%(id)s«, too; give each its own", id=name))
        known.add(str(name))


REFERS = ("notes", "headings", "dots")
"""Settings that name another step, each called like the kind of step it names."""

ALSO = {"notes": ("round_robin",)}
"""Further kinds that a setting may name: the lines of a silent round are laid under headings as ideas are."""


def _named(document: dict[str, Any], faults: Faults) -> None:
    """A step that builds on another one names one that comes before it and is of the kind it needs."""
    before: dict[str, set[str]] = {kind: set() for kind in REFERS}
    listed = document.get("steps")
    for at, said in enumerate(listed if isinstance(listed, list) else []):
        step = said if isinstance(said, dict) else {}
        for kind in REFERS:
            name = step.get(kind)
            if isinstance(name, str) and step.get("step") != kind and name not in before[kind]:
                faults.at(("steps", at, kind), _not_before(name, kind))
        for kind in REFERS:
            if step.get("step") in (kind, *ALSO.get(kind, ())):
                before[kind].add(str(step.get("id")))


def _not_before(name: str, kind: str) -> str:
    return _(
        "no step of the kind »%(kind)s« with the id »%(id)s« comes before this one; name one that does",
        kind=kind, id=name,
    )  # fmt: skip


def _texts(part: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Everything that is said in languages: titles, what is read aloud, and the names of groups."""
    if isinstance(part, list):
        for at, inside in enumerate(part):
            yield from _texts(inside, (*path, at))
    elif isinstance(part, dict):
        if part and all(isinstance(said, str) and len(str(code)) == 2 for code, said in part.items()):
            yield path, part
        else:
            for key, inside in part.items():
                yield from _texts(inside, (*path, key))


def _spoken(path: Path, text: dict[str, Any], languages: Any, faults: Faults) -> None:
    """A text has to be there in every language of the agenda, because nobody translates in the hall."""
    for language in languages if isinstance(languages, list) else ():
        if isinstance(language, str) and not str(text.get(language, "")).strip():
            faults.at(path, _("the text in »%(language)s« is missing; add it", language=language))
