"""A code frame as a document that people edit: YAML or a table (CSV). Every fault names its line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from analysis.code_frame import CODE, LANGUAGES, CodeFrame, Theme

FIELDS = ("name", "words", "into")
COLUMNS = ("code", *(f"name_{name}" for name in LANGUAGES), *(f"words_{name}" for name in LANGUAGES), "into")
BETWEEN = ";"
LONGEST = 200_000
"""Characters of a document; more is not a code frame."""

# A parser would take seconds to find out that brackets in brackets lead nowhere.
_NESTED = re.compile(r"(?:[\[{]\s*){8}")

REASONS = (
    "not_yaml", "too_long", "not_a_list", "not_a_text", "unknown_field", "unknown_language", "unknown_column",
    "missing_column", "wrong_code", "code_twice", "no_name", "no_such_theme", "leads_back", "too_many_cells",
)  # fmt: skip
"""Why a document cannot be taken; the words for people are handed in by whoever shows them."""


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in which line (from 1): a code of `REASONS` and the word it is about."""

    line: int
    reason: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.line}: {self.reason} {self.about}".rstrip()


class FrameRefused(ValueError):
    """A document that is no code frame; `faults` are all of them, in the order of their lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class _Draft:
    line: int
    theme: Theme


def load_yaml(text: str) -> CodeFrame:
    """Read `themes: {code: {name: {sl: …}, words: {sl: […]}, into: […]}}`; `FrameRefused` names every faulty line."""
    faults: list[Fault] = []
    return _checked(list(_from_yaml(_themes_node(text), faults)), faults)


def _themes_node(text: str) -> yaml.MappingNode:
    """The part under `themes:`, with the lines of everything in it. Values are texts, so `no` is a word."""
    if len(text) > LONGEST:
        raise FrameRefused([Fault(1, "too_long", str(len(text)))])
    if nested := _NESTED.search(text):
        raise FrameRefused([Fault(text.count("\n", 0, nested.start()) + 1, "not_yaml", nested.group()[:1])])
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FrameRefused([Fault(line, "not_yaml", error.problem or "")]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FrameRefused([Fault(1, "not_yaml")]) from error
    top = dict(_pairs(node)) if isinstance(node, yaml.MappingNode) else {}
    themes = next((value for key, value in top.items() if key.value == "themes"), None)
    if not isinstance(themes, yaml.MappingNode):
        raise FrameRefused([Fault(1, "not_a_list", "themes")])
    return themes


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield key, value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _from_yaml(themes: yaml.MappingNode, faults: list[Fault]) -> Iterator[_Draft]:
    for key, value in _pairs(themes):
        parts: dict[str, yaml.Node] = {}
        for field, node in _pairs(value):
            if field.value in FIELDS:
                parts[field.value] = node
            else:
                faults.append(Fault(_line(field), "unknown_field", field.value))
        names = {name: text for name, (text,) in _by_language(parts.get("name"), faults, one=True).items()}
        words = _by_language(parts.get("words"), faults, one=False)
        into = _list(parts["into"], faults) if "into" in parts else ()
        yield _Draft(_line(key), Theme(key.value, names, words, into))


def _by_language(node: yaml.Node | None, faults: list[Fault], *, one: bool) -> dict[str, tuple[str, ...]]:
    """Texts or lists of texts by language."""
    found = {}
    for key, value in _pairs(node):
        if key.value not in LANGUAGES:
            faults.append(Fault(_line(key), "unknown_language", key.value))
        elif said := _list(value, faults, one=one):
            found[key.value] = said
    return found


def _list(node: yaml.Node, faults: list[Fault], *, one: bool = False) -> tuple[str, ...]:
    """A list of texts, or a single text in its place; with `one` nothing but a text."""
    listed = node.value if isinstance(node, yaml.SequenceNode) and not one else [node]
    said = []
    for item in listed:
        if not isinstance(item, yaml.ScalarNode):
            faults.append(Fault(_line(item), "not_a_text"))
        elif item.value.strip():
            said.append(item.value.strip())
    return tuple(said)


def load_csv(text: str) -> CodeFrame:
    """Read a table with the columns of `COLUMNS` (words and codes with semicolons between them); the same faults."""
    if len(text) > LONGEST:
        raise FrameRefused([Fault(1, "too_long", str(len(text)))])
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    head = [name.strip() for name in next(rows, [])]
    faults = [Fault(1, "unknown_column", name) for name in head if name not in COLUMNS]
    faults += [Fault(1, "missing_column", name) for name in ("code",) if name not in head]
    if faults:
        raise FrameRefused(faults)
    drafts = []
    line = rows.line_num + 1
    for row in rows:
        if len(row) > len(head):
            faults.append(Fault(line, "too_many_cells", row[len(head)]))
        if any(cell.strip() for cell in row):
            drafts.append(_Draft(line, _from_row(dict(zip(head, row, strict=False)))))
        line = rows.line_num + 1
    return _checked(drafts, faults)


def _from_row(row: dict[str, str]) -> Theme:
    def several(column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in row.get(column, "").split(BETWEEN) if part.strip())

    names = {name: row.get(f"name_{name}", "").strip() for name in LANGUAGES}
    words = {name: several(f"words_{name}") for name in LANGUAGES}
    kept = {name: said for name, said in words.items() if said}
    return Theme(
        row.get("code", "").strip(), {name: said for name, said in names.items() if said}, kept, several("into")
    )


def _checked(drafts: list[_Draft], faults: list[Fault]) -> CodeFrame:
    """The frame of what was read, if nothing is wrong with it."""
    codes = {draft.theme.code for draft in drafts}
    seen: set[str] = set()
    for draft in drafts:
        faults += _faults_of(draft, codes, seen)
        seen.add(draft.theme.code)
    if faults:
        raise FrameRefused(faults)
    try:
        return CodeFrame(tuple(draft.theme for draft in drafts))
    except (ValueError, RecursionError) as error:
        first = next((draft.line for draft in drafts if draft.theme.into), 1)
        raise FrameRefused([Fault(first, "leads_back", str(error))]) from error


def _faults_of(draft: _Draft, codes: set[str], seen: set[str]) -> Iterator[Fault]:
    theme = draft.theme
    if not CODE.fullmatch(theme.code):
        yield Fault(draft.line, "wrong_code", theme.code)
    if theme.code in seen:
        yield Fault(draft.line, "code_twice", theme.code)
    if not theme.names:
        yield Fault(draft.line, "no_name", theme.code)
    for other in theme.into:
        if other not in codes:
            yield Fault(draft.line, "no_such_theme", other)


def save_yaml(frame: CodeFrame) -> str:
    """The document of a frame; loading it gives the same frame."""
    themes = {}
    for theme in frame.themes:
        said: dict[str, object] = {"name": dict(theme.names)}
        if theme.words:
            said["words"] = {name: list(listed) for name, listed in theme.words.items() if listed}
        if theme.into:
            said["into"] = list(theme.into)
        themes[theme.code] = said
    return yaml.safe_dump({"themes": themes}, allow_unicode=True, sort_keys=False, width=120)


def save_csv(frame: CodeFrame) -> str:
    """The table of a frame, for people who would rather edit a spreadsheet; words may hold no semicolon."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for theme in frame.themes:
        names = [theme.names.get(name, "") for name in LANGUAGES]
        words = [f"{BETWEEN} ".join(theme.words.get(name, ())) for name in LANGUAGES]
        writer.writerow([theme.code, *names, *words, f"{BETWEEN} ".join(theme.into)])
    return out.getvalue()
