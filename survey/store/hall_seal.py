"""The two files that go between a server and a laptop in a hall: how they are written, signed, read and refused."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from survey.i18n import gettext as _
from survey.store.errors import StoreError

FORMAT = 1
"""Raised whenever a program of before could not read the files any more."""

TO_HALL, FROM_HALL = "hall", "hall-out"
LARGEST = 60 * 1024 * 1024

Document = dict[str, Any]


class HallRefused(StoreError):
    """A file that is not taken; what it says is one sentence each for what, what to do, and that nothing happened."""


class NotAHall(HallRefused):
    """Something else than a file for a laptop, or a part of one."""

    def __str__(self) -> str:
        return _(
            "This is no file for a laptop in a hall, or a part of it is missing. Make it anew on the server. "
            "Nothing was changed."
        )


class NotFromHall(HallRefused):
    """Something else than the file of an evening, or a part of one."""

    def __str__(self) -> str:
        return _(
            "This is no file of an evening, or a part of it is missing. Save it on the laptop again. "
            "Nothing was changed."
        )


class TheOtherFile(HallRefused):
    """The file that went to the laptop, given where the one that came from it is expected."""

    def __str__(self) -> str:
        return _(
            "This is the file that sets a laptop up, not the one with the evening in it. Save the evening on the "
            "laptop, and bring in that file. Nothing was changed."
        )


class ChangedFile(HallRefused):
    """The signature does not fit what the file says."""

    def __str__(self) -> str:
        return _(
            "This file was changed or damaged on its way, so it was not read. Save it on the laptop again, and bring "
            "in the new one. Nothing was changed."
        )


class NewerFile(HallRefused):
    """Another, later program wrote the file."""

    def __init__(self, program: str) -> None:
        super().__init__(program)
        self.program = program

    def __str__(self) -> str:
        return _(
            "This file was written by a newer Soseska (%(version)s). Install that version here first, then try again. "
            "Nothing was changed.",
            version=self.program[:20],
        )


def program() -> str:
    """The version of this program."""
    try:
        return version("soseska")
    except PackageNotFoundError:
        return "0"


def written(kind: str, key: str, said: Mapping[str, Any]) -> bytes:
    """A file with its signature."""
    document = {"soseska": kind, "format": FORMAT, "program": program(), **said}
    return json.dumps({**document, "signature": _signature(key, document)}, indent=1).encode()


def is_signed(document: Document, keys: Iterable[str]) -> bool:
    """Whether one of the keys has signed exactly this."""
    said = {name: value for name, value in document.items() if name != "signature"}
    found = str(document.get("signature", "")).encode()
    return any(hmac.compare_digest(found, _signature(key, said).encode()) for key in keys)


def _signature(key: str, document: Mapping[str, Any]) -> str:
    content = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key.encode(), content, hashlib.sha256).hexdigest()


def kind_of(content: bytes) -> tuple[str, Document]:
    """What a file calls itself, and what it says; nothing where it says nothing that can be read."""
    try:
        said = json.loads(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        said = None
    return (str(said.get("soseska", "")), said) if isinstance(said, dict) else ("", {})


def refuse_newer(document: Document) -> None:
    """A later program may say something that this one would pass over without a word."""
    made, theirs = document.get("format"), str(document.get("program", ""))
    if type(made) is int and (made > FORMAT or _numbers(theirs) > _numbers(program())):
        raise NewerFile(theirs)


def _numbers(said: str) -> tuple[int, ...]:
    """A version as numbers that can be compared; what stands behind them does not count."""
    parts = said.split(".")[:4]
    return tuple(int(part[:6]) if part.isascii() and part.isdigit() else 0 for part in parts)
