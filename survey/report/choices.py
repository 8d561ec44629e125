"""What somebody chose for a report: languages, kinds of files, contents, their own words, cover, and who signs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from survey.i18n import LANGUAGES
from survey.report import contents

FORMATS = ("html", "pdf", "docx")
ROUND, TOWN = "-round", "-town"
"""Instead of a district's code: every district of a round in full, or the town with a page for each."""


@dataclass(frozen=True)
class Choices:
    """Everything that is chosen for one place; what was never chosen is as most people want it.

    `own`: a chapter's code → language → what the authors wrote before that chapter. `title`: by language.
    """

    languages: tuple[str, ...] = (LANGUAGES[0],)
    formats: tuple[str, ...] = FORMATS
    chapters: tuple[str, ...] = contents.USUAL
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    author: str = ""
    signatories: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self), "day": self.day.isoformat() if self.day else None}


def from_document(stored: Mapping[str, Any]) -> Choices:
    """As it was stored; chapters that no longer exist are left out."""
    lists = ("languages", "formats", "signatories", "distribution")
    known = {name: tuple(stored[name]) for name in lists if name in stored}
    ticked = stored.get("chapters", contents.USUAL)
    return Choices(
        **known,
        chapters=tuple(code for code in contents.EVERY if code in ticked),
        own=stored.get("own", {}),
        title=stored.get("title", {}),
        day=date.fromisoformat(stored["day"]) if stored.get("day") else None,
        author=stored.get("author", ""),
    )
