"""Parts that several questionnaires share: option lists and blocks of questions, in this file or in one beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Literal

from survey.i18n import gettext as _
from survey.questionnaire.faults import HERE, Faults, Faulty, Path, Places, unknown_word

SHARED = "lists.yaml"
"""The file beside a questionnaire whose lists and blocks need no file name, as the catalogue has its own."""

PROVIDED = FilePath(__file__).resolve().parents[2] / "questionnaires"
"""The questionnaires, lists and activities that come with the program."""

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.yaml")


@dataclass(frozen=True)
class Shelf:
    """What one file lends: its lists and blocks; the paths of its parts begin with `mark`, or with nothing at home."""

    lists: Mapping[str, Any] = field(default_factory=dict)
    blocks: Mapping[str, Any] = field(default_factory=dict)
    mark: Path = ()


@dataclass(frozen=True)
class Taken:
    """A question as it stands in a block or in the page itself, and what was changed where it is used."""

    question: Any
    source: Path
    shelf: Shelf
    changed: Mapping[str, Path] = field(default_factory=dict)


class Reuse:
    """Finds parts by name, opening each other file only once."""

    def __init__(self, faults: Faults, folder: FilePath | None) -> None:
        self.faults, self.folder = faults, folder
        self.home = Shelf()
        self.files: dict[str, Shelf | str] = {}
        self.shared = _beside(folder)
        """The file whose lists and blocks need no file name: the one beside the questionnaire, else the program's."""

    def own(self, data: Mapping[str, Any]) -> Shelf:
        """The lists and blocks of the questionnaire itself."""
        self.home = self._shelf(data, ())
        return self.home

    def _shelf(self, data: Mapping[str, Any], mark: Path) -> Shelf:
        parts = {}
        for key, said in (
            ("lists", _("write lists as »NAME: {code: text}«")),
            ("blocks", _("write blocks as »name:« and under it a list of questions")),
        ):
            parts[key] = data.get(key) or {}
            if not isinstance(parts[key], dict):
                self.faults.at((*mark, key), said)
                parts[key] = {}
        return Shelf(parts["lists"], parts["blocks"], mark)

    def find(self, kind: Literal["lists", "blocks"], name: str, shelf: Shelf) -> tuple[Any, Path] | str:
        """A list or block with where it is written, or a sentence saying why there is none; empty if that is told."""
        file, sharp, part = name.rpartition("#")
        found = self._file(file) if sharp else self._nearest(kind, part, shelf)
        if isinstance(found, str):
            return found
        known: Mapping[str, Any] = getattr(found, kind)
        if part in known:
            return known[part], (*found.mark, kind, part)
        if not sharp and isinstance(self.files.get(SHARED), str):
            return ""  # perhaps it stands in the shared file, whose own faults are told already
        return unknown_word(part, known if sharp else [*known, *self._common(kind)])

    def _nearest(self, kind: Literal["lists", "blocks"], name: str, shelf: Shelf) -> Shelf:
        """A file's own parts come first, then those that all questionnaires of the folder share."""
        if name in getattr(shelf, kind) or name not in self._common(kind):
            return shelf
        common = self._file(SHARED)
        return shelf if isinstance(common, str) else common

    def _common(self, kind: Literal["lists", "blocks"]) -> Mapping[str, Any]:
        """What the shared file beside this one lends, where there is one."""
        common = self._file(SHARED) if self.shared else ""
        return {} if isinstance(common, str) else getattr(common, kind)

    def _file(self, name: str) -> Shelf | str:
        if name not in self.files:
            self.files[name] = self._open(name)
        return self.files[name]

    def _open(self, name: str) -> Shelf | str:
        from survey.questionnaire.source import read_file  # it reports its own faults through this package, too

        path = self.shared if name == SHARED else self.folder and self.folder / name
        if path is None or not _FILE.fullmatch(name):
            return _(
                "»%(file)s« cannot be used; write the name of a file beside this one, such as common.yaml", file=name
            )
        try:
            source = read_file(path)
        except Faulty as faulty:
            self.faults.take_over(faulty.faults if name == SHARED else (), ())
            return str(faulty.faults[0])
        self.faults.take_over(source.found, source.traps)
        mark = f"{HERE}{name}"
        self.faults.others[mark] = Places(source.name, source.values, source.keys)
        return self._shelf(source.data if isinstance(source.data, dict) else {}, (mark,))

    def questions(self, written: Any, path: Path, shelf: Shelf) -> Iterator[Taken]:
        """One entry of a page: itself, or the questions of the block that it uses."""
        if not isinstance(written, dict) or "use" not in written:
            yield Taken(written, path, shelf)
            return
        found = self.find("blocks", str(written["use"]), shelf)
        if isinstance(found, str):
            self.faults.holes = True
            if found:
                self.faults.at((*path, "use"), found)
            return
        block, source = found
        listed = block if isinstance(block, list) else [block]
        changes = {key: value for key, value in written.items() if key != "use"}
        lender = self._lender(str(written["use"]), shelf)
        for place, question in enumerate(listed):
            at = (*source, place) if isinstance(block, list) else source
            if self._may_be_used(question, at, changes, path, len(listed)):
                changed = {key: (*path, key) for key in changes}
                yield Taken({**question, **changes}, at, lender, changed)

    def _lender(self, name: str, shelf: Shelf) -> Shelf:
        """A block brings the lists of its own file."""
        file, sharp, _part = name.rpartition("#")
        found = self._file(file) if sharp else shelf
        return shelf if isinstance(found, str) else found

    def _may_be_used(self, question: Any, at: Path, changes: Mapping[str, Any], path: Path, count: int) -> bool:
        """Whether a question of a block is whole, and is changed only where that does no harm."""
        if not isinstance(question, dict):
            self.faults.at(at, _("a question should stand here; write »id:«, »type:« and »label:«"))
            return False
        if "use" in question:
            self.faults.at((*at, "use"), _("a block cannot use another block; write its questions out"))
            return False
        key = next(iter(changes), None)
        if key and question.get("locked") is True:
            said = _("»%(id)s« is locked, so that answers can be compared; use it as it is", id=question.get("id"))
            self.faults.at_key((*path, key), said)
            return False
        if key and count > 1:
            self.faults.at_key((*path, key), _("only a block of one question can be changed; remove it"))
            return False
        return True


def _beside(folder: FilePath | None) -> FilePath | None:
    """The shared file of a folder; a questionnaire that lies alone takes the one that comes with the program."""
    if folder is None:
        return None
    return next((path for path in (folder / SHARED, PROVIDED / SHARED) if path.exists()), None)
