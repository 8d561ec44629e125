"""The map: which column holds what, written once by whoever knows the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from survey.i18n import gettext as _
from survey.importer.faults import Fault, Faults, Unusable
from survey.importer.written import written


class Part(BaseModel):
    """A piece of the map; a key that nobody knows is refused rather than passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(Part):
    """Where one value comes from: a column, perhaps with a list of what its words mean, or always the same."""

    column: str = ""
    always: str = ""
    values: dict[str, str] = {}
    split: str = ""
    format: str = ""

    @model_validator(mode="before")
    @classmethod
    def short_form(cls, given: Any) -> Any:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def one_source(self) -> "Cell":
        if bool(self.column) == bool(self.always):
            raise ValueError("column or always")
        return self

    def columns(self) -> Iterator[str]:
        if self.column:
            yield self.column


class Answer(Part):
    """How a question's answer is put together: one cell, a column per option, or a cell per row of a grid."""

    cell: Cell | None = None
    ticks: dict[str, str] = {}
    ticked: list[str] = ["1", "x", "X", "yes", "da", "true", "TRUE"]
    not_ticked: list[str] = ["0", "no", "ne", "false", "FALSE"]
    none_ticked: str = ""
    rows: dict[str, Cell] = {}
    other: Cell | None = None

    @model_validator(mode="before")
    @classmethod
    def short_form(cls, given: Any) -> Any:
        if isinstance(given, str) or (isinstance(given, dict) and given.keys() & {"column", "always"}):
            given = {"column": given} if isinstance(given, str) else dict(given)
            other = given.pop("other", None)
            return {"cell": given} | ({"other": other} if other else {})
        return given

    def columns(self) -> Iterator[str]:
        yield from self.ticks
        for cell in (self.cell, self.other, *self.rows.values()):
            if cell is not None:
                yield from cell.columns()


class Mapping(Part):
    """The whole map. The id makes a second run add nothing, so it cannot be left out."""

    id: Cell
    district: Cell
    day: Cell
    channel: Cell
    access: Cell = Cell(always="open")
    language: Cell = Cell(always="sl")
    round: Cell | None = None
    encoding: str = ""
    blank: list[str] = ["", "NA"]
    questions: dict[str, Answer] = Field(min_length=1)

    def columns(self) -> list[str]:
        """Every column it names, each once, in its own order."""
        cells = (self.id, self.district, self.day, self.channel, self.access, self.language, self.round)
        named = [name for cell in cells if cell is not None for name in cell.columns()]
        named += [name for answer in self.questions.values() for name in answer.columns()]
        return list(dict.fromkeys(named))


def load_mapping(path: Path) -> Mapping:
    """Every scalar is read as text, so that `no` and `01` stay what somebody wrote."""
    given = written(
        path,
        lambda text: yaml.load(text, Loader=yaml.BaseLoader),  # noqa: S506 - only texts
        too_large=_("the map is larger than 1 MB; is it the right file?"),
        too_deep=_sentence("depth", path.name),
    )
    try:
        return Mapping.model_validate(given)
    except ValidationError as found:
        raise _faults(path, found) from found


def _faults(path: Path, found: ValidationError) -> Unusable:
    faults = Faults()
    for fault in found.errors():
        place = ".".join(str(part) for part in fault["loc"]) or path.name
        faults.add(Fault(path.name, _sentence(fault["type"], place)))
    return Unusable(faults)


def _sentence(kind: str, place: str) -> str:
    if kind == "missing":
        return _("%(place)s is missing; say which column holds it", place=place)
    if kind == "extra_forbidden":
        return _("%(place)s is not known here; remove it or mend its spelling", place=place)
    if kind == "value_error":
        return _("%(place)s needs either a column or always; give one of the two", place=place)
    return _("%(place)s cannot be read; compare it with the example in the documentation", place=place)
