"""The codebook of somebody else's file: YAML that says what each column is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from analysis import respondents
from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.importer.faults import Fault, Faults, Unusable, unusable
from survey.importer.written import written

_NEEDS_OPTIONS = ("nominal", "ordinal", "multiple")


class Entry(BaseModel):
    """One variable; a key that nobody knows is refused rather than passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Literal["binary", "nominal", "ordinal", "multiple", "numeric", "text"]
    label: str = ""
    options: dict[str, str] = {}
    missing: list[str] = []
    sensitive: bool = False

    @field_validator("options", mode="before")
    @classmethod
    def short_form(cls, given: Any) -> Any:
        return {str(code): str(code) for code in given} if isinstance(given, list) else given


class Document(BaseModel):
    """The whole codebook."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    note: str = ""
    id: str = ""
    round: str = ""
    district: str = ""
    strata: list[str] = []
    channel: str = ""
    cluster: str = ""
    weight: str = ""
    variables: dict[str, Entry] = Field(min_length=1)

    @field_validator("strata", mode="before")
    @classmethod
    def one_or_more(cls, given: Any) -> Any:
        return [given] if isinstance(given, str) else given


def load_layout(path: Path) -> respondents.Layout:
    """Read a codebook; every scalar is text, so that `no` and `01` stay what somebody wrote."""
    node = _node(path)
    lines = dict(_lines(node, ()))
    _refuse_twice(path, node)
    given = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 - only texts
    try:
        document = Document.model_validate(given)
    except ValidationError as found:
        raise _faults(path, found, lines) from found
    _refuse_without_options(path, document, lines)
    return _layout(document)


def _node(path: Path) -> yaml.Node:
    node = written(
        path,
        lambda text: yaml.compose(text, Loader=yaml.BaseLoader),
        too_large=_("the codebook is larger than 1 MB; is it the right file?"),
        too_deep=_("the codebook has too many levels; is it the right file?"),
    )
    if not isinstance(node, yaml.MappingNode):
        raise unusable(path.name, _("this is no codebook; begin with »variables:« as the documentation shows"))
    return node


def _lines(node: yaml.Node, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Where in the file each key stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            yield here, key.start_mark.line + 1
            yield from _lines(value, here)


def _refuse_twice(path: Path, node: yaml.Node) -> None:
    """YAML would keep the last of two equal keys without a word."""
    faults = Faults()
    for key in _doubles(node):
        said = _("»%(key)s« stands here a second time; give each its own", key=key.value)
        faults.add(Fault(path.name, said, key.start_mark.line + 1))
    if faults.count:
        raise Unusable(faults)


def _doubles(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield key
            seen.add(str(key.value))
            yield from _doubles(value)


def _faults(path: Path, found: ValidationError, lines: dict[tuple[str, ...], int]) -> Unusable:
    faults = Faults()
    for fault in found.errors():
        place = tuple(str(part) for part in fault["loc"])
        faults.add(Fault(path.name, _sentence(fault["type"], ".".join(place)), _line(place, lines)))
    return Unusable(faults)


def _line(place: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> int:
    """The line of a key, or of the nearest one round it that is in the file."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _sentence(kind: str, place: str) -> str:
    if kind == "missing":
        return _("%(place)s is missing; add it", place=place)
    if kind == "extra_forbidden":
        return _("%(place)s is not known here; remove it or mend its spelling", place=place)
    if kind == "literal_error":
        names = "binary, nominal, ordinal, multiple, numeric, text"
        return _("%(place)s is no kind of variable; write one of: %(names)s", place=place, names=names)
    return _("%(place)s cannot be read; compare it with the example in the documentation", place=place)


def _refuse_without_options(path: Path, document: Document, lines: dict[tuple[str, ...], int]) -> None:
    faults = Faults()
    for name, entry in document.variables.items():
        if entry.measure in _NEEDS_OPTIONS and not entry.options:
            said = _("%(name)s needs its options; list each code with its label", name=name)
            faults.add(Fault(path.name, said, lines[("variables", name)]))
    if faults.count:
        raise Unusable(faults)


def _layout(document: Document) -> respondents.Layout:
    fields = tuple(_field(name, entry) for name, entry in document.variables.items() if entry.measure != "text")
    return respondents.Layout(
        fields, document.id, document.round, document.district, document.channel, document.cluster,
        tuple(document.strata),
    )  # fmt: skip


def _field(name: str, entry: Entry) -> respondents.Field:
    options = tuple(entry.options.items())
    variable = Variable(name, entry.label or name, Measure(entry.measure), options, "", name)
    return respondents.Field(variable, frozenset(entry.missing), entry.sensitive)
