"""An XLSForm read into a questionnaire, with a list of everything that could not be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.manner import Manner
from survey.questionnaire.model import Questionnaire, Text
from survey.questionnaire.purpose import PURPOSES, SURVEY, Agreed
from survey.questionnaire.types import registry
from survey.questionnaire.xlsform.columns import column
from survey.questionnaire.xlsform.desk import Desk
from survey.questionnaire.xlsform.form import OURS, POOL, REMARK, Form, read_choices, read_languages, tell_renamed
from survey.questionnaire.xlsform.kept import manner_in
from survey.questionnaire.xlsform.losses import Losses, Unreadable
from survey.questionnaire.xlsform.makers import our_words
from survey.questionnaire.xlsform.mend import mended
from survey.questionnaire.xlsform.names import Names
from survey.questionnaire.xlsform.pages import read_pages
from survey.questionnaire.xlsform.sheets import Book, open_book
from survey.questionnaire.xlsform.tree import Entry, read_tree

CONSENT: Mapping[str, Text] = {
    "label": {"sl": "Preden začnete", "hr": "Prije nego što počnete", "en": "Before you begin"},
    "agree": {"sl": "Strinjam se s sodelovanjem.", "hr": "Slažem se sa sudjelovanjem.", "en": "I agree to take part."},
}


@dataclass(frozen=True)
class Imported:
    """A questionnaire made of a form, and where its questions and codes come from."""

    questionnaire: Questionnaire
    losses: Losses
    ids: Mapping[str, str]
    """Our id for each of their names; a row of a grid leads to the grid."""
    codes: Mapping[str, Mapping[str, str]]
    """Our code for each of their option names, by our question."""
    manner: Manner = field(default_factory=Manner)
    """How it was written, where Soseska wrote it."""


def read(path: Path, language: str | None = None) -> Imported:
    """Read a workbook or CSV file; `Unreadable` where nothing can be made of it."""
    form = Form(open_book(path))
    form.own = OURS in form.book.sheet("survey").headings
    if not any(column(heading).kind == "type" for heading in form.book.sheet("survey").headings):
        raise Unreadable(
            _("%(file)s, sheet survey: there is no column »type«, so this is no XLSForm", file=form.book.file)
        )
    _tell_unknown_sheets(form.book, form.losses)
    read_languages(form, language)
    read_choices(form)
    top = read_tree(form)
    desk = Desk(form, frozenset(entry.name for entry in top.everything() if not entry.is_group))
    document = _settings(form, path.stem)
    for line in form.lines("survey") if form.own else ():
        line.cell(REMARK)  # read below, where it is known what each row became
    document["sections"] = read_pages(top, desk)
    manner = manner_in(form, document)
    pool = form.lists.pop(POOL, [])
    if pool:
        document["activities"] = {choice.code: choice.option for choice in pool}
    _ask_consent(document, form)
    questionnaire = mended(document, form)
    _tell_left_choices(form, top, manner)
    taken = {question.id for question in questionnaire.questions()}
    known = {name: asked for name, asked in desk.known.items() if asked.id in taken}
    return Imported(
        questionnaire,
        form.losses,
        {name: asked.id for name, asked in known.items()},
        {asked.id: asked.codes for asked in known.values() if asked.codes},
        manner,
    )


def _tell_unknown_sheets(book: Book, losses: Losses) -> None:
    for name in book.others:
        losses.add(name, 0, "", _("this sheet has no counterpart; it was not read"))
    for sheet in book.sheets.values():
        for heading in sheet.twice:
            losses.add(sheet.name, 1, heading, _("the heading stands twice; only the first column was read"))


def _settings(form: Form, stem: str) -> dict[str, Any]:
    """What holds for the whole questionnaire."""
    line = next(form.lines("settings"), None)
    document: dict[str, Any] = {
        "questionnaire": Names().give((line.cell("form_id") if line else "") or stem, "form"),
        "title": dict.fromkeys(form.languages, stem),
        "languages": list(form.languages),
    }
    if line is None:
        return document
    title = line.cell("form_title")
    own = dict(line.own_words())
    texts: dict[str, str] = own.pop("title", {})
    named = line.text("label") or {}
    document["title"] = {code: texts.get(code) or named.get(code) or title or stem for code in form.languages}
    if title and title != texts.get(form.languages[0], "").strip() and not named:
        document["title"][form.languages[0]] = title
    for kind in ("default_language", "version", "style", *([REMARK] if form.own else [])):
        line.cell(kind)
    line.tell_left()
    return document | own


def _ask_consent(document: dict[str, Any], form: Form) -> None:
    """Nobody is counted who did not agree, so a form that asks nobody gets the question."""
    sections = document["sections"]
    if not sections:
        raise Unreadable(_("%(file)s: there is no question in it that could be asked", file=form.book.file))
    purpose = PURPOSES.get(document.get("purpose", SURVEY), PURPOSES[SURVEY])
    if purpose.agreed is not Agreed.TICKED or any(map(_is_consent, sections[0]["questions"])):
        return
    texts = {key: our_words(said, document["languages"]) for key, said in CONSENT.items()}
    kind = next(name for name, kind in sorted(registry().items()) if kind.gives_consent)
    question = {"id": form.ids.give("consent"), "type": kind, "required": True, **texts}
    sections.insert(0, {"id": form.pages.give("consent"), "questions": [question]})
    form.losses.add("survey", 0, "", _(
        "nobody is asked to agree; the question »%(id)s« was added, write its text in your own words",
        id=question["id"]))  # fmt: skip
    unspoken = [code for code in document["languages"] if code not in texts["agree"]]
    if unspoken:
        form.losses.add("survey", 0, "", _(
            "the question »%(id)s« has no text in »%(languages)s« yet; nobody can agree to what they cannot read",
            id=question["id"], languages=", ".join(unspoken)))  # fmt: skip


def _is_consent(question: dict[str, Any]) -> bool:
    kind = registry().get(question["type"])
    asks_all = question.get("required", True) and "show_if" not in question
    return kind is not None and kind.gives_consent and asks_all


def _tell_left_choices(form: Form, top: Entry, manner: Manner) -> None:
    """Cells of the sheet choices that nobody took, and lists that no question uses."""
    used = {*manner.uses.values(), *(entry.list_name for entry in top.everything() if entry.list_name)}
    for name, choices in form.lists.items():
        if name in used and not form.own:
            tell_renamed(form, name, choices)
        for choice in choices:
            if name in used:
                choice.line.tell_left()
            else:
                form.losses.add("choices", choice.line.number, "", _("no question uses the list; it was left out"))
