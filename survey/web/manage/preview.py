"""A draft as people will see it: every page drawn by the same templates, as wide as a phone, a tablet or a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import gettext as _
from survey.questionnaire.answers import Context
from survey.questionnaire.model import Question, Questionnaire, Section
from survey.questionnaire.types import type_of
from survey.store import rounds, versions
from survey.web.account.staff import store
from survey.web.manage.rights import At, round_at
from survey.web.manage.views import bp
from survey.web.resident.controls import Typed, view
from survey.web.resident.drawn import View

WIDTHS = ("phone", "tablet", "paper")


@dataclass(frozen=True)
class Sheet:
    """One page of the draft."""

    number: int
    title: str
    optional: bool
    show_if: str
    questions: tuple[tuple[View, str], ...]


@bp.get("/manage/<slug>/preview")
def preview(slug: str) -> str:
    """The draft, or what is asked now where there is none, in one language and one width."""
    with store().read() as session:
        at = round_at(session, slug)
        asked = asked_now(session, at)
        context = _first_place(session, at)
    spoken = next(
        code for code in (request.args.get("form"), i18n.language(), *asked.languages) if code in asked.languages
    )
    width = request.args.get("width", "")
    return render_template(
        "manage/preview.html",
        at=at,
        tab="manage",
        example=at.example,
        title=i18n.worded(asked.title),
        shown=drawn(asked, context, spoken),
        spoken=spoken,
        spoken_languages=asked.languages,
        width=width if width in WIDTHS else WIDTHS[0],
        widths=WIDTHS,
    )


def drawn(asked: Questionnaire, context: Context, spoken: str) -> Markup:
    """The whole draft as it is read in that language; only what we say about it stays in the reader's own."""
    remarks, ours = _remarks(asked), i18n.interface()
    with i18n.use_language(spoken) if i18n.has_sentences(spoken) else i18n.use_texts(spoken):
        remarks = {said: i18n.in_language(told, ours) for said, told in remarks.items()}
        sheets = list(sheets_of(asked, context))
        return Markup(render_template("manage/sheets.html", asked=asked, sheets=sheets, remarks=remarks))  # noqa: S704


def _remarks(asked: Questionnaire) -> dict[str, str]:
    """What stands beside the questions: on which condition they are asked, and the number of a page without a title."""
    rules = {part.show_if for part in asked.sections} | {part.show_if for part in asked.questions()}
    conditions = {rule: _("Only if %(condition)s", condition=rule) for rule in rules if rule}
    pages = range(1, len(asked.sections) + 1)
    return conditions | {str(page): _("Page %(number)s", number=i18n.number(page)) for page in pages}


def asked_now(session: Session, at: At) -> Questionnaire:
    """The draft; without one the current version."""
    draft = versions.draft_of(session, at.round)
    if draft:
        return versions.draft_questionnaire(session, draft)
    current = rounds.current_of(session, at.round.id) or abort(404)
    return rounds.questionnaire(session, current.hash)


def _first_place(session: Session, at: At) -> Context:
    """The first district, so that what districts add can be seen, too."""
    everywhere = rounds.context(session, at.round, None)
    first = next((code for code, _name in everywhere.districts), None)
    return rounds.within(session, at.round, everywhere, first) if first else everywhere


def sheets_of(asked: Questionnaire, context: Context) -> Iterator[Sheet]:
    """Every page with every question, also those that only some people see; picks are made up where cards need them."""
    samples = {question.id: _sample(question, context) for question in asked.questions()}
    typed = Typed({}, {name: answer for name, answer in samples.items() if answer is not None}, context)
    for place, section in enumerate(asked.sections, start=1):
        yield _sheet(place, section, typed)


def _sample(question: Question, context: Context) -> object:
    return type_of(question).sample(question, context)


def _sheet(place: int, section: Section, typed: Typed) -> Sheet:
    drawn = tuple((view(question, typed), question.show_if or "") for question in section.questions)
    return Sheet(place, i18n.worded(section.title), section.optional, section.show_if or "", drawn)
