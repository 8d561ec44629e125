"""A file of a small, safe part of YAML, read to plain data that remembers where each part stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

import yaml

from survey.i18n import gettext as _
from survey.questionnaire.faults import LONGEST, MOST, Fault, Faults, Faulty, Path, Place
from survey.questionnaire.traps import trap

LARGEST = 1_000_000
DEEPEST = 30
DIGITS = 15
LARGEST_NUMBER: int = 999_999_999_999_999

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .xls begin."""

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)


@dataclass
class Source:
    """The data of a file, with (line, column) of every value and every key, counted from one."""

    name: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    found: list[Fault] = field(default_factory=list)
    """What is wrong with single words of it, while the rest can be read."""
    traps: list[Fault] = field(default_factory=list)
    """Words that other programs read otherwise."""
    unread: set[Path] = field(default_factory=set)
    """Values that stand for others, because theirs could not be read."""
    text: str = ""
    """The file as it was written, with its remarks."""

    def faults(self) -> Faults:
        """Start collecting faults in this file, with those that reading it has found."""
        begun = Faults(self.name, self.values, self.keys)
        begun.take_over(self.found, self.traps)
        begun.covered |= self.unread
        return begun


def read_file(path: FilePath) -> Source:
    """Read a file; whatever keeps it from being read is a fault with its place."""
    name = str(path)
    try:
        with path.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise Faulty([Fault(name, 1, 1, _("the file cannot be opened (%(why)s); check its name", why=why))]) from None
    return read_bytes(raw, name)


def read_bytes(raw: bytes, name: str) -> Source:
    """Read the content of a file that somebody sent."""
    return read_text(_decoded(raw, name), name)


def _decoded(raw: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark."""
    if raw.startswith(_WORKBOOKS):
        said = _("this is a workbook; make a questionnaire of it first, with »soseska convert«")
        raise Faulty([Fault(name, 1, 1, said)])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Faulty([Fault(name, 1, 1, _("the file is written in UTF-16; save it as UTF-8"))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(raw) > LARGEST:
            raise too_large(name) from None
        before = raw[: error.start].decode("utf-8", "replace")
        raise Faulty(
            [Fault(name, *_place(before, len(before)), _("this sign is not UTF-8; save the file as UTF-8"))]
        ) from None


def read_text(text: str, name: str) -> Source:
    """Read text; YAML that makes no sense stops at its first fault, because what follows cannot be told apart."""
    if len(text) > LARGEST:
        raise too_large(name)
    unseen = [(found.start(), _unseen(found[0])) for found in islice(_UNSEEN.finditer(text), MOST)]
    tab = _("a tab stands in front of the text; use blanks")
    tabs = [(found.end() - 1, tab) for found in islice(_TAB.finditer(text), MOST)]
    if unseen or tabs:
        raise Faulty(Fault(name, *_place(text, offset), said) for offset, said in sorted([*unseen, *tabs])[:MOST])
    source = _Builder(name).build(text)
    source.text = text
    return source


def too_large(name: str) -> Faulty:
    """What is said of a file that is not read at all."""
    return Faulty([Fault(name, 1, 1, _("the file is larger than 1 MB; split it or shorten it"))])


def _unseen(sign: str) -> str:
    return _("an invisible sign (U+%(sign)s) stands here; remove it", sign=f"{ord(sign):04X}")


def _place(text: str, offset: int) -> Place:
    """Line and column of a character, from one."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


@dataclass
class _Open:
    """A list or mapping that is being filled."""

    path: Path
    data: dict[str, Any] | list[Any]
    key: str | None = None
    twice: bool = False


class _Builder:
    """Builds data from YAML events without recursion, so neither depth nor aliases can hurt."""

    def __init__(self, name: str) -> None:
        self.source = Source(name)
        self.found = self.source.found
        self.open: list[_Open] = []
        self.documents = 0

    def build(self, text: str) -> Source:
        try:
            for event in self._events(text):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._stop(mark, _syntax(error.problem or "", _sign_at(text, mark)))
        if self.source.data is None and not self.found:
            self.found.append(Fault(self.source.name, 1, 1, _("the file is empty; write a questionnaire into it")))
        if self.source.data is None:
            raise Faulty(self.found)
        return self.source

    @staticmethod
    def _events(text: str) -> Iterator[Any]:
        yield from yaml.parse(text, Loader=_PARSER)

    def _take(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(event.start_mark, _("a second document begins here; keep one questionnaire in a file"))
            case yaml.AliasEvent():
                self._stop(event.start_mark, _("a reference with * stands here; write the text out"))
            case yaml.ScalarEvent():
                self._refuse_tags(event)
                self._scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_tags(event)
                self._begin([] if isinstance(event, yaml.SequenceStartEvent) else {}, event.start_mark)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()

    def _refuse_tags(self, event: Any) -> None:
        if event.anchor:
            self._stop(event.start_mark, _("a mark with & stands here; remove it and write repeated texts out"))
        if event.tag:
            self._stop(event.start_mark, _("a tag with ! stands here; remove it or put quotes round the text"))

    def _scalar(self, event: Any) -> None:
        top = self.open[-1] if self.open else None
        if top and isinstance(top.data, dict) and top.key is None:
            self._key(top, event)
        else:
            noted = len(self.found)
            path = self._put(self._resolved(event), event.start_mark)
            if len(self.found) > noted:
                self.source.unread.add(path)

    def _key(self, top: _Open, event: Any) -> None:
        """Begin an entry of a mapping; the second of two equal keys is a fault and is left out."""
        top.key, path = event.value, (*top.path, event.value)
        self._beware(event)
        top.twice = path in self.source.keys
        if top.twice:
            line = self.source.keys[path][0]
            said = _("»%(key)s« stands here twice, first in line %(line)s; keep one", key=event.value, line=line)
            self._note(event.start_mark, said)
        else:
            self.source.keys[path] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def _begin(self, data: dict[str, Any] | list[Any], mark: Any) -> None:
        top = self.open[-1] if self.open else None
        if len(self.open) >= DEEPEST:
            self._stop(mark, _("more than %(limit)s levels stand in one another; make it flatter", limit=DEEPEST))
        if top and isinstance(top.data, dict) and top.key is None:
            self._stop(mark, _("a list or block stands where a key should be; put quotes round the text"))
        self.open.append(_Open(self._put(data, mark), data))

    def _put(self, value: Any, mark: Any) -> Path:
        """Hand a value to the list or mapping it stands in; the path it got."""
        if not self.open:
            self.source.data = value
        path = self._put_into(self.open[-1], value) if self.open else ()
        self.source.values.setdefault(path, (mark.line + 1, mark.column + 1))
        return path

    @staticmethod
    def _put_into(top: _Open, value: Any) -> Path:
        if isinstance(top.data, list):
            top.data.append(value)
            return (*top.path, len(top.data) - 1)
        key, top.key = str(top.key), None
        if top.twice:
            return (*top.path, key, "twice")
        top.data[key] = value
        return (*top.path, key)

    def _resolved(self, event: Any) -> Any:
        """Only true, false, null and plain numbers are more than text: `no` is the word no."""
        text: str = event.value
        if event.style:
            return text
        if _WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text):
            return self._number(text, event)
        self._beware(event)
        return _WORDS.get(text, text)

    def _beware(self, event: Any) -> None:
        """Note a word that other programs read as something else."""
        plain = not event.style and not _WHOLE.fullmatch(event.value) and not _DECIMAL.fullmatch(event.value)
        said = trap(event.value) if plain else None
        if said and len(self.source.traps) < MOST:
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            self.source.traps.append(Fault(self.source.name, *place, said))

    def _number(self, text: str, event: Any) -> int | float:
        if sum(sign.isdigit() for sign in text) > DIGITS:
            said = _("the number has more than %(limit)s digits; shorten it or put quotes round it", limit=DIGITS)
            self._note(event.start_mark, said)
            return LARGEST_NUMBER
        return int(text) if _WHOLE.fullmatch(text) else float(text)

    def _note(self, mark: Any, message: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
        self.found.append(Fault(self.source.name, line, column, said))
        if len(self.found) >= MOST:
            raise Faulty(self.found)

    def _stop(self, mark: Any, message: str) -> None:
        self._note(mark, message)
        raise Faulty(self.found)


def _sign_at(text: str, mark: Any) -> str:
    """The sign where the parser stopped."""
    line = text.split("\n")[mark.line : mark.line + 1] if mark else []
    return line[0][mark.column : mark.column + 1] if line else ""


def _syntax(problem: str, sign: str) -> str:
    """Say what broken YAML most probably is, in words for people who do not write programs."""
    if "mapping values are not allowed" in problem or sign == ":":
        return _("a colon stands inside a text; put quotes round the whole text")
    if "cannot start any token" in problem:
        return _("a text cannot begin with this sign; put quotes round the text")
    if "while scanning a quoted" in problem or "unexpected end of stream" in problem:
        return _("a quotation mark was opened and not closed; close it")
    return _("the file makes no sense from here on; check indentation, quotes and brackets just above")
