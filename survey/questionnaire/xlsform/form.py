"""A form while it is read: its languages, its lists of choices, and what was lost on the way."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.condition import KEYWORDS
from survey.questionnaire.model import Text
from survey.questionnaire.xlsform.columns import column, language_code
from survey.questionnaire.xlsform.losses import Losses
from survey.questionnaire.xlsform.names import Names
from survey.questionnaire.xlsform.sheets import Book, Row

OURS = "soseska"
"""The column in which a questionnaire of ours keeps, as JSON, what an XLSForm has no column for."""

REMARK = "remark"
"""The column for what authors note for one another; other tools leave it alone."""

WRITTEN = "written"
"""Beside the settings: which lists have names, and where they are used."""

POOL = "activities.pool"
"""The list of the activities that a district may add to the options."""

UNKNOWN = "und"
LONGEST_TEXT = 2000
_ANSWER = re.compile(r"\$\{\s*[\w.:\-]+\s*\}")
_FORMATTED = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass
class Choice:
    """One row of the sheet choices."""

    line: "Line"
    name: str
    code: str
    option: dict[str, Any]


@dataclass
class Form:
    """Everything known of the form as a whole."""

    book: Book
    losses: Losses = field(default_factory=Losses)
    languages: tuple[str, ...] = ()
    plain_language: str = "en"
    own: bool = False
    ids: Names = field(default_factory=lambda: Names(*KEYWORDS))
    pages: Names = field(default_factory=Names)
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    places: dict[int, tuple[str, int]] = field(default_factory=dict)

    def lines(self, sheet: str) -> Iterator["Line"]:
        """The rows of a sheet."""
        return (Line(self, sheet, row) for row in self.book.sheet(sheet).rows)

    def code_of(self, language: str) -> str:
        """The language of a column; a column without one holds the form's own."""
        return (language_code(language) or UNKNOWN) if language else self.plain_language


@dataclass(frozen=True)
class Line:
    """One row, read by what its columns mean and not by how their headings are written."""

    form: Form
    sheet: str
    row: Row

    @property
    def number(self) -> int:
        """The row's number at the left edge of the spreadsheet."""
        return self.row.number

    def cell(self, kind: str) -> str:
        """Take what stands under a heading of this meaning."""
        found = [self.row.take(heading).strip() for heading in self._headings(kind)]
        return next(filter(None, found), "")

    def peek(self, kind: str) -> str:
        """Look at a cell that is taken later."""
        return next(filter(None, (self.row.peek(heading).strip() for heading in self._headings(kind))), "")

    def text(self, kind: str) -> Text | None:
        """A text in every language of the form; where one is missing, another stands in and that is told."""
        found: dict[str, str] = {}
        for heading in self._headings(kind):
            said = self._cleaned(self.row.take(heading), heading)
            if said:
                found.setdefault(self.form.code_of(column(heading).language), said)
        present = next((code for code in self.form.languages if code in found), None)
        if present is None:
            return None
        for code in self.form.languages:
            if code not in found:
                self.lose(kind, _("the text in »%(missing)s« is missing; the one in »%(present)s« stands there",
                                  missing=code, present=present))  # fmt: skip
        return {code: found.get(code, found[present]) for code in self.form.languages}

    def own_words(self) -> Mapping[str, Any]:
        """What a questionnaire of ours wrote beside the columns that others read."""
        written = self.cell(OURS)
        try:
            told = json.loads(written) if written else {}
        except ValueError:
            told = None
        if not isinstance(told, dict):
            self.lose(OURS, _("this is no longer what Soseska wrote there; it was left out"))
            return {}
        return told

    def lose(self, kind: str, message: str) -> None:
        """Note what was lost here; the column is named as it is written."""
        heading = next((h for h in self._headings(kind) if self.row.peek(h)), kind)
        self.form.losses.add(self.sheet, self.number, heading, message)

    def tell_left(self) -> None:
        """Note every cell that nobody took."""
        for heading, _text in self.row.left():
            self.form.losses.add(self.sheet, self.number, heading, _left_out(column(heading).kind))

    def _headings(self, kind: str) -> Iterator[str]:
        return (heading for heading in self.row.cells if column(heading).kind == kind)

    def _cleaned(self, written: str, heading: str) -> str:
        """A text as it is shown: our pages know neither markup nor answers inside of texts."""
        if self.form.own:
            return written.replace("$\u2060{", "${")
        text = _UNSEEN.sub("", written.replace("\u00a0", " ")).strip()
        plain = _TAG.sub("", _LINK.sub(r"\1 (\2)", _FORMATTED.sub(lambda m: m[1] or m[2], text))).strip()
        if plain != text:
            self.form.losses.add(self.sheet, self.number, heading, _("bold, links and other markup became plain text"))
        whole = _ANSWER.sub("…", plain)
        if whole != plain:
            said = _("the text repeats an earlier answer; »…« stands there")
            self.form.losses.add(self.sheet, self.number, heading, said)
        if len(whole) > LONGEST_TEXT:
            said = _("the text is longer than %(limit)s characters and was cut", limit=LONGEST_TEXT)
            self.form.losses.add(self.sheet, self.number, heading, said)
        return whole[:LONGEST_TEXT].rstrip()


def _left_out(kind: str) -> str:
    """What it means that a column is not taken."""
    if kind in ("image", "audio", "video", "big-image", "autoplay"):
        return _("pictures, sound and film are not shown")
    sentences = {
        "appearance": _("this look has no counterpart; the question looks as all others do"),
        "default": _("no answer is filled in beforehand"),
        "read_only": _("every question can be answered"),
        "constraint_message": _("Soseska says in its own words what is wrong"),
        "required_message": _("Soseska says in its own words what is missing"),
        "guidance_hint": _("there is one hint only"),
        "parameters": _("these settings have no counterpart"),
        "calculation": _("a question that is asked is not calculated too"),
    }
    return sentences.get(kind, _("this column means nothing here; it was left out"))


def read_languages(form: Form, wanted: str | None) -> None:
    """Find the languages in which there are texts at all; the form's own comes first."""
    default = next(form.lines("settings"), None)
    said = default.peek("default_language") if default else ""
    named = list(dict.fromkeys(_named_languages(form)))
    form.plain_language = wanted or language_code(said) or next(filter(None, map(language_code, named)), "en")
    found = [form.code_of(language) for language in ("", *named) if _has_texts(form, language)]
    found = list(dict.fromkeys(found)) or [form.plain_language]
    form.languages = tuple(sorted(found, key=lambda code: code != form.plain_language))
    if UNKNOWN in found:
        form.losses.add("survey", 0, "", _("a language has no known name; it is called »%(code)s«", code=UNKNOWN))
    known = wanted or language_code(said) or any(map(language_code, named))
    if _has_texts(form, "") and not known:
        form.losses.add("survey", 0, "", _("the form does not say its language; »en« was taken (see --language)"))


def _named_languages(form: Form) -> Iterator[str]:
    for sheet in ("survey", "choices"):
        for heading in form.book.sheet(sheet).headings:
            found = column(heading)
            if found.kind in ("label", "hint") and found.language:
                yield found.language


def _has_texts(form: Form, language: str) -> bool:
    """Whether any label is written in a language."""
    for sheet in ("survey", "choices"):
        for heading in form.book.sheet(sheet).headings:
            if column(heading) == ("label", language) and any(
                row.peek(heading).strip() for row in form.book.sheet(sheet).rows
            ):
                return True
    return False


def read_choices(form: Form) -> None:
    """Read the lists; a code used twice is an option nobody could tell from the first."""
    codes: dict[str, Names] = {}
    for line in form.lines("choices"):
        list_name, name = line.cell("list_name"), line.cell("name")
        if not list_name and not name:
            continue
        choices = form.lists.setdefault(list_name, [])
        if not name or any(choice.name == name for choice in choices):
            why = _("the option has no name") if not name else _("the option »%(name)s« stands twice in the list",
                                                                name=name)  # fmt: skip
            line.lose("name", why)
            continue
        code = codes.setdefault(list_name, Names()).give(name, "o")
        choices.append(Choice(line, name, code, {"code": code}))
        _describe(choices[-1])


def _describe(choice: Choice) -> None:
    """The option's text; without one its name is shown."""
    label = choice.line.text("label")
    if label is None:
        choice.line.lose("label", _("the option has no text; its name is shown"))
        label = dict.fromkeys(choice.line.form.languages, choice.name)
    choice.option |= {"label": label, **choice.line.own_words()}


def tell_renamed(form: Form, list_name: str, choices: list[Choice]) -> None:
    """Codes that changed, once for a list."""
    first = next((choice for choice in choices if choice.code != choice.name), None)
    if first:
        said = _(
            "list »%(list)s«: codes have only small letters, digits and _ here, so some changed, "
            "as »%(old)s« to »%(new)s«",
            list=list_name, old=first.name, new=first.code,
        )  # fmt: skip
        form.losses.add("choices", first.line.number, "name", said)
